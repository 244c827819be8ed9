// Proves the pixel arithmetic, coverage and blurs; oracle: hand, from exact
// arithmetic in floats.
package raster

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"diorama/renderer/geom"
)

func TestSpread(t *testing.T) {
	for _, p := range []uint32{0, 0x12345678, 0xffffffff, 0x80808080} {
		if pack(spread(p)) != p {
			t.Errorf("%x does not come back", p)
		}
	}
	for v := uint32(0); v < 256; v++ {
		for a := uint32(0); a < 256; a++ {
			want := uint32(math.Floor(float64(v*a)/255 + 0.5))
			if got := scale(v*0x01010101, a); got != want*0x01010101 {
				t.Fatalf("%d*%d is %x, want %x", v, a, got, want)
			}
			if got := div255(v * a); got != want {
				t.Fatalf("div255(%d*%d) is %d, want %d", v, a, got, want)
			}
		}
	}
}

func TestOverSolidForms(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c := Pack(color.NRGBA{200, 30, 90, 77})
	row := make([]uint32, 300)
	cov := make([]uint8, 300)
	for i := range row {
		row[i] = Pack(color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256))})
		cov[i] = uint8(r.IntN(256))
	}
	a, b := append([]uint32(nil), row...), append([]uint32(nil), row...)
	overSolidCov(a, cov, c)
	var tints [256]uint32
	for k := range tints {
		tints[k] = scale(c, uint32(k))
	}
	overTinted(b, cov, &tints)
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("pixel %d: %x and %x", i, a[i], b[i])
		}
	}
}

func TestPathArea(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := 0; n < 200; n++ {
		p := NewPath(geom.Identity)
		var pts [][2]float64
		for i := 0; i < 3; i++ {
			pts = append(pts, [2]float64{math.Floor(r.Float64()*40*256) / 256, math.Floor(r.Float64()*40*256) / 256})
		}
		p.MoveTo(pts[0][0], pts[0][1])
		p.LineTo(pts[1][0], pts[1][1])
		p.LineTo(pts[2][0], pts[2][1])
		c := p.Coverage(image.Rect(0, 0, 50, 50), nil)
		sum := 0.0
		for _, v := range c.pix {
			sum += float64(v) / 255
		}
		want := math.Abs((pts[1][0]-pts[0][0])*(pts[2][1]-pts[0][1])-(pts[2][0]-pts[0][0])*(pts[1][1]-pts[0][1])) / 2
		if math.Abs(sum-want) > 0.02*want+1 {
			t.Errorf("area %v, want %v", sum, want)
		}
		// A part of it is the same.
		q := p.Coverage(image.Rect(11, 7, 29, 33), nil)
		for y := q.rect.Min.Y; y < q.rect.Max.Y; y++ {
			for x := q.rect.Min.X; x < q.rect.Max.X; x++ {
				if q.pix[(y-q.rect.Min.Y)*q.rect.Dx()+x-q.rect.Min.X] != c.pix[(y-c.rect.Min.Y)*c.rect.Dx()+x-c.rect.Min.X] {
					t.Fatalf("(%d,%d) differs in a part", x, y)
				}
			}
		}
	}
}

func TestPixelRRectIsItsPath(t *testing.T) {
	c := NewCache(nil, 0)
	rr := RRect{3, 4, 63, 44, [4]Corner{{10, 10}, {5.5, 12}, {20, 20}, {0, 0}}}
	a := NewSurface(image.Rect(0, 0, 70, 50))
	b := NewSurface(image.Rect(0, 0, 70, 50))
	c.NewCanvas(a, a.Rect).FillColor(c.Transformed(rr, geom.Identity), color.NRGBA{A: 255})
	p := NewPath(geom.Identity)
	p.RRect(rr, false)
	c.NewCanvas(b, b.Rect).FillColor(c.NewShape(p), color.NRGBA{A: 255})
	for i := range a.Pix {
		if d := int(a.Pix[i]>>24) - int(b.Pix[i]>>24); d > 3 || d < -3 {
			t.Fatalf("pixel (%d,%d): %d and %d", i%70, i/70, a.Pix[i]>>24, b.Pix[i]>>24)
		}
	}
}

