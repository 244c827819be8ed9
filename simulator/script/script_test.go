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
