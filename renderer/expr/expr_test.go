package expr

// Proves that expressions have the value that WeChat gives them, and that wrong
// ones are refused with a place and a reason. Oracle: exparser. All rows of
// TestValues were run through wcc 0.5: it gives the same value for 159, and refuses
// what only the glass-easel grammar has (typeof void instanceof ?? >>> unary +,
// 0x 0b 1e3, spread, holes and trailing commas in lists, quoted keys, members of
// literals); those have the value of JavaScript. String escapes are those of a text;
// in attributes package wxml takes one level away before. wcc gives
// "" for the empty source, for which package wxml cares.

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"diorama/renderer/value"
)

// env is a scope over plain data.
type env struct{ data value.Value }

func (e env) Name(name string) value.Value { return e.data.Get(name) }

// Call runs the test functions: a handle is a Go function.
func (e env) Call(fn, this value.Value, args []value.Value) value.Value {
	return fn.Handle().(func(value.Value, []value.Value) value.Value)(this, args)
}

func testData() env {
	join := func(this value.Value, args []value.Value) value.Value {
		s := this.Get("name").ToString()
		for _, a := range args {
			s += "," + a.ToString()
		}
		return value.OfString(s)
	}
	more := func(_ value.Value, _ []value.Value) value.Value { return value.OfFunc(join) }
	data, err := value.ParseJSON([]byte(`{"a":5,"b":"1","n":null,"t":true,"f0":false,"s":"héy😀","l":[1,2,3],"ll":[[1],[2]],"o":{"a":1,"b":{"c":[7,8]},"length":9},
		"i":1,"in":1,"new":{"title":2},"switch":{"url":3},"class":4,"this":5,"typeof":6,"void":7,"truefalse":8,"$a":9,"_b":10,"e":"","z":0,"neg":-7,"big":4294967303,"k":"c"}`))
	if err != nil {
		panic(err)
	}
	m := value.M("name", "m", "f", value.OfFunc(join), "g", value.OfFunc(more))
	return env{data.With(value.Path{{Name: "m", Index: -1}}, m)}
}

