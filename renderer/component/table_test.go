package component

import "testing"

// The table is sorted, has no tag twice, and finds every line. Oracle: hand,
// the binary search relies on it.
func TestTable(t *testing.T) {
	for i, k := range Table {
		if i > 0 && Table[i-1].Tag >= k.Tag {
			t.Errorf("%s stands after %s", k.Tag, Table[i-1].Tag)
		}
		if got, ok := Find(k.Tag); !ok || got.Tag != k.Tag {
			t.Errorf("%s is not found", k.Tag)
		}
	}
	for _, tag := range []string{"", "div", "zzz", "my-component"} {
		if _, ok := Find(tag); ok {
			t.Errorf("%q is found", tag)
		}
	}
}
