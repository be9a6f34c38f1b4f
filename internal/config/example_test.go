package config

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExampleFile holds config.example.toml against the code: it has every
// setting, each explained and with its default, and no other.
func TestExampleFile(t *testing.T) {
	data, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	got, err := parse("config.example.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default(), got); diff != "" {
		t.Errorf("not the defaults (-code +file):\n%s", diff)
	}
	var c Config
	for _, s := range settings(&c) {
		section, key, _ := strings.Cut(s.key, ".")
		explained := regexp.MustCompile(fmt.Sprintf(`(?m)^\[%s\]\n(?:[^\[\n].*\n)*# .+\n%s = `, section, key))
		if !explained.Match(data) {
			t.Errorf("%s is not there with a line of explanation", s.key)
		}
	}
}