func show(v value.Value) string {
	switch v.Kind() {
	case value.Undefined:
		return "undefined"
	case value.Func:
		return "function"
	case value.Number:
		if math.Signbit(v.Num()) && v.Num() == 0 {
			return "-0"
		}
		return value.NumberString(v.Num())
	case value.List:
		var parts []string
		for _, x := range v.Items() {
			parts = append(parts, show(x))
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	return v.JSON()
}

func TestValues(t *testing.T) {
	rows := []struct{ src, want string }{
		// names and literals
		{"a", "5"}, {" a ", "5"}, {"nope", "undefined"}, {"$a", "9"}, {"_b", "10"}, {"truefalse", "8"},
		{"true", "true"}, {"false", "false"}, {"null", "null"}, {"undefined", "undefined"}, {"NaN", "undefined"}, {"Math", "undefined"},
		{"in", "1"}, {"new.title", "2"}, {"switch.url", "3"}, {"class", "4"}, {"this", "5"}, {"typeof", "6"}, {"void", "7"},
		{"typeof + 1", "7"}, {"void.x", "undefined"}, {"o.class", "undefined"}, {"o.true", "undefined"},
		{"12", "12"}, {".5", "0.5"}, {"5.", "5"}, {"010", "8"}, {"1.25", "1.25"},
		{"0x1F", "31"}, {"1e3", "1000"}, {"1.5e-3", "0.0015"}, {"0b11", "3"}, {"0o17", "15"}, {"089", "89"},
		{`"a"`, `"a"`}, {`'a'`, `"a"`}, {`''`, `""`}, {`'a"b'`, `"a\"b"`}, {`'it\'s'`, `"it\\x27s"`}, {`'\q'`, `"\\q"`}, {`'a\nb\t\\'`, `"a\nb\t\\x5c"`}, {`'\\n\\\n\\\'` + "'", `"\\n\\\n\\\\x27"`},
		{`'\x41\u4f60\u{1F600}\ud83d\ude00'`, `"\\x41\\u4f60\\u{1F600}\\ud83d\\ude00"`}, {`'中文'`, `"中文"`},
		{"/* c */ a /* d */", "5"}, {"a // c\n + 1", "6"}, {"中", "undefined"},
		// members
		{"o.b.c[1]", "8"}, {"o['b'].c", "[7,8]"}, {"o.b[k][0]", "7"}, {"l[i+1]", "3"}, {"l[-1]", "undefined"}, {"l[1.5]", "undefined"}, {"l['1']", "2"}, {"l[9]", "undefined"},
		{"n.x", "undefined"}, {"n[0]", "undefined"}, {"nope.x.y[0].z", "undefined"}, {"s.length", "5"}, {"s[1]", `"é"`}, {"l.length", "3"}, {"l['length']", "3"}, {"o.length", "9"},
		{"a.b", "undefined"}, {"'abc'.length", "3"}, {"[1,2].length", "2"}, {"(l)[0]", "1"}, {"ll[1][0]", "2"}, {"o[l]", "undefined"},
		// calls
		{"m.f(1, 'x')", `"m,1,x"`}, {"m['f'](2)", `"m,2"`}, {"m.g()(3)", `"undefined,3"`}, {"m.f()", `"m"`}, {"m.f", "function"}, {"m.f(...l)", `"m,1,2,3"`}, {"m.f(1,)", `"m,1"`},
		{"a.toFixed(2)", "undefined"}, {"s.slice(1)", "undefined"}, {"l.indexOf(2)", "undefined"}, {"nope(1)", "undefined"}, {"nope.f(1).x", "undefined"}, {"a()", "undefined"},
		// arithmetic
		{"1+2+'3'", `"33"`}, {"'1'-0", "1"}, {"1/0", "Infinity"}, {"l+1", `"1,2,31"`}, {"n+1", "1"}, {"n+'x'", `"nullx"`}, {"nope+'x'", `"undefinedx"`}, {"o+''", `"[object Object]"`},
		{"a%3", "2"}, {"-5%3", "-2"}, {"neg%4", "-3"}, {"5/2", "2.5"}, {"'a'*1", "NaN"}, {"a-1", "4"}, {"a -1", "4"}, {"a - -1", "6"}, {"--a", "5"}, {"a--1", "6"}, {"-a*2", "-10"}, {"0.1+0.2", "0.30000000000000004"},
		{"a+b", `"51"`}, {"a-b", "4"}, {"t+1", "2"}, {"nope+1", "NaN"}, {"-z", "0"}, {"+b", "1"}, {"a%0", "NaN"},
		// bits
		{"a|2", "7"}, {"a&1", "1"}, {"a^7", "2"}, {"~a", "-6"}, {"1<<3", "8"}, {"a>>1", "2"}, {"neg>>1", "-4"}, {"neg>>>28", "15"}, {"big|0", "7"}, {"1<<33", "2"}, {"'x'|0", "0"}, {"1/0|0", "0"}, {"-4294967297|0", "-1"},
		// comparison
		{"a=='5'", "true"}, {"a==='5'", "false"}, {"n==nope", "true"}, {"n===nope", "false"}, {"n==0", "false"}, {"'1'==1", "true"}, {"''==0", "true"}, {"t==1", "true"}, {"t=='1'", "true"}, {"a!='5'", "false"}, {"a!=='5'", "true"},
		{"l==l", "true"}, {"l=='1,2,3'", "true"}, {"[1]==[1]", "false"}, {"o=='[object Object]'", "true"}, {"[5]==a", "true"}, {"o==l", "false"}, {"nope.x===undefined", "true"},
		{"'b'>'a'", "true"}, {"'10'>9", "true"}, {"'10'<'9'", "true"}, {"'a'<1", "false"}, {"'a'>=1", "false"}, {"'a'<='a'", "true"}, {"'ab'<'abc'", "true"}, {"n>=0", "true"}, {"nope>=0", "false"}, {"'\ufb01'<'😀'", "false"}, {"'你'<'好'", "true"},
		{"a instanceof o", "false"}, {"typeof a", `"number"`}, {"typeof nope", `"undefined"`}, {"typeof n", `"object"`}, {"typeof l", `"object"`}, {"typeof m.f", `"function"`}, {"typeof s + 1", `"string1"`}, {"typeof(a)", `"number"`}, {"void 0", "undefined"}, {"typeof !a", `"boolean"`},
		// logic
		{"!a", "false"}, {"!!e", "false"}, {"a||b&&z", "5"}, {"0||''", `""`}, {"a&&b", `"1"`}, {"z||b?'x':'y'", `"x"`}, {"n??1", "1"}, {"z??1", "0"}, {"n||z??1", "0"}, {"l&&1", "1"}, {"z&&nope.f()", "0"},
		{"a?b:n", `"1"`}, {"a?b?1:2:3", "1"}, {"e?1:z?2:3", "3"}, {"a>4?'y':'n'", `"y"`}, {"e ? .5 : 1", "1"}, {"e?.5:1", "1"},
		// precedence
		{"1+2*3", "7"}, {"(1+2)*3", "9"}, {"!a==false", "true"}, {"a&1==1", "1"}, {"1|6^3", "5"}, {"5^6&3", "7"}, {"5&6===4", "0"}, {"3!==2>1", "true"}, {"'A'+2>1", "false"}, {"1<<2+1", "8"}, {"2>1<<3", "false"}, {"1||2&&3", "1"}, {"0&&2|3", "0"}, {"2-1-1", "0"}, {"8/4/2", "1"}, {"false?1||2:3||4", "3"},
		// lists and objects
		{"[1,a,'x']", `[1,5,"x"]`}, {"[]", "[]"}, {"[1,]", "[1]"}, {"[1,,2]", "[1,undefined,2]"}, {"[,]", "[undefined]"}, {"[...l,a]", "[1,2,3,5]"}, {"[...n,...'xy',...o]", `["x","y"]`},
		{"[{a:1},{b}]", `[{"a":1},{"b":"1"}]`}, {"{b:{c:1}}", `{"b":{"c":1}}`}, {"{...o,b:1,b:2}", `{"a":1,"b":2,"length":9}`}, {"{in:1,class}", `{"in":1,"class":4}`}, {"{'a-b':1, 3:a}", `{"3":5,"a-b":1}`}, {"{}", "{}"}, {"{a,}", `{"a":5}`},
		{"{...l}", `{"0":1,"1":2,"2":3}`}, {"{...'ab',...n}", `{"0":"a","1":"b"}`}, {"{true,null:i}", `{"true":true,"null":1}`}, {"{a:1}.a", "1"}, {"{a,a:2,c:{d:l}}.c.d[0]", "1"},
		{"", "undefined"}, {"  ", "undefined"},
	}
	s := testData()
	for _, r := range rows {
		e, err := Parse(r.src, Options{})
		if err != nil {
			t.Errorf("%s: %v", r.src, err)
			continue
		}
		if got := show(e.Eval(s)); got != r.want {
			t.Errorf("%s: got %s want %s", r.src, got, r.want)
		}
		if e.String() != r.src {
			t.Errorf("%s: String is %s", r.src, e)
		}
	}
}

// TestObjects: what is an object without braces.
func TestObjects(t *testing.T) {
	allowed, prefer := Options{ObjectAllowed: true}, Options{PreferObject: true}
	rows := []struct {
		src  string
		opt  Options
		want string
	}{
		{"a", prefer, `{"a":5}`}, {"a,b", prefer, `{"a":5,"b":"1"}`}, {"a:b", prefer, `{"a":"1"}`}, {"...o,a:2", prefer, `{"a":2,"b":{"c":[7,8]},"length":9}`}, {"a:a+1,b:a>1?1:2", prefer, `{"a":6,"b":1}`},
		{"b:1,...o", prefer, `{"b":{"c":[7,8]},"a":1,"length":9}`}, {"in,class:1", prefer, `{"in":1,"class":1}`}, {"{a}", prefer, `{"a":5}`}, {"o.b", prefer, `{"c":[7,8]}`}, {" a , ", prefer, `{"a":5}`}, {"nope", prefer, `{}`},
		{"a", allowed, "5"}, {"a:1", allowed, `{"a":1}`}, {"a,b", allowed, `{"a":5,"b":"1"}`}, {"...o.b", allowed, `{"c":[7,8]}`}, {"a?b:1", allowed, `"1"`}, {"'a-b':1", allowed, `{"a-b":1}`}, {"", prefer, "undefined"},
	}
	s := testData()
	for _, r := range rows {
		e, err := Parse(r.src, r.opt)
		if err != nil {
			t.Errorf("%s: %v", r.src, err)
			continue
		}
		if got := show(e.Eval(s)); got != r.want {
			t.Errorf("%s %+v: got %s want %s", r.src, r.opt, got, r.want)
		}
	}
}

// TestErrors: every wrong source is refused at the right byte. exparser refuses all
// of them but gives no exact place; the places are by hand.
func TestErrors(t *testing.T) {
	rows := []struct {
		src    string
		offset int
		part   string
	}{
		{"a +", 3, "too early: expected a value"}, {"a b", 2, `expected an operator or }}, found "b"`}, {"a.", 2, "a member name after the dot"}, {"a.1", 1, `expected an operator or }}, found ".1"`},
		{"a?.b", 1, "?. is not part of WXML"}, {"`x`", 0, "template literals"}, {"a = 1", 2, "did you mean =="}, {"a => 1", 2, "functions cannot be written"}, {"a;", 1, "remove the ;"},
		{"a, b", 1, `found ","`}, {"a: 1", 1, `found ":"`}, {"...a", 0, "expected a value"}, {"(a", 2, "expected )"}, {"(a, b)", 2, "expected )"}, {"()", 1, "expected a value"}, {"[a", 2, "] after the list"}, {"a[", 2, "expected a value"}, {"a[1", 3, "expected ]"},
		{"{a", 2, "} after the object"}, {"{a:}", 3, "expected a value"}, {"{[a]:1}", 1, "a member name"}, {"{'a'}", 4, ": after the key"}, {"f(a", 3, ") after the arguments"}, {"f(,)", 2, "expected a value"},
		{"'a", 0, "the text is not closed: ' is missing"}, {`"a\`, 0, "the text is not closed"}, {"1px", 1, "put text in quotes"}, {"0x", 0, "needs digits"}, {"a ? b", 5, ": of the condition"},
		{"a # b", 2, `"#" is not allowed`}, {"a“", 1, "straight"}, {"（a）", 0, `half-width "("`}, {"a@", 1, "not allowed"}, {"!", 1, "expected a value"}, {"a ||", 4, "expected a value"}, {"a in b", 2, `found "in"`}, {"}", 0, "expected a value"},
	}
	for _, r := range rows {
		_, err := Parse(r.src, Options{})
		x, ok := err.(*Error)
		if !ok || x.Offset != r.offset || !strings.Contains(x.Message, r.part) {
			t.Errorf("%s: got %+v want %d %s", r.src, err, r.offset, r.part)
		}
	}
}

// TestNames: root names and read paths. Oracle: hand, from the meaning.
func TestNames(t *testing.T) {
	rows := []struct {
		src, roots, paths, static string
	}{
		{"a", "a", "a", "a"}, {"b.c[0]['d e']", "b", "b.c[0].d e", "b.c[0].d e"}, {"a[b].c", "a b", "a b", ""}, {"a.b[i.j].c + a.b.d", "a i", "a.b a.b.d i.j", ""},
		{"a.length", "a", "a", "a.length"}, {"m.f(x.y, ...z)", "m x z", "m.f x.y z", ""}, {"{a, b: c.d, ...e}", "a c e", "a c.d e", ""}, {"1 + 2", "", "", ""}, {"true ? a : b", "a", "a", "a"}, {"a ? b : a", "a b", "a b", ""},
		{"[a,,b]", "a b", "a b", ""}, {"a['0'].x", "a", "a[0].x", "a[0].x"}, {"", "", "", ""}, {"(a.b)", "a", "a.b", "a.b"}, {"typeof a", "a", "a", ""}, {"f(x).y", "f x", "f x", ""}, {"a[1.5]", "a", `a.1\.5`, `a.1\.5`},
	}
	for _, r := range rows {
		e, err := Parse(r.src, Options{})
		if err != nil {
			t.Errorf("%s: %v", r.src, err)
			continue
		}
		if got := strings.Join(e.Roots(), " "); got != r.roots {
			t.Errorf("%s: roots %q want %q", r.src, got, r.roots)
		}
		var paths []string
		for _, p := range e.Paths() {
			paths = append(paths, p.String())
		}
		if got := strings.Join(paths, " "); got != r.paths {
			t.Errorf("%s: paths %q want %q", r.src, got, r.paths)
		}
		p, ok := e.StaticPath()
		if ok != (r.static != "") || p.String() != r.static {
			t.Errorf("%s: static path %q %v want %q", r.src, p, ok, r.static)
		}
	}
}

// TestConstants: a constant list is the same node at every evaluation. Hand: it
// lets the view layer see at once that nothing changed.
func TestConstants(t *testing.T) {
	for _, src := range []string{"[1,[2,...'ab'],{a:3}]", "{a:1,b:[2]}", "'a'+1", "!0", "null||4"} {
		e, err := Parse(src, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := e.Const(); !ok || !value.Same(e.Eval(nil), e.Eval(nil)) {
			t.Errorf("%s is not constant", src)
		}
	}
	if _, ok := Undefined().Const(); !ok || !Undefined().Eval(nil).IsUndefined() {
		t.Error("Undefined is not undefined")
	}
}

// TestDepth: nesting is refused beyond the limit and fine up to it. Hand.
func TestDepth(t *testing.T) {
	for _, u := range [][2]string{{"(", ")"}, {"[", "]"}, {"!", ""}, {"{a:", "}"}, {"a[", "]"}, {"f(", ")"}, {"a?", ":b"}, {"-", ""}} {
		for _, n := range []int{50, maxDepth + 1, 300000} {
			src := strings.Repeat(u[0], n) + "a" + strings.Repeat(u[1], n)
			_, err := Parse(src, Options{})
			if (err == nil) != (n == 50) {
				t.Errorf("%s %d times: %v", u[0], n, err)
			}
		}
	}
	for _, u := range []string{"+a", ".b", "[0]", "||b", "(1)"} {
		for _, n := range []int{maxDepth - 10, 300000} {
			e, err := Parse("a"+strings.Repeat(u, n), Options{})
			if (err == nil) != (n < maxDepth) {
				t.Errorf("%s %d times: %v", u, n, err)
			} else if err == nil {
				e.Eval(testData())
				e.Paths()
			}
		}
	}
	if _, err := Parse("a+"+strings.Repeat(" ", maxSource), Options{}); err == nil {
		t.Error("a source beyond the limit is taken")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a.b[c]+1", "{a:1,...b}", "a?b:c||d&&!e", "f(x,...y)", "'\\u{1F600}'", "a,b", "[1,,2]", "typeof a", "0x1F+.5e3", "/*a*/b//c"} {
		f.Add(s)
	}
	s := testData()
	f.Fuzz(func(t *testing.T, src string) {
		for _, opt := range []Options{{}, {ObjectAllowed: true}, {PreferObject: true}} {
			e, err := Parse(src, opt)
			if err != nil {
				if x := err.(*Error); x.Offset < 0 || x.Offset > len(src) || x.Message == "" {
					t.Fatalf("%q: %+v", src, x)
				}
				continue
			}
			a, b := show(e.Eval(s)), show(e.Eval(s))
			if a != b {
				t.Fatalf("%q: %s, then %s", src, a, b)
			}
			if !slices.IsSorted(e.Roots()) {
				t.Fatalf("%q: roots %v", src, e.Roots())
			}
			for _, p := range e.Paths() {
				if !slices.Contains(e.Roots(), p[0].Name) {
					t.Fatalf("%q: path %s is of no root", src, p)
				}
			}
		}
	})
}

var benchSources = []string{"item.name", "a > 4 ? 'on' : 'off'", "o.b.c[i] + 1 + s", "a == 5 && l.length > 0 || !t"}

func BenchmarkParse(b *testing.B) {
	for _, src := range benchSources {
		b.Run(src, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(src, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEval(b *testing.B) {
	s := testData()
	for _, src := range benchSources {
		e, err := Parse(src, Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(src, func(b *testing.B) {
			b.ReportAllocs()
			var scope Scope = s
			for b.Loop() {
				_ = e.Eval(scope)
			}
		})
	}
}

func ExampleExpr_StaticPath() {
	e, _ := Parse("form.items[2].text", Options{})
	p, ok := e.StaticPath()
	fmt.Println(p, ok)
	// Output: form.items[2].text true
}

// TestFoldedRoots: names that folding removed are not read. Hand.
func TestFoldedRoots(t *testing.T) {
	for _, src := range []string{"true || a", "(false && a) + 1", "true ? 1 : a", "[0 && a, 1]", "!(0 && a)", "-(1 || a) + 2", "1(0 && a)", "'x'[0 && a]"} {
		e, err := Parse(src, Options{})
		if err != nil || e.Roots() != nil {
			t.Errorf("%s: roots %v %v", src, e.Roots(), err)
		}
	}
	if e, _ := Parse("(1 || a) + b", Options{}); strings.Join(e.Roots(), " ") != "b" {
		t.Errorf("roots %v", e.Roots())
	}
}
