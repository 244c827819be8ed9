package renderer

import (
	"bytes"
	"fmt"
	"image"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
)

// bigCSS is the sheet of bigPage.
const bigCSS = `.row{display:flex;padding:10px;border-bottom:1px solid #eee}.avatar{width:40px;height:40px;border-radius:20px;background:#9cf}
	.body{flex:1;margin:0 10px}.title{font-size:16px;color:#222}.desc{font-size:12px;color:#888}.badge{width:20px;height:20px;border-radius:10px;background:#f44;color:#fff;text-align:center;font-size:12px;line-height:20px}`

// bigPage has about 1000 elements and texts.
func bigPage(t testing.TB, rows int, change ...func(*Options)) *testPage {
	var b strings.Builder
	for i := range rows {
		fmt.Fprintf(&b, `<view class="row"><view class="avatar"></view><view class="body"><text class="title" id="t%d">Title of row %d</text><view class="desc">some text 一些文字 %d</view></view><view class="badge">9</view></view>`, i, i, i)
	}
	p := newPage(t, b.String(), bigCSS, change...)
	p.frame()
	return p
}

// A frame without a change draws nothing and allocates nothing. Oracle: DESIGN §9.
func TestIdleFrame(t *testing.T) {
	p := bigPage(t, 100)
	p.frame()
	if n := testing.AllocsPerRun(100, func() {
		if f := p.Frame(p.now); len(f.Damage) != 0 {
			t.Fatal("damage")
		}
	}); n != 0 {
		t.Error(n, "allocations")
	}
}

// Damage covers every pixel that differs, so a picture kept by damage equals one
// drawn anew; the same input gives the same bytes. Oracle: hand, DESIGN §2.
func TestDamageAndDeterminism(t *testing.T) {
	run := func() (*testPage, *image.RGBA) {
		p := bigPage(t, 30)
		shown := image.NewRGBA(p.frame().Image.Rect)
		copyRect(shown, p.img, shown.Rect)
		step := func() {
			f := p.frame()
			for _, r := range f.Damage {
				copyRect(shown, f.Image, r)
			}
			if at, ok := firstDifference(shown, f.Image); ok {
				t.Fatal("damage misses", at)
			}
		}
		steps := 12
		if testing.Short() {
			steps = 3
		}
		for i := range steps {
			id := p.find(fmt.Sprintf("t%d", i)).First.ID
			p.do(dom.Op{Kind: dom.OpSetText, ID: id, Text: fmt.Sprintf("changed %d", i*i)})
			step()
			p.now += 16 * ms
			p.Pointer(input.Pointer{Kind: input.Wheel, X: 100, Y: 100, DY: 13, Time: p.now})
			step()
		}
		p.tapAt(100, 100)
		step()
		return p, shown
	}
	p, a := run()
	_, b := run()
	if at, ok := firstDifference(a, b); ok {
		t.Error("two runs differ at", at)
	}
	p.redraw = true
	if at, ok := firstDifference(a, p.frame().Image); ok {
		t.Error("drawn anew it differs at", at)
	}
	save(t, "big", a)
}

func copyRect(dst, src *image.RGBA, r image.Rectangle) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		copy(dst.Pix[dst.PixOffset(r.Min.X, y):dst.PixOffset(r.Max.X, y)], src.Pix[src.PixOffset(r.Min.X, y):])
	}
}

func firstDifference(a, b *image.RGBA) (image.Point, bool) {
	if bytes.Equal(a.Pix, b.Pix) {
		return image.Point{}, false
	}
	for i := range a.Pix {
		if a.Pix[i] != b.Pix[i] {
			return image.Pt(i%a.Stride/4, i/a.Stride), true
		}
	}
	return image.Point{}, false
}

func BenchmarkSetText1000(b *testing.B) { benchSetText(b, 112) }

func benchSetText(b *testing.B, rows int) {
	p := bigPage(b, rows)
	id := p.find("t3").First.ID
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		if err := p.Apply([]dom.Op{{Kind: dom.OpSetText, ID: id, Text: fmt.Sprint("changed ", i)}}); err != nil {
			b.Fatal(err)
		}
		p.Frame(0)
	}
	b.ReportMetric(float64(p.Tree().Len()), "nodes")
}

func BenchmarkSetText10k(b *testing.B) { benchSetText(b, 1120) }

func BenchmarkSetClass1000(b *testing.B) {
	p := bigPage(b, 112)
	id := p.find("t3").ID
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		c := []dom.Class{{Name: "title"}}
		if i%2 == 0 {
			c = []dom.Class{{Name: "desc"}}
		}
		if err := p.Apply([]dom.Op{{Kind: dom.OpSetClass, ID: id, Classes: c}}); err != nil {
			b.Fatal(err)
		}
		p.Frame(0)
	}
}

func BenchmarkScroll1000(b *testing.B) {
	p := bigPage(b, 112)
	b.ReportAllocs()
	d := 7.0
	for b.Loop() {
		p.now += time.Millisecond
		if _, y := p.pageOffset(); y > 2000 || y <= 0 {
			d = -d
			if y <= 0 {
				d = 7
			}
		}
		p.Pointer(input.Pointer{Kind: input.Wheel, X: 100, Y: 100, DY: d, Time: p.now})
		p.Frame(p.now)
	}
}

func BenchmarkFirstFrame1000(b *testing.B) {
	for b.Loop() {
		bigPage(b, 112)
	}
}

func BenchmarkIdleFrame(b *testing.B) {
	p := bigPage(b, 112)
	b.ReportAllocs()
	for b.Loop() {
		p.Frame(0)
	}
}
