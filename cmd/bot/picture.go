package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"talksbot/internal/commands"
	"talksbot/internal/picture"
	"talksbot/internal/picture/draw"
)

// writePicture writes the picture of an answer to a file, and says in words what
// it shows. That an answer has none is a note; that it cannot be drawn, an error.
func (p *program) writePicture(body commands.Body, path string) error {
	g, _ := body.(commands.Grouped)
	shows, ok := picture.Of(g)
	if !ok {
		p.note("this answer has no picture, so " + path + " is not written")
		return nil
	}
	png, err := draw.PNG(shows)
	if err != nil {
		return fmt.Errorf("this answer's picture cannot be drawn: %w", err)
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		return fmt.Errorf("the picture %s cannot be written (%w): name a file in a folder that is there", path, err)
	}
	p.detail("the picture says:\n%s", shows.Alt)
	return nil
}
