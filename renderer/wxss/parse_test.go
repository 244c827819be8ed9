package wxss

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// dump writes what a sheet holds: rules with conditions, declarations with weight.
func dump(s *Sheet) string {
	var b strings.Builder
	for _, r := range s.Rules {
		var sel []string
		for _, x := range r.Selectors {
			sel = append(sel, x.Text)
		}
		for c := r.Cond; c != nil; c = c.Parent {
			switch {
			case c.Media != nil:
				fmt.Fprintf(&b, "@media %s ", c.Media.Text)
			case c.Container != nil:
				fmt.Fprintf(&b, "@container %s ", c.Container.Text)
			default:
				fmt.Fprintf(&b, "@supports %s ", c.Supports.Text)
			}
		}
		fmt.Fprintf(&b, "%d:%d %s {", r.Line, r.Column, strings.Join(sel, ", "))
		for _, d := range r.Decls {
			fmt.Fprintf(&b, " %d:%d %s=%s", d.Line, d.Column, d.Name, d.Value)
			if d.Important {
				b.WriteString("!")
			}
		}
		b.WriteString(" }\n")
	}
	for _, k := range s.Keyframes {
		fmt.Fprintf(&b, "@keyframes %s", k.Name)
		for _, f := range k.Frames {
			fmt.Fprintf(&b, " %v%d", f.Offsets, len(f.Decls))
		}
		b.WriteString("\n")
	}
	for _, i := range s.Imports {
		fmt.Fprintf(&b, "@import %s at %d\n", i.URL, i.Before)
	}
	for _, f := range s.FontFaces {
		fmt.Fprintf(&b, "@font-face %s\n", f.Descriptor("font-family"))
	}
	return b.String()
}

