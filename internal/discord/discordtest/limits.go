package discordtest

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A rule checks one JSON value, decoded with numbers kept as they were written.
// The tables of limits_message.go and limits_command.go are made of rules, so
// that each limit can be read in one place.
type rule func(r *report, at path, v any)

type path []string

func (p path) key(k string) path  { return append(p[:len(p):len(p)], k) }
func (p path) index(i int) path   { return p.key(strconv.Itoa(i)) }
func (p path) String() string     { return strings.Join(p, ".") }
func (p path) under(q path) bool  { return len(p) >= len(q) && slices.Equal(p[:len(q)], q) }
func isEmpty(v any) bool          { return v == nil || v == "" || v == false || isEmptyList(v) || isZero(v) }
func isEmptyList(v any) bool      { l, ok := v.([]any); return ok && len(l) == 0 }
func isZero(v any) bool           { n, ok := v.(json.Number); return ok && n == "0" }
func object(v any) map[string]any { m, _ := v.(map[string]any); return m }
func listOf(v any) []any          { l, _ := v.([]any); return l }
func stringOf(v any) string       { s, _ := v.(string); return s }
func numberOf(v any) (int64, bool) {
	n, ok := v.(json.Number)
	i, err := n.Int64()
	return i, ok && err == nil
}

// problem is one thing that is wrong with a body.
type problem struct {
	at            path
	code, message string
}

// report gathers what is wrong with a body.
type report struct{ problems []problem }

func (r *report) add(at path, code, format string, args ...any) {
	r.problems = append(r.problems, problem{at, code, fmt.Sprintf(format, args...)})
}

// has says whether anything is wrong at a place or below it.
func (r *report) has(at path) bool {
	return slices.ContainsFunc(r.problems, func(p problem) bool { return p.at.under(at) })
}

// tree is the problems as Discord nests them in the body of its error.
func (r *report) tree() map[string]any {
	root := map[string]any{}
	for _, p := range r.problems {
		node := root
		for _, k := range p.at {
			next, ok := node[k].(map[string]any)
			if !ok {
				next = map[string]any{}
				node[k] = next
			}
			node = next
		}
		list, _ := node["_errors"].([]any)
		node["_errors"] = append(list, map[string]string{"code": p.code, "message": p.message})
	}
	return root
}

func (r *report) String() string {
	var lines []string
	for _, p := range r.problems {
		lines = append(lines, strings.TrimPrefix(fmt.Sprintf("%s: %s (%s)", p.at, p.message, p.code), ": "))
	}
	return strings.Join(lines, "; ")
}

// fields is the table of an object: what may be in it, and which rule each
// value keeps. Discord passes over a field that it does not know; the fake
// refuses it, for it is a mistake. Null is the same as nothing.
func fields(required string, known map[string]rule) rule {
	return func(r *report, at path, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			r.add(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
			return
		}
		for _, k := range strings.Fields(required) {
			if m[k] == nil {
				r.add(at.key(k), "BASE_TYPE_REQUIRED", "This field is required")
			}
		}
		for _, k := range sortedKeys(m) {
			switch check, ok := known[k]; {
			case !ok:
				r.add(at.key(k), "UNKNOWN_FIELD", "Discord knows no such field here")
			case m[k] != nil:
				check(r, at.key(k), m[k])
			}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// join puts tables of fields together.
func join(tables ...map[string]rule) map[string]rule {
	all := map[string]rule{}
	for _, t := range tables {
		for k, v := range t {
			all[k] = v
		}
	}
	return all
}

// text is a string of min to max characters, white space at its ends not
// counted, for Discord strips it.
func text(low, high int) rule {
	return func(r *report, at path, v any) {
		s, ok := v.(string)
		switch n := utf8.RuneCountInString(strings.TrimSpace(s)); {
		case !ok:
			r.add(at, "STRING_TYPE_CONVERT", "Could not interpret %q as string.", fmt.Sprint(v))
		case n == 0 && low > 0:
			r.add(at, "BASE_TYPE_REQUIRED", "This field is required")
		case low > 0 && (n < low || n > high):
			r.add(at, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", low, high)
		case n > high:
			r.add(at, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", high)
		}
	}
}

var webAddress = regexp.MustCompile(`^(https?|attachment|discord)://\S+$`)

func address(high int) rule {
	return all(text(0, high), func(r *report, at path, v any) {
		if s := stringOf(v); s != "" && !webAddress.MatchString(s) {
			r.add(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
		}
	})
}

func integer(low, high int64) rule {
	return func(r *report, at path, v any) {
		n, ok := numberOf(v)
		switch {
		case !ok:
			r.add(at, "NUMBER_TYPE_COERCE", "Value %q is not int.", fmt.Sprint(v))
		case n < low:
			r.add(at, "NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", low)
		case n > high:
			r.add(at, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", high)
		}
	}
}

func number(r *report, at path, v any) {
	n, ok := v.(json.Number)
	if f, err := n.Float64(); !ok || err != nil || math.Abs(f) > 1<<53 {
		r.add(at, "NUMBER_TYPE_COERCE", "Value %q is not a number.", fmt.Sprint(v))
	}
}

func boolean(r *report, at path, v any) {
	if _, ok := v.(bool); !ok {
		r.add(at, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
	}
}

func oneOf(values ...int64) rule {
	return func(r *report, at path, v any) {
		if n, ok := numberOf(v); !ok || !slices.Contains(values, n) {
			r.add(at, "BASE_TYPE_CHOICES", "Value must be one of %v.", values)
		}
	}
}

func oneWord(values ...string) rule {
	return func(r *report, at path, v any) {
		if s, ok := v.(string); !ok || !slices.Contains(values, s) {
			r.add(at, "BASE_TYPE_CHOICES", "Value must be one of %q.", values)
		}
	}
}

var digits = regexp.MustCompile(`^[0-9]{1,20}$`)

// snowflake is an ID. It is a string of digits; a number would lose its last
// digits in many languages, but Discord takes it.
func snowflake(r *report, at path, v any) {
	s := stringOf(v)
	if n, ok := v.(json.Number); ok {
		s = n.String()
	}
	if !digits.MatchString(s) {
		r.add(at, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", fmt.Sprint(v))
	}
}

func list(low, high int, item rule) rule {
	return func(r *report, at path, v any) {
		l, ok := v.([]any)
		switch {
		case !ok:
			r.add(at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
			return
		case len(l) < low || len(l) > high && low > 0:
			r.add(at, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", low, high)
		case len(l) > high:
			r.add(at, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", high)
		}
		for i, e := range l {
			item(r, at.index(i), e)
		}
	}
}

func all(rules ...rule) rule {
	return func(r *report, at path, v any) {
		for _, check := range rules {
			check(r, at, v)
		}
	}
}

// empty is a field that has no meaning here. Clients that use one structure for
// several bodies send it without a value, which does no harm.
func empty(r *report, at path, v any) {
	if !isEmpty(v) {
		r.add(at, "UNKNOWN_FIELD", "Discord passes over this field here")
	}
}

func anything(*report, path, any) {}
