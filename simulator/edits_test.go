// Proves: edits of styles, classes, attributes and texts show without the author's code
// running, survive its setData, go when they are undone, and are written as the one
// value that they are, after which the page shows the same without them. Oracle: hand,
// files compared byte for byte.
package simulator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
)

const editable = `
-- app.json --
{"pages": ["a/a"]}
-- app.js --
App({})
-- base.wxss --
/* base */
.box {
  height : 10px; /* keep */
  color: red
}
-- made.less --
.made { height: 1px }
-- made.wxss --
.made { height: 1px }
-- a/a.wxss --
@import "../base.wxss";
@import "../made.wxss";
.wide { width: 50px }
-- a/a.wxml --
<view id="v" class="box  made"   hidden="{{no}}">
  <text id="t">  hello </text>
</view>
<view id="row{{item}}" wx:for="{{list}}" wx:key="*this" class="box">{{item}}</view>
<view id="d" class="box {{c}}" style="top:1px">{{n}}</view>
<view id="x" data-a="1" class="q">x<text>y</text></view>
-- a/a.js --
Page({ data: { n: 0, c: 'k', list: [1, 2], no: false } })
`

// rule finds the rule of an element by its selector, and a declaration in it.
func rule(t *testing.T, s *Session, id, selector, name string) (file string, r, d wxss.Pos) {
	t.Helper()
	in, _ := s.Inspect(find(s, id).ID)
	for i := range in.Rules {
		m := &in.Rules[i]
		if m.Rule == nil || m.Selector.Text != selector {
			continue
		}
		for k := range m.Decls {
			if m.Decls[k].Name == name {
				d = m.Decls[k].Pos
			}
		}
		return m.Rule.File, m.Rule.Pos, d
	}
	t.Fatalf("no rule %s for %s", selector, id)
	return
}

