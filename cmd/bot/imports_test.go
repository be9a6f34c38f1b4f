package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const anything = "anything of ours"

// mayImport states which packages of ours each package of ours may import,
// tests aside. What an adapter adapts to, nobody but cmd/bot knows.
var mayImport = map[string][]string{
	"cmd/bot":                            {anything},
	"corpus":                             {},
	"internal/cachefile":                 {},
	"internal/commands":                  {"internal/rag", "internal/conversation", "internal/corpus", "internal/nearest", "internal/topics"},
	"internal/config":                    {"internal/nearest"},
	"internal/conversation":              {"internal/rag/lexical", "internal/world"},
	"internal/corpus":                    {"internal/corpus/webpage", "internal/nearest"},
	"internal/corpus/webpage":            {},
	"internal/days":                      {},
	"internal/discord/discordtest":       {},
	"internal/discord":                   {"internal/commands", "internal/conversation", "internal/corpus", "internal/picture", "internal/picture/draw", "internal/rag", "internal/topics"},
	"internal/language":                  {},
	"internal/nearest":                   {},
	"internal/picture":                   {"internal/commands", "internal/corpus", "internal/rag", "internal/topics"},
	"internal/picture/draw":              {"internal/picture"},
	"internal/rag":                       {"internal/conversation", "internal/corpus", "internal/days", "internal/language", "internal/nearest", "internal/rag/lexical", "internal/rag/support", "internal/topics", "internal/wordnet", "internal/wordvec", "internal/world"},
	"internal/rag/chromem":               {"internal/rag"},
	"internal/rag/langchaingo":           {"internal/rag"},
	"internal/rag/langchaingo/modeltest": {},
	"internal/rag/lexical":               {},
	"internal/rag/support":               {"internal/rag/lexical", "internal/world"},
	"internal/topics":                    {"internal/nearest"},
	"internal/wordnet":                   {},
	"internal/wordvec":                   {},
	"internal/world":                     {},
}

// onlyIn states which libraries belong to one package, or to few, by the
// beginning of their path.
var onlyIn = map[string]string{
	"codeberg.org/readeck/go-readability": "internal/corpus/webpage",
	"codeberg.org/go-fonts/":              "internal/picture/draw",
	"github.com/alecthomas/kong":          "cmd/bot",
	"github.com/bwmarrin/discordgo":       "internal/discord",
	"github.com/charmbracelet/":           "cmd/bot",
	"github.com/getkin/kin-openapi":       "internal/discord/discordtest",
	"github.com/peterh/liner":             "cmd/bot",
	"github.com/pelletier/go-toml/":       "internal/config internal/topics",
	"github.com/philippgille/chromem-go":  "internal/rag/chromem",
	"github.com/schollz/progressbar/":     "cmd/bot",
	"github.com/tmc/langchaingo":          "internal/rag/langchaingo",
	"github.com/sony/gobreaker/":          "internal/rag/langchaingo",
	"go.etcd.io/bbolt":                    "internal/cachefile",
	"golang.org/x/image":                  "internal/picture/draw",
	"golang.org/x/net/html":               "internal/corpus/webpage",
	"gonum.org/v1/plot":                   "internal/picture/draw",
}

// forTests are packages that only tests may import.
var forTests = []string{"internal/discord/discordtest"}

const module = "talksbot/"

func TestWhoImportsWhom(t *testing.T) {
	for from, imports := range listImports(t) {
		allowed, known := mayImport[from]
		if !known {
			t.Errorf("%s is not in the table of imports: say there what it may import", from)
		}
		for _, path := range imports {
			to, ours := strings.CutPrefix(path, module)
			if known && ours && !slices.Contains(allowed, to) && !slices.Contains(allowed, anything) {
				t.Errorf("%s imports %s: it may import %q", from, to, allowed)
			}
			if ours && slices.Contains(forTests, to) {
				t.Errorf("%s imports %s, which is for tests alone", from, to)
			}
			if home := homeOf(path); home != "" && !slices.Contains(strings.Fields(home), from) {
				t.Errorf("%s imports %s, which belongs to %s", from, path, home)
			}
		}
	}
}

// homeOf are the packages that may import a library, "" where all may.
func homeOf(library string) string {
	for prefix, home := range onlyIn {
		if strings.HasPrefix(library, prefix) {
			return home
		}
	}
	return ""
}

// listImports gives the imports of each package, whose path is within the
// module.
func listImports(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := map[string][]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(p.ImportPath, module)] = p.Imports
	}
}
