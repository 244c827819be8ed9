// Proves: JSON is a tree, text lines, other bytes hexadecimal, a cut body says so, and
// no bytes break it. Oracle: hand.
package preview

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/theme"
)

func TestPreview(t *testing.T) {
	test.NewTempApp(t)
	v := New(theme.Dark(), &fake.Desk{})
	v.Show("1", []byte("\xef\xbb\xbf {\"a\":[1,{\"b\":2}]}"), 21, "application/json", false)
	if !v.tree.List().Visible() || v.tree.Len() != 2 {
		t.Fatalf("%d rows of the tree", v.tree.Len())
	}
	v.tree.Tapped(1, true)
	if v.tree.Len() != 4 || v.tree.Row(3).Runs[0].Text != "1" {
		t.Errorf("%d rows, %+v", v.tree.Len(), v.tree.Row(3))
	}
	v.Show("2", []byte(`{"a":1}`), 7, "", true)
	if !v.list.Visible() || v.Len() != 1 {
		t.Errorf("raw: %d lines", v.Len())
	}
	v.Show("3", []byte("one\r\ntwo\n"+strings.Repeat("界", maxLine)), 5000000, "text/plain", false)
	if v.Len() < 4 || v.Row(1).Runs[1].Text != "two" || !strings.Contains(v.note.Text(), "of 5.0 MB are kept") {
		t.Errorf("%d lines, %s", v.Len(), v.note.Text())
	}
	v.Show("4", []byte{0, 1, 0xff, 'A'}, 4, "", false)
	if v.Len() != 1 || v.Row(0).Runs[1].Text != "00 01 ff 41 " || v.Row(0).Runs[2].Text != "...A" {
		t.Errorf("%+v", v.Row(0))
	}
	for _, s := range []string{"", "<svg", "<svg xmlns=''></svg>", "\x89PNG\r\n\x1a\n", "GIF89a", "[", "\"", "\xff\xfe"} {
		v.Show(s, []byte(s), len(s), "image/svg+xml", false)
		for i := range v.Len() {
			v.Row(i)
		}
	}
}
