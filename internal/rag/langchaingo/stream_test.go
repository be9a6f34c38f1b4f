package langchaingo

import (
	"io"
	"strings"
	"testing"
)

func FuzzStreams(f *testing.F) {
	f.Add("data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n")
	f.Add("data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"\\ud800\"}}\n")
	f.Add("{\"message\":{\"content\":\"a\"},\"done\":true}\n{\"error\":\"x\"}")
	f.Add(": x\nevent:\n{")
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range []dialect{openAIDialect(), anthropicDialect(), ollamaDialect()} {
			x := &exchange{}
			body := d.streaming(io.NopCloser(strings.NewReader(text)), faults{id: "m"}, x)
			got, err := io.ReadAll(body)
			if err != nil && x.failure() == nil {
				t.Errorf("the error %v is not in the exchange", err)
			}
			for _, line := range strings.Split(string(got), "\n") {
				if len(line) >= 64<<10 {
					t.Errorf("a line of %d bytes", len(line))
				}
			}
			if x.verdict("m", 0) == nil && x.written() == 0 {
				t.Error("a whole text of nothing")
			}
		}
	})
}
