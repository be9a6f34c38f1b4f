// Package discordtest is a Discord for tests: its REST API and its gateway on
// the loopback interface, in the process of the test, and the people who use it.
// It was written from Discord's documentation, knows nothing of the bot and of
// the library that the bot is built on, and is as strict as Discord is, or
// stricter: what Discord passes over in silence is a violation here, and fails
// the test.
//
//	s := discordtest.New(t)
//	guild := s.Guild("Newsroom")
//	talks := guild.Channel("talks")
//	ana := guild.Member("ana", 0)
//	… start the bot with s.URL() and s.Token() …
//	s.AwaitReady(1)
//	s.AwaitCommands("ask")
//	ask := ana.Slash(talks, "ask", discordtest.Args{"question": "Who will attend?"})
//	answer := ask.Message(t.Context())
//	ana.Press(answer, "Evidence").Message(t.Context())
//	… compare s.Transcript() with a golden file …
//
// # The world
//
// [New] starts a [Server]. Server.Guild makes a [Guild], which has Channel, Role
// and Member; a [Channel] has Thread, and Deny and Allow for the permissions of
// the app in it. Server.Person makes somebody in no server; Person.Locale sets
// the language of the client. Person.DMs is the channel of direct messages.
//
// # What people do
//
// A [Person] has Slash, Autocomplete, MessageCommand, UserCommand, Press, Choose
// and Submit, each of which gives an [Interaction]; and Say, Mention, Reply, DM
// and Post, each of which gives a [Message]; and Edit and Delete. What Discord's
// client would not let the person do fails the test: a command that is not
// registered or not to be seen, an option that is missing or too long, a button
// that is disabled, a message that somebody else alone sees. Person.Sees tells
// whether a command is there. ForgeCommand, ForgePress, ForgeChoose and
// ForgeSubmit send what no client would.
//
// # What comes of it
//
// An Interaction has Ack, Message, Await, Modal, Choices, FollowUp, FollowUps,
// Deleted and AwaitDeleted. A Channel has Messages, MessagesFor, Await, AnswerTo
// and Typing. A Message is a picture of one moment: Now looks again, Await waits
// for a change, History is all that it has been; Pings says who was notified,
// Previews which links would be shown as a preview. Waits end with the context,
// or after WithPatience where it has no deadline.
//
// # What goes wrong
//
// Of the gateway: Drop, Reconnect, InvalidSession, CloseGateway,
// RequestHeartbeat, MuteHeartbeats, WithholdHello, IgnoreResume, ReconnectFirst,
// Duplicate. Of the API: Fail, Refuse, LoseAnswer, RateLimit, HTML429, Slow.
// Mend ends all of it.
//
// # What the bot did
//
// Server.Transcript is all of it as people see it; Violations are the rules that
// were broken, and asking for them keeps them from failing the test; Requests and
// Count tell what the API was asked for, Refused how often it said no.
//
// # OpenAPI
//
// Where the environment variable DISCORD_OPENAPI names Discord's OpenAPI
// description, every body is held to it too.
package discordtest
