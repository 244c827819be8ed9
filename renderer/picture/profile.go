package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
	"sort"
)

// profile tells what the numbers of a picture's pixels mean: the light of each channel and
// what XYZ (D50) one unit of it is.
type profile struct {
	curve [3][256]float32 // 8-bit value → light, 0 to 1
	toXYZ matrix3
}

// matrix3 has rows of three.
type matrix3 [9]float64

// srgbToXYZ is that of the sRGB profile of the ICC.
var srgbToXYZ = matrix3{0.436065674, 0.385147095, 0.143066406, 0.222488403, 0.716873169, 0.060607910, 0.013916016, 0.097076416, 0.714096069}

// profileOf finds the colours of a picture's bytes; nil when they are sRGB, or nothing that
// is understood: profiles with tables instead of a matrix are passed over.
func profileOf(format string, data []byte) *profile {
	var p *profile
	switch format {
	case "png":
		p = profileOfPNG(data)
	case "jpeg":
		p = parseICC(iccOfJPEG(data))
	case "webp":
		p = parseICC(iccOfWebP(data))
	}
	if p == nil || p.isSRGB() {
		return nil
	}
	return p
}

// profileOfPNG looks at iCCP, sRGB, or gAMA with cHRM, which counts for nothing alone
// (oracle chromium).
func profileOfPNG(data []byte) *profile {
	var gamma float64
	var chrm []byte
	for c := range pngChunks(data) {
		switch c.name {
		case "iCCP":
			i := bytes.IndexByte(c.data, 0)
			if i < 0 || len(c.data) < i+2 {
				return nil
			}
			z, err := zlib.NewReader(bytes.NewReader(c.data[i+2:]))
			if err != nil {
				return nil
			}
			icc, _ := io.ReadAll(io.LimitReader(z, maxProfileBytes))
			return parseICC(icc)
		case "sRGB", "cICP":
			return nil
		case "gAMA":
			if len(c.data) == 4 {
				gamma = float64(binary.BigEndian.Uint32(c.data)) / 100000
			}
		case "cHRM":
			chrm = c.data
		case "IDAT":
			if gamma < 0.01 || gamma > 10 {
				return nil
			}
			p := &profile{toXYZ: srgbToXYZ}
			if len(chrm) == 32 {
				var xy [8]float64
				for i := range xy {
					xy[i] = float64(binary.BigEndian.Uint32(chrm[4*i:])) / 100000
				}
				m, ok := primaries(xy)
				if !ok {
					return nil
				}
				p.toXYZ = m
			}
			for i := range p.curve[0] {
				p.curve[0][i] = float32(math.Pow(float64(i)/255, 1/gamma))
			}
			p.curve[1], p.curve[2] = p.curve[0], p.curve[0]
			return p
		}
	}
	return nil
}

// iccOfJPEG joins the APP2 segments that carry a profile; https://www.color.org/ICC1V42.pdf, annex B.4.
func iccOfJPEG(data []byte) []byte {
	type part struct {
		n    byte
		data []byte
	}
	var parts []part
	for i := 2; i+4 <= len(data) && data[i] == 0xFF; {
		m, n := data[i+1], int(binary.BigEndian.Uint16(data[i+2:]))
		if m == 0xDA || n < 2 || i+2+n > len(data) {
			break
		}
		if seg := data[i+4 : i+2+n]; m == 0xE2 && len(seg) > 14 && string(seg[:12]) == "ICC_PROFILE\x00" {
			parts = append(parts, part{seg[12], seg[14:]})
		}
		i += 2 + n
	}
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].n < parts[j].n })
	var out []byte
	for _, p := range parts {
		out = append(out, p.data...)
	}
	return out
}

// iccOfWebP gives the ICCP chunk; https://developers.google.com/speed/webp/docs/riff_container.
func iccOfWebP(data []byte) []byte {
	for _, c := range chunks(data[min(12, len(data)):]) {
		if c.id == "ICCP" {
			return c.data
		}
	}
	return nil
}

