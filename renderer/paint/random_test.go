// Proves that drawing a part equals that part of a whole drawing, that a list drawn
// over an older one by Update equals the new one drawn cold, and that neither
// panics; oracle: the whole cold drawing.
package paint

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// scene makes random trees; two calls with one seed make equal ones.
type scene struct {
	r       *rand.Rand
	pic     Picture
	scrolls []*layout.Box
}

type testPicture struct{ m *image.RGBA }

func (p testPicture) Size() (w, h float64, ok bool) {
	return float64(p.m.Rect.Dx()), float64(p.m.Rect.Dy()), true
}

func (p testPicture) Raster(int, int) *image.RGBA { return p.m }

func newTestPicture(w, h int, soft bool) testPicture {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := 0; y < h; y++ {
		for x := 0; x < w; x++ {
			a := uint8(255)
			if soft && (x+y)%7 == 0 {
				a = 100
			}
			c := color.RGBAModel.Convert(color.NRGBA{uint8(x * 7), uint8(y * 5), uint8(x ^ y), a}).(color.RGBA)
			m.SetRGBA(x, y, c)
		}
	}
	return testPicture{m}
}

func (s *scene) color() color.NRGBA {
	a := uint8(255)
	if s.r.IntN(3) == 0 {
		a = uint8(s.r.IntN(256))
	}
	return color.NRGBA{uint8(s.r.IntN(256)), uint8(s.r.IntN(256)), uint8(s.r.IntN(256)), a}
}

func (s *scene) chance(n int) bool { return s.r.IntN(n) == 0 }

func (s *scene) style() *style.Computed {
	c := newStyle()
	if s.chance(2) {
		c.BackgroundColor = s.color()
	}
	if s.chance(3) {
		radius(float32(s.r.IntN(30)))(c)
	}
	if s.chance(4) {
		c.BoxShadow = []style.Shadow{{X: float32(s.r.IntN(9) - 4), Y: float32(s.r.IntN(9) - 4), Blur: float32(s.r.IntN(20)), Spread: float32(s.r.IntN(7) - 3), Color: s.color(), Inset: s.chance(3)}}
	}
	if s.chance(4) {
		border(float32(1+s.r.IntN(8)), style.BorderSolid+style.Keyword(s.r.IntN(8)), s.color(), s.color(), s.color(), s.color())(c)
		if s.chance(2) {
			border(float32(1+s.r.IntN(4)), style.BorderSolid+style.Keyword(s.r.IntN(3)), s.color())(c)
		}
	}
	if s.chance(4) {
		k := style.GradientKind(s.r.IntN(3))
		g := &style.Gradient{Kind: k, Angle: float32(s.r.IntN(360)), Repeating: s.chance(3)}
		g.Stops = []style.Stop{{Color: s.color()}, {Color: s.color()}, {Color: s.color()}}
		if g.Repeating {
			g.Stops[2].Pos = px(float32(5 + s.r.IntN(30)))
		}
		l := style.Layer{Image: style.Image{Gradient: g}}
		if s.chance(2) {
			l.SizeW, l.SizeH = px(float32(3+s.r.IntN(40))), px(float32(3+s.r.IntN(40)))
			l.RepeatX, l.RepeatY = style.Keyword(s.r.IntN(4)), style.Keyword(s.r.IntN(4))
		}
		c.Background = append(c.Background, l)
	}
	if s.chance(5) {
		l := style.Layer{Image: style.Image{URL: "a"}, Cover: s.chance(3), Contain: s.chance(3), X: pct(50), Y: pct(50)}
		l.RepeatX, l.RepeatY = style.Keyword(s.r.IntN(4)), style.Keyword(s.r.IntN(4))
		c.Background = append(c.Background, l)
	}
	if s.chance(4) {
		overflow(style.OverflowHidden)(c)
	}
	if s.chance(6) {
		c.Opacity = float32(s.r.IntN(11)) / 10
	}
	if s.chance(4) {
		position(style.PositionRelative, s.r.IntN(5)-2, s.chance(2))(c)
	}
	if s.chance(7) {
		names := []string{"rotate", "scale", "translate", "skew", "rotateY", "perspective"}
		o := style.TransformOp{Name: names[s.r.IntN(len(names))]}
		switch o.Name {
		case "scale":
			o.N = [16]float32{0.3 + s.r.Float32(), 0.3 + s.r.Float32()}
			if s.chance(2) {
				o.N[1] = o.N[0]
			}
		case "translate":
			o.X, o.Y = px(s.r.Float32()*20-10), px(float32(s.r.IntN(20)-10))
		default:
			o.N[0] = float32(s.r.IntN(90) - 45)
		}
		c.Transform = []style.TransformOp{o}
		if o.Name == "perspective" {
			c.Transform = []style.TransformOp{{Name: "perspective", X: px(120)}, {Name: "rotateY", N: [16]float32{float32(s.r.IntN(100) - 50)}}}
		}
	}
	if s.chance(10) {
		names := []string{"blur", "brightness", "grayscale", "hue-rotate", "drop-shadow", "invert"}
		f := style.FilterOp{Name: names[s.r.IntN(len(names))], Amount: s.r.Float32() * 3, Shadow: style.Shadow{X: 3, Y: 2, Blur: 5, Color: s.color()}}
		c.Filter = []style.FilterOp{f}
	}
	if s.chance(14) {
		c.BackdropFilter = []style.FilterOp{{Name: "blur", Amount: 1 + s.r.Float32()*5}}
	}
	if s.chance(14) {
		c.MixBlend = []string{"multiply", "screen", "difference", "hue"}[s.r.IntN(4)]
	}
	if s.chance(12) {
		c.ClipPath = style.ParseShape([]string{"circle(40%)", "polygon(0 0, 100% 0, 50% 100%)", "inset(3px 10% round 8px)", "ellipse(50% 30% at 40% 60%)"}[s.r.IntN(4)])
	}
	if s.chance(14) {
		g := &style.Gradient{Angle: 90, Stops: []style.Stop{{Color: color.NRGBA{A: 255}}, {}}}
		c.Mask = []style.Layer{{Image: style.Image{Gradient: g}}}
	}
	if s.chance(12) {
		c.OutlineWidth, c.OutlineStyle, c.OutlineColor = 3, style.BorderSolid, s.color()
	}
	return c
}

