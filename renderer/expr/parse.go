package expr

import (
	"strconv"

	"diorama/renderer/value"
)

// Parse compiles src, the text between {{ and }}. An empty source is the constant
// undefined. The error is always an *Error.
//
// Precedence, loosest first: ?: then || ?? then && | ^ & then == != === !== then
// < <= > >= instanceof, << >> >>>, + -, * / %, unary ! ~ + - typeof void, members
// and calls.
func Parse(src string, opt Options) (*Expr, error) {
	var p Parser
	return p.Parse(src, opt)
}

// Parser parses many expressions in the same working memory; the zero Parser is
// ready. It is not safe for concurrent use.
type Parser struct {
	p      parser
	exprs  slab[Expr]
	nodes  slab[node]
	kids   slab[int32]
	names  slab[string]
	consts slab[value.Value]
}

// Parse does what the function Parse does.
func (x *Parser) Parse(src string, opt Options) (*Expr, error) {
	if len(src) > maxSource {
		return nil, &Error{Offset: maxSource, Message: "the expression is longer than " + strconv.Itoa(maxSource) + " bytes"}
	}
	p := &x.p
	p.lexer = lexer{src: src}
	p.level, p.folded = 0, false
	p.nodes, p.kids, p.names, p.consts = p.nodes[:0], p.kids[:0], p.names[:0], p.consts[:0]
	root, ok := p.top(opt)
	if p.err != nil {
		return nil, p.err
	}
	e := &x.exprs.copy([]Expr{{src: src}})[0]
	if !ok {
		return e, nil
	}
	e.root = root
	e.nodes = x.nodes.copy(p.nodes)
	e.kids = x.kids.copy(p.kids)
	e.names = x.names.copy(p.names)
	e.consts = x.consts.copy(p.consts)
	e.roots = e.findRoots(p.folded)
	return e, nil
}

// Undefined gives the expression that is undefined: what stands in for a source
// that cannot be parsed.
func Undefined() *Expr { return &Expr{src: "undefined"} }

type parser struct {
	lexer
	level  int
	folded bool // a node was left out because its value cannot matter
	nodes  []node
	kids   []int32
	names  []string
	consts []value.Value
}

// top parses the whole source; ok is false when it is empty.
func (p *parser) top(opt Options) (root int32, ok bool) {
	p.next()
	if p.kind == tEnd {
		return 0, false
	}
	if (opt.ObjectAllowed || opt.PreferObject) && p.looksLikeObject(opt.PreferObject) {
		root = p.object(tEnd)
	} else {
		root = p.expression()
	}
	if p.kind != tEnd {
		p.unexpected("an operator or }}")
	}
	return root, true
}

// looksLikeObject looks one token ahead of the first.
func (p *parser) looksLikeObject(lone bool) bool {
	if p.kind == tDots {
		return true
	}
	if p.kind != tName && p.kind != tString {
		return false
	}
	name := p.kind == tName
	save := p.lexer
	p.next()
	k := p.kind
	p.lexer = save
	return k == tColon || name && (k == tComma || lone && k == tEnd)
}

func (p *parser) unexpected(expected string) {
	if p.err != nil {
		return
	}
	if p.kind == tEnd {
		p.fail(p.start, "the expression ends too early: expected "+expected)
		return
	}
	found := p.src[p.start:p.pos]
	if len(found) > 40 {
		found = found[:40]
	}
	p.fail(p.start, "expected "+expected+", found "+quote(found))
}

func (p *parser) expect(k tok, what string) {
	if p.kind != k {
		p.unexpected(what)
		return
	}
	p.next()
}

// enter counts nesting; false means the limit is reached.
func (p *parser) enter() bool {
	if p.level++; p.level > maxDepth {
		p.fail(p.start, "the expression is nested too deep: more than "+strconv.Itoa(maxDepth)+" levels")
		return false
	}
	return true
}

func (p *parser) add(o op, a, b, c int32, children ...int32) int32 {
	var depth uint16
	for _, i := range children {
		if i != noNode {
			depth = max(depth, p.nodes[i].depth)
		}
	}
	if depth >= maxDepth {
		p.fail(p.start, "the expression is nested too deep: more than "+strconv.Itoa(maxDepth)+" levels")
		depth = 0
	}
	p.nodes = append(p.nodes, node{op: o, depth: depth + 1, a: a, b: b, c: c})
	return int32(len(p.nodes) - 1)
}

