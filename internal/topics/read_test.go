package topics_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	builtin "talksbot/corpus"
	"talksbot/internal/topics"
)

// minimal is a command that is right, to be added to.
const minimal = `[[command]]
name = "who-comes"
description = "Who comes"
question = "Who comes?"
`

// muchText is options with more choices than Discord takes of a command.
var muchText = func() string {
	var b strings.Builder
	for o := range 3 {
		fmt.Fprintf(&b, "[[command.option]]\nname = \"o%d\"\ndescription = \"x\"\nchoices = [", o)
		for c := range 25 {
			fmt.Fprintf(&b, "\"%02d%s\", ", c, strings.Repeat("ä", 49+o))
		}
		b.WriteString("]\n")
	}
	return b.String()
}()

// TestMistakes has every mistake that there is, each with its line.
func TestMistakes(t *testing.T) {
	long := strings.Repeat("x", 101)
	stances := minimal + "gather = \"stances\"\ngroup = \"person\"\n"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "c.toml: it defines no command: write [[command]] with a name, a description and a question below"},
		{"no TOML", "[[command]]\nname = \n", `c.toml:2: this is not TOML: write each key as key = value, text in "quotes", and each command below a line [[command]]`},
		{"twice", minimal + "name = \"b\"\n", "c.toml:5: name stands here a second time: keep one of the two"},
		{"no table", "name = \"a\"\n" + minimal, "c.toml:1: name belongs to no table: write it below [[command]] or [[party]]"},
		{"table", minimal + "[[comand]]\n", "c.toml:5: there is no table comand: did you mean command?"},
		{"other table", minimal + "[[zzz]]\nname = \"x\"\n", "c.toml:5: there is no table zzz: there are command, command.option, command.stance, party"},
		{"single", "[command]\n", "c.toml:1: [command] can stand only once: write [[command]]"},
		{"orphan", "[[command.option]]\nname = \"a\"\n", "c.toml:1: [[command.option]] belongs to no command: write it below a [[command]]"},
		{"key", minimal + "descripton = \"x\"\n", "c.toml:5: [[command]] has no key descripton: did you mean description?"},
		{"type", "[[command]]\nname = 3\ndescription = \"x\"\nquestion = \"q\"\n", `c.toml:2: name must be text in "quotes", and not empty`},
		{"blank", "[[command]]\nname = \" \"\ndescription = \"x\"\nquestion = \"q\"\n", `c.toml:2: name must be text in "quotes", and not empty`},
		{"list", minimal + "about = [\"a\", 3]\n", `c.toml:5: about must be a list such as ["one", "another"], in which no text is empty`},
		{"flag", minimal + "anywhere = \"yes\"\n", "c.toml:5: anywhere must be true or false"},
		{"one of", minimal + "group = \"people\"\n", `c.toml:5: group must be one of "none", "person", "party", "date"`},
		{"translations", minimal + "names = \"wer\"\n", `c.toml:5: names must be texts by language, such as { de = "wer-kommt", "pt-BR" = "quem-vem" }`},
		{"missing", "[[command]]\n", "c.toml:1: this command has no name: write name = \"…\"\nc.toml:1: this command has no description: write description = \"…\"\nc.toml:1: this command has no question: write question = \"…\""},
		{"upper case", strings.Replace(minimal, "who-comes", "Who", 1), `c.toml:2: the name "Who" has letters in upper case: write "who"`},
		{"bad name", strings.Replace(minimal, "who-comes", "who comes", 1), `c.toml:2: the name "who comes" is not one that Discord takes: write 1 to 32 letters, digits, - and _`},
		{"long description", strings.Replace(minimal, "Who comes\"", long+"\"", 1), "c.toml:3: the description has 101 characters: shorten it to 100"},
		{"two of one name", minimal + minimal, "c.toml:6: there is a command who-comes on line 2 already: give one of the two another name"},
		{"reserved", strings.Replace(minimal, "who-comes", "ask", 1), "c.toml:2: /ask is a command of the program: choose another name"},
		{"locale", minimal + "names = { xx = \"a\" }\n", `c.toml:5: "xx" is not a language of Discord: there are id, da, de,`},
		{"translated name", minimal + "names = { de = \"Wer kommt\" }\n", `c.toml:5: the name "Wer kommt" has letters in upper case: write "wer-kommt"`},
		{"translated alike", minimal + "names = { de = \"wer\", uk = \"a\" }\n" + strings.Replace(minimal, "who-comes", "who", 1) + "names = { de = \"wer\", fr = \"a\" }\n", "c.toml:10: in de /who is called wer, as /who-comes is: give one of the two another name"},
		{"translated as another is called", minimal + "names = { de = \"who\" }\n" + strings.Replace(minimal, "who-comes", "who", 1), "c.toml:5: in de /who-comes is called who, as /who is: give one of the two another name"},
		{"translated as the program's", minimal + "names = { de = \"ask\" }\n", "c.toml:5: in de /who-comes is called ask, as /ask is: give one of the two another name"},
		{"options translated alike", minimal + "[[command.option]]\nname = \"a\"\ndescription = \"x\"\nnames = { de = \"as_of\" }\n", "c.toml:8: in de the option a is called as_of, as the option as_of is: give one of the two another name"},
		{"too much text", minimal + muchText, "c.toml:1: /who-comes has 7827 characters in its names, descriptions and choices: Discord takes 7700, so shorten some or leave choices out"},
		{"grouping", minimal + "gather = \"dates\"\ngroup = \"person\"\n", `c.toml:6: dates are not grouped by person: write group = "date"`},
		{"picture", minimal + "picture = true\n", `c.toml:5: gather = "answer" makes no picture: leave picture out, or gather "stances" or "dates"`},
		{"picture", minimal + "picture = \"timeline\"\n", "c.toml:5: picture must be true or false"},
		{"no stances", stances, "c.toml:5: no stances are told apart: write [[command.stance]] with a name and words below"},
		{"stance", stances + "[[command.stance]]\n", "c.toml:7: this stance has no name: write name = \"…\"\nc.toml:7: no words tell this stance: write words, lists or hedges"},
		{"two stances", stances + "[[command.stance]]\nname = \"a\"\nwords = [\"x\"]\n[[command.stance]]\nname = \"a\"\nwords = [\"y\"]\n", "c.toml:11: /who-comes has the stance a already: keep one of the two"},
		{"opposite", stances + "[[command.stance]]\nname = \"a\"\nwords = [\"x\"]\nopposite = \"b\"\n", "c.toml:10: the opposite b is no stance of /who-comes: name one that is"},
		{"likely", stances + "[[command.stance]]\nname = \"a\"\nwords = [\"x\"]\nlikely = [\"b\"]\n", "c.toml:10: likely belongs to the stance that has hedges: move it there"},
		{"hedges", stances + "[[command.stance]]\nname = \"a\"\nhedges = [\"x\"]\n[[command.stance]]\nname = \"b\"\nhedges = [\"y\"]\n", "c.toml:12: the stance a has hedges already: keep them in one stance"},
		{"phrase", stances + "[[command.stance]]\nname = \"a\"\nwords = [\"come *\"]\n", `c.toml:9: the phrase "come *" must begin with a word and must not end with *: leave the rest out`},
		{"template", strings.Replace(minimal, "Who comes?", "Who {{if}} comes?", 1), "c.toml:4: the question is not a template (missing value for if): write an option as {{.option}}, and what depends on it as {{if .option}} … {{end}}"},
		{"unknown option", strings.Replace(minimal, "Who comes?", "Who {{.wen}} comes?", 1), `c.toml:4: the question cannot be made (there is no option wen): name options of /who-comes alone, of which it has none`},
		{"empty question", strings.Replace(minimal, "Who comes?", "{{if .a}}x{{end}}", 1) + "[[command.option]]\nname = \"a\"\ndescription = \"x\"\n", "c.toml:4: the question is empty where no option is given: write what is asked then"},
		{"endless", strings.Replace(minimal, "Who comes?", `{{define \"x\"}}y{{template \"x\"}}{{end}}{{template \"x\"}}`, 1), "c.toml:4: the question cannot be made"},
		{"option", minimal + "[[command.option]]\n", "c.toml:5: this option has no name: write name = \"…\"\nc.toml:5: this option has no description: write description = \"…\""},
		{"shared option", minimal + "[[command.option]]\nname = \"as_of\"\ndescription = \"x\"\n", "c.toml:6: every command has the option as_of of itself: leave it out"},
		{"two options", minimal + "[[command.option]]\nname = \"a\"\ndescription = \"x\"\n[[command.option]]\nname = \"a\"\ndescription = \"x\"\n", "c.toml:9: there is an option a on line 6 already: give one of the two another name"},
		{"order", minimal + "[[command.option]]\nname = \"a\"\ndescription = \"x\"\n[[command.option]]\nname = \"b\"\ndescription = \"x\"\nrequired = true\n", "c.toml:11: the option b must be given and stands behind a, which need not be: put it first"},
		{"choices", minimal + "[[command.option]]\nname = \"a\"\ndescription = \"x\"\nchoices = [\"" + strings.Repeat("a\", \"", 1) + "a\", \"" + long + "\"]\n", "c.toml:8: the choice \"a\" stands there twice: keep one\nc.toml:8: the choice \"xxxxxxxxxxxxxxxxxxxx\" has 101 characters: shorten it to 100"},
		{"option of another name", strings.Replace(minimal, "Who comes?", "Who {{.wen}} comes?", 1) + "[[command.option]]\nname = \"when\"\ndescription = \"x\"\n", "c.toml:4: the question cannot be made (there is no option wen): name options of /who-comes alone, which has {{.when}}"},
		{"one table", "[command]\nname = \"a\"\n", "c.toml:1: [command] can stand only once: write [[command]]"},
		{"two tables", minimal + "[[party]]\nname = \"a\"\n[party]\nname = \"b\"\n", "c.toml:7: [party] can stand only once: write [[party]]"},
		{"not UTF-8", minimal + "# caf\xe9\n", "c.toml:5: this is not UTF-8: save the file as UTF-8"},
		{"nobody's member", minimal + "[[party]]\nmembers = [\"x\"]\n[[party]]\nname = \"b\"\nmembers = [\"x\"]\n", "c.toml:5: this party has no name: write name = \"…\"\nc.toml:9: x belongs to another party already: keep it in one party"},
		{"party", minimal + "[[party]]\n", `c.toml:5: this party has no name: write name = "…"`},
		{"two parties", minimal + "[[party]]\nname = \"a\"\nmembers = [\"x\"]\n[[party]]\nname = \"a\"\nmembers = [\"x\"]\n", "c.toml:9: there is a party a already: keep one of the two\nc.toml:10: x belongs to a already: keep it in one party"},
	} {
		_, err := topics.Parse("c.toml", []byte(c.text), []string{"ask"})
		var mistakes topics.Mistakes
		if !errors.As(err, &mistakes) || !strings.HasPrefix(err.Error(), c.want) || !strings.Contains(c.want, "there are id") && !strings.Contains(c.want, "cannot be made") && err.Error() != c.want {
			t.Errorf("%s:\n%v\nwant\n%s", c.name, err, c.want)
		}
	}
}

