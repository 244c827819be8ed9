package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/bmp"
)

// Proves that each raster format is told by its content and gives the pixels
// that were encoded. Oracle: hand, the encoders of the standard library.
func TestFormats(t *testing.T) {
	src := image.NewNRGBA(image.Rect(0, 0, 3, 2))
	for i := range src.Pix {
		src.Pix[i] = 0xff
	}
	src.SetNRGBA(1, 0, color.NRGBA{200, 100, 50, 128})
	for _, f := range []struct {
		name string
		enc  func(*bytes.Buffer) error
		want color.RGBA // of 1,0
	}{
		{"png", func(b *bytes.Buffer) error { return png.Encode(b, src) }, color.RGBA{100, 50, 25, 128}},
		{"bmp", func(b *bytes.Buffer) error { return bmp.Encode(b, solid(3, 2)) }, color.RGBA{255, 255, 255, 255}},
		{"jpeg", func(b *bytes.Buffer) error { return jpeg.Encode(b, solid(3, 2), nil) }, color.RGBA{255, 255, 255, 255}},
	} {
		var b bytes.Buffer
		if err := f.enc(&b); err != nil {
			t.Fatal(err)
		}
		p, err := Decode(b.Bytes(), Options{})
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		if p.Format != f.name || p.W != 3 || p.H != 2 || len(p.Frames) != 1 || p.Frames[0].Image.Stride != 12 {
			t.Errorf("%s: %q %d×%d, %d frames", f.name, p.Format, p.W, p.H, len(p.Frames))
		}
		if got := p.Frames[0].Image.RGBAAt(1, 0); got != f.want {
			t.Errorf("%s: pixel %v, want %v", f.name, got, f.want)
		}
	}
}

func solid(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	return m
}

// Proves that GIF frames are composed by their disposal, delays under 20 ms
// become 100 ms, and that At follows the loop count. Oracle: documentation (GIF89a) and browsers' minimum.
func TestGIF(t *testing.T) {
	pal := color.Palette{color.RGBA{}, color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}}
	frame := func(r image.Rectangle, i uint8) *image.Paletted {
		m := image.NewPaletted(r, pal)
		for k := range m.Pix {
			m.Pix[k] = i
		}
		return m
	}
	g := &gif.GIF{
		Image: []*image.Paletted{frame(image.Rect(0, 0, 4, 1), 1), frame(image.Rect(1, 0, 2, 1), 2), frame(image.Rect(2, 0, 3, 1), 2), frame(image.Rect(3, 0, 4, 1), 2)},
		Delay: []int{10, 1, 5, 5}, Disposal: []byte{gif.DisposalNone, gif.DisposalBackground, gif.DisposalPrevious, gif.DisposalNone},
		Config: image.Config{Width: 4, Height: 1, ColorModel: pal}, LoopCount: 1,
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	p, err := Decode(b.Bytes(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range p.Frames {
		s := ""
		for x := range 4 {
			switch c := f.Image.RGBAAt(x, 0); {
			case c.A == 0:
				s += "."
			case c.R == 255:
				s += "r"
			default:
				s += "b"
			}
		}
		got = append(got, s+" "+f.Delay.String())
	}
	if s := strings.Join(got, ", "); s != "rrrr 100ms, rbrr 100ms, r.br 50ms, r.rb 50ms" {
		t.Error(s)
	}
	if p.LoopCount != 2 {
		t.Errorf("LoopCount %d, want 2", p.LoopCount)
	}
	for _, c := range []struct{ at, frame, next int }{{0, 0, 100}, {100, 1, 200}, {249, 2, 250}, {299, 3, 300}, {300, 0, 400}, {560, 3, 0}, {9999, 3, 0}} {
		f, next := p.At(time.Duration(c.at) * time.Millisecond)
		if f != c.frame || next != time.Duration(c.next)*time.Millisecond {
			t.Errorf("At(%d ms) = %d, %v", c.at, f, next)
		}
	}
	if one, err := Decode(b.Bytes(), Options{FirstFrame: true}); err != nil || len(one.Frames) != 1 || one.Frames[0].Delay != 0 {
		t.Error("FirstFrame", err)
	}
}

// Proves that a size is refused before pixels are reserved. Oracle: hand.
func TestBudget(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, solid(4, 4)); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	binary.BigEndian.PutUint32(data[16:], 60000) // IHDR width; the checksum is wrong now too
	for _, d := range [][]byte{data, []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x08\x00;")} {
		if _, err := Decode(d, Options{}); err == nil {
			t.Error("a huge image was decoded")
		}
	}
	if _, err := Decode(b.Bytes()[:20], Options{}); err == nil {
		t.Error("a cut image was decoded")
	}
	var ok bytes.Buffer
	if err := png.Encode(&ok, solid(40, 40)); err != nil {
		t.Fatal(err)
	}
	if _, err := Decode(ok.Bytes(), Options{MaxPixels: 1599}); err == nil || !strings.Contains(err.Error(), "more than 1599 pixels") {
		t.Error(err)
	}
}

// Proves that Exif orientation turns pixels upright. Oracle: documentation (Exif 2.3, tag 0x0112).
func TestOrientation(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 2, 1))
	m.Pix[0], m.Pix[4] = 1, 2 // left 1, right 2
	for o, want := range map[int]string{1: "12", 2: "21", 3: "21", 4: "12", 5: "1/2", 6: "1/2", 7: "2/1", 8: "2/1", 9: "12"} {
		r := orient(m, o)
		s := ""
		for y := range r.Rect.Dy() {
			if y > 0 {
				s += "/"
			}
			for x := range r.Rect.Dx() {
				s += string('0' + r.Pix[y*r.Stride+4*x])
			}
		}
		if s != want {
			t.Errorf("orientation %d: %s, want %s", o, s, want)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, solid(20, 10), nil); err != nil {
		t.Fatal(err)
	}
	exif := "\xff\xe1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"
	d := append([]byte("\xff\xd8"+exif), b.Bytes()[2:]...)
	p, err := Decode(d, Options{})
	if err != nil || p.W != 10 || p.H != 20 {
		t.Errorf("%v, %+v", err, p)
	}
}

