package conversation

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// known is a list of names as the collection of a test knows them.
type known map[string]Kind

func (k known) KnownName(words string) (string, Kind, bool) {
	kind := Unsure
	spelling := ""
	for name, of := range k {
		folded := strings.ToLower(name)
		if folded == words {
			return name, of, true
		}
		for part := range strings.FieldsSeq(name) {
			if strings.ToLower(part) == words && (spelling == "" || part < spelling) {
				spelling, kind = part, of
			}
		}
	}
	return spelling, kind, spelling != ""
}

// collection reads "Person: Ann Lee, Bo Marsh; Thing: Harbour United".
func collection(line string) known {
	k := known{}
	for group := range strings.SplitSeq(line, ";") {
		kind, names, _ := strings.Cut(group, ":")
		for name := range strings.SplitSeq(names, ",") {
			k[strings.TrimSpace(name)] = map[string]Kind{"people": Person, "things": Thing, "names": Unsure}[strings.TrimSpace(kind)]
		}
	}
	return k
}

// TestConversations plays the conversations of testdata/conversations.txt.
func TestConversations(t *testing.T) {
	f, err := os.Open("testdata/conversations.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var names known
	var turns []Turn
	message, at, cases := "", 0, 0
	check := func(want string) {
		got, changed := Standalone(turns, message, names)
		if got != want || changed != (want != message) {
			t.Errorf("line %d: %q after %q:\n got %q\nwant %q", at, message, last(turns), got, want)
		}
		turns = append(turns, Turn{Question: want})
		message = ""
		cases++
	}
	for s := bufio.NewScanner(f); s.Scan(); {
		at++
		mark, rest, _ := strings.Cut(s.Text(), " ")
		if message != "" && mark != "=" {
			check(message)
		}
		switch mark {
		case "names":
			names = collection(rest)
		case "?":
			message = rest
			if len(turns) == 0 {
				check(rest)
			}
		case "=":
			check(rest)
		case "-":
			a := &turns[len(turns)-1]
			a.Answer = append(a.Answer, rest)
		case "":
			turns = nil
		}
	}
	if message != "" {
		check(message)
	}
	if cases < 60 {
		t.Errorf("%d questions, want 60 or more", cases)
	}
}

func last(turns []Turn) string {
	if len(turns) == 0 {
		return ""
	}
	return turns[len(turns)-1].Question
}

func TestLeans(t *testing.T) {
	for message, want := range map[string]bool{
		"why?": true, "and Trump?": true, "will he come?": true, "will they come?": true, "who is she?": true, "since when?": true, "who said that?": true, "has that changed?": true,
		"Who will attend the talks?": false, "What is Russia's position on a ceasefire?": false, "Is Trump going to Istanbul?": false,
		"When do the talks begin?": false, "ceasefire": false, "": false,
	} {
		if got := Leans(message, known{"Trump": Person, "Russia": Unsure, "Istanbul": Unsure}); got != want {
			t.Errorf("Leans(%q) = %t", message, got)
		}
	}
}

func TestLimits(t *testing.T) {
	long := strings.Repeat("very ", MaxQuestion/5) + "long?"
	for _, turns := range [][]Turn{nil, {{Question: long}}, {{}}, {{Question: "?!"}}} {
		if got, changed := Standalone(turns, "why?", known{}); got != "why?" || changed {
			t.Errorf("why? becomes %q", got)
		}
	}
	if got, changed := Standalone([]Turn{{Question: "Who won?"}}, "\xff", known{}); got != "\xff" || changed {
		t.Errorf("what is not UTF-8 becomes %q", got)
	}
}

func FuzzStandalone(f *testing.F) {
	for _, seed := range [][3]string{
		{"Will Putin attend?", "Putin will not attend.", "and Trump?"},
		{"What is Russia's position on a ceasefire?", "Moscow said that it wants talks.", "and Ukraine's?"},
		{"Who leads the Russian delegation?", "His aide Vladimir Medinsky leads it.", "what does he want?"},
		{"how many people died on 3 May 2024", "", "and in 2023?"},
		{"What's up?", "İstanbul’s ‘talks’", "what about the’s?"},
		{"Will the the of?", ",;", "and of the?"},
		{"Did 1 2 3?", "x", "why not?"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	names := collection("people: Vladimir Putin, Donald Trump; things: Kremlin")
	f.Fuzz(func(t *testing.T, question, answer, message string) {
		got, changed := Standalone([]Turn{{Question: question, Answer: []string{answer}}}, message, names)
		switch {
		case !changed && got != message:
			t.Errorf("%q becomes %q, unchanged", message, got)
		case changed && (len(got) > MaxQuestion || strings.TrimSpace(got) == "" || !utf8.ValidString(got)):
			t.Errorf("%q after %q becomes %q", message, question, got)
		}
	})
}
