package script

import (
	"errors"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

func run(t *testing.T, u *Unit) (goja.Value, error) {
	t.Helper()
	vm := goja.New()
	v, err := vm.RunProgram(u.Program)
	if err != nil {
		t.Fatal(err)
	}
	f, ok := goja.AssertFunction(v)
	if !ok {
		t.Fatal("no function")
	}
	m := vm.NewObject()
	e := vm.NewObject()
	_ = m.Set("exports", e)
	_, err = f(e, e, vm.ToValue(func(goja.FunctionCall) goja.Value { return vm.NewObject() }), m)
	return m.Get("exports"), err
}

// Proves that every source form runs and which ones skip esbuild. Oracle: ECMA-262,
// hand for the route taken.
func TestModule(t *testing.T) {
	for _, c := range []struct {
		name, file, src, want string
		mapped                bool
	}{
		{"plain", "a.js", "module.exports = 1 + 1", "2", false},
		{"byte order mark", "a.js", "\xef\xbb\xbfmodule.exports = 3", "3", false},
		{"hashbang", "a.js", "#!/usr/bin/env node\nmodule.exports = 4", "4", false},
		{"comment at the end", "a.js", "module.exports = 5 // end", "5", false},
		{"es module", "a.js", "export default 6; export const b = 1", "[object Object]", true},
		{"types", "a.ts", "enum E { A = 7 }\nconst x: number = E.A\nmodule.exports = x as any", "7", true},
		{"block function", "a.js", "if (1) { function f() { return 8 } }\nmodule.exports = f()", "8", true},
		{"block function in a callback", "a.js", "module.exports = (() => { { function f() { return 8 } } return f() })()", "8", true},
		{"async generator", "a.js", "async function * g() { yield 1 }\nmodule.exports = typeof g", "function", true},
		{"process.env", "a.js", "module.exports = process.env.NODE_ENV", "development", true},
		{"the word import in a text", "a.js", "module.exports = 'import x'", "import x", false},
		{"html comment", "a.js", "var a = 1\n<!-- hi\nmodule.exports = a", "1", true},
		{"property escape", "a.js", `module.exports = String(/^\p{Lu}[\P{L}]$/u.test('É1'))`, "true", false},
		{"decorators", "a.ts", "function d(t: any) { t.x = 9 }\n@d class A { static x: number }\nmodule.exports = A.x", "9", true},
	} {
		u, err := NewCache().Module(c.file, []byte(c.src))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		v, err := run(t, u)
		if err != nil || v.String() != c.want || u.Mapped != c.mapped {
			t.Errorf("%s: got %v, %v, mapped %v; want %s, mapped %v", c.name, v, err, u.Mapped, c.want, c.mapped)
		}
	}
}

// Proves that errors name file, line and column. Oracle: hand.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ file, src, want string }{
		{"p/a.js", "let a = 1\nlet b = ;", `p/a.js:2:9: Unexpected ";"`},
		{"a.ts", "const 中 = 1; const x: = 2", `a.ts:1:23: Unexpected "="`},
		{"a.js", strings.Repeat("[", MaxNesting+1), "a.js:1:10001: nested too deeply; at most 10,000 levels are read"},
		{"a.js", strings.Repeat("!", 20000) + "1", "a.js:1:10001: nested too deeply; at most 10,000 levels are read"},
	} {
		_, err := NewCache().Module(c.file, []byte(c.src))
		var e *Error
		if !errors.As(err, &e) || err.Error() != c.want {
			t.Errorf("%.40q: got %v, want %s", c.src, err, c.want)
		}
	}
	if _, err := NewCache().Wxs("p.wxml", []byte("var a = (;"), 12, 40); err == nil || !strings.HasPrefix(err.Error(), "p.wxml:12:49:") {
		t.Errorf("inline wxs: %v", err)
	}
	if _, err := NewCache().Wxs("m.wxs", []byte("var a = (;"), 1, 1); err == nil || !strings.HasPrefix(err.Error(), "m.wxs:1:10:") {
		t.Errorf("wxs file: %v", err)
	}
}

// Proves that equal content is compiled once. Oracle: hand.
func TestCache(t *testing.T) {
	c := NewCache()
	a, _ := c.Module("a.js", []byte("1"))
	b, _ := c.Module("a.js", []byte("1"))
	d, _ := c.Module("a.js", []byte("2"))
	if a != b || a == d {
		t.Error("the cache does not go by content")
	}
}

