// Proves colour profiles and damaged PNG files. Oracle: Chromium, which shows the same
// colours for each (simulator/differential/chromium, pages), and the numbers of Display P3.
package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"
)

// chunkOf writes a PNG chunk.
func chunkOf(name string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// withChunks puts chunks behind the head of a picture of one colour.
func withChunks(t testing.TB, c color.NRGBA, list ...[]byte) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		m.SetNRGBA(i%4, i/4, c)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	head := 8 + 12 + 13
	return bytes.Join([][]byte{b.Bytes()[:head], bytes.Join(list, nil), b.Bytes()[head:]}, nil)
}

func u32s(list ...float64) (out []byte) {
	for _, v := range list {
		out = binary.BigEndian.AppendUint32(out, uint32(math.Round(v*100000)))
	}
	return out
}

// iccOf writes a profile with a matrix (columns red, green, blue) and a gamma.
func iccOf(space string, m matrix3, gamma float64) []byte {
	b := make([]byte, 132)
	copy(b[16:], space+"XYZ ")
	copy(b[36:], "acsp")
	var body []byte
	tags := 0
	table := []byte{}
	add := func(name string, data []byte) {
		table = append(table, name...)
		table = binary.BigEndian.AppendUint32(table, uint32(len(body)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(data)))
		body = append(body, data...)
		tags++
	}
	trc := append([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), byte(gamma), byte(gamma*256))
	add("kTRC", trc)
	for i, c := range []string{"r", "g", "b"} {
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for k := range 3 {
			xyz = binary.BigEndian.AppendUint32(xyz, uint32(int32(math.Round(m[3*k+i]*65536))))
		}
		add(c+"XYZ", xyz)
		add(c+"TRC", trc)
	}
	binary.BigEndian.PutUint32(b[128:], uint32(tags))
	for i := range tags {
		at := table[12*i+4:]
		binary.BigEndian.PutUint32(at, binary.BigEndian.Uint32(at)+uint32(132+len(table)))
	}
	return append(append(b, table...), body...)
}

func TestColourProfiles(t *testing.T) {
	p3, ok := primaries([8]float64{.3127, .329, .68, .32, .265, .69, .15, .06})
	if !ok {
		t.Fatal("no matrix")
	}
	// https://www.w3.org/TR/css-color-4/#color-conversion-code: of Display P3, at D50
	for i, want := range map[int]float64{0: 0.5151, 1: 0.2920, 2: 0.1571, 4: 0.6922, 8: 0.7841} {
		if math.Abs(p3[i]-want) > 0.0005 {
			t.Errorf("matrix %d: %v, want %v", i, p3[i], want)
		}
	}
	icc := func(data []byte) []byte {
		b := bytes.NewBufferString("x\x00\x00")
		z := zlib.NewWriter(b)
		_, _ = z.Write(data)
		_ = z.Close()
		return chunkOf("iCCP", b.Bytes())
	}
	gamma := func(g float64) []byte { return chunkOf("gAMA", u32s(g)) }
	wide := chunkOf("cHRM", u32s(.3127, .329, .68, .32, .265, .69, .15, .06))
	orange := color.NRGBA{200, 120, 40, 255}
	for _, c := range []struct {
		name string
		px   color.NRGBA
		add  [][]byte
		want color.RGBA
	}{
		{"nothing", orange, nil, color.RGBA{200, 120, 40, 255}},
		{"sRGB by name", orange, [][]byte{chunkOf("sRGB", []byte{0}), gamma(1), wide}, color.RGBA{200, 120, 40, 255}},
		{"cHRM alone", orange, [][]byte{wide}, color.RGBA{200, 120, 40, 255}},
		{"gAMA alone", orange, [][]byte{gamma(1)}, color.RGBA{228, 181, 110, 255}},
		{"gAMA and cHRM", orange, [][]byte{gamma(1 / 2.2), wide}, color.RGBA{214, 116, 0, 255}},
		{"P3, half seen", color.NRGBA{200, 120, 40, 128}, [][]byte{icc(iccOf("RGB ", p3, 2.2))}, color.RGBA{107, 58, 0, 128}},
		{"P3 red", color.NRGBA{255, 0, 0, 255}, [][]byte{icc(iccOf("RGB ", p3, 2.2))}, color.RGBA{255, 0, 0, 255}},
		{"grey", color.NRGBA{128, 128, 128, 255}, [][]byte{icc(iccOf("GRAY", p3, 1))}, color.RGBA{188, 188, 188, 255}},
		{"broken profile", orange, [][]byte{icc(iccOf("RGB ", p3, 2.2)[:150])}, color.RGBA{200, 120, 40, 255}},
	} {
		p, err := Decode(withChunks(t, c.px, c.add...), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := p.Frames[0].Image.RGBAAt(2, 2)
		near := func(a, b uint8) bool { return a-b+1 <= 2 }
		if !near(got.R, c.want.R) || !near(got.G, c.want.G) || !near(got.B, c.want.B) || got.A != c.want.A {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// What can be read of a damaged PNG shows; the rest is transparent.
func TestDamagedPNG(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 64, 64))
	for i := range m.Pix {
		m.Pix[i] = uint8(i*7 ^ i>>3)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	for _, c := range []struct {
		name string
		data []byte
		rows bool // all of them
	}{{"no end", whole[:len(whole)-12], true}, {"half", whole[:len(whole)/2], false}, {"head", whole[:40], false}} {
		p, err := Decode(c.data, Options{})
		if c.name == "head" {
			if err == nil {
				t.Error("a head alone is no picture")
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		img := p.Frames[0].Image
		if first := img.RGBAAt(5, 0); first.R != m.Pix[5] || first.A != 255 {
			t.Errorf("%s: first row has %v", c.name, first)
		}
		if last := img.RGBAAt(5, 63); (last.A == 255) != c.rows {
			t.Errorf("%s: last row has %v", c.name, last)
		}
	}
	sum := bytes.Clone(whole)
	sum[len(sum)-13] ^= 0x55 // the checksum of the pixels
	if _, err := Decode(sum, Options{}); err != nil {
		t.Error("wrong checksum:", err)
	}
}