func TestBlurredMatchesGaussian(t *testing.T) {
	c := NewCache(nil, 0)
	for _, sigma := range []float64{1, 3, 6, 12} {
		s := NewSurface(image.Rect(0, 0, 200, 200))
		c.NewCanvas(s, s.Rect).FillColor(c.Blurred(RRect{X0: 60, Y0: 60, X1: 140, Y1: 140}, sigma), color.NRGBA{A: 255})
		worst := 0.0
		edge := func(x float64) float64 {
			return (math.Erf((x-60)/(sigma*math.Sqrt2)) - math.Erf((x-140)/(sigma*math.Sqrt2))) / 2
		}
		for x := 0; x < 200; x++ {
			want := 255 * edge(float64(x)+0.5) * edge(100.5)
			worst = max(worst, math.Abs(want-float64(s.At(x, 100)>>24)))
		}
		if worst > 6 { // three boxes are within 3 % of a Gaussian
			t.Errorf("sigma %v: off by %.1f of 255", sigma, worst)
		}
	}
}

// A nine-slice mask is the same as one made whole.
func TestBlurNineSlice(t *testing.T) {
	c := NewCache(nil, 0)
	r := RRect{20, 20, 280, 180, [4]Corner{{16, 16}, {4, 4}, {16, 16}, {30, 10}}}
	s, ok := c.blurred(r, 6)
	if !ok || s.m.w >= s.at.Dx() {
		t.Fatal("not sliced")
	}
	whole := make([]uint8, 300*200)
	p := NewPath(geom.Identity)
	p.RRect(r, false)
	cov := p.Coverage(image.Rect(0, 0, 300, 200), nil)
	for y := cov.rect.Min.Y; y < cov.rect.Max.Y; y++ {
		copy(whole[y*300+cov.rect.Min.X:], cov.pix[(y-cov.rect.Min.Y)*cov.rect.Dx():][:cov.rect.Dx()])
	}
	blurCoverage(whole, 300, 200, 6)
	row := make([]uint8, 300)
	for y := 5; y < 195; y++ {
		s.values(y, 0, 300, row)
		if !bytes.Equal(row[s.at.Min.X:s.at.Max.X], whole[y*300+s.at.Min.X:y*300+s.at.Max.X]) {
			t.Fatalf("row %d differs", y)
		}
	}
}

func TestScaleKeepsMeanAndSize(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	c := NewCache(nil, 0)
	for _, d := range []image.Point{{7, 9}, {80, 61}, {1, 1}, {40, 30}} {
		p := c.Scaled(m, 0, d.X, d.Y, false)
		if w, h := p.Size(); w != d.X || h != d.Y {
			t.Errorf("size %d×%d, want %v", w, h, d)
		}
		for y := 0; y < d.Y; y++ {
			for x := 0; x < d.X; x++ {
				if p.s.At(p.s.Rect.Min.X+x, p.s.Rect.Min.Y+y) != 0xffffffff {
					t.Fatalf("white became %x at %v", p.s.At(x, y), d)
				}
			}
		}
		if !p.isOpaque {
			t.Error("white is opaque")
		}
	}
}

func TestCacheLimit(t *testing.T) {
	c := NewCache(nil, 10000)
	for i := 0; i < 100; i++ {
		c.put(i, i, 500)
		if c.Used() > 10000 {
			t.Fatalf("%d bytes kept", c.Used())
		}
	}
	if _, ok := c.get(99); !ok {
		t.Error("the newest is gone")
	}
	if _, ok := c.get(0); ok {
		t.Error("the oldest is kept")
	}
}