// Proves the rewriting of \p{…}. Oracle: Unicode tables of Go.
func TestExpandProperties(t *testing.T) {
	for _, c := range []struct{ pattern, flags, want string }{
		{`\p{ASCII}x`, "u", `[\u{0}-\u{7F}]x`},
		{`[a\p{ASCII}]`, "u", `[a\u{0}-\u{7F}]`},
		{`\P{Any}`, "u", `[]`},
		{`\p{Nope}`, "u", `\p{Nope}`},
		{`\p{L}`, "g", `\p{L}`},
		{`\\p{L}`, "u", `\\p{L}`},
		{`\p{gc=Zl}`, "u", `[\u{2028}]`},
	} {
		if got := ExpandProperties(c.pattern, c.flags); got != c.want {
			t.Errorf("%s: got %s, want %s", c.pattern, got, c.want)
		}
	}
}

func FuzzModule(f *testing.F) {
	for _, s := range []string{"module.exports = 1", "export default 1", "`${`", "/[/]/", "a\n<!--", "function f(){", "({a,b:[...c]})=>{}", "\\p{L}", "async function*g(){for await(x of y);}"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, ts bool) {
		name := "a.js"
		if ts {
			name = "a.ts"
		}
		_, err := NewCache().Module(name, []byte(s))
		var e *Error
		if err != nil && !errors.As(err, &e) {
			t.Errorf("not a place: %v", err)
		}
		_, _ = NewCache().Wxs("a.wxs", []byte(s), 3, 5)
		_ = ExpandProperties(s, "u")
	})
}