// TestManyMistakes has all mistakes of a file told at once, in its order.
func TestManyMistakes(t *testing.T) {
	text := "[[command]]\nname = \"A\"\nbogus = 1\nquestion = \"{{.x}}\"\n[[party]]\nmembers = 3\n"
	_, err := topics.Parse("c.toml", []byte(text), nil)
	var lines []string
	for line := range strings.SplitSeq(fmt.Sprint(err), "\n") {
		lines = append(lines, line[:len("c.toml:1")])
	}
	if diff := cmp.Diff([]string{"c.toml:1", "c.toml:2", "c.toml:3", "c.toml:4", "c.toml:5", "c.toml:6"}, lines); diff != "" {
		t.Errorf("-want +got\n%s\n%v", diff, err)
	}
}

func TestTooMany(t *testing.T) {
	var b strings.Builder
	for i := range 81 {
		fmt.Fprintf(&b, "[[command]]\nname = \"c%d\"\ndescription = \"d\"\nquestion = \"q\"\n", i)
	}
	b.WriteString("[[command]]\nname = \"o\"\ndescription = \"d\"\nquestion = \"q\"\n")
	for i := range 24 {
		fmt.Fprintf(&b, "[[command.option]]\nname = \"o%d\"\ndescription = \"d\"\n", i)
	}
	fmt.Fprintf(&b, "choices = [%s\"z\"]\n", strings.Join(quotedNumbers(25), ""))
	_, err := topics.Parse("c.toml", []byte(b.String()), nil)
	for _, want := range []string{"it defines 82 commands", "/o has 26 options, as_of and private among them", "the option o23 has 26 choices"} {
		if !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}

func quotedNumbers(n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("%q, ", fmt.Sprint(i)))
	}
	return all
}

