// Package support tells how far a text carries a claim.
//
// It reads both as people read evidence, without a grammar and without a
// language model: which words stand in both, and where they do, whether the
// same is said of the same. The steps, a file each:
//
//  1. A sentence is read (sentence.go): its words, names (names.go), amounts
//     (amounts.go, shares.go) and days (days.go), what is denied (polarity.go),
//     how sure it is (mode.go), and who does what to whom (roles.go).
//  2. The words of a claim are looked for in each sentence of the evidence
//     (cover.go), or others that mean the same (meanings.go), and the few
//     sentences are chosen that together have most of them (choose.go).
//  3. What stands in both is compared (faults.go): a name or an amount that is
//     missing or another one (particulars.go), a day (dates.go), a denial on one
//     side alone (denials.go), a claim that is surer than its source
//     (certainty.go), another speaker (speakers.go), parts exchanged
//     or the sides of a comparison (exchanged.go, offices.go), a deed that nothing tells of (deeds.go), another
//     word in the same place (slots.go) or of a set whose members exclude each
//     other (rivals.go), some for all (quantifiers.go), will for had (tenses.go),
//     the first of something else (firsts.go), who or what is added (added.go), and
//     words of sentences that have nothing to do with each other (apart.go).
//  4. The share of the words that are covered makes the degree of support, and
//     each fault lowers it (degree.go). From Decision on a claim is supported.
//
// Coverage of weighty words is the baseline that is hard to beat in
// attribution (Dziri et al. 2022, "Evaluating Attribution in Dialogue Systems:
// The BEGIN Benchmark"); what it cannot see is what faults are for, and their
// kinds are those that false summaries show (Kryściński et al. 2020, "Evaluating
// the Factual Consistency of Abstractive Text Summarization": swapped entities,
// numbers, pronouns, negations; Pagnoni et al. 2021, "Understanding Factuality in
// Abstractive Summarization with FRANK": predicates, entities, circumstances).
//
// The package knows no collection. What is known of words and names comes from a
// Knowledge. Values are not changed after they are made.
package support