func TestEdits(t *testing.T) {
	s, dir := open(t, editable, nil)
	settle(t, s)
	source := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	styles, markup := source("base.wxss"), source("a/a.wxml")
	height := func(id string) float64 { return find(s, id).Box[3] }
	do := func(e Edit) int { t.Helper(); return mustEdit(t, s, e) }
	save := func(n int) string {
		t.Helper()
		got := "no answer"
		s.WriteEdit(n, func(fault string) { got = fault })
		settle(t, s)
		return got
	}
	quiet := func() {
		t.Helper()
		if source("base.wxss") != styles || source("a/a.wxml") != markup {
			t.Fatal("an edit that is not saved has changed a file")
		}
	}

	// A declaration of an imported sheet.
	file, r, d := rule(t, s, "v", ".box", "height")
	n := do(Edit{Kind: EditDecl, File: file, Rule: r, At: d, Name: "height", Value: "40px"})
	if height("d") != 40 || file != "base.wxss" {
		t.Errorf("height %v in %s", height("d"), file)
	}
	if m := do(Edit{Kind: EditDecl, File: file, Rule: r, At: d, Name: "height", Value: "30px"}); m != n || height("d") != 30 || len(s.Edits()) != 1 {
		t.Errorf("edit %d is not revised but %d; %v", n, m, s.Edits())
	}
	added := do(Edit{Kind: EditDecl, File: file, Rule: r, Name: "Margin-Top", Value: "7px"})
	if in, _ := s.Inspect(find(s, "v").ID); in.MarginSides[0] != 7 {
		t.Errorf("the new declaration does not count: %v", in.MarginSides)
	}
	if _, err := s.Edit(Edit{Kind: EditDecl, File: file, Rule: r, At: d, Name: "height", Value: "1px;top:0"}); err == nil {
		t.Error("two declarations are taken for one")
	}
	s.UndoEdit(added)
	do(Edit{Kind: EditDecl, File: file, Rule: r, At: d, Name: "height", Value: "10px"})
	if len(s.Edits()) != 0 || height("d") != 10 {
		t.Errorf("an edit that changes nothing stays: %v", s.Edits())
	}
	do(Edit{Kind: EditDecl, File: file, Rule: r, At: d, Off: true, Name: "height", Value: "10px"})
	if height("d") == 10 {
		t.Error("a declaration that is off counts")
	}
	s.UndoEdit(0)
	quiet()

	// The rule is found again when the file moves it, and the save is refused before.
	n = do(Edit{Kind: EditDecl, File: file, Rule: r, At: d, Name: "height", Value: "20px"})
	moved := "\n" + styles
	write(t, dir, "base.wxss", moved)
	if got := save(n); got != errChanged.Error() {
		t.Errorf("saved into a changed file: %q", got)
	}
	s.Save([]string{filepath.Join(dir, "base.wxss")})
	settle(t, s)
	if height("d") != 20 {
		t.Error("the edit is lost when its file is saved by another")
	}
	if got := save(n); got != "" || source("base.wxss") != strings.Replace(moved, "height : 10px", "height : 20px", 1) {
		t.Errorf("%q %q", got, source("base.wxss"))
	}
	if height("d") != 20 || len(s.Edits()) != 0 {
		t.Error("what was saved does not show, or still counts as not saved")
	}
	file, r, _ = rule(t, s, "v", ".made", "height")
	n = do(Edit{Kind: EditDecl, File: file, Rule: r, Name: "top", Value: "0"})
	if got := save(n); got != "made.wxss is made from made.less; change that" {
		t.Errorf("generated sheet: %q", got)
	}
	s.UndoEdit(0)

	// Nodes.
	v, x := find(s, "v").ID, find(s, "x").ID
	n = do(Edit{Kind: EditClass, Node: v, Name: "wide", On: true})
	if b := find(s, "v").Box; b[2] != 50 {
		t.Errorf("the class does not count: %v", b)
	}
	d2 := find(s, "d").ID
	bound := do(Edit{Kind: EditClass, Node: d2, Name: "k"})
	s.SetData(value.M("n", 1, "c", "k2"))
	settle(t, s)
	if c := find(s, "d").Class; c != "box k2" || !strings.Contains(texts(s), "1") {
		t.Errorf("class %q", c)
	}
	if got := save(bound); !strings.HasPrefix(got, "{{ }} makes this value") {
		t.Errorf("bound: %q", got)
	}
	s.UndoEdit(bound)
	if got := save(n); got != "" {
		t.Error(got)
	}
	markup = strings.Replace(markup, `class="box  made"`, `class="box  made wide"`, 1)
	if source("a/a.wxml") != markup || find(s, "v").Class != "box made wide" || len(s.Edits()) != 0 {
		t.Errorf("%s\n%s %v", source("a/a.wxml"), find(s, "v").Class, s.Edits())
	}
	n = do(Edit{Kind: EditClass, Node: find(s, "row1").ID, Name: "wide", On: true})
	if got := save(n); !strings.HasPrefix(got, "wx:for in line 4 makes several") {
		t.Errorf("wx:for: %q", got)
	}
	s.UndoEdit(0)
	n = do(Edit{Kind: EditStyle, Node: x, Value: "height: 77px"})
	if height("x") != 77 {
		t.Error("the style attribute does not count")
	}
	if got := save(n); got != "" || !strings.Contains(source("a/a.wxml"), `<view id="x" data-a="1" class="q" style="height: 77px">`) || height("x") != 77 {
		t.Errorf("%q %s", got, source("a/a.wxml"))
	}
	text := find(s, "t").Children[0].ID
	n = do(Edit{Kind: EditText, Node: text, Value: "bye"})
	if !strings.Contains(texts(s), "bye") {
		t.Error("the text does not show: " + texts(s))
	}
	if got := save(n); got != "" || !strings.Contains(source("a/a.wxml"), "<text id=\"t\">  bye </text>") {
		t.Errorf("%q %s", got, source("a/a.wxml"))
	}
	n = do(Edit{Kind: EditAttr, Node: find(s, "t").ID, Name: "user-select", Value: "true", On: true})
	if got := save(n); got != "" || !strings.Contains(source("a/a.wxml"), `<text id="t" user-select="true">`) {
		t.Errorf("%q %s", got, source("a/a.wxml"))
	}
	for _, e := range []Edit{{Kind: EditAttr, Node: x, Name: "data-a", On: true}, {Kind: EditClass, Node: x, Name: "a b"}, {Kind: EditText, Node: x}, {Kind: EditText, Node: 9999}} {
		if _, err := s.Edit(e); err == nil {
			t.Errorf("%+v is taken", e)
		}
	}
	// Several at once, of one element too: each waits for the reload of the one before.
	for _, name := range []string{"one", "two", "three"} {
		do(Edit{Kind: EditClass, Node: find(s, "x").ID, Name: name, On: true})
	}
	do(Edit{Kind: EditText, Node: find(s, "t").Children[0].ID, Value: "all"})
	var said []string
	for _, e := range s.Edits() {
		s.WriteEdit(e.Number, func(fault string) { said = append(said, fault) })
	}
	for range 20 { // callbacks come when Settle is over, and ask for more
		settle(t, s)
	}
	if strings.Join(said, "|") != "|||" || len(s.Edits()) != 0 || !strings.Contains(source("a/a.wxml"), `class="q one two three"`) || !strings.Contains(source("a/a.wxml"), "  all </text>") {
		t.Errorf("%q %v %s", said, s.Edits(), source("a/a.wxml"))
	}
	x = find(s, "x").ID
	s.ForceState(x, dom.StateActive)
	if s.Forced(x) != dom.StateActive {
		t.Error("the state is not forced")
	}
}

func TestWithClass(t *testing.T) {
	for _, c := range []struct {
		list, name string
		on         bool
		want       string
	}{{"a  b", "c", true, "a  b c"}, {"", "c", true, "c"}, {"a b ", "c", true, "a b c"}, {"a b", "b", true, "a b"}, {"a bb b", "b", false, "a bb"}, {"a b", "a", false, "b"}, {"b a b", "b", false, "a"}, {"a", "a", false, ""}} {
		if got := withClass(c.list, c.name, c.on); got != c.want {
			t.Errorf("%q %q: %q", c.list, c.name, got)
		}
	}
}

// mustEdit lays an edit over the page and gives its number.
func mustEdit(t *testing.T, s *Session, e Edit) int {
	t.Helper()
	n, err := s.Edit(e)
	if err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	return n
}
