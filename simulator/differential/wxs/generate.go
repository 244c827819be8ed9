// Package wxs makes random wxs programs, to be run by Diorama and by WeChat's own
// compiler; it is used by tests only.
//
// Its one idea: expressions are made for a wanted type but are wrong about it now and
// then, and whatever comes out is shown as text with its type, so that coercions,
// library, scopes and statements all end in something that can be compared.
package wxs

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// maxDepth is the nesting of generated expressions.
const maxDepth = 4

type kind int

const (
	number kind = iota
	text
	truth
	list
	object
	kinds
)

type variable struct {
	name string
	kind kind
}

type generator struct {
	r    *rand.Rand
	vars []variable
	fns  []variable // functions made so far, of two parameters
	n    int
	loop int
}

// Module makes the source of one module and the names of the functions it exports.
// Each takes two arguments and gives a text.
func Module(r *rand.Rand) (src string, names []string) {
	g := &generator{r: r}
	var b strings.Builder
	b.WriteString("function show(x) { return x === undefined ? 'undefined' : typeof x + ' ' + (x === null ? '' : x.constructor) + ' ' + JSON.stringify(x) + ' ' + x }\n")
	for range 1 + r.IntN(2) {
		k := g.anyKind()
		name := g.name("v")
		fmt.Fprintf(&b, "var %s = %s;\n", name, g.expr(k, 2))
		g.vars = append(g.vars, variable{name, k})
	}
	b.WriteString("module.exports = {}\n")
	for range 2 + r.IntN(3) {
		name, k := g.name("f"), g.anyKind()
		outer := len(g.vars)
		g.vars = append(g.vars, variable{"a", g.anyKind()}, variable{"b", g.anyKind()})
		body := g.block(k, 3)
		g.vars = g.vars[:outer]
		if r.IntN(2) == 0 {
			fmt.Fprintf(&b, "function %s(a, b) {\n%s}\n", name, body)
		} else {
			fmt.Fprintf(&b, "var %s = function (a, b) {\n%s}\n", name, body)
		}
		g.fns = append(g.fns, variable{name, k})
		fmt.Fprintf(&b, "module.exports.%s = function (a, b) { return show(%s(a, b)) }\n", name, name)
		names = append(names, name)
	}
	return b.String(), names
}

func (g *generator) name(p string) string {
	g.n++
	return p + strconv.Itoa(g.n)
}

func (g *generator) anyKind() kind { return kind(g.r.IntN(int(kinds))) }

func (g *generator) pick(list ...string) string { return list[g.r.IntN(len(list))] }

// block is statements that end with a return.
func (g *generator) block(k kind, n int) string {
	var b strings.Builder
	for range g.r.IntN(n + 1) {
		b.WriteString(g.statement(2))
	}
	fmt.Fprintf(&b, "return %s\n", g.expr(k, maxDepth))
	return b.String()
}

func (g *generator) statement(depth int) string {
	if depth == 0 || g.loop > 1 {
		return g.simple()
	}
	inner := func() string {
		var b strings.Builder
		for range 1 + g.r.IntN(2) {
			b.WriteString(g.statement(depth - 1))
		}
		return b.String()
	}
	switch g.r.IntN(9) {
	case 0:
		return fmt.Sprintf("if (%s) {\n%s} else {\n%s}\n", g.expr(truth, 2), inner(), inner())
	case 1:
		return fmt.Sprintf("if (%s) %s", g.expr(g.anyKind(), 2), g.simple())
	case 2:
		i := g.name("i")
		g.loop++
		g.vars = append(g.vars, variable{i, number})
		s := fmt.Sprintf("for (var %s = 0; %s < %d; %s++) {\n%s%s}\n", i, i, 1+g.r.IntN(4), i, g.jump(), g.guarded(i, inner))
		g.loop--
		return s
	case 3:
		i := g.name("w")
		g.loop++
		s := fmt.Sprintf("var %s = %d;\nwhile (%s-- > 0 && %s) {\n%s}\n", i, 1+g.r.IntN(4), i, g.expr(truth, 2), inner())
		g.loop--
		return s
	case 4:
		i := g.name("d")
		g.loop++
		s := fmt.Sprintf("var %s = %d;\ndo {\n%s} while (--%s > 0)\n", i, 1+g.r.IntN(3), inner(), i)
		g.loop--
		return s
	case 5:
		return fmt.Sprintf("switch (%s) {\ncase %d:\n%sbreak;\ncase '%s': {\n%s}\ndefault:\n%s}\n", g.expr(g.anyKind(), 2), g.r.IntN(3), g.simple(), g.pick("a", "b", ""), inner(), g.simple())
	}
	return g.simple()
}

// guarded is a loop body that may not set its counter.
func (g *generator) guarded(i string, inner func() string) string {
	for j := range g.vars {
		if g.vars[j].name == i {
			g.vars = append(g.vars[:j:j], g.vars[j+1:]...)
			break
		}
	}
	return inner()
}