// BenchmarkModule compiles a small plain file and the same as an ES module.
func BenchmarkModule(b *testing.B) {
	src := ""
	for i := range 40 {
		src += strings.ReplaceAll("function fN(a) { return a ? [a, { b: a }] : null }\nvar xN = fN(1)\n", "N", string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	for name, s := range map[string]string{"plain": src, "esm": src + "export default xaa"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := compileModule("a.js", []byte(s)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Proves which code is wxs: a row without an error is taken. Oracle: wcc; where it
// prints code that no engine takes, or gives up at the end of the file, hand.
func TestWxs(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"var a = 1, b\nvar of = a.class, let = a.catch\nfunction f(x, y) { return arguments.length }", ""},
		{"function f(a) { return a }\nvar g = function h(b) { if (b) return 1; else { b++ } }\nmodule.exports = { f: f, 'g-h': g, i: g(f(1), [1, , 2])['x'][0] }", ""},
		{"for (var i = 0; i < 3; i++) f()\nwhile (a) { break }\ndo { a-- } while (a > 0)\nswitch (a) { case -1: b; break; case 'x': { c } default: d }", ""},
		{"var r = getRegExp('\\d+'), d = getDate(), n = 1.5 + Math.PI, m = Number.MAX_VALUE, t = Date.now(), v = void 0, w = typeof a, x = delete a.b", ""},
		{"function f() { return Number(1) > 2 }\na = Number(b)\nf({ color })\na = { b: function () { return this.c } }", ""},
		{"if (a) function g() {}\ng(); a >>>= 1; a ^= ~b << 2 >>> 1; b = a ? c : d, e", ""},
		{"function f(class, new) { var in = class.new + 'class'; return { with: in, try: new } /* const */ }\nvar const = f(1, 2)", ""}, // oracle wcc
		{"let a = 1", "1:1: wxs has no let; declare with var"},
		{"const a = 1", "1:1: wxs has no const; declare with var"},
		{"var f = x => x", "1:9: wxs has no arrow functions; write function (…) { return … }"},
		{"\n  try { a() } catch (e) { }", "2:3: wxs has no try; test for what can go wrong before"},
		{"throw 1", "1:1: wxs has no throw"},
		{"for (var k in o) { }", "1:1: wxs has no for … in; count over an array, or pass the keys"},
		{"for (var k of o) { }", "1:1: wxs has no for … of; count: for (var i = 0; i < list.length; i++)"},
		{"var a = `x`", "1:9: wxs has no template texts; join with +"},
		{"var a = /x/g", "1:9: wxs has no regular expressions between slashes; write getRegExp('pattern', 'flags')"},
		{"var a = new Date()", "1:9: wxs has no new; getDate() makes a date, getRegExp() a regular expression"},
		{"var a = 'x' in b", "1:16: wxs has no operator in"},
		{"var a = b instanceof c", "1:22: wxs has no operator instanceof"},
		{"var a = b ?? c", "1:14: wxs has no operator ??"},
		{"var a = b ** c", "1:14: wxs has no operator **; use Math.pow"},
		{"var a = b?.c", "1:9: wxs has no operator ?."},
		{"var a = { b, c }", "1:11: wxs has no short properties here; write b: b"},
		{"var a = { [b]: 1 }", "1:12: wxs has no computed keys; assign after: a[key] = value"},
		{"var a = { 1: 2 }", "1:11: a key of an object is a name or a text in wxs"},
		{"var a = { if: 2 }", "1:11: if cannot be a key without quotes in wxs"},
		{"var a = [...b]", "1:13: wxs has no spread"},
		{"function f(...a) {}", "1:15: wxs has no rest parameters; use arguments"},
		{"var { a } = b", "1:5: wxs has no destructuring"},
		{"x: for (;;) { break x }", "1:1: wxs has no labels"},
		{"with (a) { }", "1:1: wxs has no with"},
		{"class A {}", "1:1: wxs has no class"},
		{"async function f() {}", "1:1: wxs has no async functions and generators"},
		{"do a; while (b)", "1:1: do needs its body in braces: do { … } while (…)"},
		{"switch (a) { default: b; case 1: c }", "1:14: default stands last in a switch of wxs"},
		{"switch (a) { case b.c: d }", "1:19: case takes a name, a number, a text, true or false in wxs"},
		{"{ var a = 1 }", "1:1: wxs has no blocks that stand alone; write the statements without the braces"},
		{"var a = 0x1F", "1:9: 0x1F is not a number of wxs; it has digits and a fraction only: 10, 0.5"},
		{"var a = 1e3", "1:9: 1e3 is not a number of wxs; it has digits and a fraction only: 10, 0.5"},
		{"var a = .5", "1:9: .5 is not a number of wxs; it has digits and a fraction only: 10, 0.5"},
		{"var $a = 1", `1:5: "$" cannot stand in a name of wxs; names have letters a-z and A-Z, digits and _`},
		{"var Math = 1", "1:5: Math cannot be the name of something in wxs"},
		{"a.default", "1:3: default cannot follow a dot in wxs; write ['default']"},
		{"var a = Number(b)", "1:15: Number cannot be called here in wxs; +x makes a number, getDate() a date"},
		{"function f() { var self = this }", "1:27: this cannot be assigned in wxs; use its members"},
		{"arguments[0]", "1:1: arguments stands outside of a function"},
		{"require('./x')", "1:9: require takes .wxs files in wxs, written with the ending"},
		{"require(a)", "1:8: require takes the path of a .wxs file as a text: require('./a.wxs')"},
		{"var a = require", "1:9: require takes the path of a .wxs file as a text: require('./a.wxs')"},
		{"return 1", "1:1: return stands outside of a function; a wxs module sets module.exports"},
		{"var a = 'x\ny'", "1:9: SyntaxError: Unexpected token ILLEGAL"},
		{"}) (function () {", "1:1: SyntaxError: Unexpected token }"},
		{"f(a", "1:4: SyntaxError: Unexpected end of input"},
		{"\xff\xfe", "1:1: SyntaxError: Invalid UTF-8 character"},
	} {
		_, err := NewCache().Wxs("m.wxs", []byte(c.src), 1, 1)
		got := ""
		if err != nil {
			got = strings.TrimPrefix(err.Error(), "m.wxs:")
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.src, got, c.want)
		}
	}
}

func FuzzWxs(f *testing.F) {
	for _, s := range []string{"var a = 1", "module.exports = { f: function (x) { return x[y] } }", "require('./a.wxs')", "function f() { return this }", "'\\x'", "'\\\\'", "switch (a) { case 1: function f() {} }", "if (a) function f() {}", "for (var a in b);", "a => b", "({a})", "/*", "\"", "}", "a[b] = c[d]++"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, err := NewCache().Wxs("a.wxs", []byte(s), 3, 5)
		var e *Error
		if err == nil {
			return
		}
		if !errors.As(err, &e) {
			t.Fatalf("not a place: %v", err)
		}
		if d := e.Diagnostic; d.File != "a.wxs" || d.Line < 3 || d.Column < 1 || d.Message == "" {
			t.Errorf("the place is missing: %v", err)
		}
	})
}