// What is understood of good and broken sheets, with positions and messages.
// Oracle: CSS Syntax 3 by hand; Chromium keeps the same rules.
func TestParse(t *testing.T) {
	for _, c := range []struct{ src, want, diags string }{
		{".a{color:red;width:10rpx}", "1:1 .a { 1:4 color=red 1:14 width=10rpx }\n", ""},
		{"\n  .a , .b > c\n{ COLOR : Red ! important ; }", "2:3 .a, .b > c { 3:3 color=Red! }\n", ""},
		{".中{--中 :  x y ;}", "1:1 .中 { 1:4 --中=x y }\n", ""},
		{"/* c */.a{/*x*/b:/*y*/c/*z*/;}", "1:8 .a { 1:16 b=c }\n", ""},
		{".a{color red;b:c}", "1:1 .a { 1:14 b=c }\n", "f:1:4: error: expected a declaration such as width: 10rpx;\n"},
		{".a{b:c;d}.e{f:g}", "1:1 .a { 1:4 b=c }\n1:10 .e { 1:13 f=g }\n", "f:1:8: error: expected a declaration such as width: 10rpx;\n"},
		{".a{b:url(x y);c:d}", "1:1 .a { 1:15 c=d }\n", "f:1:6: error: the value of b is broken: a string, address or bracket is not closed\n"},
		{".a{b:c", "1:1 .a { 1:4 b=c }\n", "f:1:1: error: the rule is not closed: expected }\n"},
		{".a{b:c}}.d{e:f}.g{h:i}", "1:1 .a { 1:4 b=c }\n1:16 .g { 1:19 h=i }\n", "f:1:8: error: expected a selector, found \"}\"; the rule is left out\n"},
		{".1a{b:c}.d{e:f}", "1:9 .d { 1:12 e=f }\n", "f:1:1: error: a class name cannot start with a digit: write it as \\31 …; the rule is left out\n"},
		{"// x\n.a{b:c}.d{e:f}", "2:8 .d { 2:11 e=f }\n", "f:1:1: error: // starts no comment in WXSS: write /* … */; the rule is left out\n"},
		{".a:has(> .b, + c){c:d}", "1:1 .a:has(> .b, + c) { 1:19 c=d }\n", ""},
		{".a:has(:has(b)){c:d}", "", "f:1:13: error: :has() cannot stand inside :has(); the rule is left out\n"},
		{".a{--b:(};c:d}", "1:1 .a { }\n", "f:1:8: error: the value of --b is broken: a string, address or bracket is not closed\nf:1:1: error: the rule is not closed: expected }\n"},
		{".a{--b:!!important;c:d ! important}", "1:1 .a { 1:20 c=d! }\n", "f:1:8: error: the value of --b has a ! that is not !important\n"},
		{".a{b:c;@media all{d:e}f:g;h:i}", "1:1 .a { 1:4 b=c }\n@media all 1:19 .a { 1:19 d=e }\n1:23 .a { 1:23 f=g 1:27 h=i }\n", ""},
		{"{@media all{.b{c:d}}}.e{f:g}", "1:22 .e { 1:25 f=g }\n", "f:1:1: error: expected a selector; the rule is left out\n"},
		{"[|x],[*|y],:where(],.c){d:e}", "1:1 [|x], [*|y], :where(],.c) { 1:25 d=e }\n", ""},
		{"@media all{.a{b:c};.d{e:f}.g{h:i}}", "@media all 1:12 .a { 1:15 b=c }\n@media all 1:27 .g { 1:30 h=i }\n", "f:1:19: error: expected a selector, found \";\"; the rule is left out\n"},
		{":-webkit-any(:not(a b)){c:d}:-webkit-any(:nth-child(1 of a b)){c:d}", "1:29 :-webkit-any(:nth-child(1 of a b)) { 1:64 c=d }\n", "f:1:22: error: :-webkit-any() takes compound selectors; the rule is left out\n"},
		{"@container side (min-width: 10px) {.a{b:c}}", "@container side (min-width: 10px) 1:36 .a { 1:39 b=c }\n", ""},
		{"@container and (x) {.a{b:c}} .d{e:f}", "1:30 .d { 1:33 e=f }\n", "f:1:1: error: the query of @container and (x) is not understood; its rules are left out\n"},
		{"@media (max-width: 10px) { .a{b:c} @supports (d:e){.f{g:h}} }", "@media (max-width: 10px) 1:28 .a { 1:31 b=c }\n@supports (d:e) @media (max-width: 10px) 1:52 .f { 1:55 g=h }\n", ""},
		{"@import 'a.wxss';@import url(\"b.wxss\") print;.a{b:c}@import \"c\";", "1:46 .a { 1:49 b=c }\n@import a.wxss at 0\n@import b.wxss at 0\n@import c at 1\n", "f:1:53: warning: @import should stand before all other rules\n"},
		{"@keyframes k{from{a:b}50%,to{c:d;e:f}120%{g:h}}", "@keyframes k [0]1 [0.5 1]2\n", "f:1:38: error: expected from, to or a percentage between 0% and 100%\n"},
		{"@font-face{font-family:x;src:url(data:font/woff;base64,AA==)}", "@font-face x\n", ""},
		{"@charset \"utf-8\";@layer a{.b{c:d}}.e{f:g}", "1:27 .b { 1:30 c=d }\n1:35 .e { 1:38 f=g }\n", ""},
		{".a{b:c;&:hover{d:e}.f &{g:h}>.i{j:k}}", "1:1 .a { 1:4 b=c }\n1:8 &:hover { 1:16 d=e }\n1:20 .f & { 1:25 g=h }\n1:29 >.i { 1:33 j=k }\n", ""},
		{".a{b:c!important d;e:f!}", "1:1 .a { }\n", "f:1:6: error: the value of b has a ! that is not !important\nf:1:22: error: the value of e has a ! that is not !important\n"},
		{".a\\:b\\31 c{content:\"\\e6a1\"}", "1:1 .a\\:b\\31 c { 1:12 content=\"\\e6a1\" }\n", ""},
		{".a{background:url(data:image/svg+xml;utf8,<svg\\ a='1'>)}", "1:1 .a { }\n", "f:1:15: error: the value of background is broken: a string, address or bracket is not closed\n"},
		{"<!-- .a{b:c} -->", "1:6 .a { 1:9 b=c }\n", ""},
	} {
		s, diags := Parse("f", []byte(c.src))
		if got := dump(s); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.src, got, c.want)
		}
		var d strings.Builder
		for _, x := range diags {
			d.WriteString(x.String() + "\n")
		}
		if d.String() != c.diags {
			t.Errorf("%s\n got %s\nwant %s", c.src, d.String(), c.diags)
		}
	}
}