func (p *parser) constant(v value.Value) int32 {
	p.consts = append(p.consts, v)
	return p.add(opConst, int32(len(p.consts)-1), 0, 0)
}

func (p *parser) addName(name string) int32 {
	p.names = append(p.names, name)
	return int32(len(p.names) - 1)
}

func (p *parser) constOf(i int32) (value.Value, bool) {
	if i != noNode && p.nodes[i].op == opConst {
		return p.consts[p.nodes[i].a], true
	}
	return value.Value{}, false
}

// expression parses a conditional expression, which includes all others.
func (p *parser) expression() int32 {
	if !p.enter() {
		return p.constant(value.Value{})
	}
	defer func() { p.level-- }()
	cond := p.binary(0)
	if p.kind != tQuestion {
		return cond
	}
	p.next()
	yes := p.expression()
	p.expect(tColon, ": of the condition")
	no := p.expression()
	if v, ok := p.constOf(cond); ok {
		p.folded = true
		if v.Truthy() {
			return yes
		}
		return no
	}
	return p.add(opCond, cond, yes, no, cond, yes, no)
}

// binding gives the operator and its strength, 0 for none.
func (p *parser) binding() (op, int) {
	switch p.kind {
	case tNullish:
		return opNullish, 1
	case tOr:
		return opOr, 1
	case tAnd:
		return opAnd, 2
	case tBitOr:
		return opBitOr, 3
	case tBitXor:
		return opBitXor, 4
	case tBitAnd:
		return opBitAnd, 5
	case tEq:
		return opEq, 6
	case tNe:
		return opNe, 6
	case tSame:
		return opSame, 6
	case tNotSame:
		return opNotSame, 6
	case tLess:
		return opLess, 7
	case tLessEq:
		return opLessEq, 7
	case tMore:
		return opMore, 7
	case tMoreEq:
		return opMoreEq, 7
	case tName:
		if p.text == "instanceof" {
			return opInstanceof, 7
		}
	case tShl:
		return opShl, 8
	case tShr:
		return opShr, 8
	case tUshr:
		return opUshr, 8
	case tPlus:
		return opAdd, 9
	case tMinus:
		return opSub, 9
	case tStar:
		return opMul, 10
	case tSlash:
		return opDiv, 10
	case tPercent:
		return opMod, 10
	}
	return 0, 0
}

// binary parses operators stronger than the given strength.
func (p *parser) binary(above int) int32 {
	left := p.unary()
	for {
		o, strength := p.binding()
		if strength <= above {
			return left
		}
		p.next()
		right := p.binary(strength)
		left = p.combine(o, left, right)
	}
}

// combine makes a binary node, or its value when it is known.
func (p *parser) combine(o op, left, right int32) int32 {
	if a, ok := p.constOf(left); ok {
		p.folded = p.folded || o == opAnd || o == opOr || o == opNullish
		switch o {
		case opAnd:
			if a.Truthy() {
				return right
			}
			return left
		case opOr:
			if a.Truthy() {
				return left
			}
			return right
		case opNullish:
			if a.IsNil() {
				return right
			}
			return left
		}
		if b, ok := p.constOf(right); ok {
			return p.constant(binaryValue(o, a, b))
		}
	}
	return p.add(o, left, right, 0, left, right)
}

func (p *parser) unary() int32 {
	var o op
	switch p.kind {
	case tNot:
		o = opNot
	case tTilde:
		o = opBitNot
	case tPlus:
		o = opPlus
	case tMinus:
		o = opMinus
	case tName:
		switch {
		case p.text == "typeof" && p.operandFollows():
			o = opTypeof
		case p.text == "void" && p.operandFollows():
			o = opVoid
		default:
			return p.postfix()
		}
	default:
		return p.postfix()
	}
	if !p.enter() {
		return p.constant(value.Value{})
	}
	p.next()
	a := p.unary()
	p.level--
	if v, ok := p.constOf(a); ok {
		return p.constant(unaryValue(o, v))
	}
	return p.add(o, a, 0, 0, a)
}

// operandFollows tells the operators typeof and void from names: keywords are
// ordinary names in WXML ({{void}}, {{typeof.x}}).
func (p *parser) operandFollows() bool {
	save := p.lexer
	p.next()
	k, text := p.kind, p.text
	p.lexer = save
	switch k {
	case tName:
		return text != "instanceof"
	case tNumber, tString, tOpen, tOpenB, tOpenC, tNot, tTilde:
		return true
	}
	return false
}

