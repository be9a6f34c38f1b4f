// Package conversation makes a question of its own from what somebody writes
// in the middle of a conversation: "and Trump?" after "Will Putin attend?"
// becomes "Will Trump attend?".
//
// It goes by rules, and by the form of English questions alone: no rule knows a
// person, a place or a topic. The steps, a file each:
//
//  1. The last question is taken apart: the words that ask, the auxiliary, the
//     subject, and the rest (question.go, with verbs.go).
//  2. Names, days and things are found in it, and in the new message (names.go,
//     dates.go, things.go).
//  3. One kind of rule after the other is tried: short questions such as "why?"
//     (short.go), what has no verb of its own, such as "and on Friday?"
//     (fragment.go, replace.go), and pronouns (pronoun.go).
//
// What none of the rules is sure of stays as it was written.
package conversation
