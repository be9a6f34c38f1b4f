// Package rag answers questions from a collection of articles and never says
// more than they say.
//
// The way of the data, in one direction, a file for each step:
//
//  1. A Library reads the collection and builds a Snapshot of it: passages,
//     the word index, the vectors and the names (library.go, snapshot.go).
//  2. A question becomes a Query: its weighty words, names, numbers and the
//     kind of answer it asks for (query.go, kind.go).
//  3. Retrieval finds the passages, by words and by vectors (retrieve.go).
//  4. Selection chooses the sentences that answer, and says how sure it is
//     (evidence.go, select.go, confidence.go). Where many are asked for, it
//     gathers them across articles (listed.go, roll.go, member.go). What it
//     chose is a Draft.
//  5. Verification makes the Answer (answer.go). Nothing else can: each
//     citation's range must lie in its article and hold exactly its quote.
//
// A topic command has no Query: it gathers from all articles who stands where, who
// said what, what happens when, or where articles differ, each a group of
// sentences that step 5 verifies (group.go; groupground.go keeps what every
// command needs, groupmodel.go has a model read along). A claim is compared with
// the sentences that steps 2 and 3 find for it, by the package support (check.go).
//
// A question in another language than the articles' is put into theirs by the
// Model before step 2, and the verified answer into its own after step 5
// (abroad.go, translate.go); one that leans on earlier turns is first made one
// that does not (standalone.go, leads.go). What an article orders is quoted, and
// carries no sentence of a model (orders.go).
//
// What may stand outside of the program has a port here and its adapter in a
// package of its own: the Embedder and the VectorIndex (vectors.go), and the
// Model that writes (model.go).
//
// Everything that is asked of one Snapshot is answered from it, so a reload in
// the middle of an answer changes nothing in that answer. Values of this
// package are shared between readers and not changed after they are made.
package rag
