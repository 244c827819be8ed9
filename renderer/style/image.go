package style

import (
	"strings"

	"diorama/renderer/wxss"
)

// simage is an image as specified; empty is none.
type simage struct {
	url  string
	base string
	grad *sgradient
	set  []imageChoice // image-set()
}

// imageChoice is one image of an image-set(): res device px per CSS px.
type imageChoice struct {
	im  simage
	res float64
}

type sstop struct {
	color scolor
	pos   slen // uAuto: not given
	hint  bool
}

type sgradient struct {
	Gradient
	stops          []sstop
	rx, ry, cx, cy slen
}

// image takes none, url() or a gradient.
func (p *vparser) image() (simage, bool) {
	p.ws()
	if p.word("none") {
		return simage{}, true
	}
	if u, ok := p.url(); ok {
		return simage{url: u, base: p.base}, true
	}
	t := p.tok()
	if t.Kind != wxss.Function {
		return simage{}, false
	}
	name := wxss.Lower(t.Text)
	p.i++
	switch name {
	case "image-set", "-webkit-image-set":
		if p.nested >= MaxCalcDepth {
			return simage{}, false
		}
		p.nested++
		set, ok := list(p, p.imageChoice)
		p.nested--
		return simage{set: set}, ok && p.close()
	case "-webkit-gradient":
		return p.pointGradient()
	}
	legacy := strings.HasPrefix(name, "-webkit-")
	name = strings.TrimPrefix(name, "-webkit-")
	g := &sgradient{cx: slen{u: uPct, v: 50}, cy: slen{u: uPct, v: 50}, rx: slen{u: uPx}, ry: slen{u: uPx}}
	if strings.HasPrefix(name, "repeating-") {
		g.Repeating = true
		name = name[len("repeating-"):]
	}
	ok := false
	switch {
	case name == "linear-gradient":
		g.Kind = Linear
		ok = p.linearHead(g, legacy)
	case name == "radial-gradient":
		g.Kind = Radial
		if legacy {
			ok = p.legacyRadialHead(g)
		} else {
			ok = p.radialHead(g)
		}
	case name == "conic-gradient" && !legacy:
		g.Kind = Conic
		ok = p.conicHead(g)
	}
	if !ok {
		return simage{}, false
	}
	g.stops, ok = p.stops(g.Kind == Conic)
	return simage{grad: g}, ok && p.close()
}

// imageChoice reads one option of image-set(): CSS Images 4 §2.4.
func (p *vparser) imageChoice() (imageChoice, bool) {
	c := imageChoice{res: 1}
	s, ok := p.str()
	if ok {
		c.im = simage{url: s, base: p.base}
	} else if c.im, ok = p.image(); !ok || c.im.empty() {
		return c, false
	}
	for range 2 {
		p.ws()
		if p.function("type") {
			if _, ok := p.str(); !ok || !p.close() {
				return c, false
			}
			continue
		}
		if t := p.tok(); t.Kind == wxss.Dimension {
			per := map[string]float64{"x": 1, "dppx": 1, "dpi": 1.0 / 96, "dpcm": 2.54 / 96}[wxss.Lower(t.Text)]
			if per == 0 || t.Num < 0 {
				return c, false
			}
			c.res = t.Num * per
			p.i++
		}
	}
	return c, true
}

func (s *simage) empty() bool { return s.url == "" && s.grad == nil && s.set == nil }

// corner bits of ToCorner
const (
	toTop = 1 << iota
	toRight
	toBottom
	toLeft
)

func (p *vparser) sides() uint8 {
	var k uint8
	for i := 0; i < 2; i++ {
		switch {
		case k&(toTop|toBottom) == 0 && p.word("top"):
			k |= toTop
		case k&(toTop|toBottom) == 0 && p.word("bottom"):
			k |= toBottom
		case k&(toLeft|toRight) == 0 && p.word("left"):
			k |= toLeft
		case k&(toLeft|toRight) == 0 && p.word("right"):
			k |= toRight
		}
	}
	return k
}

// linearHead reads the direction. Prefixed forms name the side it comes from, and
// count angles from the right, counter-clockwise.
func (p *vparser) linearHead(g *sgradient, legacy bool) bool {
	g.Angle = 180
	if legacy {
		if k := p.sides(); k != 0 {
			g.ToCorner = (k<<2 | k>>2) & 15
			g.Angle = cornerAngle(g.ToCorner)
			return p.comma()
		}
		if v, ok := p.angle(true); ok {
			g.Angle = float32(90 - v)
			return p.comma()
		}
		return true
	}
	if p.word("to") {
		g.ToCorner = p.sides()
		g.Angle = cornerAngle(g.ToCorner)
		return g.ToCorner != 0 && p.comma()
	}
	if v, ok := p.angle(true); ok {
		g.Angle = float32(v)
		return p.comma()
	}
	return true
}

// cornerAngle gives the angle for the sides; for corners that of a square box.
func cornerAngle(k uint8) float32 {
	switch k {
	case toTop:
		return 0
	case toTop | toRight:
		return 45
	case toRight:
		return 90
	case toRight | toBottom:
		return 135
	case toBottom | toLeft:
		return 225
	case toLeft:
		return 270
	case toLeft | toTop:
		return 315
	}
	return 180
}

var extentWords = map[string]Keyword{
	"farthest-corner": 0, "closest-side": 1, "closest-corner": 2, "farthest-side": 3,
}

var legacyExtentWords = with(extentWords, map[string]Keyword{"cover": 0, "contain": 1})

