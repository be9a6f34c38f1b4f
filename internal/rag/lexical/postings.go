package lexical

import (
	"math"
	"slices"
)

// posting says how often a term stands in each field of a document.
type posting struct {
	doc uint32
	tf  [numFields]uint8 // 255 for more
}

// postings are lists of posting by the numbers of terms, one list behind the
// other in one slice: the collector of garbage has nothing to look at.
type postings struct {
	all   []posting
	begin []uint32 // of each term's list, and the end of the last
}

func (p *postings) of(term uint32) []posting { return p.all[p.begin[term]:p.begin[term+1]] }

// add counts a term once more in the field at, for the list that is being made:
// the last list, whose documents come in order.
func (p *postings) add(at spot) {
	begin := p.begin[len(p.begin)-1]
	if n := len(p.all); n == int(begin) || p.all[n-1].doc != at.doc() {
		p.all = append(p.all, posting{doc: at.doc()})
	}
	if tf := &p.all[len(p.all)-1].tf[at.field()]; *tf < math.MaxUint8 {
		*tf++
	}
}

// end closes the list that is being made, and begins the next.
func (p *postings) end() { p.begin = append(p.begin, uint32(len(p.all))) }

// pairs are the postings of two stems side by side.
type pairs struct {
	begin  []uint32 // by the first stem: where its pairs begin in second
	second []uint32 // by first stem, then in order
	postings
}

func (p *pairs) of(first, second uint32) []posting {
	begin, end := p.begin[first], p.begin[first+1]
	i, ok := slices.BinarySearch(p.second[begin:end], second)
	if !ok {
		return nil
	}
	return p.postings.of(begin + uint32(i))
}

// spot is a field of a document, in the order of documents, then of fields.
type spot uint32

// maxDocs is how many documents an index can tell apart.
const maxDocs = math.MaxUint32 / int(numFields)

func newSpot(doc int, f Field) spot { return spot(doc*int(numFields) + int(f)) }

func (s spot) doc() uint32  { return uint32(s) / uint32(numFields) }
func (s spot) field() Field { return Field(s % spot(numFields)) }