// postfix parses members and calls.
func (p *parser) postfix() int32 {
	at := p.primary()
	for {
		switch p.kind {
		case tDot:
			p.next()
			if p.kind != tName {
				p.unexpected("a member name after the dot")
				return at
			}
			n := p.addName(p.text)
			p.next()
			at = p.add(opMember, at, n, 0, at)
		case tOpenB:
			p.next()
			key := p.expression()
			p.expect(tCloseB, "]")
			at = p.add(opIndex, at, key, 0, at, key)
		case tOpen:
			p.next()
			first, n, children := p.items(tClose, ") after the arguments", false)
			at = p.add(opCall, at, first, n, append(children, at)...)
		default:
			return at
		}
	}
}

func (p *parser) primary() int32 {
	switch p.kind {
	case tName:
		name := p.text
		p.next()
		switch name {
		case "true":
			return p.constant(value.OfBool(true))
		case "false":
			return p.constant(value.OfBool(false))
		case "null":
			return p.constant(value.OfNull())
		case "undefined":
			return p.constant(value.Value{})
		}
		return p.add(opName, p.addName(name), 0, 0)
	case tNumber:
		v := value.OfNumber(p.num)
		p.next()
		return p.constant(v)
	case tString:
		v := value.OfString(p.text)
		p.next()
		return p.constant(v)
	case tOpen:
		p.next()
		at := p.expression()
		p.expect(tClose, ")")
		return at
	case tOpenB:
		p.next()
		first, n, children := p.items(tCloseB, "] after the list", true)
		for _, i := range children {
			if i == noNode {
				continue
			}
			if o := p.nodes[i].op; o != opConst && (o != opSpread || p.nodes[p.nodes[i].a].op != opConst) {
				return p.add(opList, 0, first, n, children...)
			}
		}
		// Faster: a constant list is made once and is the same node at every
		// evaluation, so that comparing it with the last one costs nothing.
		e := Expr{nodes: p.nodes, kids: p.kids, names: p.names, consts: p.consts}
		return p.constant(e.list(p.kids[first:first+n], nil))
	case tOpenC:
		p.next()
		return p.object(tCloseC)
	}
	p.unexpected("a value")
	return p.constant(value.Value{})
}

// items parses the items of a list or the arguments of a call up to end.
func (p *parser) items(end tok, what string, holes bool) (first, n int32, children []int32) {
	for p.kind != end {
		if p.kind == tComma && holes {
			p.next()
			children = append(children, noNode)
			continue
		}
		spread := p.kind == tDots
		if spread {
			p.next()
		}
		at := p.expression()
		if spread {
			at = p.add(opSpread, at, 0, 0, at)
		}
		children = append(children, at)
		if p.kind != tComma {
			break
		}
		p.next()
	}
	p.expect(end, what)
	first = int32(len(p.kids))
	p.kids = append(p.kids, children...)
	return first, int32(len(children)), children
}

// object parses the members of an object up to end.
func (p *parser) object(end tok) int32 {
	var pairs, children []int32
	known := true
	for p.kind != end {
		name, at := int32(noNode), int32(0)
		switch p.kind {
		case tDots:
			p.next()
			at = p.expression()
		case tName, tString, tNumber:
			key, shorthand := p.text, p.kind == tName
			if p.kind == tNumber {
				key = value.NumberString(p.num)
			}
			name = p.addName(key)
			start := p.lexer
			p.next()
			if p.kind == tColon {
				p.next()
				at = p.expression()
			} else if shorthand {
				p.lexer = start
				at = p.primary()
			} else {
				p.unexpected(": after the key")
			}
		default:
			p.unexpected("a member name")
		}
		if p.err != nil {
			return p.constant(value.Value{})
		}
		if p.nodes[at].op != opConst {
			known = false
		}
		pairs = append(pairs, name, at)
		children = append(children, at)
		if p.kind != tComma {
			break
		}
		p.next()
	}
	if end != tEnd || p.kind != tEnd {
		what := "} after the object"
		if end == tEnd {
			what = ", or }}"
		}
		p.expect(end, what)
	}
	first := int32(len(p.kids))
	p.kids = append(p.kids, pairs...)
	if known {
		e := Expr{nodes: p.nodes, kids: p.kids, names: p.names, consts: p.consts}
		return p.constant(e.object(pairs, nil))
	}
	return p.add(opObject, 0, first, int32(len(pairs)), children...)
}
