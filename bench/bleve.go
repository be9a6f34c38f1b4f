package main

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"talksbot/internal/rag/lexical"
)

// fields are bleve's names of our fields.
var fields = map[string]lexical.Field{
	"body": lexical.Body, "heading": lexical.Heading, "title": lexical.Title, "publisher": lexical.Source,
}

// bleveBatch is how many passages are indexed at once.
const bleveBatch = 1000

// newBleve indexes the documents with bleve, in its scorch index in memory. Its
// English analyzer does what ours does: words of Unicode, possessives, lower
// case, function words, Porter's stemmer. With positions it keeps where each
// word stands, which ours always does, and which bleve needs for words side by
// side. What ours does not keep either is left out: stored fields, the field of
// all fields, doc values.
func newBleve(docs []lexical.Document, positions bool) (bleve.Index, error) {
	x, err := bleve.NewUsing("", bleveMapping(en.AnalyzerName, positions), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	batch := x.NewBatch()
	for i, d := range docs {
		values := map[string]string{}
		for name, f := range fields {
			values[name] = d.Fields[f]
		}
		if err := batch.Index(d.ID, values); err != nil {
			return nil, err
		}
		if batch.Size() == bleveBatch || i == len(docs)-1 {
			if err := x.Batch(batch); err != nil {
				return nil, err
			}
			batch.Reset()
		}
	}
	return x, nil
}

func bleveMapping(analyzer string, positions bool) *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = analyzer
	m.ScoringModel = index.BM25Scoring
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	for name := range fields {
		f := bleve.NewTextFieldMapping()
		f.Store, f.IncludeInAll, f.DocValues, f.IncludeTermVectors = false, false, false, positions
		m.DefaultMapping.AddFieldMappingsAt(name, f)
	}
	return m
}

// searchBleve is bleve's plain query: the question's words in any of the
// fields, each with our weight.
func searchBleve(x bleve.Index, question string, k int) error {
	weights := lexical.DefaultParams().Weights
	var parts []query.Query
	for name, f := range fields {
		q := bleve.NewMatchQuery(question)
		q.SetField(name)
		q.SetBoost(weights[f])
		parts = append(parts, q)
	}
	_, err := x.Search(bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(parts...), k, 0, false))
	return err
}
