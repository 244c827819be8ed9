package expr

import (
	"slices"
	"strconv"

	"diorama/renderer/value"
)

// Expr is one compiled expression; it is immutable and safe for concurrent use.
type Expr struct {
	src    string
	root   int32
	nodes  []node
	kids   []int32 // children of calls, lists and objects, by range
	names  []string
	consts []value.Value
	roots  []string
}

// node is one step of the tree. Children are indices into Expr.nodes, names into
// Expr.names, so that an expression is a handful of allocations.
type node struct {
	op      op
	depth   uint16
	a, b, c int32
}

type op uint8

const (
	opConst  op = iota // a: consts
	opName             // a: names
	opMember           // a: object, b: names
	opIndex            // a: object, b: key
	opCall             // a: callee, kids[b:b+c]: arguments
	opList             // kids[b:b+c]: items, noNode is a hole
	opObject           // kids[b:b+c]: pairs of name and value; name noNode is a spread
	opSpread           // a: only as an item of opList and opCall
	opCond             // a ? b : c
	opAnd
	opOr
	opNullish
	opNot
	opBitNot
	opPlus
	opMinus
	opTypeof
	opVoid
	opAdd // the binary operators follow
	opSub
	opMul
	opDiv
	opMod
	opShl
	opShr
	opUshr
	opBitAnd
	opBitOr
	opBitXor
	opEq
	opNe
	opSame
	opNotSame
	opLess
	opLessEq
	opMore
	opMoreEq
	opInstanceof
)

// noNode stands for a hole of a list and for the missing name of a spread.
const noNode = -1

// String gives the source as written.
func (e *Expr) String() string { return e.src }

// Roots gives the sorted root names that e reads; nil when it reads none. The
// slice must not be changed.
func (e *Expr) Roots() []string { return e.roots }

// Const gives the value of an expression that reads no name.
func (e *Expr) Const() (value.Value, bool) {
	if len(e.nodes) == 0 {
		return value.Value{}, true
	}
	if n := e.nodes[e.root]; n.op == opConst {
		return e.consts[n.a], true
	}
	return value.Value{}, false
}

// StaticPath gives the data path when the whole expression is a name with members
// under constant keys: a.b[0]. The first step is the root name.
func (e *Expr) StaticPath() (value.Path, bool) {
	if len(e.nodes) == 0 {
		return nil, false
	}
	return e.chain(e.root)
}

// chain reads node i as a path.
func (e *Expr) chain(i int32) (value.Path, bool) {
	steps := 0
	for j := i; ; steps++ {
		n := e.nodes[j]
		if n.op == opName {
			break
		}
		if n.op == opIndex && e.nodes[n.b].op == opConst || n.op == opMember {
			j = n.a
			continue
		}
		return nil, false
	}
	p := make(value.Path, steps+1)
	for j := i; steps >= 0; steps-- {
		n := e.nodes[j]
		switch n.op {
		case opName:
			p[0] = value.Step{Name: e.names[n.a], Index: -1}
		case opMember:
			p[steps] = value.Step{Name: e.names[n.b], Index: -1}
		case opIndex:
			p[steps] = stepOf(e.consts[e.nodes[n.b].a])
		}
		j = n.a
	}
	return p, true
}

func stepOf(key value.Value) value.Step {
	s := key.ToString()
	if i, ok := value.ArrayIndex(s); ok {
		return value.Step{Index: i}
	}
	return value.Step{Name: s, Index: -1}
}

// Paths gives the data paths that e reads, sorted by their text and without
// duplicates: evaluation gives the same value as long as nothing at, above or below
// one of them changes. A computed key ends a path, and so does length, which
// depends on the whole list.
func (e *Expr) Paths() []value.Path {
	if len(e.nodes) == 0 {
		return nil
	}
	byText := map[string]value.Path{}
	e.eachChain(e.root, func(p value.Path) { byText[p.String()] = p })
	texts := make([]string, 0, len(byText))
	for t := range byText {
		texts = append(texts, t)
	}
	slices.Sort(texts)
	var out []value.Path
	for _, t := range texts {
		out = append(out, byText[t])
	}
	return out
}

// eachChain calls f for every longest chain of members below node i.
func (e *Expr) eachChain(i int32, f func(value.Path)) {
	if n := e.nodes[i]; n.op == opName || n.op == opMember || n.op == opIndex {
		if p, ok := e.chain(i); ok {
			if k := len(p) - 1; k > 0 && p[k].Name == "length" {
				p = p[:k]
			}
			f(p)
			return
		}
	}
	e.eachChild(i, func(j int32) { e.eachChain(j, f) })
}

// eachChild calls f for every child node of node i.
func (e *Expr) eachChild(i int32, f func(int32)) {
	n := e.nodes[i]
	switch n.op {
	case opConst, opName:
	case opMember, opSpread, opNot, opBitNot, opPlus, opMinus, opTypeof, opVoid:
		f(n.a)
	case opCond:
		f(n.a)
		f(n.b)
		f(n.c)
	case opCall, opList:
		if n.op == opCall {
			f(n.a)
		}
		for _, k := range e.kids[n.b : n.b+n.c] {
			if k != noNode {
				f(k)
			}
		}
	case opObject:
		for k := n.b; k < n.b+n.c; k += 2 {
			f(e.kids[k+1])
		}
	default:
		f(n.a)
		f(n.b)
	}
}

// findRoots computes the sorted root names below the root node; folded tells that
// not every node is below it (true ? a : b).
func (e *Expr) findRoots(folded bool) []string {
	count, last := 0, int32(0)
	for i := range e.nodes {
		if e.nodes[i].op == opName {
			count, last = count+1, e.nodes[i].a
		}
	}
	if count == 0 {
		return nil
	}
	if count == 1 && !folded {
		return e.names[last : last+1 : last+1]
	}
	var out []string
	e.eachName(e.root, func(name string) { out = append(out, name) })
	if len(out) > 1 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out
}

func (e *Expr) eachName(i int32, f func(string)) {
	if n := e.nodes[i]; n.op == opName {
		f(e.names[n.a])
		return
	}
	e.eachChild(i, func(j int32) { e.eachName(j, f) })
}

// quote writes a name or token for a message.
func quote(s string) string { return strconv.Quote(s) }