// Proves what counts as a data URI and how its body is decoded. Oracle:
// documentation (fetch standard, data URL processor) and browsers' leniency.
func TestDataURI(t *testing.T) {
	for _, c := range []struct{ in, mime, data string }{
		{"data:image/png;base64,aGk=", "image/png", "hi"},
		{"data:image/png;base64,aGk", "image/png", "hi"},
		{" DATA:Image/PNG;charset=utf-8;BASE64, a Gk\n=", "image/png", "hi"},
		{"data:image/png;base64,aGk%3D", "image/png", "hi"},
		{"data:;base64,_-8", "text/plain", "\xff\xef"},
		{"data:image/svg+xml;utf8,<svg a='%23f00'/>", "image/svg+xml", "<svg a='#f00'/>"},
		{"data:,100%", "text/plain", "100%"},
		{"data:text/plain,a,b", "text/plain", "a,b"},
	} {
		mime, data, ok := DataURI(c.in)
		if !ok || mime != c.mime || string(data) != c.data {
			t.Errorf("%q: %q %q %v", c.in, mime, data, ok)
		}
	}
	for _, s := range []string{"", "data:", "data:image/png;base64", "data:image/png;base64,a", "data:image/png;base64,*", "http://x"} {
		if _, _, ok := DataURI(s); ok {
			t.Errorf("%q was taken for a data URI", s)
		}
	}
}

