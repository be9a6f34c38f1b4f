package main

import (
	"reflect"
	"testing"

	"talksbot/internal/wordvec"
)

func TestMakeCollection(t *testing.T) {
	model, err := wordvec.Open()
	if err != nil {
		t.Fatal(err)
	}
	a, err := makeCollection(model, 1000, 20, 1)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(a.passages); n < 980 || n > 1020 {
		t.Errorf("%d passages, want about 1000", n)
	}
	if p := a.collection.Problems; len(p) > 0 {
		t.Errorf("%d problems, the first is %v", len(p), p[0])
	}
	b, err := makeCollection(model, 1000, 20, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a.questions, b.questions) || !reflect.DeepEqual(a.passages[:10], b.passages[:10]) {
		t.Error("the same seed makes another collection")
	}
}