func (s *scene) box(depth int) *layout.Box {
	st := s.style()
	var kids []*layout.Box
	if depth > 0 {
		for i := s.r.IntN(4); i > 0; i-- {
			kids = append(kids, s.box(depth-1))
		}
	}
	b := box(float64(s.r.IntN(64*120))/64-20, float64(s.r.IntN(64*120))/64-20, float64(10+s.r.IntN(120)), float64(10+s.r.IntN(120)), st, kids...)
	if st.OverflowX == style.OverflowHidden {
		s.scrolls = append(s.scrolls, b)
	}
	return b
}

func makeScene(seed uint64, pic Picture) (*layout.Box, *scene) {
	s := &scene{r: rand.New(rand.NewPCG(seed, 7)), pic: pic}
	var kids []*layout.Box
	for i := 0; i < 6; i++ {
		kids = append(kids, s.box(3))
	}
	return root(200, 400, kids...), s
}

func (s *scene) options(offset map[*layout.Box]int) Options {
	o := options(200, 200)
	o.Picture = func(style.Image) Picture { return s.pic }
	o.Scroll = func(b *layout.Box) geom.Point { return geom.Point{Y: geom.FromInt(offset[b])} }
	return o
}

func differ(a, b *image.RGBA, r image.Rectangle) string {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				return fmt.Sprintf("(%d,%d): %v and %v", x, y, a.RGBAAt(x, y), b.RGBAAt(x, y))
			}
		}
	}
	return ""
}

// seeds is how many random scenes a test draws; the race detector needs one of each kind.
func seeds() uint64 {
	if testing.Short() {
		return 4
	}
	return 30
}

