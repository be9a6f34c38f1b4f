package discordtest

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// openAPIVariable names the environment variable with the path of Discord's
// OpenAPI description, absolute or from the folder of go.mod. Without it bodies
// are held to the tables of this package alone.
const openAPIVariable = "DISCORD_OPENAPI"

// description is Discord's OpenAPI description, nil where there is none. It is
// read once: that takes a part of a second.
var description = sync.OnceValues(func() (*openapi3.T, error) {
	name := os.Getenv(openAPIVariable)
	if name == "" {
		return nil, nil
	}
	if !filepath.IsAbs(name) {
		root, err := moduleRoot()
		if err != nil {
			return nil, err
		}
		name = filepath.Join(root, name)
	}
	doc, err := openapi3.NewLoader().LoadFromFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", openAPIVariable, err)
	}
	return doc, nil
})

// moduleRoot is the folder of go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("no go.mod here or above")
		}
		dir = up
	}
}

// checkOpenAPI holds the body of a request to Discord's OpenAPI description. It
// comes after the tables of this package, which say better what is wrong.
func (c *call) checkOpenAPI() error {
	c.described = true
	if c.unchecked || c.raw == nil {
		return nil
	}
	doc, err := description()
	if err != nil || doc == nil {
		return err
	}
	item := doc.Paths.Value(c.route.template)
	if item == nil {
		return fmt.Errorf("the OpenAPI description knows no path %s", c.route.template)
	}
	operation := item.GetOperation(c.route.method)
	if operation == nil || operation.RequestBody == nil {
		return fmt.Errorf("the OpenAPI description knows no body for %s", c.route.name())
	}
	schema := operation.RequestBody.Value.Content["application/json"].Schema.Value
	var body any
	if err := json.NewDecoder(bytes.NewReader(c.raw)).Decode(&body); err != nil {
		return wrong(400, 50109, "The request body contains invalid JSON.")
	}
	if err := fits(doc, schema, c.route.name(), c.raw, asDescribed(body)); err != nil {
		return invalidAt("_", "OPENAPI", brief(err.Error()))
	}
	return nil
}

// described are the bodies that fit, by the hashes of what they are and how they
// are written: many tests send the same, and a check takes some ten milliseconds.
var described sync.Map

// passing are the IDs and times in JSON, which are others each time. The
// description asks of them no more than this form.
var passing = regexp.MustCompile(`"[1-9][0-9]{16,19}"|"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|\+00:00)"`)

// fits holds a body to its schema, unless one that differs in nothing but IDs and
// times has fitted already.
func fits(doc *openapi3.T, schema *openapi3.Schema, what string, written []byte, body any) error {
	key := sha256.Sum256(append([]byte(what+"\n"), passing.ReplaceAllFunc(written, kindOf)...))
	if _, known := described.Load(key); known {
		return nil
	}
	err := doc.ValidateSchemaJSON(schema, body, openapi3.EnableJSONSchema2020())
	if err == nil {
		described.Store(key, true)
	}
	return err
}

func kindOf(quoted []byte) []byte {
	if bytes.ContainsRune(quoted, 'T') {
		return []byte(`"time"`)
	}
	return []byte(`"ID"`)
}

// checkAnswer holds an answer of the fake's own to the description, for its own
// tests.
func (c *call) checkAnswer(status int, answer any) {
	doc, err := description()
	if err != nil || doc == nil || answer == nil || status >= 400 {
		return
	}
	item := doc.Paths.Value(c.route.template)
	if item == nil || item.GetOperation(c.route.method) == nil {
		return
	}
	response := item.GetOperation(c.route.method).Responses.Value(strconv.Itoa(status))
	if response == nil {
		c.violate("%s: the description has no answer with status %d", c.route.name(), status)
		return
	}
	data, err := json.Marshal(answer)
	if err != nil {
		c.violate("%s: %v", c.route.name(), err)
		return
	}
	var body any
	_ = json.Unmarshal(data, &body)
	schema := response.Value.Content["application/json"].Schema.Value
	if err := fits(doc, schema, c.route.name()+" "+strconv.Itoa(status), data, body); err != nil {
		c.violate("%s: the fake's own answer: %s", c.route.name(), brief(err.Error()))
	}
}

// asDescribed changes what the description has otherwise than Discord's
// documentation and its servers. In requests, permissions are strings of digits
// there and whole numbers in the description; and the ID of a file that comes
// along may be a number there.
func asDescribed(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = asDescribed(v[i])
		}
	case map[string]any:
		for _, file := range listOf(v["attachments"]) {
			if n, ok := object(file)["id"].(float64); ok {
				object(file)["id"] = strconv.Itoa(int(n))
			}
		}
		if text, ok := v["default_member_permissions"].(string); ok {
			if n, err := strconv.ParseUint(text, 10, 53); err == nil {
				v["default_member_permissions"] = float64(n)
			}
		}
	}
	return v
}

// brief is the beginning of an error, which repeats the whole schema.
func brief(message string) string {
	var lines []string
	for line := range strings.Lines(message) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "Schema:") || len(lines) > 12 {
			break
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, " ")
}
