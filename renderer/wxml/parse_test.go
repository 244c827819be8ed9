package wxml

// Proves that the parser takes what WeChat's compilers take, repairs what they
// refuse, and reports where and why. Oracle: exparser (wcc 0.5, run on each case by
// hand: "wcc" below) where not said otherwise; repairs are by hand, for WeChat
// gives an error only.

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// dump writes a template as one line for each node, with everything but positions.
func dump(t *Template) string {
	var b strings.Builder
	for _, r := range t.Imports {
		fmt.Fprintf(&b, "import %s @%d:%d\n", r.Src, r.Pos.Line, r.Pos.Column)
	}
	for _, w := range t.Wxs {
		fmt.Fprintf(&b, "wxs %s src=%q code=%q @%d:%d code@%d:%d\n", w.Module, w.Src, w.Code, w.Pos.Line, w.Pos.Column, w.Code0.Line, w.Code0.Column)
	}
	for _, name := range sortedNames(t.Templates) {
		fmt.Fprintf(&b, "define %q\n", name)
		dumpNodes(&b, t.Templates[name].Children, "  ")
	}
	dumpNodes(&b, t.Nodes, "")
	if len(t.Roots) > 0 || t.HasInclude {
		fmt.Fprintf(&b, "roots %v include=%v\n", t.Roots, t.HasInclude)
	}
	return b.String()
}

func sortedNames(m map[string]*Node) []string {
	var names []string
	for n := range m {
		names = append(names, n)
	}
	for i := range names {
		for j := i; j > 0 && names[j] < names[j-1]; j-- {
			names[j], names[j-1] = names[j-1], names[j]
		}
	}
	return names
}

func dumpNodes(b *strings.Builder, nodes []*Node, indent string) {
	for _, n := range nodes {
		b.WriteString(indent)
		if n.Kind == Text {
			b.WriteString(dumpValue(n.Value))
		} else {
			fmt.Fprintf(b, "<%s>", n.Tag)
			if n.Kind != Element {
				b.WriteString([]string{"", "text", " block", " slot", " use", " include", " def"}[n.Kind])
			}
		}
		for _, r := range n.Imports {
			fmt.Fprintf(b, " imports %q before %d", r.Src, r.At)
		}
		word := func(name string, v *Value) {
			if v != nil {
				fmt.Fprintf(b, " %s=%s", name, dumpValue(v))
			}
		}
		if n.If != NoIf {
			b.WriteString([]string{"", " if", " elif", " else"}[n.If])
			word("cond", n.Cond)
		}
		if n.For != nil {
			word("for", n.For)
			fmt.Fprintf(b, " (%s,%s)", n.Item, n.Index)
		}
		if n.HasKey {
			fmt.Fprintf(b, " key=%q", n.Key)
		}
		word("id", n.ID)
		word("class", n.Class)
		word("style", n.Style)
		word("slot", n.SlotTo)
		word("is", n.Is)
		if n.Kind != Text {
			word("data", n.Value)
		}
		if n.Src != "" {
			fmt.Fprintf(b, " src=%q", n.Src)
		}
		for _, g := range []struct {
			name string
			list []Attr
		}{{"", n.Attrs}, {"dataset:", n.Dataset}, {"mark:", n.Marks}, {"model:", n.Models}, {"change:", n.Changes}, {"generic:", n.Generic}, {"", n.Lets}} {
			for _, a := range g.list {
				word(g.name+a.Name, a.Value)
			}
		}
		for _, e := range n.Events {
			word(EventAttr(e.Kind, e.Capture)+e.Name, e.Value)
		}
		if len(n.Roots) > 0 {
			fmt.Fprintf(b, " %v", n.Roots)
		}
		b.WriteByte('\n')
		dumpNodes(b, n.Children, indent+"  ")
	}
}

func dumpValue(v *Value) string {
	switch {
	case v.Bare:
		return "bare"
	case v.Expr != nil:
		return "{{" + v.Expr.String() + "}}"
	case v.Parts != nil:
		s := "["
		for _, p := range v.Parts {
			if p.Expr != nil {
				s += "{{" + p.Expr.String() + "}}"
			} else {
				s += fmt.Sprintf("%q", p.Text)
			}
		}
		return s + "]"
	}
	return fmt.Sprintf("%q", v.Const)
}

func dumpDiags(ds []Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s\n", d.File, d.Line, d.Column, []string{"error", "warning"}[d.Severity], d.Message)
	}
	return b.String()
}

