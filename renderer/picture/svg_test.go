package picture

import (
	"bytes"
	"image/png"
	"os"
	"strings"
	"testing"
)

// Proves that shapes, strokes, dashes, gradients, use, fill rules, rules of
// style and group opacity look as in a browser. Oracle: chromium 156, the same
// file as an image of 600×600 on white (testdata/svg/shapes-chromium.png).
func TestSVGAgainstChromium(t *testing.T) {
	data, err := os.ReadFile("testdata/svg/shapes.svg")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/svg/shapes-chromium.png")
	if err != nil {
		t.Fatal(err)
	}
	ref, err := png.Decode(bytes.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	s, err := ParseSVG(data)
	if err != nil {
		t.Fatal(err)
	}
	if s.W != 200 || s.H != 200 || len(s.Unsupported) > 0 {
		t.Errorf("%d×%d, unsupported %v", s.W, s.H, s.Unsupported)
	}
	m, err := s.Raster(600, 600)
	if err != nil {
		t.Fatal(err)
	}
	r := toRGBA(ref)
	sum, far := 0, 0
	for i := 0; i < len(m.Pix); i += 4 {
		worst := 0
		for k := range 3 {
			d := int(m.Pix[i+k]) + 255 - int(m.Pix[i+3]) - int(r.Pix[i+k])
			d = max(d, -d)
			sum += d
			worst = max(worst, d)
		}
		if worst > 48 {
			far++
		}
	}
	n := len(m.Pix) / 4
	t.Logf("mean difference %.3f, %.4f %% of pixels differ by more than 48", float64(sum)/float64(3*n), 100*float64(far)/float64(n))
	if sum > n*3/4 || far > n/500 {
		t.Error("too far from Chromium")
	}
	if again, _ := s.Raster(600, 600); again != m {
		t.Error("not cached")
	}
}

// Proves intrinsic sizes. Oracle: documentation (SVG 2, sizing in CSS).
func TestSVGSize(t *testing.T) {
	for _, c := range []struct {
		in   string
		w, h int
	}{
		{`<svg width="24" height="12"/>`, 24, 12},
		{`<svg width="24px" height="1in"/>`, 24, 96},
		{`<svg viewBox="0 0 1024 512"/>`, 1024, 512},
		{`<svg viewBox="0 0 1024 512" width="100"/>`, 100, 50},
		{`<svg viewBox="0 0 10 20" width="100%" height="100%"/>`, 10, 20},
		{`<svg/>`, 300, 150},
		{"\xef\xbb\xbf<?xml version=\"1.0\"?><!-- x --><!DOCTYPE svg><svg width='7' height='8'></svg>", 7, 8},
	} {
		p, err := Decode([]byte(c.in), Options{})
		if err != nil || p.W != c.w || p.H != c.h {
			t.Errorf("%s: %+v %v", c.in, p, err)
		}
	}
}

// Proves that hostile or unsupported documents end in errors or notes. Oracle: hand.
func TestSVGLimits(t *testing.T) {
	for _, c := range []string{
		strings.Repeat("<svg>", 100), "<svg" + strings.Repeat("<g/>", 3), "<svg></b>", `<svg><use href="#a"/><g id="a"><use href="#a"/></g></svg>`,
		`<svg><path d="M1e999 0L-1e999 5Z" stroke="red" stroke-dasharray="1e-9"/></svg>`,
		`<svg><g id="a"><path d="M0 0h9v9z"/></g>` + strings.Repeat(`<g><use href="#a"/></g>`, 50) + `</svg>`,
		`<svg><rect width="9" height="9" fill="url(#g)"/><linearGradient id="g" href="#h"/><linearGradient id="h" href="#g"/></svg>`,
		`<svg viewBox="0 0 0 0"><circle r="5"/></svg>`,
	} {
		s, err := ParseSVG([]byte(c))
		if err != nil {
			continue
		}
		if _, err := s.Raster(64, 64); err != nil {
			t.Logf("%.40s: %v", c, err)
		}
	}
	s, err := ParseSVG([]byte(`<svg><text>x</text><filter id="f"/></svg>`))
	if err != nil || strings.Join(s.Unsupported, ",") != "svg <filter>,svg <text>" {
		t.Error(s.Unsupported, err)
	}
	if _, err := s.Raster(1<<20, 1); err == nil {
		t.Error("a huge raster was made")
	}
	// Each level of use repeats the one before ten times.
	var b strings.Builder
	b.WriteString(`<svg><path id="u0" d="M0 0h9v9z"/>`)
	for i := 1; i < 8; i++ {
		b.WriteString(`<g id="u` + string(rune('0'+i)) + `">` + strings.Repeat(`<use href="#u`+string(rune('0'+i-1))+`"/>`, 10) + `</g>`)
	}
	b.WriteString(`</svg>`)
	s, err = ParseSVG([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Raster(16, 16); err == nil || err.Error() != "svg: too complex to draw" {
		t.Error(err)
	}
}

func BenchmarkSVG(b *testing.B) {
	data, err := os.ReadFile("testdata/svg/shapes.svg")
	if err != nil {
		b.Fatal(err)
	}
	s, err := ParseSVG(data)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s.draw(200, 200)
	}
}

// Proves that a declaration that cannot be read leaves the one before in force: the
// ticked box of WeUI was empty. Oracle: CSS Syntax 3 §9, error handling.
func TestSVGUnknownColorFallsBack(t *testing.T) {
	for style, want := range map[string][4]uint8{
		"fill:#07C160;fill:color(display-p3 0.0275 0.7569 0.3765)": {7, 193, 96, 255},
		"fill:none;fill:bogus": {0, 0, 0, 0},
		"fill:bogus":           {255, 0, 0, 255}, // the attribute
	} {
		s, err := ParseSVG([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="red" style="` + style + `"/></svg>`))
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.Raster(4, 4)
		if err != nil {
			t.Fatal(err)
		}
		if got := [4]uint8(m.Pix[:4]); got != want {
			t.Errorf("%s: %v, want %v", style, got, want)
		}
	}
}
