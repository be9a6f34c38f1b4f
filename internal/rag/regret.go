package rag

import (
	_ "embed"
	"strings"
	"sync"

	"talksbot/internal/language"
)

//go:embed foreign.txt
var foreignTexts string

// regrets are the texts of foreign.txt, by language and key.
var regrets = sync.OnceValue(func() map[language.Language]map[string]string {
	all := map[language.Language]map[string]string{}
	var section map[string]string
	for line := range strings.Lines(foreignTexts) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "["); ok {
			section = map[string]string{}
			all[language.Language(strings.TrimSuffix(name, "]"))] = section
			continue
		}
		if key, text, ok := strings.Cut(line, ": "); ok && section != nil && !strings.HasPrefix(line, "#") {
			section[key] = text
		}
	}
	return all
})