// TestFixtures runs testdata/*.txtar: every case is a file NAME.wxml with its tree in
// NAME.tree and its diagnostics, if any, in NAME.diag. UPDATE=1 writes what came out.
func TestFixtures(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no fixtures")
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, f := range ar.Files {
			want[f.Name] = string(f.Data)
		}
		var out []txtar.File
		for _, f := range ar.Files {
			name, ok := strings.CutSuffix(f.Name, ".wxml")
			if !ok {
				continue
			}
			src := strings.TrimSuffix(string(f.Data), "\n")
			src = strings.NewReplacer("␍", "\r", "␉", "\t", "⍽", "\u00a0").Replace(src)
			tree, diags := Parse("a.wxml", []byte(src))
			got, gotDiags := dump(tree), dumpDiags(diags)
			out = append(out, f, txtar.File{Name: name + ".tree", Data: []byte(got)})
			if gotDiags != "" {
				out = append(out, txtar.File{Name: name + ".diag", Data: []byte(gotDiags)})
			}
			t.Run(name, func(t *testing.T) {
				if os.Getenv("UPDATE") == "" {
					if got != want[name+".tree"] {
						t.Errorf("%s\ngot\n%s\nwant\n%s", src, got, want[name+".tree"])
					}
					if gotDiags != want[name+".diag"] {
						t.Errorf("%s\ngot\n%s\nwant\n%s", src, gotDiags, want[name+".diag"])
					}
				}
				checkRoundTrip(t, src)
			})
		}
		if os.Getenv("UPDATE") != "" {
			ar.Files = out
			if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// checkRoundTrip prints and parses again, which must change nothing but positions.
func checkRoundTrip(t *testing.T, src string) {
	t.Helper()
	one, _ := Parse("a.wxml", []byte(src))
	text := Print(one)
	two, _ := Parse("a.wxml", []byte(text))
	if a, b := withoutPlaces(dump(one)), withoutPlaces(dump(two)); a != b {
		t.Errorf("%q\nprinted as\n%q\nbefore\n%s\nafter\n%s", src, text, a, b)
	}
	if again := Print(two); again != text {
		t.Errorf("%q\nprinted as\n%q\nthen as\n%q", src, text, again)
	}
}

func withoutPlaces(s string) string {
	var lines []string
	for _, l := range strings.Split(s, "\n") {
		if i := strings.LastIndex(l, " @"); i >= 0 && (strings.HasPrefix(l, "wxs ") || strings.HasPrefix(l, "import ")) {
			l = l[:i]
		}
		lines = append(lines, l)
	}
	return strings.Join(lines, "\n")
}

// TestPositions: lines and columns count characters, from 1; oracle: hand.
func TestPositions(t *testing.T) {
	src := "中文<view\n  标='1' id=\"{{a +}}\">\n\t文{{b ! c}}</view>\n<text/>"
	tree, diags := Parse("p.wxml", []byte(src))
	want := "p.wxml:2:3: error: the attribute name \"标\" has a character that WeChat refuses; letters, digits, - _ and : are allowed\n" +
		"p.wxml:2:18: error: in {{ }}: the expression ends too early: expected a value\n" +
		"p.wxml:3:7: error: in {{ }}: expected an operator or }}, found \"!\"\n"
	if got := dumpDiags(diags); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if p := tree.Nodes[1].Pos; p != (Pos{1, 3}) {
		t.Errorf("view at %v", p)
	}
	if p := tree.Nodes[1].ID.Pos; p != (Pos{2, 13}) {
		t.Errorf("id value at %v", p)
	}
	if p := tree.Nodes[2].Pos; p != (Pos{4, 1}) {
		t.Errorf("text at %v", p)
	}
}

// TestCursor: positions asked in any order are those of counting from the start.
func TestCursor(t *testing.T) {
	src := "a中\n\nbc\n😀d"
	c := cursor{src: src}
	for _, off := range []int{0, 4, 1, 5, 12, 6, 7, 0, 12, 5, 4} {
		line := strings.Count(src[:off], "\n") + 1
		col := len([]rune(src[strings.LastIndex(src[:off], "\n")+1:off])) + 1
		if got := c.at(off); got != (Pos{line, col}) {
			t.Errorf("offset %d: got %v want %d:%d", off, got, line, col)
		}
	}
}

// TestDecodeEntities: the names that <text decode> knows, once. Oracle: documentation of text.
func TestDecodeEntities(t *testing.T) {
	for in, want := range map[string]string{
		"a &lt;b&gt; &amp;lt; &apos;&nbsp;&ensp;&emsp;": "a <b> &lt; '\u00a0\u2002\u2003",
		"&copy; &#65; &": "&copy; &#65; &",
	} {
		if got := DecodeEntities(in); got != want {
			t.Errorf("%q: got %q want %q", in, got, want)
		}
	}
}

// TestHandMade: a template that was built and not parsed prints what it means.
func TestHandMade(t *testing.T) {
	n := &Node{Tag: "view", ID: &Value{Const: `a"b'c\d`}, Children: []*Node{{Kind: Text, Value: &Value{Const: "x"}}}}
	text := Print(&Template{Nodes: []*Node{n}})
	two, diags := Parse("a.wxml", []byte(text))
	if len(diags) > 0 || !reflect.DeepEqual(two.Nodes[0].ID.Const, n.ID.Const) {
		t.Errorf("%s: %q %v", text, two.Nodes[0].ID.Const, diags)
	}
}
