package topics

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// key is one key of a table.
type key struct {
	name string
	want string // what its value must be, for people
	set  func(*unstable.Node) bool
	of   any // the value that the table is read into
}

// id is under what the line of a key is noted.
func (k key) id(name string) noteID { return noteID{k.of, name} }

// noteID is a key of a value that is read from a table; with no name, the table.
type noteID struct {
	of   any
	name string
}

// notes are the lines where things stand.
type notes map[noteID]int

func (n *notes) at(id noteID, line int) {
	if *n == nil {
		*n = notes{}
	}
	(*n)[id] = line
}

// place is a value by where it lies: commands, options and stances are moved
// while a file is read, their places are not.
type place struct {
	command, part int
	kind          string
}

// open begins a table and gives its keys.
func (r *reader) open(name string, line int) []key {
	c := len(r.set.Commands) - 1
	var keys []key
	at := place{command: c, kind: name}
	switch name {
	case "command":
		at.command = c + 1
		r.set.Commands = append(r.set.Commands, Command{})
		keys = r.commandKeys(at.command)
	case "command.option":
		at.part = len(r.set.Commands[c].Options)
		r.set.Commands[c].Options = append(r.set.Commands[c].Options, Option{Is: Text})
		keys = r.optionKeys(at)
	case "command.stance":
		at.part = len(r.set.Commands[c].Stances)
		r.set.Commands[c].Stances = append(r.set.Commands[c].Stances, Stance{})
		keys = r.stanceKeys(at)
	case "party":
		at.command = -1
		at.part = len(r.set.Parties)
		r.set.Parties = append(r.set.Parties, Party{})
		keys = []key{
			text("name", func(v string) { r.set.Parties[at.part].Name = v }),
			texts("members", func(v []string) { r.set.Parties[at.part].Members = v }),
		}
	}
	for i := range keys {
		keys[i].of = at
	}
	r.notes.at(noteID{at, ""}, line)
	return keys
}

func (r *reader) commandKeys(i int) []key {
	c := func() *Command { return &r.set.Commands[i] }
	return []key{
		text("name", func(v string) { c().Name = v }),
		translated("names", func(v Translations) { c().Names = v }),
		text("description", func(v string) { c().Description = v }),
		translated("descriptions", func(v Translations) { c().Descriptions = v }),
		text("question", func(v string) { r.questions = append(r.questions, question{i, v}) }),
		oneOf("gather", []Gather{Answers, Stances, Statements, Dates, Members, Differences}, func(v Gather) { c().Gather = v }),
		oneOf("group", []Group{ByNone, ByPerson, ByParty, ByDate}, func(v Group) { c().Group = v }),
		texts("about", func(v []string) { c().About = v }),
		flag("anywhere", func(v bool) { c().Anywhere = v }),
		flag("picture", func(v bool) { c().Picture = v }),
	}
}

func (r *reader) optionKeys(at place) []key {
	o := func() *Option { return &r.set.Commands[at.command].Options[at.part] }
	return []key{
		text("name", func(v string) { o().Name = v }),
		translated("names", func(v Translations) { o().Names = v }),
		text("description", func(v string) { o().Description = v }),
		translated("descriptions", func(v Translations) { o().Descriptions = v }),
		oneOf("is", []Kind{Text, Person, Place, Member, From, To}, func(v Kind) { o().Is = v }),
		flag("required", func(v bool) { o().Required = v }),
		texts("choices", func(v []string) { o().Choices = v }),
	}
}

func (r *reader) stanceKeys(at place) []key {
	s := func() *Stance { return &r.set.Commands[at.command].Stances[at.part] }
	return []key{
		text("name", func(v string) { s().Name = v }),
		text("mark", func(v string) { s().Mark = v }),
		texts("words", func(v []string) { s().Words = v }),
		texts("lists", func(v []string) { s().Lists = v }),
		texts("except", func(v []string) { s().Except = v }),
		text("opposite", func(v string) { s().Opposite = v }),
		texts("hedges", func(v []string) { s().Hedges = v }),
		texts("likely", func(v []string) { s().Likely = v }),
	}
}

func text(name string, set func(string)) key {
	return key{name: name, want: `text in "quotes", and not empty`, set: func(n *unstable.Node) bool {
		v, ok := textOf(n)
		if ok {
			set(v)
		}
		return ok
	}}
}

func textOf(n *unstable.Node) (string, bool) {
	v := strings.TrimSpace(string(n.Data))
	return v, n.Kind == unstable.String && v != ""
}

func texts(name string, set func([]string)) key {
	return key{name: name, want: `a list such as ["one", "another"], in which no text is empty`, set: func(n *unstable.Node) bool {
		if n.Kind != unstable.Array {
			return false
		}
		var all []string
		for it := n.Children(); it.Next(); {
			if it.Node().Kind == unstable.Comment {
				continue
			}
			v, ok := textOf(it.Node())
			if !ok {
				return false
			}
			all = append(all, v)
		}
		set(all)
		return len(all) > 0
	}}
}

func translated(name string, set func(Translations)) key {
	return key{name: name, want: `texts by language, such as { de = "wer-kommt", "pt-BR" = "quem-vem" }`, set: func(n *unstable.Node) bool {
		if n.Kind != unstable.InlineTable {
			return false
		}
		all := Translations{}
		for it := n.Children(); it.Next(); {
			v, ok := textOf(it.Node().Value())
			if !ok {
				return false
			}
			all[strings.Join(keyOf(it.Node()), ".")] = v
		}
		set(all)
		return len(all) > 0
	}}
}

func flag(name string, set func(bool)) key {
	return key{name: name, want: "true or false", set: func(n *unstable.Node) bool {
		set(string(n.Data) == "true")
		return n.Kind == unstable.Bool
	}}
}

func oneOf[T ~string](name string, all []T, set func(T)) key {
	var words []string
	for _, v := range all {
		words = append(words, fmt.Sprintf("%q", v))
	}
	return key{name: name, want: "one of " + strings.Join(words, ", "), set: func(n *unstable.Node) bool {
		for _, v := range all {
			if n.Kind == unstable.String && string(n.Data) == string(v) {
				set(v)
				return true
			}
		}
		return false
	}}
}
