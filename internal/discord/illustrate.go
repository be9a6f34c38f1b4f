package discord

import (
	"context"
	"log/slog"

	"talksbot/internal/commands"
	"talksbot/internal/picture"
	"talksbot/internal/picture/draw"
)

// pictureName is what the file of a picture is called.
const pictureName = "picture.png"

// pictureOf is the picture of an answer, if it has one and files are allowed. It
// stands at the beginning alone: a later page, or all of one group, is asked for
// under a message that shows it. One that cannot be drawn is a line in the log: the
// answer says the same.
func (b *Bot) pictureOf(ctx context.Context, log *slog.Logger, body commands.Body, o occasion) (f file, ok bool) {
	g, grouped := body.(commands.Grouped)
	if !grouped || o.unfiled || o.at != (place{}) || o.group != "" {
		return f, false
	}
	err := guarded(log, func() error {
		shows, there := picture.Of(g)
		if !there {
			return nil
		}
		if err := b.answers.enter(ctx); err != nil { // it takes a processor as an answer does
			return err
		}
		defer b.answers.leave()
		png, err := draw.PNG(shows)
		f, ok = file{pictureName, "image/png", shows.Alt, png}, err == nil
		return err
	})
	if err != nil {
		log.Warn("without its picture, which cannot be drawn", "error", err)
	}
	return f, ok
}
