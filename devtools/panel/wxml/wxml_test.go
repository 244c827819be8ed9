// Proves: the tree is written as source with texts inline, picking selects and
// opens, search finds, changed nodes are marked. Oracle: hand, from the fake run.
package wxml

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
)

func text(w *Panel) string {
	var b strings.Builder
	for i := range w.Len() {
		r := w.Row(i)
		b.WriteString(strings.Repeat("  ", r.Depth))
		for _, run := range r.Runs {
			b.WriteString(run.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestTree(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{}, &panel.Model{}
	w := New(theme.Dark(), s, d)
	m.Pull(s)
	w.Update(m)
	want := `<page>
  <view class="card list" hover-class="none" bind:tap="open">
    <task>  components/task/task
      #shadow-root
        <text class="title">写完周报</text>
    </task>
  </view>
</page>
`
	if got := text(w); got != want {
		t.Errorf("tree:\n%s\nwant:\n%s", got, want)
	}
	if w.Row(2).Background == nil {
		t.Error("the node that the last setData updated is not marked")
	}
	w.Tapped(1, true)
	if got := text(w); got != "<page>\n  <view class=\"card list\" hover-class=\"none\" bind:tap=\"open\">…</view>\n</page>\n" {
		t.Errorf("closed:\n%s", got)
	}
	w.Select(3)
	if w.Picked() != 3 || !strings.Contains(text(w), "<task>") {
		t.Error("Select does not open what is above the node")
	}
	if got := w.crumbs; got == nil || w.Nodes() != 4 || w.Depth() != 4 {
		t.Errorf("%d nodes, depth %d", w.Nodes(), w.Depth())
	}
	w.search.SetText("周报")
	if d.Picked != 4 {
		t.Errorf("search picked %d", d.Picked)
	}
}

func TestSwatch(t *testing.T) {
	for s, want := range map[string]bool{"#fff": true, "#07c160": true, "rgb(1, 2, 3)": true, "rgba(0,0,0,0)": false, "none": false, "#12": false, "rgb(a,b,c)": false} {
		if _, ok := swatch(s); ok != want {
			t.Errorf("%s: %v", s, ok)
		}
	}
}
