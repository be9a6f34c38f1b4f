package corpus

import (
	"cmp"
	"slices"
)

// Sort orders articles as a Collection has them: oldest first, undated last,
// ties by ID.
func Sort(articles []*Article) {
	slices.SortFunc(articles, func(a, b *Article) int {
		return cmp.Or(a.Published.Compare(b.Published), cmp.Compare(a.ID, b.ID))
	})
}
