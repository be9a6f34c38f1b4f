package discordtest

import (
	"fmt"
	"regexp"
	"strings"
)

// script is what people and the bot did, for the transcript. It is guarded by
// Server.mu.
type script struct {
	scenes []*scene
	masks  []mask
}

// scene is one thing that a person did, and what came of it.
type scene struct {
	line  string
	asked *Interaction // what the person sent, nil for a message
	notes []string     // what the bot did besides messages
	looks []*look
}

// look is how a message came out of a scene.
type look struct {
	record  *record
	view    Revision
	files   []Attachment
	fresh   bool // it was made in the scene
	deleted bool
}

type mask struct {
	re   *regexp.Regexp
	with string
}

// Mask replaces in transcripts what differs from run to run.
func (s *Server) Mask(pattern, with string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.script.masks = append(s.script.masks, mask{regexp.MustCompile(pattern), with})
}

// act opens a scene: a person does something with an interaction or a message.
func (s *Server) act(by any, p *Person, in *Channel, format string, args ...any) {
	if s.forget {
		return
	}
	where := "#" + in.Name
	if in.Guild == nil {
		where = "a direct message"
	}
	sc := &scene{line: fmt.Sprintf("%s in %s: %s", p.Name, where, fmt.Sprintf(format, args...))}
	s.script.scenes = append(s.script.scenes, sc)
	in.scene = sc
	switch b := by.(type) {
	case *Interaction:
		b.scene, sc.asked = sc, b
	case *record:
		b.scene = sc
	}
}

// stage puts a message into the scene that it belongs to: that of the
// interaction, of the message that it answers, or the newest of its channel.
func (s *Server) stage(r *record) {
	if s.forget {
		return
	}
	fresh := r.scene == nil
	if fresh {
		r.scene = s.sceneOf(r)
	}
	if r.author != nil {
		return // the scene's line shows what a person wrote
	}
	l := r.scene.find(r)
	if l == nil {
		l = &look{record: r, fresh: fresh}
		r.scene.looks = append(r.scene.looks, l)
	}
	l.view = Revision{Content: r.content, Embeds: r.embeds, Components: r.components, Flags: r.flags}
	l.files, l.deleted = r.attachments, r.deleted
}

func (s *Server) sceneOf(r *record) *scene {
	switch {
	case r.interaction != nil && r.interaction.scene != nil:
		return r.interaction.scene
	case r.answers != nil && r.answers.scene != nil:
		return r.answers.scene
	case r.channel.scene == nil:
		r.channel.scene = &scene{line: "(nobody did anything in #" + r.channel.Name + ")"}
		s.script.scenes = append(s.script.scenes, r.channel.scene)
	}
	return r.channel.scene
}

func (sc *scene) find(r *record) *look {
	for _, l := range sc.looks {
		if l.record == r {
			return l
		}
	}
	return nil
}

// stageCallback notes what an interaction brought besides a message.
func (s *Server) stageCallback(i *Interaction) {
	if i.scene == nil {
		return
	}
	switch {
	case i.opened != nil:
		i.scene.notes = append(i.scene.notes, "opens "+i.opened.String())
	case i.ack.Type == AckChoices:
		var names []string
		for _, c := range i.choices {
			names = append(names, c.Name)
		}
		i.scene.notes = append(i.scene.notes, "offers: "+strings.Join(names, " · "))
	}
}

// Transcript is what people and the bot did so far, as text to be compared with
// a golden file: each thing that a person did, and below it how the messages
// look that came of it, after the last edit. IDs and times are not in it.
func (s *Server) Transcript() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for i, sc := range s.script.scenes {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s\n", sc.line)
		if i := sc.asked; i != nil && !i.acked && s.now().Sub(i.created) > s.ackLimit {
			b.WriteString("  The application did not respond\n")
		}
		for _, n := range sc.notes {
			fmt.Fprintf(&b, "  bot %s\n", n)
		}
		for _, l := range sc.looks {
			b.WriteString(s.show(l))
		}
	}
	return s.masked(b.String())
}

