package topics

import "reflect"

// Changes are the names of commands that a Set has otherwise than another.
type Changes struct{ Added, Changed, Removed []string }

// None tells whether the two have the same commands.
func (c Changes) None() bool { return len(c.Added)+len(c.Changed)+len(c.Removed) == 0 }

// Since is what has changed in a Set since an earlier one. Other parties change
// every command, for all of them sort by these.
func (s *Set) Since(before *Set) Changes {
	var c Changes
	parties := reflect.DeepEqual(s.Parties, before.Parties)
	for i := range s.Commands {
		now := &s.Commands[i]
		switch was := before.Command(now.Name); {
		case was == nil:
			c.Added = append(c.Added, now.Name)
		case !parties || !same(*now, *was):
			c.Changed = append(c.Changed, now.Name)
		}
	}
	for _, was := range before.Commands {
		if s.Command(was.Name) == nil {
			c.Removed = append(c.Removed, was.Name)
		}
	}
	return c
}

// same compares two commands. Templates are the same where their texts are.
func same(a, b Command) bool {
	if a.question.Root.String() != b.question.Root.String() {
		return false
	}
	a.question, b.question = nil, nil
	return reflect.DeepEqual(a, b)
}
