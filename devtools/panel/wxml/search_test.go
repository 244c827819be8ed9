// Proves: nodes are found by selector, else by text; keys walk hits and tree; slot
// content and component boundaries are told. Oracle: hand.
package wxml

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator"
)

func searched() *simulator.Node {
	text := func(id dom.NodeID, owner dom.InstanceID, s string) *simulator.Node {
		return &simulator.Node{IsText: true, ID: id, Owner: owner, Text: s}
	}
	return &simulator.Node{ID: 1, Tag: "page", Children: []*simulator.Node{
		{ID: 2, Owner: 1, Tag: "card", Is: "c/card", Instance: 2, Class: "big", Children: []*simulator.Node{
			{ID: 3, Owner: 2, Tag: "view", Class: "head", Children: []*simulator.Node{text(4, 2, "Title")}},
			{ID: 5, Owner: 1, Tag: "view", Class: "body", Slot: "main", ElemID: "b", Children: []*simulator.Node{text(6, 1, "hello")}},
			{ID: 7, Owner: 2, Tag: "image", Attrs: value.M("mode", "aspectFit"), Dataset: value.M("id", 7)}}},
		{ID: 8, Owner: 1, Tag: "view", Class: "foot small"}}}
}

func TestFind(t *testing.T) {
	for query, want := range map[string]string{"view": "3 5 8", ".body": "5", "#b": "5", "card > .head": "3", "page view": "3 5 8", ".head + .body": "5", ".head ~ image": "7",
		"image[mode=aspectFit]": "7", "[data-id='7']": "7", "view:not(.head)": "5 8", "view:first-child": "3", ":last-child": "1 7 8", ".small.foot": "8", ".head, image": "3 7",
		"hello": "5", "TITLE": "3", "aspect": "7", "c/card": "2", "<view": "3 5 8", "nothing": "", "view.": "", " ": "", ":hover": "", "foot": "8"} {
		var got []string
		for _, n := range find(searched(), query) {
			got = append(got, strconv.Itoa(int(n.ID)))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", query, s, want)
		}
	}
}

func TestWalk(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{}, &panel.Model{}
	s.Root = searched()
	w := New(theme.Dark(), s, d)
	m.Pull(s)
	w.Update(m)
	want := `<page>
  <card class="big">  c/card
    #shadow-root
      <view class="head">Title</view>
      <view id="b" class="body">hello</view>
      <image mode="aspectFit" data-id="7" />
  </card>
  <view class="foot small" />
</page>
`
	if got := text(w); got != want {
		t.Errorf("tree:\n%s\nwant:\n%s", got, want)
	}
	for i := range w.Len() {
		r := w.Row(i)
		if slot := len(r.Right) > 0 && r.Right[0].Text == "slot main"; slot != (i == 4) {
			t.Errorf("row %d: %v", i, r.Right)
		}
	}
	w.search.SetText("view")
	picks := []dom.NodeID{d.Picked}
	for range 3 {
		w.searchKey(fyne.KeyReturn)
		picks = append(picks, d.Picked)
	}
	if picks[0] != 3 || picks[1] != 5 || picks[2] != 8 || picks[3] != 3 || w.count.Text() != "1 of 3" {
		t.Errorf("hits %v, %s", picks, w.count.Text())
	}
	w.Select(3)
	step := func(k fyne.KeyName, want dom.NodeID) {
		t.Helper()
		if !w.Key(k) || d.Picked != want {
			t.Errorf("%s goes to %d, want %d", k, d.Picked, want)
		}
		w.Select(d.Picked)
	}
	step(fyne.KeyDown, 5)
	step(fyne.KeyLeft, 2)
	step(fyne.KeyLeft, 2)
	if strings.Contains(text(w), "shadow") {
		t.Error("Left does not close")
	}
	step(fyne.KeyDown, 8)
	step(fyne.KeyUp, 2)
	step(fyne.KeyRight, 2)
	step(fyne.KeyRight, 3)
	if len(w.crumbs.path) != 3 {
		t.Errorf("crumbs %v", w.crumbs.path)
	}
}
