package wxss

import (
	"testing"
)

// Any bytes give a sheet without panic and with positions inside the text.
// Oracle: hand (the parser's own promise).

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "a{b:c}", "@media (min-width:1px) and (orientation:landscape){.a{b:c}}", ".a{color:red;&:hover{x:y}.b &{z:1}}",
		"@keyframes x{from{a:b}50%,to{a:c}}", "/* x", ".a{b:url(x", "}}}", "@import 'a';.a>b+c~d e:not(.x):nth-child(2n + 1 of .k){--x:{a}}",
		"[a=b i]{}", ".\\31 2{}", "@supports not (display:grid) {a{b:c}}", "a{b:c!important;;d:e ! important}", "\x00\xff\r\n",
		"@font-face{src:url(\"x\")}", ".a{@media print{b:c}}", "((((((", "a{b:((((", ".1a{}", "//x\n.a{}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		sheet, diags := Parse("f", src)
		for _, r := range sheet.Rules {
			if r.Line < 1 || r.Column < 1 || len(r.Selectors) == 0 {
				t.Fatalf("bad rule %+v", r)
			}
			for _, d := range r.Decls {
				if d.Line < 1 || d.Column < 1 || d.Name == "" {
					t.Fatalf("bad declaration %+v", d)
				}
			}
		}
		for _, d := range diags {
			if d.Line < 1 || d.Column < 1 {
				t.Fatalf("bad diagnostic %v", d)
			}
		}
	})
}

func FuzzDeclarations(f *testing.F) {
	for _, s := range []string{"", "a:b", "a:b;c:d", "}a:b", "{", "a{b:c}d:e", "--x:;y:1 !important", "a:\"\n;b:c", "@x{};a:b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) { ParseDeclarations(src) })
}

func FuzzSelectors(f *testing.F) {
	for _, s := range []string{"a", ".a .b>c", ":not(:is(a,b", ":nth-child(-n+3 of .x)", "[a|=\"b\" i]", ":host(.x)::before", "*", "a:nth-child( 2N - 1 )", "&"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		list, err := ParseSelectors(src)
		if (err == "") != (list != nil) {
			t.Fatal("a list or a mistake, not both")
		}
	})
}

// Any text is a media query list and a @supports condition, or matches nothing.
func FuzzConditions(f *testing.F) {
	for _, s := range []string{"", "(min-width: 300px)", "screen and (not (color)), print", "(100px<=width<=2e9em)", "not", "((((", "selector(a>b) or (a:b)", "(--x:;)", "only", "side (width > 10em) or (not (block-size))", "a style(--x:1)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		ParseMedia(src)
		ParseSupports(src)
		ParseContainer(src)
	})
}
