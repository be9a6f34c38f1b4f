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
// RequestHeartbeat, MuteHeartbeats, TurnAway, WithholdHello, IgnoreResume, ReconnectFirst,
// Duplicate. Of the API: Fail, Refuse, RefuseForm, LoseAnswer, RateLimit, HTML429, Slow.
// Mend ends all of it.
//
// # What the bot did
//
// Server.Transcript is all of it as people see it; Violations are the rules that
// were broken, and asking for them keeps them from failing the test; Requests and
// Count tell what the API was asked for, Refused how often it said no.
//
// # What it is strict about
//
// An interaction is acknowledged once, within three seconds, in a way that fits
// it; its token lives fifteen minutes; who sees a deferred answer is settled at
// the deferral. Every length and number of Discord's documentation is held to,
// for messages, embeds, components of both layouts, modals and commands; so are
// types, and fields that Discord does not know. Message content is shown to the
// bot where Discord shows it without the privileged intent, and what mentions its
// role alone only with RoleShows. Permissions of the
// app count in channels, not for answers to interactions, as on Discord: without
// Embed Links a message of embeds alone is refused (50013), and one with other
// content loses them. A file comes with a name that Discord keeps, and what a body
// says of files is of those that come or are there; Attach Files is wanted for
// them. The gateway tells what the intents ask for, wants its
// heartbeats and at most 120 messages a minute, and replays what was missed at a
// resume. Requests have their rate limits and headers, the bot's token, and a
// user agent of the form that Discord wants.
//
// Stricter than Discord: unknown fields are refused, and flags that a place does
// not take; @everyone counts as a ping even where the app may not ping everyone;
// the first edit of a deferred answer counts as pinging; a reply to an answer of
// an interaction never mentions the bot, as with clients that do not ping there;
// the deprecated dm_permission and default_permission are refused, and contexts
// of a command for one guild.
//
// Not there: voice, polls, stickers, forums, group messages, apps that people
// install for themselves, permissions of single commands, menus of people, roles
// and channels (they are checked, but nobody can choose from them), the ban
// after too many refused requests, and compression of the gateway's transport.
//
// # OpenAPI
//
// Where the environment variable DISCORD_OPENAPI names Discord's OpenAPI
// description, every body is held to it too.
package discordtest
