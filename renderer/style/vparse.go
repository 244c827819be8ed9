package style

import (
	"math"

	"diorama/renderer/wxss"
)

// vparser reads one value from its tokens.
type vparser struct {
	src  string
	toks []wxss.Token
	i    int
	base string // path of the sheet, for images
	// nested counts colours in colours.
	nested int
}

var endToken = wxss.Token{}

func (p *vparser) tok() *wxss.Token {
	if p.i < len(p.toks) {
		return &p.toks[p.i]
	}
	return &endToken
}

// ws passes over white space.
func (p *vparser) ws() bool {
	was := false
	for p.i < len(p.toks) && p.toks[p.i].Kind == wxss.Space {
		p.i++
		was = true
	}
	return was
}

// end passes over white space and reports that nothing is left.
func (p *vparser) end() bool {
	p.ws()
	return p.i >= len(p.toks)
}

func (p *vparser) comma() bool {
	p.ws()
	if p.tok().Kind == wxss.Comma {
		p.i++
		p.ws()
		return true
	}
	return false
}

func (p *vparser) slash() bool {
	p.ws()
	if p.tok().IsDelim('/') {
		p.i++
		p.ws()
		return true
	}
	return false
}

// close takes ")" or the end of the value, which closes all (CSS Syntax 3).
func (p *vparser) close() bool {
	p.ws()
	if p.i >= len(p.toks) {
		return true
	}
	if p.toks[p.i].Kind == wxss.CloseParen {
		p.i++
		return true
	}
	return false
}

// atClose reports ")" or the end without taking it.
func (p *vparser) atClose() bool {
	p.ws()
	return p.i >= len(p.toks) || p.toks[p.i].Kind == wxss.CloseParen
}

// skipToClose goes behind the ")" of the function whose inside the parser is in.
func (p *vparser) skipToClose() {
	depth := 0
	for p.i < len(p.toks) {
		k := p.toks[p.i].Kind
		p.i++
		switch k {
		case wxss.Function, wxss.OpenParen:
			depth++
		case wxss.CloseParen:
			if depth == 0 {
				return
			}
			depth--
		}
	}
}

// word takes the identifier name (lower case).
func (p *vparser) word(name string) bool {
	p.ws()
	if p.tok().Is(name) {
		p.i++
		return true
	}
	return false
}

// ident takes an identifier and gives it in lower case.
func (p *vparser) ident() (string, bool) {
	p.ws()
	if t := p.tok(); t.Kind == wxss.Ident {
		p.i++
		return wxss.Lower(t.Text), true
	}
	return "", false
}

// keyword takes an identifier that is in m.
func (p *vparser) keyword(m map[string]Keyword) (Keyword, bool) {
	p.ws()
	if t := p.tok(); t.Kind == wxss.Ident {
		if k, ok := m[wxss.Lower(t.Text)]; ok {
			p.i++
			return k, true
		}
	}
	return 0, false
}

// What a length may be beside a length.
const (
	fAuto      = 1 << iota
	fNone      // none, as auto
	fNormal    // normal, as auto
	fPct       // percentages
	fNeg       // below zero
	fIntrinsic // min-content, max-content, fit-content
	fFill      // stretch, and the prefixed names of these
	fContent   // content
	fNumber    // a plain number

	fSize = fIntrinsic | fFill
)

// length takes a length of the forms in flags.
func (p *vparser) length(flags int) (slen, bool) {
	p.ws()
	t := p.tok()
	var l slen
	switch t.Kind {
	case wxss.Number:
		if t.Num != 0 && flags&fNumber == 0 {
			return l, false
		}
		l = slen{u: uPx}
		if flags&fNumber != 0 {
			l = slen{u: uNumber, v: float32(t.Num)}
		}
	case wxss.Percentage:
		if flags&fPct == 0 {
			return l, false
		}
		l = slen{u: uPct, v: float32(t.Num)}
	case wxss.Dimension:
		var ok bool
		if l, ok = tokenLength(t); !ok || !l.u.isLength() {
			return l, false
		}
	case wxss.Ident:
		u, ok := lengthWord(t, flags)
		if !ok {
			return l, false
		}
		p.i++
		return slen{u: u}, true
	case wxss.Function:
		if !mathFunc(t) {
			return l, false
		}
		save := p.i
		c, ty, ok := p.math(0)
		switch {
		case !ok:
		case ty == typeLength, ty&typePercent != 0 && ty&^(typeLength|typePercent) == 0 && flags&fPct != 0:
			if c.op == '+' && len(c.terms) == 0 {
				l = simplify(c)
				if flags&fNeg == 0 && l.u != uCalc {
					l.v = max(0, l.v) // what math gives is clamped, not refused
				}
				return l, true
			}
			return slen{u: uCalc, c: c}, true
		case ty == typeNumber && flags&fNumber != 0:
			return slen{u: uNumber, v: float32(c.flat(uNumber))}, true
		}
		p.i = save
		return l, false
	default:
		return l, false
	}
	if flags&fNeg == 0 && l.v < 0 {
		return l, false
	}
	p.i++
	return l, true
}