// show is a message in a scene.
func (s *Server) show(l *look) string {
	what := "bot"
	var marks []string
	switch {
	case l.deleted:
		return "  bot's message is deleted\n"
	case !l.fresh:
		what = "bot changes its message"
	case l.record.replies && l.record.interaction == nil:
		what = "bot replies"
	}
	if l.record.only != nil {
		marks = append(marks, "only "+l.record.only.Name+" sees it")
	}
	if !l.record.pinged.names(s).None() {
		marks = append(marks, "PINGS "+l.record.pinged.names(s).String())
	}
	if len(marks) > 0 {
		what += " (" + strings.Join(marks, ", ") + ")"
	}
	v := l.view
	return "  " + what + ":\n" + s.portray(v.Content, v.Embeds, v.Components, l.files, v.Flags, "    ")
}

// String says who is pinged.
func (p Pings) String() string {
	var who []string
	if p.Everyone {
		who = append(who, "everyone")
	}
	for _, u := range p.Users {
		who = append(who, "@"+u)
	}
	for _, r := range p.Roles {
		who = append(who, "@"+r)
	}
	if len(who) == 0 {
		return "nobody"
	}
	return strings.Join(who, ", ")
}

// portray is how a message looks.
func (s *Server) portray(content string, embeds []Embed, components []Component, files []Attachment, flags MessageFlags, indent string) string {
	var lines []string
	if flags&Loading != 0 {
		lines = append(lines, "… is thinking")
	}
	if content != "" {
		lines = append(lines, strings.Split(content, "\n")...)
	}
	for _, e := range embeds {
		lines = append(lines, e.lines()...)
	}
	for _, f := range files {
		lines = append(lines, f.lines()...)
	}
	lines = append(lines, layout(components)...)
	return indent + strings.Join(lines, "\n"+indent) + "\n"
}

// lines are a file as people get it: a picture by its size and by what it shows
// in words, another file by its length.
func (a Attachment) lines() []string {
	size := fmt.Sprintf("%d bytes", a.Size)
	if a.Width > 0 {
		size = fmt.Sprintf("%d × %d pixels", a.Width, a.Height)
	}
	lines := []string{fmt.Sprintf("(file %s, %s)", a.Filename, size)}
	if a.Description != "" {
		for _, l := range strings.Split(a.Description, "\n") {
			lines = append(lines, "  alt: "+l)
		}
	}
	return lines
}

func (e Embed) lines() []string {
	var lines []string
	add := func(prefix, text string) {
		for _, l := range strings.Split(text, "\n") {
			lines = append(lines, strings.TrimRight("| "+prefix+l, " "))
		}
	}
	if e.Author != nil {
		add("", e.Author.Name)
	}
	if e.Title != "" {
		add("# ", e.Title+spaced(angle(e.URL)))
	}
	if e.Description != "" {
		add("", e.Description)
	}
	for _, f := range e.Fields {
		if f.Inline {
			add("", f.Name+": "+f.Value)
			continue
		}
		add("**", f.Name+"**")
		add("  ", f.Value)
	}
	if e.Footer != nil {
		add("_", e.Footer.Text+"_")
	}
	if e.Timestamp != "" {
		add("", "(with a time)")
	}
	return lines
}

func angle(url string) string {
	if url == "" {
		return ""
	}
	return "<" + url + ">"
}