func TestAsk(t *testing.T) {
	set, err := topics.Parse("c.toml", []byte("\ufeff"+strings.Replace(minimal, "Who comes?", "{{if .who}}Does {{.who}} come?{{else}}Who comes?{{end}}", 1)+
		"[[command.option]]\nname = \"who\"\ndescription = \"x\"\nis = \"person\"\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	c := set.Command("WHO-comes")
	for given, want := range map[string]string{"": "Who comes?", "Ann  Lee": "Does Ann Lee come?"} {
		if got, err := c.Ask(map[string]string{"who": given, "other": "x"}); got != want || err != nil {
			t.Errorf("%q: %q, %v; want %q", given, got, err, want)
		}
	}
	if c.Given(topics.Person, map[string]string{"who": "Lee"}) != "Lee" || c.Given(topics.From, nil) != "" {
		t.Error("the options are not found by their kind")
	}
}

// TestUsualGrouping groups what is gathered in the usual way where a file does not
// say how.
func TestUsualGrouping(t *testing.T) {
	for gather, want := range map[topics.Gather]topics.Group{
		topics.Answers: topics.ByNone, topics.Dates: topics.ByDate, topics.Statements: topics.ByPerson, topics.Differences: topics.ByNone,
	} {
		set, err := topics.Parse("c.toml", fmt.Appendf(nil, "%sgather = %q\n", minimal, gather), nil)
		if err != nil || set.Commands[0].Group != want {
			t.Errorf("%s: %v, %v; want them by %s", gather, set, err, want)
		}
	}
}

// TestBuiltIn reads the program's own file.
func TestBuiltIn(t *testing.T) {
	set, err := topics.Parse("corpus/commands.toml", ownFile(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"who-attends", "ceasefire-position", "timeline", "who-said", "delegations", "disagreements"} {
		if set.Command(name) == nil {
			t.Errorf("there is no command %s", name)
		}
	}
}

func ownFile(t testing.TB) []byte {
	t.Helper()
	data, err := builtin.Files.ReadFile(topics.FileName)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func FuzzParse(f *testing.F) {
	f.Add(ownFile(f))
	for _, seed := range []string{minimal, "", "[[command]]\nname = ", "[[command.option]]", "a.b.c = {d = [", "[[command]]\nnames = {de = 3}", "question = \"{{\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := topics.Parse("c.toml", data, []string{"ask"})
		var mistakes topics.Mistakes
		switch {
		case err == nil && (set == nil || len(set.Commands) == 0):
			t.Error("nothing is defined, and nothing is wrong")
		case err != nil && (!errors.As(err, &mistakes) || len(mistakes) == 0):
			t.Errorf("an error without mistakes: %v", err)
		}
		for _, m := range mistakes {
			if m.Line < 0 || m.What == "" {
				t.Errorf("a mistake without a place: %+v", m)
			}
		}
	})
}
