package cachefile_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"talksbot/internal/cachefile"
)

// TestMain lets the tests start themselves as a process that writes, or holds
// the file.
func TestMain(m *testing.M) {
	switch path := os.Getenv("CACHEFILE_PATH"); os.Getenv("CACHEFILE_AS") {
	case "writer":
		writeForEver(path)
	case "holder":
		holdForEver(path)
	default:
		os.Exit(m.Run())
	}
}

// helper starts this test as another process, and gives what it prints.
func helper(t *testing.T, as, path string) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "CACHEFILE_AS="+as, "CACHEFILE_PATH="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewReader(out)
}

// kill ends the process as the kernel would.
func kill(cmd *exec.Cmd) {
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// writeForEver embeds 50 new texts after the other, and prints how far it is once
// they are kept. It goes on where the last one was killed.
func writeForEver(path string) {
	file := cachefile.At(path, func(line string) { fmt.Fprintln(os.Stderr, line) })
	c := &counter{dims: 64}
	v := file.Vectors(c, "a")
	for n := 0; ; n += 50 {
		if _, err := v.EmbedDocuments(background(), texts(n, n+50)); err != nil {
			panic(err)
		}
		fmt.Println(n + 50)
	}
}

func holdForEver(path string) {
	if _, err := bolt.Open(path, 0o600, nil); err != nil {
		panic(err)
	}
	fmt.Println("held")
	select {}
}

// TestKilled kills a writing process 30 times, at any moment after it kept
// something. What it had said it kept is there.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache.db")
	kept := 0
	for i := range 30 {
		cmd, out := helper(t, "writer", path)
		for target := kept + 50*(1+i%3); kept < target; {
			kept = max(kept, keptIn(t, out))
		}
		time.Sleep(time.Duration(rand.IntN(10_000)) * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(rest(t, out)) {
			kept = max(kept, keptIn(t, bufio.NewReader(strings.NewReader(line))))
		}
		_ = cmd.Wait()
		c := &counter{dims: 64}
		check(t, quiet(t, path).Vectors(c, "a"), c, texts(0, kept))
		if len(c.asked) != 0 {
			t.Fatalf("kill %d: of %d texts that were kept, %d are gone", i+1, kept, len(c.asked))
		}
	}
}

// rest are the whole lines that a killed process had still written.
func rest(t *testing.T, out io.Reader) string {
	t.Helper()
	text, err := io.ReadAll(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(text[:bytes.LastIndexByte(text, '\n')+1])
}

// keptIn reads the next line of a writer.
func keptIn(t *testing.T, out *bufio.Reader) (n int) {
	t.Helper()
	line, err := out.ReadString('\n')
	if err != nil {
		t.Fatalf("the process ended by itself: %v", err)
	}
	if _, err := fmt.Sscan(line, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestInUse has another process hold the file: there is a sentence and no hang,
// and the vectors are made without it.
func TestInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache.db")
	cmd, out := helper(t, "holder", path)
	if line, err := out.ReadString('\n'); line != "held\n" {
		t.Fatal(line, err)
	}
	var said notes
	file := cachefile.At(path, said.add)
	c := &counter{dims: 3}
	start := time.Now()
	for range 3 {
		check(t, file.Vectors(c, "a"), c, texts(0, 300))
	}
	if took := time.Since(start); took > 8*time.Second {
		t.Errorf("it took %s", took)
	}
	if len(said.lines) != 1 || !strings.Contains(said.String(), path+" is in use by another process") {
		t.Errorf("it says:\n%s", &said)
	}
	kill(cmd)
	check(t, quiet(t, path).Vectors(c, "a"), c, texts(0, 10))
}

// TestDamaged damages a file in many ways. The vectors are right all the same,
// there is a line where the file was set aside, and the next run finds a good one.
func TestDamaged(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.db")
	c := &counter{dims: 64}
	check(t, quiet(t, whole).Vectors(c, "a"), c, texts(0, 400))
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	aside := 0
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 120 {
		path := filepath.Join(t.TempDir(), "cache.db")
		if err := os.WriteFile(path, damaged(data, i, random), 0o600); err != nil {
			t.Fatal(err)
		}
		var said notes
		v := cachefile.At(path, said.add).Vectors(c, "a")
		check(t, v, c, texts(0, 450))
		check(t, v, c, texts(0, 450))
		if len(said.lines) > 0 {
			aside++
			if _, err := os.Stat(path + ".damaged"); err != nil || !strings.Contains(said.lines[0], "is damaged") || strings.Contains(said.String(), "\n") {
				t.Fatalf("way %d: %v; it says:\n%s", i, err, &said)
			}
		}
		c.asked = nil
		check(t, quiet(t, path).Vectors(c, "a"), c, texts(0, 450))
		if len(c.asked) > 0 {
			t.Fatalf("way %d: the next run embeds %d texts again", i, len(c.asked))
		}
	}
	if aside < 40 {
		t.Errorf("only %d files of 120 were set aside", aside)
	}
}

// damaged is a copy of data, damaged in one way.
func damaged(data []byte, way int, random *rand.Rand) []byte {
	data = append([]byte(nil), data...)
	at := random.IntN(len(data))
	switch way % 6 {
	case 0:
		return data[:at]
	case 1: // a page of zeros
		at -= at % 4096
		clear(data[at:min(len(data), at+4096)])
	case 2:
		data[at] ^= 1 << random.IntN(8)
	case 3: // both headers
		clear(data[:8192])
	case 4: // a stretch of chance, of both headers and behind
		for i := range data[:16384] {
			data[i] = byte(random.UintN(256))
		}
	case 5: // a page in the place of another
		to := random.IntN(len(data)/4096) * 4096
		copy(data[to:to+4096], data[at-at%4096:])
	}
	return data
}

// A file that is none of ours is set aside as well; what is no file is not.
func TestNoFileOfOurs(t *testing.T) {
	dir := t.TempDir()
	c := &counter{dims: 3}
	var said notes
	check(t, cachefile.At(dir, said.add).Vectors(c, "a"), c, texts(0, 5))
	if !strings.Contains(said.String(), "cannot be used (is a directory)") || len(said.lines) != 1 {
		t.Errorf("of a folder it says:\n%s", &said)
	}
	path := filepath.Join(dir, "text")
	if err := os.WriteFile(path, []byte("dear diary\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	said = notes{}
	check(t, cachefile.At(filepath.Join(path, "cache.db"), said.add).Vectors(c, "a"), c, texts(0, 5))
	if !strings.Contains(said.String(), "cannot be used (not a directory)") {
		t.Errorf("below a file it says:\n%s", &said)
	}
	said = notes{}
	check(t, cachefile.At(path, said.add).Vectors(c, "a"), c, texts(0, 5))
	if kept, err := os.ReadFile(path + ".damaged"); err != nil || string(kept) != "dear diary\n" || len(said.lines) != 1 {
		t.Errorf("%q, %v; it says:\n%s", kept, err, &said)
	}
}