// Proves that a frame of an animated WebP is unwrapped and placed. Oracle: hand,
// a WebP of one red pixel from Chromium wrapped in an animation of 3×1.
func TestAnimatedWebP(t *testing.T) {
	still, _ := base64.StdEncoding.DecodeString("UklGRv4BAABXRUJQVlA4WAoAAAAgAAAAAAAAAAAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDhMDwAAAC8AAAAABxD9j/4HIqL/AQA=")
	if p, err := Decode(still, Options{}); err != nil || p.W != 1 || p.Frames[0].Image.RGBAAt(0, 0).R < 250 {
		t.Fatalf("the still sample: %+v %v", p, err)
	}
	riff := func(id string, d []byte) []byte {
		out := binary.LittleEndian.AppendUint32([]byte(id), uint32(len(d)))
		out = append(out, d...)
		if len(d)&1 == 1 {
			out = append(out, 0)
		}
		return out
	}
	bits := still[12:]
	body := append([]byte("WEBP"), riff("VP8X", []byte{2, 0, 0, 0, 2, 0, 0, 0, 0, 0})...)
	body = append(body, riff("ANIM", []byte{0, 0, 0, 0, 3, 0})...)
	for _, x := range []byte{0, 1} {
		body = append(body, riff("ANMF", append([]byte{x, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0}, bits...))...)
	}
	p, err := Decode(riff("RIFF", body), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Frames) != 2 || p.LoopCount != 3 || p.Frames[0].Delay != 40*time.Millisecond || p.W != 3 {
		t.Errorf("%d frames, %d loops, %d wide", len(p.Frames), p.LoopCount, p.W)
	}
	if p.Frames[1].Image.RGBAAt(0, 0).A == 0 || p.Frames[1].Image.RGBAAt(2, 0).A == 0 || p.Frames[1].Image.RGBAAt(1, 0).A != 0 {
		t.Error("frames are misplaced")
	}
}

// Proves the filter: constant stays constant, a halving averages, weights are
// symmetric, premultiplied stays premultiplied. Oracle: hand.
func TestScale(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {7, 3}, {50, 80}, {10, 200}} {
		m := Scale(solid(20, 30), size[0], size[1], Smooth)
		for i, v := range m.Pix {
			if v != 255 {
				t.Fatalf("%v: byte %d is %d", size, i, v)
			}
		}
	}
	src := image.NewRGBA(image.Rect(0, 0, 4, 1))
	for x, v := range []byte{0, 100, 100, 0} {
		src.SetRGBA(x, 0, color.RGBA{v, 0, 0, v})
	}
	m := Scale(src, 2, 1, Smooth)
	if a, b := m.RGBAAt(0, 0), m.RGBAAt(1, 0); a != b || a.R != a.A || a.R < 45 || a.R > 65 {
		t.Error(a, b)
	}
	if n := Scale(src, 8, 1, Pixelated); n.RGBAAt(2, 0).R != 100 || n.RGBAAt(1, 0).R != 0 {
		t.Error("pixelated", n.Pix)
	}
	if Scale(src, 0, 1, Smooth) != nil || Scale(src, 1<<15, 1<<15, Smooth) != nil {
		t.Error("sizes without pixels or with too many")
	}
	s := NewScaler()
	if first := s.Scale(src, 9, 9, Smooth); first != s.Scale(src, 9, 9, Smooth) {
		t.Error("not cached")
	}
	s.Drop(src)
	if len(s.items) != 0 || s.bytes != 0 {
		t.Error("Drop left something")
	}
}

func FuzzDecode(f *testing.F) {
	var b bytes.Buffer
	png.Encode(&b, solid(3, 3))
	f.Add(b.Bytes())
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	f.Add([]byte("RIFF\x20\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x02\x00\x00\x00\x00\x00ANMF\x00\x00\x00\x00"))
	f.Add([]byte("BM000000000000\x28\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\x00\x18\x00"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\xff\xff\xff\xff"))
	f.Add([]byte(`<svg viewBox="0 0 1 1"><path d="M0 0a1 1 0 011 1z"/></svg>`))
	svg, _ := os.ReadFile("testdata/svg/shapes.svg")
	f.Add(svg)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Decode(data, Options{MaxPixels: 1 << 16})
		if err != nil {
			return
		}
		if p.SVG != nil {
			p.SVG.Raster(32, 32)
			return
		}
		if len(p.Frames) == 0 || p.Frames[0].Image.Rect.Dx() != p.W || p.Frames[0].Image.Rect.Dy() != p.H {
			t.Fatalf("%d frames for %d×%d", len(p.Frames), p.W, p.H)
		}
	})
}

func FuzzDataURI(f *testing.F) {
	f.Add("data:image/png;base64,aGk=")
	f.Add("data:,%zz%4")
	f.Fuzz(func(t *testing.T, s string) { DataURI(s) })
}

func BenchmarkScale1500x1000(b *testing.B) {
	src := solid(1500, 1000)
	for b.Loop() {
		Scale(src, 702, 400, Smooth)
	}
}
