package renderer

import (
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// Layout runs style and layout without drawing, so that questions can be asked.
func (d *Document) Layout(now time.Duration) {
	d.advance(now)
	d.settle()
}

func (d *Document) advance(now time.Duration) {
	if now > d.now {
		d.now = now
	}
}

// viewport is the size of the window in device px.
func (d *Document) viewport() geom.Size {
	e := d.opt.Env
	if d.canvas > 0 {
		e.Height = d.canvas
	}
	return geom.Size{W: geom.FromInt(int(e.Width*e.DPR + 0.5)), H: geom.FromInt(int(e.Height*e.DPR + 0.5))}
}

// settle brings components, styles and boxes up to date: components change nodes,
// nodes change styles, styles change sizes, and sizes may change components again.
func (d *Document) settle() {
	for range maxSettleRounds {
		if d.redrive {
			d.redrive = false
			d.mix()
		}
		if d.needUpdate() {
			d.updateInstances()
		}
		d.keepForced()
		d.handDown()
		if d.tree.Root.Damage == 0 && !d.stale && !d.moved && !d.facesOld {
			return
		}
		start := d.clock()
		restyled := d.styler.Update(d.tree)
		d.restyled(restyled)
		mid := d.clock()
		view := d.viewport()
		if d.facesOld {
			d.facesOld = false
			if d.opt.Families != nil && d.boxes.SetFamilies(d.opt.Families(d.styler.FontFaces())) {
				d.stale = true
			}
		}
		if epoch := d.epoch(); epoch != d.fontEpoch {
			d.fontEpoch = epoch
			d.boxes.ResetText()
			d.stale = true
		}
		if d.stale {
			d.boxes.Build(d.tree, d, view)
		} else {
			d.boxes.Apply(d.tree, d, view, restyled)
		}
		end := d.clock()
		d.cost.Style += mid - start
		d.cost.Layout += end - mid
		d.stale, d.moved = false, false
		d.tree.ClearDamage()
		d.repaint = true
		d.clampScroll()
		d.styler.Resized(d.mut)
		if !d.placed() && !d.needUpdate() && d.tree.Root.Damage == 0 && len(d.handed) == 0 {
			return
		}
	}
}

// clock is the host's stopwatch in µs: renderer itself knows no time.
func (d *Document) clock() float64 {
	if d.opt.Stopwatch == nil {
		return 0
	}
	return d.opt.Stopwatch()
}

func (d *Document) epoch() uint64 {
	if d.opt.Fonts == nil {
		return 0
	}
	return d.opt.Fonts.Epoch()
}

// Of gives the style in use: what the sheets say, with running animations mixed in.
func (d *Document) Of(n *dom.Node, p style.Pseudo) *style.Computed { return d.styleOf(n, p) }
