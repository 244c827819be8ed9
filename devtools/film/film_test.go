// Proves: a film holds every frame with its time, and a PNG reader takes its first one.
// Oracle: image/png for the first frame; the others are put together here from the chunks
// by the rules of the PNG specification and decoded by image/png.
package film

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"sync/atomic"
	"testing"
	"time"
)

// memory is a file in memory.
type memory struct {
	b  []byte
	at int
}

func (m *memory) Write(p []byte) (int, error) {
	m.b = append(m.b[:m.at], append(append([]byte(nil), p...), m.b[min(len(m.b), m.at+len(p)):]...)...)
	m.at += len(p)
	return len(p), nil
}

func (m *memory) Seek(to int64, _ int) (int64, error) { m.at = int(to); return to, nil }

type shown struct {
	img *image.RGBA
	ms  int
}

// read plays an animated PNG.
func read(t *testing.T, b []byte) []shown {
	t.Helper()
	var out []shown
	var head []byte
	var canvas *image.RGBA
	var w, h, x, y, ms, count int
	sequence := uint32(0)
	next := func(b []byte) []byte {
		if n := binary.BigEndian.Uint32(b); n != sequence {
			t.Fatalf("sequence number %d, wanted %d", n, sequence)
		}
		sequence++
		return b[4:]
	}
	for b = b[8:]; len(b) > 0; {
		n := binary.BigEndian.Uint32(b)
		name, data := string(b[4:8]), b[8:8+n]
		if crc32.ChecksumIEEE(b[4:8+n]) != binary.BigEndian.Uint32(b[8+n:]) {
			t.Fatalf("%s: wrong sum", name)
		}
		b = b[12+n:]
		switch name {
		case "IHDR":
			head = data
			canvas = image.NewRGBA(image.Rect(0, 0, int(binary.BigEndian.Uint32(data)), int(binary.BigEndian.Uint32(data[4:]))))
		case "acTL":
			count = int(binary.BigEndian.Uint32(data))
		case "fcTL":
			c := next(data)
			w, h, x, y = int(binary.BigEndian.Uint32(c)), int(binary.BigEndian.Uint32(c[4:])), int(binary.BigEndian.Uint32(c[8:])), int(binary.BigEndian.Uint32(c[12:]))
			ms = int(binary.BigEndian.Uint16(c[16:])) * 1000 / int(binary.BigEndian.Uint16(c[18:]))
		case "IDAT", "fdAT":
			if name == "fdAT" {
				data = next(data)
			}
			one := &bytes.Buffer{}
			one.WriteString(signature)
			part := &writer{w: discard{one}}
			ihdr := append([]byte(nil), head...)
			binary.BigEndian.PutUint32(ihdr, uint32(w))
			binary.BigEndian.PutUint32(ihdr[4:], uint32(h))
			for _, c := range []struct {
				name string
				data []byte
			}{{"IHDR", ihdr}, {"IDAT", data}, {"IEND", nil}} {
				if err := part.chunk(c.name, c.data); err != nil {
					t.Fatal(err)
				}
			}
			img, err := png.Decode(one)
			if err != nil {
				t.Fatal(err)
			}
			draw.Draw(canvas, image.Rect(x, y, x+w, y+h), img, image.Point{}, draw.Src)
			copied := *canvas
			copied.Pix = append([]byte(nil), canvas.Pix...)
			out = append(out, shown{&copied, ms})
		}
	}
	if count != len(out) {
		t.Errorf("%d frames are told, %d are there", count, len(out))
	}
	return out
}

type discard struct{ io.Writer }

func (discard) Seek(int64, int) (int64, error) { return 0, nil }

func TestFilm(t *testing.T) {
	file, now := &memory{}, time.Duration(0)
	f := newFilm(file, func() time.Duration { return now })
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{10, 200, 90, 255}), image.Point{}, draw.Src)
	var want []shown
	step := func(r image.Rectangle, c color.RGBA, ms int, frame bool) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				img.SetRGBA(x, y, color.RGBA{c.R + byte(x), c.G + byte(y), c.B, 255})
			}
		}
		f.Put(img, []image.Rectangle{r.Inset(-3)})
		for range 2 { // the second finds nothing
			if err := f.look(); err != nil {
				t.Fatal(err)
			}
		}
		if frame {
			copied := *img
			copied.Pix = append([]byte(nil), img.Pix...)
			want = append(want, shown{&copied, 0})
		}
		now += time.Duration(ms) * time.Millisecond
		want[len(want)-1].ms += ms
	}
	step(image.Rect(0, 0, 40, 5), color.RGBA{1, 2, 3, 255}, 100, true)
	step(image.Rect(10, 10, 20, 20), color.RGBA{200, 2, 3, 255}, 40, true)
	step(image.Rect(10, 10, 20, 20), color.RGBA{200, 2, 3, 255}, 60, false) // the same again
	step(image.Rect(39, 29, 40, 30), color.RGBA{9, 9, 9, 255}, 500, true)
	if err := f.finish(); err != nil || f.frames != 3 || f.shown-f.began != 700*time.Millisecond || f.ended != "" {
		t.Errorf("%d frames, %v, %q %v", f.frames, f.shown-f.began, f.ended, err)
	}
	if _, err := png.Decode(bytes.NewReader(file.b)); err != nil {
		t.Errorf("a reader without animation: %v", err)
	}
	got := read(t, file.b)
	for i := range want {
		if i >= len(got) || got[i].ms != want[i].ms || !bytes.Equal(got[i].img.Pix, want[i].img.Pix) {
			t.Errorf("frame %d differs", i)
		}
	}
}

// What ends a film by itself leaves a whole file.
func TestEnds(t *testing.T) {
	for ended, act := range map[string]func(f *Film, now *atomic.Int64){
		EndedTime:   func(f *Film, now *atomic.Int64) { now.Store(int64(MaxTime)) },
		EndedResize: func(f *Film, now *atomic.Int64) { f.Put(image.NewRGBA(image.Rect(0, 0, 9, 9)), nil) },
	} {
		var now atomic.Int64
		file, tick, over := &memory{}, make(chan time.Time, 1), make(chan bool, 1)
		f := Start(file, func() time.Duration { return time.Duration(now.Load()) }, tick, func() { over <- true })
		f.Put(image.NewRGBA(image.Rect(0, 0, 4, 4)), nil)
		for range 3 { // the last waits in the channel until the others are taken in
			tick <- time.Time{}
		}
		act(f, &now)
		tick <- time.Time{}
		<-over
		if _, _, got, err := f.Stop(); got != ended || err != nil || len(read(t, file.b)) != 1 {
			t.Errorf("ended by %q, %v; wanted %q", got, err, ended)
		}
	}
	f := Start(&memory{}, func() time.Duration { return 0 }, nil, func() {})
	if _, _, _, err := f.Stop(); err == nil {
		t.Error("a film without pictures is no error")
	}
}

// A frame where the whole screen changes, as while scrolling: 30 a second must fit.
func BenchmarkFrame(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 390, 844))
	for i := range img.Pix {
		img.Pix[i] = byte(i/97) ^ byte(i/31337)
	}
	a, err := newWriter(discard{io.Discard}, img.Rect.Size())
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(img.Pix)))
	for b.Loop() {
		if err := a.frame(img, img.Rect, time.Second); err != nil {
			b.Fatal(err)
		}
	}
}
