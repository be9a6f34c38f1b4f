package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	builtin "talksbot/corpus"
	"talksbot/internal/commands"
	"talksbot/internal/topics"
)

// ownNames are the names on Discord that no table has.
var ownNames = []string{"help", "corpus"}

// topics reads the commands that belong to the collection: those of the file
// that is named, else of the folder, else the program's own.
func (p *place) topics(named string) (*topics.Set, error) {
	if named != "" {
		data, err := os.ReadFile(named)
		if err != nil {
			return nil, usageError{error: unreadableCommands(named, err)}
		}
		return parseTopics(named, data)
	}
	data, err := fs.ReadFile(p.files, topics.FileName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return builtInTopics()
	case err != nil:
		return nil, usageError{error: unreadableCommands(topics.FileName, err)}
	}
	return parseTopics(topics.FileName, data)
}

// builtInTopics are the program's own.
func builtInTopics() (*topics.Set, error) {
	data, err := builtin.Files.ReadFile(topics.FileName)
	if err != nil {
		return nil, err
	}
	return parseTopics(topics.FileName, data)
}

func parseTopics(path string, data []byte) (*topics.Set, error) {
	set, err := topics.Parse(path, data, commands.Reserved(ownNames...))
	if err != nil {
		return nil, usageError{error: err}
	}
	return set, nil
}

func unreadableCommands(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file of commands %s: check the path given to --commands", path)
	}
	if errors.Is(err, syscall.EISDIR) {
		return fmt.Errorf("%s is a folder: the commands stand in one file, so name that", path)
	}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return fmt.Errorf("the file of commands %s cannot be read (%v): check its permissions", path, err)
}

// withBuiltIn are the commands that help can name before it is known which
// collection is meant.
func withBuiltIn() commands.List {
	set, err := builtInTopics()
	if err != nil {
		return commands.Table()
	}
	return append(commands.List(commands.Table()), commands.Topics(set)...)
}
