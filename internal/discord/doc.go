// Package discord is the Discord front-end: it takes interactions and messages,
// runs the commands that the terminal runs too, and shows their replies.
//
// What a person does arrives over the gateway (gateway.go) and is told apart in
// interaction.go and mention.go. A message may hold a command (spoken.go), may call
// the bot by its role (roles.go), and may end a chain of replies, which is the
// context of its question (chain.go). Each is acknowledged at once, answered when
// there is room for it (question.go, turnstile.go) and shown as an embed or as plain
// text (render.go).
//
// What hangs under an answer — the evidence, a follow-up, sharing, deleting,
// asking again — carries all it needs in a signed custom_id (control.go), so it
// works after a restart; the question of an earlier answer is read back from the
// message itself (turn.go). The answer of a topic command is laid out in pages
// (book.go), of which the same answer always gives the same. A picture goes along as
// a file of the message (illustrate.go, file.go); no answer waits for one that
// cannot be had.
//
// Which commands there are is told to Discord at the start and after each reload,
// and again where it does not take them (register.go, registrar.go, explain.go).
//
// discordgo brings the gateway, the types and the authorization. Requests about
// interactions go past its rate buckets (rest.go): all edits would share one, and
// a bucket for each would never be freed. What discordgo cannot leave by itself is
// left by the watchdog (gateway.go, wire.go).
package discord
