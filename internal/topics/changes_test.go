package topics_test

import (
	"reflect"
	"strings"
	"testing"

	"talksbot/internal/topics"
)

func TestSince(t *testing.T) {
	const file = "[[command]]\nname = \"ferry\"\ndescription = \"The ferry\"\nquestion = \"When does the ferry run?\"\n\n" +
		"[[command]]\nname = \"bridge\"\ndescription = \"The bridge\"\nquestion = \"Is the bridge open?\"\n\n" +
		"[[party]]\nname = \"Town\"\nmembers = [\"Mayor\"]\n"
	read := func(old, new string) *topics.Set {
		set, err := topics.Parse(topics.FileName, []byte(strings.Replace(file, old, new, 1)), nil)
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	before := read("", "")
	for name, c := range map[string]struct {
		now  *topics.Set
		want topics.Changes
	}{
		"nothing":      {read("", ""), topics.Changes{}},
		"a question":   {read("When does", "Where does"), topics.Changes{Changed: []string{"ferry"}}},
		"a text":       {read(`"The bridge"`, `"A bridge"`), topics.Changes{Changed: []string{"bridge"}}},
		"another name": {read(`"ferry"`, `"boat"`), topics.Changes{Added: []string{"boat"}, Removed: []string{"ferry"}}},
		"a party":      {read("Mayor", "Lee"), topics.Changes{Changed: []string{"ferry", "bridge"}}},
	} {
		if got := c.now.Since(before); !reflect.DeepEqual(got, c.want) || got.None() != (name == "nothing") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