// parseICC reads a profile of RGB with a matrix or of grey; https://www.color.org/icc32.pdf
// and ICC.1:2010, §10.5, §10.15.
func parseICC(b []byte) *profile {
	if len(b) < 132 || string(b[36:40]) != "acsp" || string(b[20:24]) != "XYZ " {
		return nil
	}
	tag := func(name string) []byte {
		n := int(min(binary.BigEndian.Uint32(b[128:]), 200))
		for i := range n {
			e := 132 + 12*i
			if e+12 > len(b) {
				return nil
			}
			off, size := binary.BigEndian.Uint32(b[e+4:]), binary.BigEndian.Uint32(b[e+8:])
			if string(b[e:e+4]) == name && uint64(off)+uint64(size) <= uint64(len(b)) {
				return b[off : off+size]
			}
		}
		return nil
	}
	p := &profile{}
	if string(b[16:20]) == "GRAY" {
		if !iccCurve(tag("kTRC"), &p.curve[0]) {
			return nil
		}
		p.curve[1], p.curve[2], p.toXYZ = p.curve[0], p.curve[0], srgbToXYZ
		return p
	}
	if string(b[16:20]) != "RGB " {
		return nil
	}
	for i, c := range []string{"r", "g", "b"} {
		if xyz := tag(c + "XYZ"); len(xyz) >= 20 && string(xyz[:4]) == "XYZ " {
			for k := range 3 {
				p.toXYZ[3*k+i] = fixed(xyz[8+4*k:])
			}
		} else {
			return nil
		}
		if !iccCurve(tag(c+"TRC"), &p.curve[i]) {
			return nil
		}
	}
	return p
}

// fixed reads an s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// iccCurve reads a curveType or parametricCurveType.
func iccCurve(b []byte, out *[256]float32) bool {
	if len(b) < 12 {
		return false
	}
	var f func(x float64) float64
	switch string(b[:4]) {
	case "curv":
		n := int(min(binary.BigEndian.Uint32(b[8:]), 1<<16))
		if len(b) < 12+2*n {
			return false
		}
		at := func(i int) float64 { return float64(binary.BigEndian.Uint16(b[12+2*i:])) }
		switch n {
		case 0:
			f = func(x float64) float64 { return x }
		case 1:
			f = func(x float64) float64 { return math.Pow(x, at(0)/256) }
		default:
			f = func(x float64) float64 {
				x *= float64(n - 1)
				i := min(int(x), n-2)
				return (at(i) + (at(i+1)-at(i))*(x-float64(i))) / 65535
			}
		}
	case "para":
		kind := int(binary.BigEndian.Uint16(b[8:]))
		count := [...]int{1, 3, 4, 5, 7}
		if kind >= len(count) || len(b) < 12+4*count[kind] {
			return false
		}
		v := [7]float64{1, 1}
		for i := range count[kind] {
			v[i] = fixed(b[12+4*i:])
		}
		g, a, bb, c, d, e, ff := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
		switch kind {
		case 1: // below -b/a: 0
			d, c = -bb/a, 0
		case 2:
			d, e, ff, c = -bb/a, c, c, 0
		}
		f = func(x float64) float64 {
			if kind > 0 && x < d {
				return c*x + ff
			}
			return math.Pow(max(0, a*x+bb), g) + e
		}
	default:
		return false
	}
	for i := range out {
		v := f(float64(i) / 255)
		if math.IsNaN(v) {
			return false
		}
		out[i] = float32(min(max(v, 0), 1))
	}
	return true
}

// primaries gives the matrix for chromaticities: x and y of white, red, green, blue, adapted
// to D50 by Bradford's method (http://www.brucelindbloom.com, Eqn_ChromAdapt).
func primaries(xy [8]float64) (m matrix3, ok bool) {
	var w [3]float64
	for i := range 4 {
		x, y := xy[2*i], xy[2*i+1]
		if y <= 0 || x < 0 || x+y > 1 {
			return m, false
		}
		c := [3]float64{x / y, 1, (1 - x - y) / y}
		if i == 0 {
			w = c
			continue
		}
		for k := range 3 {
			m[3*k+i-1] = c[k]
		}
	}
	inv, ok := m.inverse()
	if !ok {
		return m, false
	}
	s := inv.times(w)
	for k := range 9 {
		m[k] *= s[k%3]
	}
	bradford := matrix3{0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296}
	back, _ := bradford.inverse()
	from, to := bradford.times(w), bradford.times([3]float64{0.96422, 1, 0.82521})
	adapt := back.mul(matrix3{to[0] / from[0], 0, 0, 0, to[1] / from[1], 0, 0, 0, to[2] / from[2]}).mul(bradford)
	return adapt.mul(m), true
}

