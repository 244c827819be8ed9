// Proves: a change written into a sheet touches nothing but the declaration's own
// bytes; what cannot be written so is refused. Oracle: hand, byte for byte, and for
// any bytes the parser itself: the file says the same but for that declaration.
package wxss

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	for _, c := range []struct {
		name, src  string
		rule, decl int
		change     Change
		want       string // "!" and the reason when refused
	}{
		{"value", ".a{color:red;/* keep */ width : 1px }", 0, 0, Change{Name: "color", Value: "blue"}, ".a{color:blue;/* keep */ width : 1px }"},
		{"odd spaces", ".a {\r\n\tWIDTH :  1px  ! important ;\r\n}\r\n", 0, 0, Change{Name: "width", Value: "22rpx", Important: true}, ".a {\r\n\tWIDTH :  22rpx  ! important ;\r\n}\r\n"},
		{"weight on", ".a{color:red}", 0, 0, Change{Name: "color", Value: "red", Important: true}, ".a{color:red !important}"},
		{"weight off", ".a{color:red !important}", 0, 0, Change{Name: "color", Value: "red"}, ".a{color:red}"},
		{"name", ".a{margin: 1px}", 0, 0, Change{Name: "padding", Value: "1px"}, ".a{padding: 1px}"},
		{"name and value", ".a{margin: 1px}", 0, 0, Change{Name: "padding", Value: "2px"}, ".a{padding: 2px}"},
		{"mark and Chinese", "\uFEFF/* 注释 */ .a{content:'甲';color:red}\x00\xff", 0, 1, Change{Name: "color", Value: "#07c160"}, "\uFEFF/* 注释 */ .a{content:'甲';color:#07c160}\x00\xff"},
		{"comment in the value", ".a{margin: 1px /* a */ 2px /* b */;}", 0, 0, Change{Name: "margin", Value: "3px"}, ".a{margin: 3px /* b */;}"},
		{"of many", ".a{}\n.b, .c{top:0}\n@media (min-width:1px){.a{top:1px;left:2px}}", 2, 1, Change{Name: "left", Value: "3px"}, ".a{}\n.b, .c{top:0}\n@media (min-width:1px){.a{top:1px;left:3px}}"},
		{"nested", ".a{top:0;.b{top:1px}left:0}", 2, 0, Change{Name: "left", Value: "4px"}, ".a{top:0;.b{top:1px}left:4px}"},
		{"off", ".a {\n  color: red; /* x */\n  top: 0;\n}", 0, 1, Change{Name: "top", Value: "0", Off: true}, ".a {\n  color: red; /* x */\n  /* top: 0; */\n}"},
		{"off at the end", ".a{color:red;top:0}", 0, 1, Change{Off: true}, ".a{color:red;/* top:0 */}"},
		{"off with a comment", ".a{color:red/* x */;}", 0, 0, Change{Off: true}, "!the declaration has a comment inside"},
		{"new", ".a {\n    color: red;\n}", 0, -1, Change{Name: "top", Value: "0"}, ".a {\n    color: red;\n    top: 0;\n}"},
		{"new after one without ;", ".a {\r\n\tcolor: red\r\n}", 0, -1, Change{Name: "top", Value: "0"}, ".a {\r\n\tcolor: red;\r\n\ttop: 0;\r\n}"},
		{"new on one line", ".a{color:red}", 0, -1, Change{Name: "top", Value: "0"}, ".a{color:red; top: 0}"},
		{"new on one line with ;", ".a { color:red; }", 0, -1, Change{Name: "top", Value: "0", Important: true}, ".a { color:red; top: 0 !important; }"},
		{"new in an empty rule", "  .a {\n  }", 0, -1, Change{Name: "top", Value: "0"}, "  .a {\n    top: 0;\n  }"},
		{"new in {}", ".a{}", 0, -1, Change{Name: "top", Value: "0"}, ".a{ top: 0; }"},
		{"breaking out", ".a{color:red}", 0, 0, Change{Name: "color", Value: "red} .b{"}, "!this text would change more"},
		{"two", ".a{color:red}", 0, 0, Change{Name: "color", Value: "red;top:0"}, "!this text would change more"},
		{"open string", ".a{color:red}", 0, 0, Change{Name: "color", Value: "'"}, "!this text would change more"},
		{"open comment", ".a{color:red}", 0, 0, Change{Name: "color", Value: "red /*"}, "!this text would change more"},
		{"a line break", ".a{color:red}", 0, 0, Change{Name: "color", Value: "red\nblue"}, "!this text would change more"},
		{"gone", ".a{color:red}", 0, 3, Change{}, "!the declaration is not where it was"},
	} {
		s, _ := Parse("a.wxss", []byte(c.src))
		c.change.Rule, c.change.Decl = c.rule, c.decl
		got, err := Write([]byte(c.src), s, c.change)
		if reason, refused := strings.CutPrefix(c.want, "!"); refused {
			if err == nil || !strings.HasPrefix(err.Error(), reason) {
				t.Errorf("%s: %q, %v", c.name, got, err)
			}
		} else if err != nil || string(got) != c.want {
			t.Errorf("%s:\ngot  %q, %v\nwant %q", c.name, got, err, c.want)
		}
	}
	s, _ := Parse("a.wxss", []byte(".a{color:red}"))
	if out, err := Write([]byte("\n.a{color:red}"), s, Change{Name: "color", Value: "blue"}); err == nil {
		t.Errorf("a file that changed is written: %q", out)
	}
}

// FuzzWrite changes some declaration of any sheet to any text: what stands before and
// after the declaration stays, and so does what the rest of the sheet says.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{".a{color:red;/* k */ top : 1px }", ".a{top:0;.b{top:1px}left:0}", "@media x{.a{\r\n\ttop:0}}\x00", "\uFEFF.a{}.b{--x:{a:b};c:d!important}"} {
		f.Add([]byte(s), uint8(0), int8(0), "blue", uint8(0))
		f.Add([]byte(s), uint8(1), int8(-1), "1px", uint8(1))
		f.Add([]byte(s), uint8(1), int8(0), "}", uint8(2))
	}
	f.Fuzz(func(t *testing.T, src []byte, rule uint8, decl int8, val string, flags uint8) {
		s, _ := Parse("a.wxss", src)
		c := Change{Rule: int(rule), Decl: int(decl), Name: "top", Value: val, Important: flags&1 != 0, Off: flags&2 != 0}
		out, err := Write(src, s, c)
		if err != nil {
			return
		}
		w := newWriter(src)
		var lo, hi int
		if c.Decl >= 0 {
			e, _ := w.extent(&s.Rules[rule].Decls[decl])
			lo, hi = w.rawAt(e.name), w.rawAt(max(e.end, e.semicolon+1))
		} else {
			for hi = 0; hi < min(len(src), len(out)) && src[hi] == out[hi]; hi++ {
			}
			lo = hi
		}
		if !bytes.Equal(out[:lo], src[:lo]) || !bytes.HasSuffix(out, src[hi:]) {
			t.Fatalf("%q became %q outside of %d to %d", src, out, lo, hi)
		}
		after, _ := Parse("a.wxss", out)
		for i := range s.Rules {
			if i != int(rule) && !slices.EqualFunc(s.Rules[i].Decls, after.Rules[i].Decls, func(a, b Decl) bool { return a.Name == b.Name && a.Value == b.Value }) {
				t.Fatalf("rule %d of %q changed: %q", i, src, out)
			}
		}
	})
}
