// Proves that no value panics, hangs or takes all memory; oracle: that the test ends.
package paint

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

func TestHostileValues(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	pic := newTestPicture(9, 5, true)
	inf := float32(math.Inf(1))
	nan := float32(math.NaN())
	bad := []float32{0, 1, -1, 0.001, 1e9, -1e9, 1e30, inf, -inf, nan, 100, 33.3}
	any := func() float32 { return bad[r.IntN(len(bad))] }
	units := []geom.Unit{0, 64, -64, 6400, geom.MaxUnit, geom.MinUnit, 1 << 24, -(1 << 24), 12345}
	s := &scene{r: r, pic: pic}
	cache := raster.NewCache(nil, 1<<20)
	rounds := 150
	if testing.Short() {
		rounds = 20
	}
	for n := 0; n < rounds; n++ {
		var kids []*layout.Box
		for i := 0; i < 3; i++ {
			st := s.style()
			for j := range st.Radius {
				st.Radius[j] = style.Corner{X: px(any()), Y: pct(any())}
			}
			for j := range st.BoxShadow {
				st.BoxShadow[j] = style.Shadow{X: any(), Y: any(), Blur: any(), Spread: any(), Color: s.color(), Inset: s.chance(2)}
			}
			for j := range st.Transform {
				for k := range st.Transform[j].N {
					st.Transform[j].N[k] = any()
				}
				st.Transform[j].X = px(any())
			}
			for j := range st.Filter {
				st.Filter[j].Amount = min(any(), 300)
				st.Filter[j].Shadow = style.Shadow{X: any(), Y: any(), Blur: min(any(), 300), Color: s.color()}
			}
			for j := range st.Background {
				l := &st.Background[j]
				l.SizeW, l.SizeH, l.X, l.Y = px(any()), pct(any()), px(any()), px(any())
				if g := l.Image.Gradient; g != nil {
					gg := *g
					gg.Angle, gg.CX, gg.CY = any(), px(any()), pct(any())
					gg.Stops = []style.Stop{{Color: s.color(), Pos: px(any())}, {Hint: true, Pos: pct(any())}, {Color: s.color(), Pos: pct(any())}}
					l.Image.Gradient = &gg
				}
			}
			st.Opacity, st.OutlineWidth, st.OutlineOffset = any(), any(), any()
			b := box(0, 0, 50, 50, st)
			b.Rect = geom.Rect{X: units[r.IntN(len(units))], Y: units[r.IntN(len(units))], W: units[r.IntN(len(units))], H: units[r.IntN(len(units))]}
			b.Border = geom.Insets{Top: units[r.IntN(len(units))], Left: units[r.IntN(len(units))], Right: 64, Bottom: -64}
			kids = append(kids, b)
		}
		root := root(100, 100, kids...)
		o := s.options(nil)
		o.Viewport = geom.Size{W: geom.FromInt(100), H: geom.FromInt(100)}
		l := Build(root, o)
		m := image.NewRGBA(l.Viewport)
		Draw(m, l, l.Viewport, cache)
		Hit(root, geom.Point{X: 640, Y: 640}, o)
		NewPlacer(o).Bounds(kids[0], geom.Rect{W: kids[0].Rect.W, H: kids[0].Rect.H})
	}
	if l := Build(nil, Options{}); len(l.Items) != 0 {
		t.Error("an empty page has items")
	}
}

func FuzzClipPath(f *testing.F) {
	for _, s := range []string{"circle(50%)", "polygon(0 0,1px 2%,3rpx 4px)", "inset(1px round 2px / 3%)", "ellipse(at left 3px)",
		"path('M0 0 A 5 5 0 1 1 9 9 c1 2 3 4 5 6 z')", "border-box", "circle(closest-side at 10% 20%) padding-box", "path(evenodd, \"M1e3-5.2.3Z\")", "none", "url(#a)", "("} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sh := style.ParseShape(s)
		if sh == nil {
			return
		}
		p := shapeOutline(sh, raster.RRect{X0: 1, Y0: 2, X1: 60, Y1: 70}, geom.Identity, 2)
		p.Coverage(image.Rect(0, 0, 64, 64), nil)
		p.Contains(5, 5)
	})
}