// Specificity. Oracle: Selectors 4 §17 and its examples.
func TestSpecificity(t *testing.T) {
	for src, want := range map[string][3]int{
		"*": {0, 0, 0}, "a": {0, 0, 1}, ".a.b#c": {1, 2, 0}, "a:hover::before": {0, 1, 2}, ":not(#a,.b)": {1, 0, 0},
		":where(#a)": {0, 0, 0}, ":is(a,.b) c": {0, 1, 1}, "[x=y]": {0, 1, 0}, ":nth-child(2 of #a)": {1, 1, 0}, ":host(.x)": {0, 2, 0},
	} {
		list, err := ParseSelectors(src)
		if err != "" {
			t.Fatal(src, err)
		}
		if a, b, c := list[0].Specificity.Parts(); [3]int{a, b, c} != want {
			t.Errorf("%s: %d %d %d, want %v", src, a, b, c, want)
		}
	}
}

// Imports come in their places, with their media. Oracle: hand, CSS Cascade 4 §2.
func TestFlatten(t *testing.T) {
	sheets := map[string]*Sheet{}
	for name, src := range map[string]string{"a": "@import 'b' print;@import 'c';.a{x:y}", "b": ".b{x:y}", "c": "@import 'a';.c{x:y}"} {
		sheets[name], _ = Parse(name, []byte(src))
	}
	got := dump(Flatten(sheets["a"], func(url, from string) *Sheet { return sheets[url] }))
	if want := "@media print 1:1 .b { 1:4 x=y }\n1:13 .c { 1:16 x=y }\n1:31 .a { 1:34 x=y }\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// Long and deep texts take time in proportion to their length. Oracle: hand.
func TestNoSlowInput(t *testing.T) {
	if testing.Short() {
		t.Skip("times are for a run without the race detector")
	}
	for _, unit := range []string{"a{", "a:b{", "(", "a{b:c;", ".a ", ":not(", ":is(.a ", "@media(", "@media a{", "a;", "}", "{}", "\"", "\\", "/*", "a{b:(", "a,", "url(", "a{:x;", "a{b", "&", "@keyframes a{", "a{@media{", "a{b:{"} {
		src := []byte(strings.Repeat(unit, 50_000/len(unit)))
		// The best of three: a machine that stalls makes one try slow, a parser all of them.
		best := time.Hour
		for try := 0; try < 3 && best > 2*time.Second; try++ {
			start := time.Now()
			Parse("f", src)
			ParseDeclarations(string(src))
			ParseSelectors(string(src))
			ParseMedia(string(src))
			ParseSupports(string(src))
			best = min(best, time.Since(start))
		}
		if testing.Verbose() {
			t.Logf("%q %v", unit, best)
		}
		if best > 2*time.Second {
			t.Errorf("%q takes %v", unit, best)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	var s strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&s, ".card-%d .title:first-child,\n.list > .item-%d {\n  width: %drpx;\n  margin: 0 auto 20rpx;\n  color: rgba(0, 0, 0, .%d);\n  /* note */\n  display: flex;\n}\n", i, i, i, i%10)
	}
	src := []byte(s.String())
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("f", src)
	}
}

func BenchmarkDeclarations(b *testing.B) {
	for b.Loop() {
		ParseDeclarations("width: 20rpx; background-color: #fff; transform: translateX(10px)")
	}
}
