// Bench measures the program's index, search and answers beside bleve and
// chromem-go, on collections made by rule, and prints a table:
//
//	cd bench && go run .
//
// With -discord it measures the bot on a Discord in this process instead, and
// with -topics the topic commands of the built-in articles.
//
// In one run, each task is done by all in turn, several times, and the median
// counts.
// Nothing is asserted: whether a machine is fast is no matter of correctness.
// What must hold, that words are ranked as bleve's BM25 ranks them, is a test.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	sizes := flags.String("passages", "10000,34000", "sizes of the collections")
	rounds := flags.Int("rounds", 5, "how often everything is measured")
	questions := flags.Int("questions", 100, "how many questions are asked in each round")
	seed := flags.Uint64("seed", 1, "of the made collections")
	onDiscord := flags.Bool("discord", false, "measure the bot on Discord instead")
	onTopics := flags.Bool("topics", false, "measure topic commands instead")
	interactions := flags.Int("interactions", 20000, "over how many interactions on Discord memory is measured")
	before := flags.Int("before", 5000, "how many interactions come before those: more than are remembered")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *onDiscord {
		r, err := measureDiscord(ctx, *rounds**questions*4, *before, *interactions, stderr)
		if err != nil {
			return err
		}
		_, err = io.WriteString(stdout, r.table())
		return err
	}
	var results []*result
	var ofTopics []*topicResult
	for _, text := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || *rounds < 1 || *questions < 1 {
			return fmt.Errorf("sizes, rounds and questions are numbers above 0")
		}
		fmt.Fprintf(stderr, "%d passages ...\n", n)
		if *onTopics {
			r, err := measureTopics(ctx, n, *rounds, *seed)
			if err != nil {
				return err
			}
			ofTopics = append(ofTopics, r)
			continue
		}
		f, err := newField(ctx, n, *questions, *seed)
		if err != nil {
			return err
		}
		r, err := f.measure(*rounds)
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	text := table(results)
	if *onTopics {
		text = topicTable(ofTopics)
	}
	_, err := io.WriteString(stdout, text)
	return err
}
