package lexical

import (
	"runtime"
	"slices"
	"strings"
	"sync"
)

// reader reads a run of documents, beside others that read the next ones. Its
// numbers of forms are its own.
type reader struct {
	docs    []Document
	known   map[string]uint32 // the number of a form, by how it is written
	raws    []string          // how each form is written
	forms   []form
	tokens  []place  // of the bodies
	bodies  []uint32 // where the tokens of each body begin
	line    []uint32 // the forms of all fields, one field behind the other
	fields  []uint32 // where each field begins in line
	stemmer Stemmer
}

// none is the number of a form that is no word.
const none = ^uint32(0)

// minShare is how many documents make work for one more processor.
const minShare = 500

// readAll reads the documents on all processors; the readers are in their order.
func readAll(docs []Document) []*reader {
	workers := min(runtime.GOMAXPROCS(0), len(docs)/minShare+1)
	var readers []*reader
	var wg sync.WaitGroup
	for share := range slices.Chunk(docs, max(1, (len(docs)+workers-1)/workers)) {
		r := &reader{docs: share, known: map[string]uint32{}, stemmer: NewStemmer()}
		readers = append(readers, r)
		wg.Go(r.read)
	}
	wg.Wait()
	return readers
}

func (r *reader) read() {
	r.reserve()
	for _, d := range r.docs {
		r.bodies = append(r.bodies, uint32(len(r.tokens)))
		for f, text := range d.Fields {
			r.fields = append(r.fields, uint32(len(r.line)))
			r.readField(Field(f), text)
		}
	}
}

// tokenBytes is less than the bytes that a token and what parts it from the
// next take in most texts.
const tokenBytes = 5

// reserve makes room for what is as long as the texts.
func (r *reader) reserve() {
	body, all := 0, 0
	for _, d := range r.docs {
		body += len(d.Fields[Body])
		for _, text := range d.Fields {
			all += len(text)
		}
	}
	r.tokens = make([]place, 0, body/tokenBytes)
	r.line = make([]uint32, 0, all/tokenBytes)
}

func (r *reader) readField(f Field, text string) {
	for s := (scanner{text: text}); s.next(); {
		n := r.form(text[s.start:s.at])
		if n == none {
			continue
		}
		r.line = append(r.line, n)
		if f == Body {
			r.tokens = append(r.tokens, place{uint32(s.start), n})
		}
	}
}

// form is the number of the form that is written so.
func (r *reader) form(raw string) uint32 {
	if n, ok := r.known[raw]; ok {
		return n
	}
	raw = strings.Clone(raw) // the index does not keep the texts
	n := none
	if f := newForm(raw, r.stemmer); f.word != "" {
		n = uint32(len(r.forms))
		r.forms, r.raws = append(r.forms, f), append(r.raws, raw)
	}
	r.known[raw] = n
	return n
}
