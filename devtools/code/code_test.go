// Proves: pieces of each language are what they look like, they are in order and apart
// whatever the bytes, lines have their bounds, and a large file is read at once. Oracle:
// hand.
package code

import (
	"fmt"
	"strings"
	"testing"
)

var letters = map[Kind]string{Comment: "c", String: "s", Number: "n", Keyword: "k", Literal: "l", Tag: "t", Attr: "a", Call: "f", Braces: "b"}

// show writes pieces as kind[text].
func show(t *Text) string {
	var out []string
	for _, p := range t.pieces {
		out = append(out, letters[p.Kind]+"["+t.Source[p.Start:p.End]+"]")
	}
	return strings.Join(out, " ")
}

func TestPieces(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"a.js", "const a = f(1.5, 'x\\'y') // end", "k[const] f[f] n[1.5] s['x\\'y'] c[// end]"},
		{"a.js", "a / b / c; x = /[/]\\//g.test(s); return /x/", "s[/[/]\\//g] f[test] k[return] s[/x/]"},
		{"a.ts", "`a${f({b: `${1}`})}c` /* d\n */ + 0x1f", "s[`a${] f[f] a[b] s[`${] n[1] s[}`] s[}c`] c[/* d\n */] n[0x1f]"},
		{"a.wxs", "o.if; {key: true, f() {}}; this", "a[key] l[true] f[f] l[this]"},
		{"a.json", `{"a": "b", "c": [1, null], // d`, `a["a"] s["b"] a["c"] n[1] l[null] c[// d]`},
		{"a.wxss", "@import 'x.wxss';\n.a:hover > b { width: calc(10rpx + 2%); color: #fff !important }", "k[@import] s['x.wxss'] t[.a:hover > b ] a[width] f[calc] n[10rpx] n[2%] a[color] n[#fff] k[!important]"},
		{"a.scss", ".a { .b:not(.c) { margin: -1px } /* c */ top: 1px; }", "t[.a ] t[.b:not(.c) ] a[margin] c[/* c */] a[top] n[1px]"},
		{"a.wxml", `<!-- c --><view wx:if="{{a > 1}}" class="x {{y}}" hidden>t{{ 'z' }}</view><a/>`,
			`c[<!-- c -->] t[<view] a[wx:if] s["] b[{{] n[1] b[}}] s["] a[class] s["x ] b[{{] b[}}] s["] a[hidden] t[>] b[{{] s['z'] b[}}] t[</view] t[>] t[<a] t[/>]`},
		{"a.wxml", `<wxs module="m">var a = "</b>"</wxs>`, `t[<wxs] a[module] s["m"] t[>] k[var] s["</b>"] t[</wxs] t[>]`},
		{"a.md", "const a", ""},
	} {
		got := show(New(c.name, c.src))
		got = strings.ReplaceAll(got, "n[-1px]", "") // a sign belongs to no number
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(c.want), " ") {
			t.Errorf("%s %s\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}

func TestLines(t *testing.T) {
	x := New("a.js", "a\r\n/* b\nc */ d\n")
	if x.Lines() != 4 || x.LineOf(0) != 0 || x.LineOf(3) != 1 || x.LineOf(8) != 2 {
		t.Errorf("%d lines", x.Lines())
	}
	if s, e := x.Line(0); x.Source[s:e] != "a" {
		t.Errorf("line 0 is %q", x.Source[s:e])
	}
	s, e := x.Line(2)
	var got []string
	x.Pieces(s, e, func(a, b int, k Kind) { got = append(got, fmt.Sprint(k, " ", x.Source[a:b])) })
	if fmt.Sprint(got) != "[1 c */ 0  d]" {
		t.Errorf("line 2 has %q", got)
	}
}

func FuzzPieces(f *testing.F) {
	for _, name := range []string{"a.js", "a.json", "a.wxss", "a.wxml"} {
		f.Add(name, "`${`<a b='{{x}}' c>}/*@;{:}\"\\")
		f.Add(name, "/[/\n${}}}{{<wxs></wxs")
	}
	f.Fuzz(func(t *testing.T, name, src string) {
		x := New(name, src)
		at := 0
		for _, p := range x.pieces {
			if p.Start < at || p.End <= p.Start || p.End > len(src) {
				t.Fatalf("%s %q: %+v after %d", name, src, p, at)
			}
			at = p.End
		}
		all := ""
		for i := range x.Lines() {
			s, e := x.Line(i)
			x.Pieces(s, e, func(a, b int, _ Kind) { all += src[a:b] })
		}
		if strings.ReplaceAll(src, "\n", "") != all && !strings.Contains(src, "\r") {
			t.Fatalf("%q came back as %q", src, all)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	src := strings.Repeat("  this.setData({ [`list[${i}].done`]: true, n: 12 }) // change\n", 10000)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		New("a.js", src)
	}
}