// simplify makes a sum with one unit a plain length.
func simplify(c *calc) slen {
	v, u, ok := c.ratio()
	switch {
	case !ok:
		return slen{u: uCalc, c: c}
	case v == 0:
		return slen{u: uPx}
	}
	return slen{u: u, v: finite(float32(v))}
}

func lengthWord(t *wxss.Token, flags int) (unit, bool) {
	switch wxss.Lower(t.Text) {
	case "auto":
		return uAuto, flags&fAuto != 0
	case "none":
		return uAuto, flags&fNone != 0
	case "normal":
		return uAuto, flags&fNormal != 0
	case "min-content":
		return uMinContent, flags&fIntrinsic != 0
	case "max-content":
		return uMaxContent, flags&fIntrinsic != 0
	case "fit-content":
		return uFitContent, flags&fIntrinsic != 0
	case "-webkit-min-content":
		return uMinContent, flags&fFill != 0
	case "-webkit-max-content":
		return uMaxContent, flags&fFill != 0
	case "-webkit-fit-content":
		return uFitContent, flags&fFill != 0
	case "-webkit-fill-available":
		return uStretch, flags&fFill != 0
	case "stretch":
		return uStretch, flags&(fFill|fContent) != 0
	case "content":
		return uContent, flags&fContent != 0
	}
	return 0, false
}

// number takes a plain number.
func (p *vparser) number() (float64, bool) {
	p.ws()
	t := p.tok()
	if t.Kind == wxss.Number {
		p.i++
		return t.Num, true
	}
	return p.flat(typeNumber, uNumber)
}

// numberFrom takes a number of at least lo; what math gives is clamped.
func (p *vparser) numberFrom(lo float64) (float64, bool) {
	p.ws()
	save, plain := p.i, p.tok().Kind == wxss.Number
	v, ok := p.number()
	if ok && plain && v < lo {
		p.i = save
		return 0, false
	}
	return max(lo, v), ok
}

// flat takes a math function of that one type.
func (p *vparser) flat(want calcType, u unit) (float64, bool) {
	if t := p.tok(); t.Kind == wxss.Function && mathFunc(t) {
		save := p.i
		if c, ty, ok := p.math(0); ok && ty == want {
			v := c.flat(u)
			if math.IsNaN(v) {
				v = 0
			}
			return max(-math.MaxFloat32, min(math.MaxFloat32, v)), true
		}
		p.i = save
	}
	return 0, false
}

// integer takes a whole number.
func (p *vparser) integer() (int, bool) {
	p.ws()
	t := p.tok()
	if t.Kind == wxss.Number && t.IsInt {
		p.i++
		return int(max(-1<<30, min(1<<30, t.Num))), true
	}
	if v, ok := p.flat(typeNumber, uNumber); ok {
		return int(max(-1<<30, min(1<<30, math.Floor(v+0.5)))), true
	}
	return 0, false
}

// fraction takes a number or percentage, 1 for 100%.
func (p *vparser) fraction() (float64, bool) {
	p.ws()
	if t := p.tok(); t.Kind == wxss.Percentage {
		p.i++
		return t.Num / 100, true
	}
	if v, ok := p.flat(typePercent, uPct); ok {
		return v / 100, true
	}
	return p.number()
}

// angle takes an angle in degrees; a bare 0 when zero is set.
func (p *vparser) angle(zero bool) (float64, bool) {
	p.ws()
	t := p.tok()
	if t.Kind == wxss.Dimension {
		if l, ok := tokenLength(t); ok && l.u == uDeg {
			p.i++
			return float64(l.v), true
		}
		return 0, false
	}
	if t.Kind == wxss.Number && t.Num == 0 && zero {
		p.i++
		return 0, true
	}
	return p.flat(typeAngle, uDeg)
}

// time takes a time in seconds.
func (p *vparser) time() (float64, bool) {
	p.ws()
	t := p.tok()
	if t.Kind == wxss.Dimension {
		if l, ok := tokenLength(t); ok && l.u == uSec {
			p.i++
			return float64(l.v), true
		}
		return 0, false
	}
	return p.flat(typeTime, uSec)
}

// str takes a string.
func (p *vparser) str() (string, bool) {
	p.ws()
	if t := p.tok(); t.Kind == wxss.String {
		p.i++
		return t.Text, true
	}
	return "", false
}

// url takes url(…).
func (p *vparser) url() (string, bool) {
	p.ws()
	t := p.tok()
	if t.Kind == wxss.URL {
		p.i++
		return t.Text, true
	}
	if t.IsFunc("url") {
		p.i++
		s, ok := p.str()
		if !ok {
			return "", false
		}
		p.skipToClose()
		return s, true
	}
	return "", false
}

// function opens the function name.
func (p *vparser) function(name string) bool {
	p.ws()
	if p.tok().IsFunc(name) {
		p.i++
		return true
	}
	return false
}

// list reads comma-separated items.
func list[T any](p *vparser, item func() (T, bool)) ([]T, bool) {
	var out []T
	for {
		v, ok := item()
		if !ok {
			return nil, false
		}
		out = append(out, v)
		if !p.comma() {
			return out, true
		}
		if len(out) >= MaxListItems {
			return nil, false
		}
	}
}