func (p *vparser) radialHead(g *sgradient) bool {
	any, shape, size, two := false, false, false, false
	for {
		p.ws()
		switch {
		case !shape && p.word("circle"):
			g.Circle, shape, any = true, true, true
			continue
		case !shape && p.word("ellipse"):
			shape, any = true, true
			continue
		}
		if !size {
			if k, ok := p.keyword(extentWords); ok {
				g.Extent, size, any = k, true, true
				continue
			}
			if x, ok := p.length(fPct); ok {
				g.rx, g.ry, g.Extent = x, x, 4
				if y, ok := p.length(fPct); ok {
					g.ry, two = y, true
				}
				size, any = true, true
				continue
			}
		}
		break
	}
	if size && g.Extent == 4 { // one length makes a circle, two an ellipse
		if shape && g.Circle == two || !two && g.rx.hasPercent() {
			return false
		}
		g.Circle = !two
	}
	if p.word("at") {
		xy, ok := p.position()
		if !ok {
			return false
		}
		g.cx, g.cy, any = xy[0], xy[1], true
	}
	return !any || p.comma()
}

// hasPercent reports a percentage in a length as specified.
func (l slen) hasPercent() bool {
	return l.u == uPct || l.u == uCalc && l.c.hasPercent()
}

func (c *calc) hasPercent() bool {
	if c.lin[uPct] != 0 {
		return true
	}
	for _, t := range c.terms {
		if t.c.hasPercent() {
			return true
		}
	}
	for _, a := range c.args {
		if a.hasPercent() {
			return true
		}
	}
	return false
}

// legacyRadialHead: -webkit-radial-gradient([position,] [shape size,] stops).
func (p *vparser) legacyRadialHead(g *sgradient) bool {
	save := p.i
	if xy, ok := p.position(); ok {
		g.cx, g.cy = xy[0], xy[1]
		if !p.comma() {
			return false
		}
	} else {
		p.i = save
	}
	any := false
	for range 2 {
		if p.word("circle") {
			g.Circle, any = true, true
		} else if p.word("ellipse") {
			any = true
		} else if k, ok := p.keyword(legacyExtentWords); ok {
			g.Extent, any = k, true
		}
	}
	if !any {
		if x, ok := p.length(fPct); ok {
			y, ok := p.length(fPct)
			if !ok {
				y = x
			}
			g.rx, g.ry, g.Extent, any = x, y, 4, true
		}
	}
	return !any || p.comma()
}

func (p *vparser) conicHead(g *sgradient) bool {
	any := false
	if p.word("from") {
		v, ok := p.angle(true)
		if !ok {
			return false
		}
		g.Angle, any = float32(v), true
	}
	if p.word("at") {
		xy, ok := p.position()
		if !ok {
			return false
		}
		g.cx, g.cy, any = xy[0], xy[1], true
	}
	return !any || p.comma()
}

// stopPos reads a place; angles become percentages of the turn.
func (p *vparser) stopPos(conic bool) (slen, bool) {
	if conic {
		if v, ok := p.angle(true); ok {
			return slen{u: uPct, v: float32(v / 3.6)}, true
		}
		v, ok := p.flat(typePercent, uPct)
		if t := p.tok(); !ok && t.Kind == wxss.Percentage {
			p.i++
			v, ok = t.Num, true
		}
		return slen{u: uPct, v: float32(v)}, ok
	}
	return p.length(fPct | fNeg)
}

func (p *vparser) stops(conic bool) ([]sstop, bool) {
	var out []sstop
	colors := 0
	for {
		c, ok := p.color()
		if !ok {
			l, ok := p.stopPos(conic)
			if !ok || len(out) == 0 || out[len(out)-1].hint {
				return nil, false
			}
			out = append(out, sstop{pos: l, hint: true})
		} else {
			s := sstop{color: c, pos: slen{u: uAuto}}
			l, ok := p.stopPos(conic)
			if !ok { // the place may stand before the colour in old sheets only
				out = append(out, s)
			} else {
				s.pos = l
				out = append(out, s)
				if l, ok = p.stopPos(conic); ok {
					s.pos = l
					out = append(out, s)
				}
			}
			colors++
		}
		if !p.comma() {
			return out, colors >= 1 && !out[len(out)-1].hint
		}
		if len(out) >= MaxListItems {
			return nil, false
		}
	}
}

func (a *applier) image(s *simage) Image {
	if s.set != nil {
		// The least that is sharp enough, else the sharpest.
		best := &s.set[0]
		for i := range s.set {
			c := &s.set[i]
			if enough := best.res >= a.m.px; enough && c.res >= a.m.px && c.res < best.res || !enough && c.res > best.res {
				best = c
			}
		}
		return a.image(&best.im)
	}
	if s.grad == nil {
		return Image{URL: s.url, Base: s.base}
	}
	g := s.grad.Gradient
	sg := s.grad
	g.RX, g.RY, g.CX, g.CY = a.m.length(sg.rx), a.m.length(sg.ry), a.m.length(sg.cx), a.m.length(sg.cy)
	g.Stops = make([]Stop, len(sg.stops))
	for i, st := range sg.stops {
		g.Stops[i] = Stop{Color: st.color.resolve(a.c.Color), Pos: a.m.length(st.pos), Hint: st.hint}
	}
	if len(g.Stops) == 1 { // one colour all over
		g.Stops = append(g.Stops, g.Stops[0])
	}
	return Image{Gradient: &g}
}
