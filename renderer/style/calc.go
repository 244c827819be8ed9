package style

import "diorama/renderer/wxss"

// calc is a math function: a sum of units and of scaled min() and max(), or a
// min() or max() over such. clamp(a, b, c) is max(a, min(b, c)) (CSS Values 4 §10).
type calc struct {
	op    byte // '+', 'm' (min), 'M' (max)
	lin   [nLinear]float32
	terms []calcTerm // of '+'
	args  []*calc    // of min and max
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
			name := "min"
			if c.op == 'M' {
				name = "max"
			}
			return Length{Kind: Calc, Fn: &Func{Name: name, Args: args}}
		}
		v := args[0].Px
		for _, a := range args[1:] {
			if c.op == 'm' {
				v = min(v, a.Px)
			} else {
				v = max(v, a.Px)
			}
		}
		return Length{Kind: Px, Px: v}
	}
	var px float64
	for u := uPx; u <= uSafeLeft; u++ {
		if v := c.lin[u]; v != 0 && u != uPct {
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
		v := c.args[0].flat(u)
		for _, a := range c.args[1:] {
			if c.op == 'm' {
				v = min(v, a.flat(u))
			} else {
				v = max(v, a.flat(u))
			}
		}
		return v
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
		n.lin[i] = v * s
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

// mathFunc reports whether t starts a math function.
func mathFunc(t *wxss.Token) bool {
	return t.IsFunc("calc") || t.IsFunc("min") || t.IsFunc("max") || t.IsFunc("clamp") ||
		t.IsFunc("env") || t.IsFunc("constant") || t.IsFunc("-webkit-calc") || t.IsFunc("abs")
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
	case "abs":
		c, ty, ok := p.sum(depth)
		if !ok || !p.close() {
			return nil, 0, false
		}
		return &calc{op: 'M', args: []*calc{c, c.scaled(-1)}}, ty, true
	}
	var args []*calc
	var ty calcType
	for {
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
		return &calc{op: 'M', args: []*calc{args[0], {op: 'm', args: args[1:]}}}, ty, true
	}
	return nil, 0, false
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
			v := 0.0
			if t2 == typeNumber {
				v = d.flat(uNumber)
			}
			if v == 0 {
				return nil, 0, false
			}
			c = c.scaled(float32(1 / v))
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
		if t.Is("pi") {
			p.i++
			c := &calc{op: '+'}
			c.lin[uNumber] = 3.14159265
			return c, typeNumber, true
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
