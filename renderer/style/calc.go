package style

import "diorama/renderer/wxss"

// calc is a math function: a sum of units and of scaled functions, or a function
// over such. clamp(a, b, c) is max(a, min(b, c)) (CSS Values 4 §10).
type calc struct {
	op    byte // '+', or a key of mathOps
	lin   [nLinear]float32
	terms []calcTerm // of '+'
	args  []*calc    // of the others
}

type calcTerm struct {
	scale float32
	c     *calc
}

// calcType is the type of a math function, as bits of what it holds.
type calcType uint8

const (
	typeNumber calcType = 1 << iota
	typeLength
	typePercent
	typeAngle
	typeTime
	typeFlex
)

func unitType(u unit) calcType {
	switch {
	case u == uNumber:
		return typeNumber
	case u == uPct:
		return typePercent
	case u.isLength():
		return typeLength
	case u == uDeg:
		return typeAngle
	case u == uSec:
		return typeTime
	}
	return typeFlex
}

// calc resolves a math function of type length-percentage.
func (m *metrics) calc(c *calc) Length {
	l := m.calcNode(c)
	l.Px, l.Pct = finite(l.Px), finite(l.Pct)
	if l.Fn == nil && l.Pct == 0 {
		l.Kind = Px
	} else {
		l.Kind = Calc
	}
	return l
}

func (m *metrics) calcNode(c *calc) Length {
	if c.op != '+' {
		args := make([]Length, len(c.args))
		plain := true
		for i, a := range c.args {
			args[i] = m.calc(a)
			plain = plain && args[i].Kind == Px
		}
		if !plain {
			return Length{Kind: Calc, Fn: &Func{Name: mathOps[c.op], Args: args}}
		}
		return Length{Kind: Px, Px: float32(evalMath(mathOps[c.op], len(args), func(i int) float64 { return float64(args[i].Px) }))}
	}
	var px float64
	for u := uPx; u <= uSafeLeft; u++ {
		switch v := c.lin[u]; {
		case v == 0 || u == uPct:
		case u == uRpx:
			px += m.rpxLength(float64(v))
		default:
			px += float64(v) * m.factor(u)
		}
	}
	l := Length{Kind: Calc, Px: float32(px), Pct: c.lin[uPct]}
	var fns []Length
	for _, t := range c.terms {
		k := scaleLength(m.calcNode(t.c), t.scale)
		l.Px += k.Px
		l.Pct += k.Pct
		if k.Fn != nil {
			fns = append(fns, Length{Kind: Calc, Fn: k.Fn})
		}
	}
	switch len(fns) {
	case 0:
	case 1:
		l.Fn = fns[0].Fn
	default:
		l.Fn = &Func{Name: "sum", Args: fns}
	}
	return l
}

func scaleLength(l Length, s float32) Length {
	l.Px *= s
	l.Pct *= s
	if l.Fn != nil && s != 1 {
		if n := l.Fn.Name; n != "min" && n != "max" && n != "sum" {
			l.Fn = &Func{Name: "scale", Args: []Length{{Kind: Calc, Fn: l.Fn}, {Kind: Number, Pct: s}}}
			return l
		}
		f := &Func{Name: l.Fn.Name, Args: make([]Length, len(l.Fn.Args))}
		for i, a := range l.Fn.Args {
			f.Args[i] = scaleLength(a, s)
		}
		if s < 0 {
			switch f.Name {
			case "min":
				f.Name = "max"
			case "max":
				f.Name = "min"
			}
		}
		l.Fn = f
	}
	return l
}

// flat gives the value of a math function that has only number, angle or time.
func (c *calc) flat(u unit) float64 {
	if c.op != '+' {
		return evalMath(mathOps[c.op], len(c.args), func(i int) float64 { return c.args[i].flat(u) })
	}
	v := float64(c.lin[u])
	for _, t := range c.terms {
		v += float64(t.scale) * t.c.flat(u)
	}
	return v
}

func (c *calc) scaled(s float32) *calc {
	if c.op != '+' {
		return &calc{op: '+', terms: []calcTerm{{s, c}}}
	}
	n := &calc{op: '+'}
	for i, v := range c.lin {
		if v != 0 { // infinity times nothing stays nothing
			n.lin[i] = v * s
		}
	}
	for _, t := range c.terms {
		n.terms = append(n.terms, calcTerm{t.scale * s, t.c})
	}
	return n
}

func (c *calc) plus(d *calc, s float32) *calc {
	n := c.scaled(1)
	d = d.scaled(s)
	for i, v := range d.lin {
		n.lin[i] += v
	}
	n.terms = append(n.terms, d.terms...)
	return n
}

