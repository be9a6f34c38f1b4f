package lexical

import (
	"iter"
	"slices"
	"strings"
)

// builder makes an Index: it numbers the stems, writes the collection down as
// one line of stems, and sorts that line by stem and by pair. Sorting is by
// counting, so no list of postings grows on its own and no pair is looked up
// in a map.
type builder struct {
	*Index
	docs    []Document
	lengths [][numFields]int
	known   map[string]uint32 // the number of the form, by how it is written
	stemOf  []uint32          // by form
	line    []uint32          // the stems of all fields, one field behind the other
	fields  []uint32          // where each spot begins in line, and where the last ends
	stemmer Stemmer
}

// none is the number of a form that is no word.
const none = ^uint32(0)

func newBuilder(docs []Document, p Params) *builder {
	if len(docs) > maxDocs {
		panic("lexical: too many documents for one index")
	}
	return &builder{
		Index: &Index{params: p, stems: map[string]uint32{}},
		docs:  docs, known: map[string]uint32{}, stemmer: NewStemmer(),
	}
}

func (b *builder) build() *Index {
	for _, d := range b.docs {
		b.ids = append(b.ids, d.ID)
		b.bodies = append(b.bodies, uint32(len(b.tokens)))
		var lengths [numFields]int
		for f := range numFields {
			b.fields = append(b.fields, uint32(len(b.line)))
			b.read(f, d.Fields[f])
			lengths[f] = len(b.line) - int(b.fields[len(b.fields)-1])
		}
		b.lengths = append(b.lengths, lengths)
	}
	b.bodies = append(b.bodies, uint32(len(b.tokens)))
	b.fields = append(b.fields, uint32(len(b.line)))
	b.measure()
	b.sortWords()
	b.sortPairs()
	return b.Index
}

// read writes down the stems of a field, and of a body the tokens.
func (b *builder) read(f Field, text string) {
	for s := (scanner{text: text}); s.next(); {
		n := b.form(text[s.start:s.at])
		if n == none {
			continue
		}
		b.line = append(b.line, b.stemOf[n])
		if f == Body {
			b.tokens = append(b.tokens, place{uint32(s.start), n})
		}
	}
}

// form is the number of the form that is written so.
func (b *builder) form(raw string) uint32 {
	if n, ok := b.known[raw]; ok {
		return n
	}
	raw = strings.Clone(raw) // the index does not keep the texts
	f := newForm(raw, b.stemmer)
	n := none
	if f.word != "" {
		n = uint32(len(b.forms))
		stem, ok := b.stems[f.stem]
		if !ok {
			stem = uint32(len(b.stems))
			b.stems[f.stem] = stem
		}
		b.forms, b.stemOf = append(b.forms, f), append(b.stemOf, stem)
	}
	b.known[raw] = n
	return n
}

// measure sets how much the length of each field holds a document back.
func (b *builder) measure() {
	var mean [numFields]float64
	for _, l := range b.lengths {
		for f := range l {
			mean[f] += float64(l[f])
		}
	}
	for f := range mean {
		mean[f] = max(1, mean[f]/float64(max(1, len(b.ids))))
	}
	b.norms = make([][numFields]float64, len(b.ids))
	for doc, l := range b.lengths {
		for f := range l {
			long := float64(l[f]) / mean[f]
			b.norms[doc][f] = 1 - b.params.B + b.params.B*long
		}
	}
}

// entry is a stem at its spot, and in a pair the other stem.
type entry struct {
	other uint32
	at    spot
}

// sortWords makes the postings of the stems.
func (b *builder) sortWords() {
	entries, begin := b.group(func(yield func(uint32, entry) bool) {
		for i := range spot(len(b.fields) - 1) {
			for _, stem := range b.line[b.fields[i]:b.fields[i+1]] {
				yield(stem, entry{at: i})
			}
		}
	})
	b.words.end()
	for stem := range b.stems32() {
		for _, e := range entries[begin[stem]:begin[stem+1]] {
			b.words.add(e.at)
		}
		b.words.end()
	}
}

// sortPairs makes the postings of the pairs: it groups them by their second
// stem and then by their first, which leaves each group in the order of the
// second.
func (b *builder) sortPairs() {
	empty, hasEmpty := b.stems[""]
	bySecond, begin := b.group(func(yield func(uint32, entry) bool) {
		for i := range spot(len(b.fields) - 1) {
			stems := b.line[b.fields[i]:b.fields[i+1]]
			for j := 1; j < len(stems); j++ {
				if !hasEmpty || stems[j-1] != empty {
					yield(stems[j], entry{stems[j-1], i})
				}
			}
		}
	})
	byFirst, begin := b.group(func(yield func(uint32, entry) bool) {
		for second := range b.stems32() {
			for _, e := range bySecond[begin[second]:begin[second+1]] {
				yield(e.other, entry{second, e.at})
			}
		}
	})
	for first := range b.stems32() {
		b.pairs.begin = append(b.pairs.begin, uint32(len(b.pairs.second)))
		b.addPairs(byFirst[begin[first]:begin[first+1]])
	}
	b.pairs.begin = append(b.pairs.begin, uint32(len(b.pairs.second)))
	b.pairs.end()
}

// addPairs makes the postings of the pairs of one first stem.
func (b *builder) addPairs(entries []entry) {
	for i, e := range entries {
		if i == 0 || e.other != entries[i-1].other {
			b.pairs.second = append(b.pairs.second, e.other)
			b.pairs.end()
		}
		b.pairs.add(e.at)
	}
}

// stems32 are the numbers of all stems.
func (b *builder) stems32() uint32 { return uint32(len(b.stems)) }

// group sorts entries by the stem they are given with, keeping the order of
// those with one stem. The second result is where the entries of each stem
// begin, and where the last end.
func (b *builder) group(all iter.Seq2[uint32, entry]) ([]entry, []uint32) {
	begin := make([]uint32, len(b.stems)+1)
	for stem := range all {
		begin[stem+1]++
	}
	for stem := range len(b.stems) {
		begin[stem+1] += begin[stem]
	}
	entries := make([]entry, begin[len(b.stems)])
	next := slices.Clone(begin)
	for stem, e := range all {
		entries[next[stem]] = e
		next[stem]++
	}
	return entries, begin
}
