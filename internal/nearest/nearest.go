// Package nearest finds the word that a person most likely meant.
package nearest

// Word is the known word that differs least from the wrong one, and "" where
// none is near: a third of the longer word's letters may differ. The first of
// equals wins.
func Word(wrong string, known []string) string {
	best, least := "", -1
	a := []rune(wrong)
	for _, word := range known {
		b := []rune(word)
		d := distance(a, b)
		if d*3 <= max(len(a), len(b)) && (least < 0 || d < least) {
			best, least = word, d
		}
	}
	return best
}

// Distance counts the letters that have to be added, dropped, replaced or swapped
// with their neighbour to make one word of the other (optimal string alignment).
func Distance(a, b string) int { return distance([]rune(a), []rune(b)) }

func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