// math parses a math function at the current token.
func (p *vparser) math(depth int) (*calc, calcType, bool) {
	if depth > MaxCalcDepth {
		return nil, 0, false
	}
	t := p.tok()
	name := wxss.Lower(t.Text)
	p.i++
	switch name {
	case "calc", "-webkit-calc":
		c, ty, ok := p.sum(depth)
		return c, ty, ok && p.close()
	case "env", "constant":
		return p.env(depth)
	}
	var args []*calc
	var ty calcType
	strategy := byte('n')
	if name == "round" {
		strategy = p.roundStrategy()
	}
	var low, high bool // a bound of clamp() is none
	for {
		if name == "clamp" && len(args) != 1 && p.word("none") {
			low, high = low || len(args) == 0, high || len(args) == 2
			args = append(args, &calc{op: '+'})
			if !p.comma() {
				break
			}
			continue
		}
		c, t, ok := p.sum(depth)
		if !ok {
			return nil, 0, false
		}
		args = append(args, c)
		ty |= t
		p.ws()
		if !p.comma() {
			break
		}
		if len(args) > MaxListItems {
			return nil, 0, false
		}
	}
	if !p.close() || !sameType(ty) {
		return nil, 0, false
	}
	switch name {
	case "min":
		return &calc{op: 'm', args: args}, ty, true
	case "max":
		return &calc{op: 'M', args: args}, ty, true
	case "clamp":
		if len(args) != 3 {
			return nil, 0, false
		}
		c := args[1]
		if !high {
			c = &calc{op: 'm', args: args[1:]}
		}
		if !low {
			c = &calc{op: 'M', args: []*calc{args[0], c}}
		}
		return c, ty, true
	}
	return mathOf(name, strategy, args, ty)
}

// sameType: lengths and percentages mix, nothing else does.
func sameType(t calcType) bool {
	switch t {
	case typeNumber, typeLength, typePercent, typeLength | typePercent, typeAngle, typeTime, typeFlex:
		return true
	}
	return false
}

// env parses the rest of env(name, fallback).
func (p *vparser) env(depth int) (*calc, calcType, bool) {
	p.ws()
	t := p.tok()
	if t.Kind != wxss.Ident {
		return nil, 0, false
	}
	p.i++
	if u, ok := safeArea(t.Text); ok {
		p.skipToClose()
		c := &calc{op: '+'}
		c.lin[u] = 1
		return c, typeLength, true
	}
	p.ws()
	if !p.comma() {
		return nil, 0, false
	}
	c, ty, ok := p.sum(depth)
	return c, ty, ok && p.close()
}

func safeArea(name string) (unit, bool) {
	switch name {
	case "safe-area-inset-top":
		return uSafeTop, true
	case "safe-area-inset-right":
		return uSafeRight, true
	case "safe-area-inset-bottom":
		return uSafeBottom, true
	case "safe-area-inset-left":
		return uSafeLeft, true
	}
	return 0, false
}

// sum: product [ [+ -] product ]*.
func (p *vparser) sum(depth int) (*calc, calcType, bool) {
	if depth > MaxCalcDepth {
		return nil, 0, false
	}
	c, ty, ok := p.product(depth)
	if !ok {
		return nil, 0, false
	}
	for {
		spaced := p.ws()
		t := p.tok()
		if !t.IsDelim('+') && !t.IsDelim('-') || !spaced {
			return c, ty, true
		}
		p.i++
		if !p.ws() {
			return nil, 0, false
		}
		d, t2, ok := p.product(depth)
		if !ok || !sameType(ty|t2) {
			return nil, 0, false
		}
		s := float32(1)
		if t.IsDelim('-') {
			s = -1
		}
		c = c.plus(d, s)
		ty |= t2
	}
}

func (p *vparser) product(depth int) (*calc, calcType, bool) {
	c, ty, ok := p.factor(depth)
	if !ok {
		return nil, 0, false
	}
	for {
		save := p.i
		p.ws()
		t := p.tok()
		if !t.IsDelim('*') && !t.IsDelim('/') {
			p.i = save
			return c, ty, true
		}
		p.i++
		p.ws()
		d, t2, ok := p.factor(depth)
		if !ok {
			return nil, 0, false
		}
		switch {
		case t.IsDelim('/'):
			if t2 != typeNumber {
				return nil, 0, false
			}
			c = c.scaled(float32(1 / d.flat(uNumber)))
		case t2 == typeNumber:
			c = c.scaled(float32(d.flat(uNumber)))
		case ty == typeNumber:
			c, ty = d.scaled(float32(c.flat(uNumber))), t2
		default:
			return nil, 0, false
		}
	}
}

func (p *vparser) factor(depth int) (*calc, calcType, bool) {
	p.ws()
	t := p.tok()
	switch t.Kind {
	case wxss.Number, wxss.Percentage, wxss.Dimension:
		l, ok := tokenLength(t)
		if !ok {
			return nil, 0, false
		}
		p.i++
		c := &calc{op: '+'}
		c.lin[l.u] = l.v
		return c, unitType(l.u), true
	case wxss.OpenParen:
		p.i++
		c, ty, ok := p.sum(depth + 1)
		return c, ty, ok && p.close()
	case wxss.Function:
		if mathFunc(t) {
			return p.math(depth + 1)
		}
	case wxss.Ident:
		if v, ok := mathConstants[wxss.Lower(t.Text)]; ok {
			p.i++
			return constant(v)
		}
	}
	return nil, 0, false
}

// tokenLength reads a number, percentage or dimension token.
func tokenLength(t *wxss.Token) (slen, bool) {
	switch t.Kind {
	case wxss.Number:
		return slen{u: uNumber, v: float32(t.Num)}, true
	case wxss.Percentage:
		return slen{u: uPct, v: float32(t.Num)}, true
	case wxss.Dimension:
		if t.Text == "rpx" {
			return slen{u: uRpx, v: float32(t.Num)}, true
		}
		u, f, ok := unitOf(wxss.Lower(t.Text))
		return slen{u: u, v: float32(t.Num * f)}, ok
	}
	return slen{}, false
}
