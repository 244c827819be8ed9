package wxss

import (
	"cmp"
	"strings"
)

// MediaEnv is what media queries ask for. Sizes in CSS px.
type MediaEnv struct {
	Width, Height             float64 // viewport
	DeviceWidth, DeviceHeight float64 // screen; 0: as the viewport
	DPR                       float64
	Dark                      bool
	FontSize                  float64 // em in queries, CSS px; 0: 16
	// The viewport where Width and Height are a container's; 0: as they.
	ViewWidth, ViewHeight float64
}

// MediaList is the query list of one @media rule.
type MediaList struct {
	Text    string
	Queries []MediaQuery
	Pos
}

// MediaQuery is one query: [not] type and condition.
type MediaQuery struct {
	Not  bool
	Type string // "" or "all", "screen", "print" …
	Cond *MediaCondition
	Bad  bool // faulty: "not all"
}

// MediaCondition is a node of the tree of and, or, not and features.
type MediaCondition struct {
	Op   string // "and", "or", "not", "feature", "unknown"
	Kids []*MediaCondition
	Name string // feature, without min- and max-
	// Tests are all to hold: feature Op value. Empty: boolean context.
	Tests []MediaTest
}

// MediaTest compares a feature with a value: Op is '=', '<', '>', 'l' (≤), 'g' (≥).
type MediaTest struct {
	Op    byte
	Num   float64
	Den   float64 // of a ratio, else 1
	Unit  string
	Ident string
}

// Match evaluates the list; an empty one holds.
func (m *MediaList) Match(e MediaEnv) bool {
	if m == nil || len(m.Queries) == 0 {
		return true
	}
	for i := range m.Queries {
		q := &m.Queries[i]
		if q.Bad {
			continue
		}
		ok := q.Type == "" || q.Type == "all" || q.Type == "screen"
		if ok && q.Cond != nil {
			ok = q.Cond.eval(e) == yes
		}
		if ok != q.Not {
			return true
		}
	}
	return false
}

// truth is Kleene's three values (Media Queries 4 §3.1).
type truth int8