func TestPartEqualsWhole(t *testing.T) {
	pic := newTestPicture(37, 23, true)
	warm := raster.NewCache(nil, 0)
	for seed := uint64(0); seed < seeds(); seed++ {
		r, s := makeScene(seed, pic)
		l := Build(r, s.options(nil))
		whole := image.NewRGBA(l.Viewport)
		Draw(whole, l, l.Viewport, raster.NewCache(nil, 0))
		for i := 0; i < 6; i++ {
			x, y := s.r.IntN(180), s.r.IntN(180)
			clip := image.Rect(x, y, x+1+s.r.IntN(100), y+1+s.r.IntN(100)).Intersect(l.Viewport)
			part := image.NewRGBA(l.Viewport)
			for k := range part.Pix {
				part.Pix[k] = byte(s.r.IntN(256))
			}
			Draw(part, l, clip, warm)
			if d := differ(whole, part, clip); d != "" {
				save(t, whole, fmt.Sprintf("whole%d", seed))
				save(t, part, fmt.Sprintf("part%d", seed))
				t.Fatalf("seed %d, clip %v: %s", seed, clip, d)
			}
		}
		again := image.NewRGBA(l.Viewport)
		Draw(again, Build(r, s.options(nil)), l.Viewport, warm)
		if !bytes.Equal(again.Pix, whole.Pix) {
			t.Fatalf("seed %d: a second build and a warm cache give other pixels", seed)
		}
		if seed < 12 {
			save(t, whole, fmt.Sprintf("random%02d", seed))
		}
	}
}

// change alters something of a scene as an interaction would.
func (s *scene) change(r *layout.Box, offset map[*layout.Box]int) {
	var all []*layout.Box
	var walk func(b *layout.Box)
	walk = func(b *layout.Box) {
		all = append(all, b)
		for _, c := range b.Children {
			walk(c)
		}
	}
	walk(r)
	b := all[s.r.IntN(len(all))]
	switch s.r.IntN(7) {
	case 0, 1:
		offset[r] = max(0, offset[r]+s.r.IntN(61)-30)
	case 2:
		if len(s.scrolls) > 0 {
			offset[s.scrolls[s.r.IntN(len(s.scrolls))]] = s.r.IntN(40)
		}
	case 3:
		c := *b.Style
		c.BackgroundColor = s.color()
		b.Style = &c
	case 4:
		c := *b.Style
		c.Opacity = float32(s.r.IntN(11)) / 10
		b.Style = &c
	case 5:
		b.Rect.X += geom.FromInt(s.r.IntN(21) - 10)
	case 6:
		if n := len(b.Children); n > 1 {
			b.Children[0], b.Children[n-1] = b.Children[n-1], b.Children[0]
		}
	}
}

func TestUpdateEqualsCold(t *testing.T) {
	pic := newTestPicture(37, 23, true)
	warm := raster.NewCache(nil, 0)
	moves := 0
	for seed := uint64(0); seed < seeds(); seed++ {
		r, s := makeScene(seed+1000, pic)
		offset := map[*layout.Box]int{}
		old := Build(r, s.options(offset))
		shown := image.NewRGBA(old.Viewport)
		Update(shown, nil, old, warm)
		for i := 0; i < 8; i++ {
			s.change(r, offset)
			l := Build(r, s.options(offset))
			if _, ok, _ := Plan(old, l); ok {
				moves++
			}
			before := image.NewRGBA(shown.Rect)
			copy(before.Pix, shown.Pix)
			changed := Update(shown, old, l, warm)
			cold := image.NewRGBA(l.Viewport)
			Draw(cold, l, l.Viewport, raster.NewCache(nil, 0))
			if d := differ(cold, shown, l.Viewport); d != "" {
				m, ok, damage := Plan(old, l)
				t.Fatalf("seed %d, change %d: %s; move %v %v, damage %v", seed, i, d, ok, m, damage)
			}
			if len(changed) > maxRects+1 {
				t.Fatalf("%d rectangles", len(changed))
			}
			for y := 0; y < 200; y++ {
				for x := 0; x < 200; x++ {
					if before.RGBAAt(x, y) != cold.RGBAAt(x, y) && !inAny(image.Pt(x, y), changed) {
						t.Fatalf("seed %d: (%d,%d) changed outside of %v", seed, x, y, changed)
					}
				}
			}
			old = l
		}
	}
	if moves < 8 && !testing.Short() {
		t.Errorf("only %d scrolls moved pixels", moves)
	}
}

func inAny(p image.Point, rs []image.Rectangle) bool {
	for _, r := range rs {
		if p.In(r) {
			return true
		}
	}
	return false
}
