package rag

func (g *grouper) statements() ([]found, error)  { return nil, nil }
func (g *grouper) dates() ([]found, error)       { return nil, nil }
func (g *grouper) members() ([]found, error)     { return nil, nil }
func (g *grouper) differences() ([]found, error) { return nil, nil }