const (
	no truth = iota
	unknown
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func (c *MediaCondition) eval(e MediaEnv) truth {
	switch c.Op {
	case "and":
		r := yes
		for _, k := range c.Kids {
			r = min(r, k.eval(e))
		}
		return r
	case "or":
		r := no
		for _, k := range c.Kids {
			r = max(r, k.eval(e))
		}
		return r
	case "not":
		return yes - c.Kids[0].eval(e)
	case "feature":
		return c.feature(e)
	}
	return unknown
}

func (c *MediaCondition) feature(e MediaEnv) truth {
	dw, dh := e.DeviceWidth, e.DeviceHeight
	if dw == 0 {
		dw = e.Width
	}
	if dh == 0 {
		dh = e.Height
	}
	switch c.Name {
	case "width":
		return c.number(e, e.Width)
	case "height":
		return c.number(e, e.Height)
	case "device-width":
		return c.number(e, dw)
	case "device-height":
		return c.number(e, dh)
	case "aspect-ratio":
		return c.number(e, e.Width/max(e.Height, 1e-9))
	case "device-aspect-ratio":
		return c.number(e, dw/max(dh, 1e-9))
	case "resolution", "-webkit-device-pixel-ratio":
		return c.number(e, e.DPR)
	case "color":
		return c.number(e, 8)
	case "monochrome", "color-index", "grid":
		return c.number(e, 0)
	case "orientation":
		if e.Width > e.Height {
			return c.ident("landscape")
		}
		return c.ident("portrait")
	case "prefers-color-scheme":
		if e.Dark {
			return c.ident("dark")
		}
		return c.ident("light")
	case "hover", "any-hover":
		return c.none()
	case "pointer", "any-pointer":
		return c.ident("coarse")
	case "prefers-reduced-motion", "prefers-contrast", "prefers-reduced-transparency", "prefers-reduced-data":
		if len(c.Tests) == 0 {
			return no
		}
		return c.ident("no-preference")
	case "display-mode":
		return c.ident("browser")
	case "color-gamut":
		return c.ident("srgb")
	case "forced-colors", "inverted-colors":
		return c.none()
	case "scripting":
		return c.ident("enabled")
	case "update":
		return c.ident("fast")
	}
	return unknown
}

func (c *MediaCondition) none() truth {
	if len(c.Tests) == 0 {
		return no
	}
	return c.ident("none")
}

func (c *MediaCondition) ident(is string) truth {
	for _, t := range c.Tests {
		if t.Op != '=' || t.Ident != is {
			return no
		}
	}
	return yes
}

// takesUnit: sizes need a unit unless they are 0, resolutions always, and the rest
// has none.
func takesUnit(feature string, t *MediaTest) bool {
	switch feature {
	case "width", "height", "device-width", "device-height":
		return t.Den == 1 && (t.Unit != "" && !isResolution(t.Unit) || t.Unit == "" && t.Num == 0)
	case "resolution":
		return t.Den == 1 && isResolution(t.Unit)
	}
	return t.Unit == ""
}

func isResolution(unit string) bool {
	return unit == "dppx" || unit == "x" || unit == "dpi" || unit == "dpcm"
}

func (c *MediaCondition) number(e MediaEnv, have float64) truth {
	if len(c.Tests) == 0 {
		return truthOf(have != 0)
	}
	em := e.FontSize
	if em == 0 {
		em = 16
	}
	for _, t := range c.Tests {
		if t.Ident != "" || t.Den == 0 {
			return unknown
		}
		v := t.Num / t.Den
		if !takesUnit(c.Name, &t) {
			return unknown
		}
		switch t.Unit {
		case "", "px", "dppx", "x":
		case "rpx":
			v *= cmp.Or(e.ViewWidth, e.Width) / 750
		case "em", "rem":
			v *= em
		case "dpi":
			v /= 96
		case "dpcm":
			v *= 2.54 / 96
		case "in":
			v *= 96
		case "cm":
			v *= 96 / 2.54
		case "mm":
			v *= 96 / 25.4
		case "pt":
			v *= 96.0 / 72
		case "pc":
			v *= 16
		case "vw":
			v *= cmp.Or(e.ViewWidth, e.Width) / 100
		case "vh":
			v *= cmp.Or(e.ViewHeight, e.Height) / 100
		default:
			return unknown
		}
		const eps = 1e-6
		var ok bool
		switch t.Op {
		case '=':
			ok = have > v-eps && have < v+eps
		case '<':
			ok = have < v-eps
		case '>':
			ok = have > v+eps
		case 'l':
			ok = have <= v+eps
		case 'g':
			ok = have >= v-eps
		}
		if !ok {
			return no
		}
	}
	return yes
}

// ParseMedia parses a media query list.
func ParseMedia(src string) *MediaList {
	src = strings.TrimSpace(preprocess(src))
	m := &MediaList{Text: src}
	c := condParser{toks: Tokenize(src)}
	c.spaces()
	if c.i >= len(c.toks) {
		return m
	}
	for {
		q := c.query()
		if k := c.peek().Kind; q.Bad || k != Comma && k != EOF {
			q = MediaQuery{Bad: true, Not: false}
			c.skipToComma()
		}
		m.Queries = append(m.Queries, q)
		if c.peek().Kind != Comma {
			return m
		}
		c.i++
	}
}

// condParser parses the conditions of @media and @supports.
type condParser struct {
	src   string
	toks  []Token
	i     int
	depth int
}

func (c *condParser) peek() Token {
	if c.i < len(c.toks) {
		return c.toks[c.i]
	}
	return Token{}
}

func (c *condParser) spaces() {
	for c.i < len(c.toks) && c.toks[c.i].Kind == Space {
		c.i++
	}
}

func (c *condParser) skipToComma() {
	for c.i < len(c.toks) && c.toks[c.i].Kind != Comma {
		switch c.toks[c.i].Kind {
		case Function, OpenParen, OpenSquare, OpenCurly:
			c.skipBlock()
		default:
			c.i++
		}
	}
}

// skipBlock passes over a bracket with all inside; the result spans the inside.
func (c *condParser) skipBlock() (from, to int) {
	from = c.i + 1
	depth := 0
	for c.i < len(c.toks) {
		switch c.toks[c.i].Kind {
		case Function, OpenParen, OpenSquare, OpenCurly:
			depth++
		case CloseParen, CloseSquare, CloseCurly:
			depth--
		}
		c.i++
		if depth == 0 {
			return from, c.i - 1
		}
	}
	return from, c.i
}

func (c *condParser) query() MediaQuery {
	var q MediaQuery
	c.spaces()
	t := c.peek()
	if t.Kind == Ident {
		if t.Is("not") || t.Is("only") {
			// "not (feature)" is a condition, "not screen" a query.
			save := c.i
			c.i++
			c.spaces()
			if k := c.peek().Kind; k == OpenParen || k == Function {
				c.i = save
				q.Cond = c.condition(true)
				q.Bad = q.Cond == nil
				return q
			}
			q.Not = t.Is("not")
			t = c.peek()
		}
		if t.Kind != Ident {
			return MediaQuery{Bad: true}
		}
		q.Type = Lower(t.Text)
		switch q.Type {
		case "not", "only", "and", "or", "layer":
			return MediaQuery{Bad: true}
		}
		c.i++
		c.spaces()
		if t := c.peek(); !t.Is("and") {
			return q
		}
		c.i++
		c.spaces()
		q.Cond = c.condition(false)
		q.Bad = q.Cond == nil
		return q
	}
	q.Cond = c.condition(true)
	q.Bad = q.Cond == nil
	return q
}

func (c *condParser) condition(or bool) *MediaCondition {
	return joined(c, or, c.inParens, func(op string, kids []*MediaCondition) *MediaCondition {
		return &MediaCondition{Op: op, Kids: kids}
	})
}

// joined parses not X | X [and X]* | X [or X]*, the last only if or is set, with
// term for an X (nil: faulty) and node for what several make. Both @media and
// @supports are built so (Conditional Rules 3, Media Queries 4 §3).
func joined[T any](c *condParser, or bool, term func() *T, node func(op string, kids []*T) *T) *T {
	if c.depth >= MaxCondition {
		return nil
	}
	c.depth++
	defer func() { c.depth-- }()
	c.spaces()
	if t := c.peek(); t.Is("not") {
		c.i++
		k := term()
		if k == nil {
			return nil
		}
		return node("not", []*T{k})
	}
	first := term()
	if first == nil {
		return nil
	}
	op, kids := "", []*T{first}
	for {
		c.spaces()
		this := ""
		switch t := c.peek(); {
		case t.Is("and"):
			this = "and"
		case t.Is("or") && or:
			this = "or"
		case op == "":
			return first
		default:
			return node(op, kids)
		}
		if op != "" && this != op {
			return nil
		}
		op = this
		c.i++
		k := term()
		if k == nil {
			return nil
		}
		kids = append(kids, k)
	}
}

func (c *condParser) inParens() *MediaCondition {
	c.spaces()
	switch t := c.peek(); t.Kind {
	case Function:
		c.skipBlock()
		return &MediaCondition{Op: "unknown"}
	case OpenParen:
	default:
		return nil
	}
	from, to := c.skipBlock()
	inner := condParser{toks: c.toks[from:to], depth: c.depth}
	inner.spaces()
	if t := inner.peek(); t.Kind == OpenParen || t.Kind == Function || t.Is("not") {
		save := inner.i
		if n := inner.condition(true); n != nil {
			inner.spaces()
			if inner.i == len(inner.toks) {
				return n
			}
		}
		inner.i = save
	}
	if f := inner.featureTest(); f != nil {
		return f
	}
	return &MediaCondition{Op: "unknown"}
}

func (c *condParser) value() (MediaTest, bool) {
	c.spaces()
	t := c.peek()
	m := MediaTest{Den: 1}
	switch t.Kind {
	case Number, Dimension:
		m.Num, m.Unit = t.Num, Lower(t.Text)
		c.i++
		c.spaces()
		if d := c.peek(); d.IsDelim('/') && t.Kind == Number {
			c.i++
			c.spaces()
			n := c.peek()
			if n.Kind != Number {
				return m, false
			}
			m.Den = n.Num
			c.i++
		}
	case Ident:
		m.Ident = Lower(t.Text)
		c.i++
	default:
		return m, false
	}
	c.spaces()
	return m, true
}

func (c *condParser) compare() byte {
	t := c.peek()
	if t.Kind != Delim {
		return 0
	}
	op := t.Text[0]
	if op != '<' && op != '>' && op != '=' {
		return 0
	}
	c.i++
	if n := c.peek(); op != '=' && n.IsDelim('=') {
		c.i++
		if op == '<' {
			return 'l'
		}
		return 'g'
	}
	return op
}

func flip(op byte) byte {
	switch op {
	case '<':
		return '>'
	case '>':
		return '<'
	case 'l':
		return 'g'
	case 'g':
		return 'l'
	}
	return op
}

func (c *condParser) featureTest() *MediaCondition {
	f := &MediaCondition{Op: "feature"}
	c.spaces()
	first, ok := c.value()
	if !ok {
		return nil
	}
	if c.i == len(c.toks) {
		if first.Ident == "" {
			return nil
		}
		f.Name = first.Ident
		return f
	}
	if c.peek().Kind == Colon && first.Ident != "" {
		c.i++
		v, ok := c.value()
		if !ok || c.i != len(c.toks) {
			return nil
		}
		v.Op = '='
		name := first.Ident
		prefix := ""
		if strings.HasPrefix(name, "-webkit-m") {
			prefix, name = "-webkit-", name[8:]
		}
		switch {
		case strings.HasPrefix(name, "min-"):
			v.Op, name = 'g', name[4:]
		case strings.HasPrefix(name, "max-"):
			v.Op, name = 'l', name[4:]
		}
		f.Name = prefix + name
		f.Tests = []MediaTest{v}
		return f
	}
	op := c.compare()
	second, ok := c.value()
	if op == 0 || !ok {
		return nil
	}
	if first.Ident != "" { // name op value
		f.Name = first.Ident
		second.Op = op
		f.Tests = []MediaTest{second}
		if c.i != len(c.toks) {
			return nil
		}
		return f
	}
	if second.Ident == "" {
		return nil
	}
	f.Name = second.Ident
	first.Op = flip(op)
	f.Tests = []MediaTest{first}
	if c.i == len(c.toks) {
		return f
	}
	op = c.compare()
	third, ok := c.value()
	if op == 0 || !ok || c.i != len(c.toks) || first.Op == '=' || op == '=' || (op == '<' || op == 'l') == (first.Op == '<' || first.Op == 'l') {
		return nil // both ends must look the same way
	}
	third.Op = op
	f.Tests = append(f.Tests, third)
	return f
}
