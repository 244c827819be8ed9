package renderer

import (
	"bytes"
	"fmt"
	"image"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/input"
	"diorama/renderer/layout"
	"diorama/renderer/paint"
	"diorama/renderer/raster"
)

var farStyles = []string{
	"height:30px", "height:90px", "width:40px", "margin:-20px 0", "margin:10px", "padding:5px", "display:flex", "display:inline", "display:inline-block", "display:none",
	"position:relative;top:-200px", "position:relative;left:30px;z-index:1", "position:absolute;top:10px;right:0", "position:absolute;bottom:-150px", "position:fixed;top:30px;left:20px",
	"position:sticky;top:0", "overflow:hidden;height:40px", "overflow:scroll;height:60px", "overflow:hidden;border-radius:8px", "transform:translateY(-300px)", "transform:rotate(30deg) scale(4)",
	"box-shadow:0 0 40px 30px red", "box-shadow:0 -120px 5px blue", "outline:30px solid green", "text-shadow:0 -150px 2px red", "filter:blur(20px)", "filter:drop-shadow(0 -200px 3px red)",
	"opacity:.5", "font-size:90px;line-height:0", "mix-blend-mode:multiply", "background:#9cf", "background:linear-gradient(red,blue)", "border:20px solid #f80", "color:red",
	"float:left", "float:right;height:200px", "clear:both", "clip-path:circle(40px)", "perspective:200px", "backdrop-filter:blur(9px)", "z-index:-1;position:relative",
	"display:grid;grid-template-columns:1fr 1fr", "text-decoration:underline", "-webkit-text-stroke:9px red", "will-change:transform", "min-height:300px", "vertical-align:60px",
}

// Boxes that stand outside of the picture are left out of the list, and nothing shows
// it: over random edits and scrolling the list has the same items, the picture the same
// bytes and points hit the same boxes as with a frame for every box; a picture kept by
// damage is the same too. Oracle: the list of all boxes, drawn cold.
func TestFarBoxes(t *testing.T) {
	runs, steps := 10, 8
	if testing.Short() {
		runs = 2
	}
	left := 0
	for seed := range runs {
		left += farRun(t, uint64(seed), steps)
	}
	if left < runs {
		t.Errorf("only %d boxes were left out", left)
	}
}

func farRun(t *testing.T, seed uint64, steps int) (left int) {
	r := rand.New(rand.NewPCG(seed, 11))
	css := func() string {
		if r.IntN(3) > 0 {
			return fmt.Sprintf("height:%dpx;background:#%03x", 20+r.IntN(40), r.IntN(4096))
		}
		var s []string
		for range r.IntN(2) + 1 {
			s = append(s, farStyles[r.IntN(len(farStyles))])
		}
		return strings.Join(s, ";")
	}
	var markup strings.Builder
	for i := range 60 {
		fmt.Fprintf(&markup, `<view style="%s"><view style="%s">row %d</view><text style="%s">of it</text><view style="%s"></view></view>`, css(), css(), i, css(), css())
	}
	p := newPage(t, markup.String(), "", func(o *Options) { o.Env.DPR, o.Env.Width, o.Env.Height = 1, 160, 120 })
	var shown *image.RGBA
	for step := range steps {
		switch r.IntN(4) {
		case 0:
			p.now += 16 * ms
			p.Pointer(input.Pointer{Kind: input.Wheel, X: 80, Y: 60, DY: float64(r.IntN(900) - 400), Time: p.now})
		default:
			for range 1 + r.IntN(2) {
				id := dom.NodeID(2 + r.IntN(int(p.nextID)-2))
				if n := p.Tree().Node(id); n == nil || n.IsText() {
					p.do(dom.Op{Kind: dom.OpSetText, ID: id, Text: fmt.Sprint("changed ", step)})
				} else {
					p.do(dom.Op{Kind: dom.OpSetStyle, ID: id, Text: css()})
				}
			}
		}
		f := p.frame()
		if shown == nil {
			shown = image.NewRGBA(f.Image.Rect)
			copyRect(shown, f.Image, shown.Rect)
		}
		for _, d := range f.Damage {
			copyRect(shown, f.Image, d)
		}
		opts := p.paintOptions()
		some := paint.Build(p.boxes.Root(), opts)
		opts.Override = func(*layout.Box) (paint.Override, bool) { return paint.Override{}, false } // asks for all boxes
		all := paint.Build(p.boxes.Root(), opts)
		for i := range all.Items {
			if i == len(some.Items) {
				t.Fatalf("seed %d, step %d: item %d of all boxes is missing: %+v", seed, step, i, all.Items[i])
			}
			if a, b := &some.Items[i], &all.Items[i]; a.Hash != b.Hash || a.Bounds != b.Bounds || a.Op != b.Op {
				t.Fatalf("seed %d, step %d: item %d is %+v, of all boxes %+v", seed, step, i, *a, *b)
			}
		}
		left += all.Boxes - some.Boxes
		cold := image.NewRGBA(shown.Rect)
		paint.Draw(cold, all, cold.Rect, raster.NewCache(p.opt.Fonts, 0))
		if at, ok := firstDifference(cold, f.Image); ok {
			t.Fatalf("seed %d, step %d: the picture differs at %v", seed, step, at)
		}
		if !bytes.Equal(shown.Pix, f.Image.Pix) {
			t.Fatalf("seed %d, step %d: damage misses something", seed, step)
		}
		for range 4 {
			at := geom.Point{X: geom.FromInt(r.IntN(160)), Y: geom.FromInt(r.IntN(120))}
			a, b := paint.HitAll(p.boxes.Root(), at, p.paintOptions()), paint.HitAll(p.boxes.Root(), at, opts)
			if !slices.Equal(a, b) {
				t.Fatalf("seed %d, step %d: %d other boxes at %v, of all %d", seed, step, len(a), at, len(b))
			}
		}
	}
	return left
}
