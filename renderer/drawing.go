package renderer

import (
	"image"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/paint"
)

// paintOptions is what painting, hit testing and places depend on beside the boxes.
func (d *Document) paintOptions() paint.Options {
	return paint.Options{
		Scroll:   d.scrollFunc,
		Picture:  d.pictureFunc,
		DPR:      d.opt.Env.DPR,
		Viewport: d.viewport(),
		Over:     d.opt.Transparent,
		Base:     d.base,
	}
}

// scrollOf gives how far the content of a box is scrolled.
func (d *Document) scrollOf(b *layout.Box) geom.Point {
	if b.Node == nil || len(d.scrollers) == 0 {
		return geom.Point{}
	}
	s := d.scrollers[b.Node.ID]
	if s == nil || s.node != b.Node {
		return geom.Point{}
	}
	return geom.Point{X: d.device(s.x), Y: d.device(s.y)}
}

// Frame brings the page up to date and draws what changed. When nothing did, it
// costs nothing and allocates nothing.
func (d *Document) Frame(now time.Duration) Frame {
	d.advance(now)
	d.animate(d.now)
	d.settle()
	if d.nextTurn >= 0 && d.now >= d.nextTurn {
		d.repaint = true // a moving picture turns
	}
	if d.repaint || d.redraw || d.list == nil {
		d.draw()
	} else {
		d.damage = d.damage[:0]
	}
	f := Frame{Image: d.img, Damage: d.damage, Cost: d.cost, Next: d.next()}
	d.cost = Cost{}
	return f
}

// Move is Frame without drawing: animations and components move to now and what
// they tell waits in Drain. It gives when something moves again, negative: not by
// itself. A headless run passes the time with it.
func (d *Document) Move(now time.Duration) (next time.Duration) {
	d.advance(now)
	d.animate(d.now)
	d.settle()
	return d.next()
}

func (d *Document) draw() {
	view := d.viewport()
	size := image.Rect(0, 0, view.W.Ceil(), view.H.Ceil())
	start := d.clock()
	if !d.opt.Transparent && (d.img == nil || d.img.Rect != size) {
		d.img = image.NewRGBA(size)
		d.redraw = true
	}
	d.nextTurn = -1
	list := paint.Build(d.boxes.Root(), d.paintOptions())
	mid := d.clock()
	switch {
	case d.opt.Transparent:
		// Drawn by DrawOver only; the damage tells what to draw there.
		d.damage = append(d.damage[:0], paint.Diff(d.list, list)...)
	case d.redraw || d.list == nil:
		d.damage = append(d.damage[:0], size)
		paint.Draw(d.img, list, size, d.caches)
	default:
		d.damage = append(d.damage[:0], paint.Update(d.img, d.list, list, d.caches)...)
	}
	d.list = list
	d.repaint, d.redraw = false, false
	d.cost.Paint += mid - start
	d.cost.Raster += d.clock() - mid
}

// DrawOver draws the page, which has no canvas of its own, over a picture: at is
// where the page's upper left corner lies in dst, clip what of dst may change.
// The system layer (toasts, dialogs, navigation bar) is drawn so.
func (d *Document) DrawOver(dst *image.RGBA, at image.Point, clip image.Rectangle) {
	d.settle()
	if d.repaint || d.list == nil {
		d.draw()
	}
	clip = clip.Intersect(dst.Rect)
	if clip.Empty() {
		return
	}
	// The list's pixel (0, 0) is the page's corner: look at dst through a window
	// that begins there.
	moved := &image.RGBA{Pix: dst.Pix, Stride: dst.Stride, Rect: dst.Rect.Sub(at)}
	paint.Draw(moved, d.list, clip.Sub(at), d.caches)
}

// hitNode gives the innermost node painted uppermost at a point, 0 for none.
func (d *Document) hitNode(x, y float64) dom.NodeID {
	b := paint.Hit(d.boxes.Root(), geom.Point{X: d.device(x), Y: d.device(y)}, d.paintOptions())
	for b != nil && b.Node == nil {
		b = b.Parent
	}
	if b == nil {
		return 0
	}
	return b.Node.ID
}
