package simulator

import (
	"slices"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
	"diorama/simulator/device"
)

const editedRun = `
-- app.json --
{"pages":["a/a"],"darkmode":true}
-- a/a.wxss --
.box { height: 40px } .tall { height: 900px } .box:active { background: #00ff00 }
-- a/a.wxml --
<view id="v" class="box" bindtap="tap">v</view><view id="w" class="box" bindtap="other">{{n}} {{m}}</view>
-- a/a.js --
Page({ data: { n: 0, m: 0 }, tap() { this.setData({ n: this.data.n + 1 }) }, other() { this.setData({ m: this.data.m + 1 }) }, onPageScroll(e) { this.setData({ y: e.scrollTop }) } })
`

// Edits made while a run is recorded are part of its session file: the page that is
// repeated has them at the same commits (a finger hits what they moved, the page scrolls
// over what they made longer, the pixels are those), and they are there at its end.
// Oracle: the recorded marks and pictures.
func TestReplayEdits(t *testing.T) {
	s, dir := open(t, editedRun, nil)
	do := func(e Edit) int { t.Helper(); return mustEdit(t, s, e) }
	v, w := find(s, "v").ID, find(s, "w").ID
	press(s, 100, 110) // v
	settle(t, s)
	do(Edit{Kind: EditStyle, Node: v, Value: "height: 300px"})
	press(s, 100, 350) // v too, only where it was edited
	settle(t, s)
	s.Recording() // notes a picture
	tall := do(Edit{Kind: EditClass, Node: w, Name: "tall", On: true})
	file, r, d := rule(t, s, "w", ".box", "height")
	do(Edit{Kind: EditDecl, File: file, Rule: r, At: d, Name: "height", Value: "70px"})
	for range 4 {
		s.Pointer(input.Pointer{Kind: input.Wheel, X: 100, Y: 500, DY: 100})
		settle(t, s)
	}
	s.Recording()
	s.ForceState(v, dom.StateActive)
	settle(t, s)
	s.Recording()
	s.ForceState(v, 0)
	s.UndoEdit(tall)
	settle(t, s)
	write(t, dir, "a/a.wxss", "\n.box { height: 40px; color: red } .tall { height: 900px }")
	s.Save([]string{write(t, dir, "a/a.wxss", "\n.box { height: 40px; color: red } .tall { height: 900px }")})
	settle(t, s)
	if err := s.SetData(value.M("n", 9)); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	rec := s.Recording()
	if len(rec.Shots) < 4 {
		t.Errorf("%d pictures were noted", len(rec.Shots))
	}
	again(t, rec, 5)
	p, out, err := Replay(copyOf(t, rec), ReplayOptions{})
	if err != nil || out.Difference != nil {
		t.Fatal(err, out)
	}
	defer p.Close()
	if a, b := p.editsNow(), s.editsNow(); !slices.Equal(a, b) || len(a) != 2 {
		t.Errorf("the edits are %+v, expected %+v", a, b)
	}
	// And it goes on: what is undone then is undone in the next recording.
	if err := p.Resume(); err != nil {
		t.Fatal(err)
	}
	p.UndoEdit(0)
	settle(t, p)
	if err := p.SetData(value.M("n", 10)); err != nil {
		t.Fatal(err)
	}
	settle(t, p)
	rec = p.Recording()
	again(t, rec, 6)
	if got := rec.LastEdits(); len(got) != 0 {
		t.Errorf("undone edits are recorded: %+v", got)
	}
}

// A run that was touched in a side view is the same again: what the finger hit there, the
// text that was typed there and a view's page that was scrolled. Oracle: the recorded marks
// and pictures of the first screen.
func TestReplayTouchesInASideView(t *testing.T) {
	src := strings.NewReplacer("<text>{{told}}</text>", `<text>{{told}}</text><input id="in" bindinput="typed" value="{{put}}"/>`,
		"  ask() {", "  typed(e) { this.setData({ put: e.detail.value }) },\n  ask() {").Replace(asideApp)
	s, _ := open(t, src, nil)
	p, err := device.Find("")
	if err != nil {
		t.Fatal(err)
	}
	p.Width, p.Height = 700, 1000
	v, err := s.AddView(Aside{Device: p, Scale: 1, Theme: "dark"})
	if err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	top := p.PageInsets(false, true).Top
	touch := func(x, y float64) {
		v.Pointer(input.Pointer{Kind: input.Down, X: x, Y: y})
		v.Pointer(input.Pointer{Kind: input.Up, X: x, Y: y})
		settle(t, s)
	}
	for range 3 {
		touch(50, top+100)
	}
	v.Pointer(input.Pointer{Kind: input.Wheel, X: 50, Y: top + 50, DY: 60})
	settle(t, s)
	touch(50, top+100)
	tap(t, s, "box")
	s.Key(input.Key{Name: "Enter"})
	settle(t, s)
	x, y, w, h, ok := v.Box(find(s, "in").ID)
	if !ok {
		t.Fatal("the view has no field")
	}
	touch(x+w/2, y+h/2)
	v.Text("abc")
	settle(t, s)
	v.Key(input.Key{Name: "Backspace"})
	settle(t, s)
	if got := find(s, "in").Attrs.Get("value").ToString(); got != "ab" {
		t.Errorf("typed in the view: %q", got)
	}
	x, y, w, h, ok = v.Box(find(s, "box").ID)
	if !ok {
		t.Fatal("the view has no box")
	}
	touch(x+w/2, y+h/2) // asks: a modal of all screens
	settle(t, s)
	if !s.system.blocking() {
		t.Fatal("no modal")
	}
	v.Key(input.Key{Name: "Enter"})
	settle(t, s)
	again(t, s.Recording(), 5)
	if b, out, err := s.Again(ReplayOptions{Until: 3}); err != nil || out.Difference != nil {
		t.Errorf("back to the third commit: %v, %v", err, out)
	} else {
		b.Close()
	}
}
