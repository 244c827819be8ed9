package picture

import "testing"

// Proves that masks thin out by luminance or alpha and clip paths cut, in user units and
// in those of the box, also inside each other, and that a ring of references ends.
// Oracle: hand, from CSS Masking 1 §6, §7.
func TestSVGMasks(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">`
	for _, c := range []struct {
		name, markup string
		in, out      uint8 // alpha at 5,5 and 15,15
	}{
		{"clip path", `<clipPath id="c"><rect width="10" height="10" fill="none"/></clipPath><rect width="20" height="20" clip-path="url(#c)"/>`, 255, 0},
		{"clip path of the box", `<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".5" height=".5"/></clipPath><g clip-path="url('#c')"><rect width="20" height="20"/></g>`, 255, 0},
		{"clip path of a clip path", `<clipPath id="d"><rect width="10" height="20"/></clipPath><clipPath id="c" clip-path="url(#d)"><rect width="20" height="10"/></clipPath><rect width="20" height="20" clip-path="url(#c)"/>`, 255, 0},
		{"mask by luminance", `<mask id="m"><rect width="10" height="10" fill="#fff"/><rect x="10" y="10" width="10" height="10" fill="#000"/></mask><rect width="20" height="20" mask="url(#m)"/>`, 255, 0},
		{"mask by alpha", `<mask id="m" mask-type="alpha"><rect width="10" height="10" fill="#000"/></mask><rect width="20" height="20" mask="url(#m)"/>`, 255, 0},
		{"half a mask", `<mask id="m"><rect width="10" height="10" fill="#fff" fill-opacity=".5"/></mask><rect width="20" height="20" mask="url(#m)"/>`, 128, 0},
		{"the region of a mask", `<mask id="m" x="0" y="0" width=".5" height=".5"><rect width="20" height="20" fill="#fff"/></mask><rect width="20" height="20" mask="url(#m)"/>`, 255, 0},
		{"no such mask", `<rect width="10" height="10" mask="url(#x)"/>`, 255, 0},
		{"a ring of clip paths", `<clipPath id="c" clip-path="url(#c)"><rect width="10" height="10" clip-path="url(#c)"/></clipPath><rect width="10" height="10"/><rect x="12" width="2" height="2" clip-path="url(#c)"/>`, 255, 0},
	} {
		s, err := ParseSVG([]byte(head + c.markup + `</svg>`))
		if err != nil {
			t.Fatal(c.name, err)
		}
		m, err := s.Raster(20, 20)
		if err != nil {
			t.Fatal(c.name, err)
		}
		if in, out := m.RGBAAt(5, 5).A, m.RGBAAt(15, 15).A; max(in, c.in)-min(in, c.in) > 1 || out != c.out || len(s.Unsupported) > 0 {
			t.Errorf("%s: alpha %d and %d, want %d and %d; unsupported %v", c.name, in, out, c.in, c.out, s.Unsupported)
		}
	}
}