func TestBlendModes(t *testing.T) {
	s, d := Pack(color.NRGBA{200, 100, 50, 255}), Pack(color.NRGBA{100, 200, 250, 255})
	for _, c := range []struct {
		mode    Blend
		r, g, b uint8
	}{
		{Multiply, 78, 78, 49}, {Screen, 222, 222, 251}, {Darken, 100, 100, 50}, {Lighten, 200, 200, 250},
		{Difference, 100, 100, 200}, {Exclusion, 143, 143, 202}, {PlusLighter, 255, 255, 255},
	} {
		got := blendPixel(s, d, c.mode)
		near := func(a, b uint8) bool { return int(a)-int(b) <= 1 && int(b)-int(a) <= 1 }
		if !near(uint8(got), c.r) || !near(uint8(got>>8), c.g) || !near(uint8(got>>16), c.b) {
			t.Errorf("mode %d: %d %d %d, want %d %d %d", c.mode, uint8(got), uint8(got>>8), uint8(got>>16), c.r, c.g, c.b)
		}
	}
}

func TestColorFilters(t *testing.T) {
	s := NewSurface(image.Rect(0, 0, 1, 1))
	c := NewCache(nil, 0)
	for _, k := range []struct {
		name    string
		amount  float64
		r, g, b uint8
	}{
		{"grayscale", 1, 54, 54, 54}, {"invert", 1, 0, 255, 255}, {"brightness", 0.5, 128, 0, 0}, {"sepia", 1, 100, 89, 69},
		{"saturate", 0, 54, 54, 54}, {"hue-rotate", 0, 255, 0, 0}, {"contrast", 0, 128, 128, 128},
	} {
		f, ok := ColorFilter(k.name, k.amount)
		if !ok {
			t.Fatal(k.name)
		}
		s.Pix[0] = Pack(color.NRGBA{255, 0, 0, 255})
		c.Apply(s, []Filter{f})
		p := s.Pix[0]
		near := func(a, b uint8) bool { return int(a)-int(b) <= 1 && int(b)-int(a) <= 1 }
		if !near(uint8(p), k.r) || !near(uint8(p>>8), k.g) || !near(uint8(p>>16), k.b) {
			t.Errorf("%s(%v): %d %d %d, want %d %d %d", k.name, k.amount, uint8(p), uint8(p>>8), uint8(p>>16), k.r, k.g, k.b)
		}
	}
}

func TestMove(t *testing.T) {
	for _, d := range []image.Point{{0, 3}, {0, -3}, {2, 0}, {-2, 0}, {1, -2}} {
		s := NewSurface(image.Rect(0, 0, 10, 10))
		for i := range s.Pix {
			s.Pix[i] = uint32(i)
		}
		r := image.Rect(2, 2, 8, 8)
		s.Move(r, d)
		to := r.Add(d).Intersect(r)
		for y := 0; y < 10; y++ {
			for x := 0; x < 10; x++ {
				want := uint32(y*10 + x)
				if image.Pt(x, y).In(to) {
					want = uint32((y-d.Y)*10 + x - d.X)
				}
				if s.At(x, y) != want {
					t.Fatalf("by %v: (%d,%d) is %d, want %d", d, x, y, s.At(x, y), want)
				}
			}
		}
	}
}

func BenchmarkFill(b *testing.B) {
	s := NewSurface(image.Rect(0, 0, 750, 1624))
	c := NewCache(nil, 0)
	v := c.NewCanvas(s, s.Rect)
	full := PixelRect(s.Rect)
	for _, k := range []struct {
		name string
		f    func()
	}{
		{"opaque", func() { v.FillColor(full, color.NRGBA{1, 2, 3, 255}) }},
		{"translucent", func() { v.FillColor(full, color.NRGBA{1, 2, 3, 100}) }},
		{"rrect", func() {
			v.FillColor(c.Transformed(RRect{24, 24, 726, 208, [4]Corner{{16, 16}, {16, 16}, {16, 16}, {16, 16}}}, geom.Identity), color.NRGBA{1, 2, 3, 255})
		}},
		{"blur r=10 full", func() { c.blurSurface(s, 10) }},
	} {
		b.Run(k.name, func(b *testing.B) {
			best := time.Duration(1 << 62)
			for b.Loop() {
				t := time.Now()
				k.f()
				best = min(best, time.Since(t))
			}
			b.ReportMetric(float64(best)/1e6, "min-ms")
		})
	}
}