func (g *generator) jump() string {
	if g.r.IntN(3) > 0 {
		return ""
	}
	return fmt.Sprintf("if (%s) { %s }\n", g.expr(truth, 2), g.pick("break", "continue"))
}

func (g *generator) simple() string {
	if len(g.vars) == 0 || g.r.IntN(3) == 0 {
		k := g.anyKind()
		init := g.expr(k, 3)
		name := g.name("v")
		if g.loop == 0 {
			g.vars = append(g.vars, variable{name, k})
		}
		return fmt.Sprintf("var %s = %s;\n", name, init)
	}
	v := g.vars[g.r.IntN(len(g.vars))]
	switch v.kind {
	case number:
		switch g.r.IntN(3) {
		case 0:
			return v.name + g.pick("++", "--") + ";\n"
		case 1:
			return fmt.Sprintf("%s %s %s;\n", v.name, g.pick("+=", "-=", "*=", "%=", "|=", "&=", "^=", "<<=", ">>=", ">>>="), g.expr(number, 2))
		}
	case list:
		if g.r.IntN(2) == 0 {
			return fmt.Sprintf("if (%s && %s.constructor == 'Array' && %s.length < 20) %s.%s;\n", v.name, v.name, v.name, v.name, g.pick("push("+g.expr(g.anyKind(), 2)+")", "pop()", "shift()", "reverse()", "sort()", "unshift("+g.expr(g.anyKind(), 1)+")", "splice(1, 1)"))
		}
	case object:
		if g.r.IntN(2) == 0 {
			return fmt.Sprintf("if (%s && %s.constructor == 'Object') %s%s = %s;\n", v.name, v.name, v.name, g.member(), g.expr(g.anyKind(), 2))
		}
	}
	return fmt.Sprintf("%s = %s;\n", v.name, g.expr(v.kind, 3))
}

func (g *generator) member() string {
	return g.pick(".x", ".y", "['x']", "['a b']", "[1]", "['1']", ".length", ".constructor", "[undefined]", "[null]", "[true]", "['x' + 'y']", "["+g.expr(number, 1)+"]", "["+g.expr(text, 1)+"]")
}

func (g *generator) variable(k kind) string {
	for range 3 {
		if len(g.vars) > 0 {
			if v := g.vars[g.r.IntN(len(g.vars))]; v.kind == k || g.r.IntN(20) == 0 {
				return v.name
			}
		}
	}
	return ""
}