func spaced(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

// layout is a line for each row of components, and what the newer layouts show.
func layout(components []Component) []string {
	var lines []string
	for _, c := range components {
		switch c.Type {
		case ActionRow:
			var faces []string
			for _, b := range c.Components {
				faces = append(faces, face(b))
			}
			lines = append(lines, strings.Join(faces, " "))
		case TextDisplay:
			lines = append(lines, strings.Split(c.Content, "\n")...)
		case Separator:
			lines = append(lines, "---")
		case Container:
			for _, l := range layout(c.Components) {
				lines = append(lines, "| "+l)
			}
		case Section:
			lines = append(lines, layout(c.Components)...)
			if c.Accessory != nil && c.Accessory.Type == Button {
				lines[len(lines)-1] += " " + face(*c.Accessory)
			}
		default:
			lines = append(lines, fmt.Sprintf("(component of type %d)", c.Type))
		}
	}
	return lines
}

// face is a button or a menu as a person sees it.
func face(c Component) string {
	text := c.Label
	if c.Emoji != nil {
		text = strings.TrimSpace(c.Emoji.Name + " " + text)
	}
	switch {
	case isSelect(int64(c.Type)):
		text = c.Placeholder + " ▾"
		var options []string
		for _, o := range c.Options {
			option := o.Label
			if o.Default {
				option = "*" + option
			}
			if o.Description != "" {
				option += " (" + o.Description + ")"
			}
			options = append(options, option)
		}
		text += ": " + strings.Join(options, " | ")
	case c.Style == linkButton:
		text += " → " + c.URL
	}
	if c.Disabled {
		text += " (disabled)"
	}
	return "[" + strings.TrimSpace(text) + "]"
}

// spoken is what a person wrote, as the transcript shows it.
func (s *Server) spoken(r *record) string {
	text := strings.ReplaceAll(r.content, "\n", "\n    ")
	if r.answers != nil {
		text = "(replying to " + s.quote(r.answers) + ") " + text
	}
	for _, f := range r.attachments {
		text += fmt.Sprintf(" (file %s)", f.Filename)
	}
	for range r.embeds {
		text += " (embed)"
	}
	return strings.TrimSpace(text)
}

// quote is the beginning of a message.
func (s *Server) quote(r *record) string {
	text := r.content
	if text == "" && len(r.embeds) > 0 {
		text = r.embeds[0].Title + " " + r.embeds[0].Description
	}
	text = strings.Join(strings.Fields(text), " ")
	if short := []rune(text); len(short) > 40 {
		text = string(short[:40]) + "…"
	}
	who := s.appName
	if r.author != nil {
		who = r.author.Name
	}
	return fmt.Sprintf("%s's \"%s\"", who, text)
}

var (
	timeMark    = regexp.MustCompile(`<t:-?[0-9]+(:[a-zA-Z])?>`)
	commandMark = regexp.MustCompile(`</([^:>]+):[0-9]+>`)
	channelPing = regexp.MustCompile(`<#([0-9]+)>`)
	longNumber  = regexp.MustCompile(`\b[0-9]{17,20}\b`)
)

// masked puts names in the place of IDs, and nothing in the place of times.
func (s *Server) masked(text string) string {
	text = timeMark.ReplaceAllString(text, "<t:…$1>")
	text = commandMark.ReplaceAllString(text, "</$1>")
	text = strings.ReplaceAll(text, s.BotPing(), "@"+s.appName)
	text = userPing.ReplaceAllStringFunc(text, func(m string) string {
		if p := s.people[userPing.FindStringSubmatch(m)[1]]; p != nil {
			return "@" + p.Name
		}
		return m
	})
	text = channelPing.ReplaceAllStringFunc(text, func(m string) string {
		if c := s.channels[channelPing.FindStringSubmatch(m)[1]]; c != nil {
			return "#" + c.Name
		}
		return m
	})
	for _, g := range s.guilds {
		for _, r := range g.roles {
			text = strings.ReplaceAll(text, r.Ping(), "@"+r.Name)
		}
	}
	text = strings.ReplaceAll(text, s.URL(), "https://discord.example")
	text = longNumber.ReplaceAllString(text, "…")
	for _, m := range s.script.masks {
		text = m.re.ReplaceAllString(text, m.with)
	}
	return text
}