func (m matrix3) times(v [3]float64) (out [3]float64) {
	for k := range 3 {
		out[k] = m[3*k]*v[0] + m[3*k+1]*v[1] + m[3*k+2]*v[2]
	}
	return out
}

func (m matrix3) mul(n matrix3) (out matrix3) {
	for i := range 3 {
		for k := range 3 {
			out[3*i+k] = m[3*i]*n[k] + m[3*i+1]*n[3+k] + m[3*i+2]*n[6+k]
		}
	}
	return out
}

func (m matrix3) inverse() (out matrix3, ok bool) {
	co := func(a, b, c, d int) float64 { return m[a]*m[b] - m[c]*m[d] }
	out = matrix3{co(4, 8, 5, 7), co(2, 7, 1, 8), co(1, 5, 2, 4), co(5, 6, 3, 8), co(0, 8, 2, 6), co(2, 3, 0, 5), co(3, 7, 4, 6), co(1, 6, 0, 7), co(0, 4, 1, 3)}
	det := m[0]*out[0] + m[1]*out[3] + m[2]*out[6]
	if math.Abs(det) < 1e-9 {
		return out, false
	}
	for i := range out {
		out[i] /= det
	}
	return out, true
}

// srgbLight gives the light of an sRGB value, both 0 to 1.
func srgbLight(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// isSRGB: nothing would look different.
func (p *profile) isSRGB() bool {
	for i := range p.toXYZ {
		if math.Abs(p.toXYZ[i]-srgbToXYZ[i]) > 0.001 {
			return false
		}
	}
	for i := range 256 {
		want := srgbLight(float64(i) / 255)
		for c := range 3 {
			if math.Abs(float64(p.curve[c][i])-want) > 0.001 {
				return false
			}
		}
	}
	return true
}

// lightSteps is how finely convert tells light: a quarter of a step of an sRGB byte where
// those are finest.
const lightSteps = 1 << 14

// convert makes the premultiplied pixels of m sRGB.
func (p *profile) convert(m *image.RGBA) {
	back, _ := srgbToXYZ.inverse()
	t := back.mul(p.toXYZ)
	var f [9]float32
	for i := range f {
		f[i] = float32(t[i])
	}
	var bytes [lightSteps + 1]uint8
	for v, i := 0, 0; i <= lightSteps; i++ { // the nearest byte
		for v < 255 && srgbLight((float64(v)+0.5)/255) <= float64(i)/lightSteps {
			v++
		}
		bytes[i] = uint8(v)
	}
	channel := func(v float32) uint8 {
		return bytes[int(min(max(v, 0), 1)*lightSteps+0.5)]
	}
	var last, made [4]uint8
	for i := 0; i+4 <= len(m.Pix); i += 4 {
		px := (*[4]uint8)(m.Pix[i : i+4])
		if px[3] == 0 {
			continue
		}
		if *px == last {
			*px = made // Faster: pictures of a user interface are flat
			continue
		}
		last = *px
		r, g, b, a := px[0], px[1], px[2], uint32(px[3])
		if a < 255 {
			straight := func(c uint8) uint8 { return uint8(min((uint32(c)*255+a/2)/a, 255)) }
			r, g, b = straight(r), straight(g), straight(b)
		}
		x, y, z := p.curve[0][r], p.curve[1][g], p.curve[2][b]
		r, g, b = channel(f[0]*x+f[1]*y+f[2]*z), channel(f[3]*x+f[4]*y+f[5]*z), channel(f[6]*x+f[7]*y+f[8]*z)
		if a < 255 {
			over := func(c uint8) uint8 { return uint8((uint32(c)*a + 127) / 255) }
			r, g, b = over(r), over(g), over(b)
		}
		px[0], px[1], px[2] = r, g, b
		made = *px
	}
}