// expr makes an expression that should give k; now and then it gives another kind.
func (g *generator) expr(k kind, depth int) string {
	if g.r.IntN(25) == 0 {
		k = g.anyKind()
	}
	if g.r.IntN(40) == 0 {
		return g.pick("undefined", "null", "NaN", "Infinity", "[]", "{}", "''", "0")
	}
	if g.r.IntN(3) == 0 {
		if v := g.variable(k); v != "" {
			return v
		}
	}
	if depth <= 0 {
		return g.constant(k)
	}
	d := depth - 1
	e := func(k kind) string { return g.expr(k, d) }
	if g.r.IntN(12) == 0 {
		return fmt.Sprintf("(%s ? %s : %s)", e(truth), e(k), e(k))
	}
	if g.r.IntN(15) == 0 {
		return fmt.Sprintf("(%s %s %s)", e(k), g.pick("&&", "||"), e(k))
	}
	if g.r.IntN(12) == 0 && len(g.fns) > 0 && g.loop == 0 {
		f := g.fns[g.r.IntN(len(g.fns))]
		return fmt.Sprintf("%s(%s, %s)", f.name, e(g.anyKind()), e(g.anyKind()))
	}
	// A value whose type is sure, to call methods of.
	sureText := func() string { return "('' + " + e(text) + ")" }
	sureList := func() string { return "[].concat(" + e(list) + ")" }
	switch k {
	case number:
		switch g.r.IntN(12) {
		case 0, 1, 2:
			return fmt.Sprintf("(%s %s %s)", e(number), g.pick("+", "-", "*", "/", "%", "|", "&", "^", "<<", ">>", ">>>"), e(number))
		case 3:
			return fmt.Sprintf("Math.%s(%s)", g.pick("abs", "ceil", "floor", "round", "sqrt"), e(number))
		case 4:
			return fmt.Sprintf("Math.%s(%s, %s)", g.pick("max", "min"), e(number), e(g.anyKind()))
		case 5:
			return g.pick("parseInt", "parseFloat") + "(" + e(text) + ")"
		case 6:
			return sureText() + g.pick(".length", ".indexOf("+e(text)+")", ".charCodeAt("+e(number)+")", ".lastIndexOf('a')", ".search(getRegExp('[0-9]'))")
		case 7:
			return sureList() + g.pick(".length", ".indexOf("+e(number)+")", "["+e(number)+"]", ".reduce(function (p, c) { return p + c }, 0)")
		case 8:
			return "(" + g.pick("-", "+", "~") + "(" + e(g.anyKind()) + "))"
		case 9:
			return "(" + e(object) + " || {})" + g.member()
		case 10:
			return fmt.Sprintf("getDate(%d).%s", g.r.IntN(1<<40), g.pick("getTime()", "getUTCFullYear()", "getUTCDay()", "getUTCMonth()", "getUTCDate()", "getUTCHours()", "valueOf()"))
		}
	case text:
		switch g.r.IntN(11) {
		case 0, 1:
			return fmt.Sprintf("(%s + %s)", e(text), e(g.anyKind()))
		case 2:
			return sureText() + g.pick(".toUpperCase()", ".toLowerCase()", ".trim()", ".slice("+e(number)+", "+e(number)+")", ".substring("+e(number)+")", ".charAt("+e(number)+")", ".split('').reverse().join('')", ".replace('a', "+e(text)+")", ".replace(getRegExp('[a-c]', 'g'), '$&$&')", ".concat("+e(text)+", 1)", ".toString()", ".valueOf()", "[0]", "['0']")
		case 3:
			return sureList() + ".join(" + e(text) + ")"
		case 4:
			return "typeof " + e(g.anyKind())
		case 5:
			return "JSON.stringify(" + e(g.anyKind()) + ")"
		case 6:
			return "(0 + " + e(number) + ")." + g.pick("toString()", "toFixed(2)", "toString(16)", "valueOf()")
		case 7:
			return "encodeURIComponent(" + e(text) + ")"
		case 8:
			return "(" + e(object) + " || {})" + g.member()
		case 9:
			return sureList() + ".toString()"
		}
	case truth:
		switch g.r.IntN(7) {
		case 0, 1:
			return fmt.Sprintf("(%s %s %s)", e(number), g.pick("<", ">", "<=", ">="), e(number))
		case 2:
			return fmt.Sprintf("(%s %s %s)", e(g.anyKind()), g.pick("==", "!=", "===", "!=="), e(g.anyKind()))
		case 3:
			return "(!" + e(g.anyKind()) + ")"
		case 4:
			return g.pick("isNaN", "isFinite") + "(" + e(number) + ")"
		case 5:
			return "getRegExp('" + g.pick("a", "^b", "\\d", "[a-z]+$", "\\\\n") + "'" + g.pick("", ", 'i'", ", 'g'") + ").test(" + e(text) + ")"
		}
	case list:
		switch g.r.IntN(9) {
		case 0, 1:
			n := g.r.IntN(4)
			items := make([]string, n)
			for i := range items {
				items[i] = e(g.anyKind())
			}
			return "[" + strings.Join(items, ", ") + "]"
		case 2:
			return sureList() + ".map(function (x, i) { return " + g.pick("x + 1", "i", "[x]", "typeof x", "x && x.constructor") + " })"
		case 3:
			return sureList() + ".filter(function (x) { return " + g.pick("x", "x > 1", "typeof x == 'number'") + " })"
		case 4:
			return sureList() + g.pick(".slice("+e(number)+")", ".concat("+e(list)+")", ".reverse()", ".sort()", byText, ".splice(0, 2)")
		case 5:
			return sureText() + g.pick(".split('')", ".split(',')", ".split("+e(text)+")", ".match(getRegExp('[a-z]', 'g'))")
		case 6:
			return "(" + e(object) + " || {})" + g.member()
		}
	case object:
		switch g.r.IntN(4) {
		case 0, 1:
			n := g.r.IntN(4)
			parts := make([]string, n)
			for i := range parts {
				parts[i] = g.pick("x", "y", "'a b'", "'1'", "z", "length", "constructor", "'x'") + ": " + e(g.anyKind())
			}
			return "{" + strings.Join(parts, ", ") + "}"
		case 2:
			return "JSON.parse('" + g.pick(`{"x":1}`, `{"1":2,"y":[null]}`, `{"a":{"b":"c"}}`, `{}`) + "')"
		}
	}
	return g.constant(k)
}

func (g *generator) constant(k kind) string {
	switch k {
	case number:
		return g.pick("0", "1", "2", "3", "10", "0.5", "1.25", "100", "(-1)", "7")
	case text:
		return g.pick("''", "'a'", "'abc'", "'B'", "' x '", "'1'", "'12px'", "'a,b,c'", "'中文'", `"it"`, `'\n'`, `'1.5'`)
	case truth:
		return g.pick("true", "false")
	case list:
		return g.pick("[]", "[1, 2, 3]", "['a', 'b']", "[3, 1, 2]", "[[1], [2]]", "[1, 'a', null]")
	}
	return g.pick("{}", "{ x: 1 }", "{ x: 'a', y: 2 }", "{ y: [1] }", "{ '1': 1 }")
}

// byText sorts by an order of all values. Without one, as with > between a text and null,
// every engine gives its own order (V8 inserts by halving, JavaScriptCore merges).
const byText = ".sort(function (p, q) { p = '' + p; q = '' + q; return p > q ? 1 : p < q ? -1 : 0 })"
