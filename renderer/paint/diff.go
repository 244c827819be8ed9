package paint

import (
	"image"

	"diorama/renderer/raster"
)

// rects gathers damage in at most maxRects rectangles.
type rects struct {
	list []image.Rectangle
	view image.Rectangle
}

func area2(r image.Rectangle) int { return r.Dx() * r.Dy() }

// add puts r in, and joins the two that waste least when there are too many.
func (d *rects) add(r image.Rectangle) {
	r = r.Intersect(d.view)
	if r.Empty() {
		return
	}
	for i := 0; i < len(d.list); i++ {
		q := d.list[i]
		if r.In(q) {
			return
		}
		// Join what costs no more together than apart.
		if u := q.Union(r); area2(u) <= area2(q)+area2(r) {
			d.list = append(d.list[:i], d.list[i+1:]...)
			r, i = u, -1
		}
	}
	d.list = append(d.list, r)
	if len(d.list) <= maxRects {
		return
	}
	best, bi, bj := -1, 0, 0
	for i := range d.list {
		for j := i + 1; j < len(d.list); j++ {
			if w := area2(d.list[i].Union(d.list[j])) - area2(d.list[i]) - area2(d.list[j]); best < 0 || w < best {
				best, bi, bj = w, i, j
			}
		}
	}
	u := d.list[bi].Union(d.list[bj])
	d.list = append(d.list[:bj], d.list[bj+1:]...)
	d.list = append(d.list[:bi], d.list[bi+1:]...)
	d.add(u)
}

// damage is the device px that an item may touch, through the layers around it.
func (l *List) damage(it *Item) image.Rectangle {
	r := it.Bounds
	for i := it.Layer; i >= 0 && !r.Empty(); i = l.layers[i].parent {
		op := &l.layers[i]
		if op.warp != nil {
			r = op.warp.Bounds(r).Inset(-1)
		}
		if op.outset > 0 {
			r = r.Inset(-op.outset)
		}
	}
	return r.Intersect(l.Viewport)
}

// Diff gives the rectangles, at most 8, outside of which both lists draw the same.
func Diff(old, new *List) []image.Rectangle {
	if new == nil {
		return nil
	}
	d := rects{view: new.Viewport}
	if old == nil || old.Viewport != new.Viewport || old.Base != new.Base {
		d.add(new.Viewport)
		return d.list
	}
	match(old, new, func(a, b *Item) bool { return a.Hash == b.Hash && a.Bounds == b.Bounds },
		func(a, b *Item) {
			if b == nil {
				d.add(old.damage(a))
			} else if a == nil {
				d.add(new.damage(b))
			}
		})
	return new.backdropDamage(&d)
}

// backdropDamage adds what backdrop filters spread.
func (l *List) backdropDamage(d *rects) []image.Rectangle {
	for _, i := range l.backdrops {
		it := &l.Items[i]
		whole := l.damage(it)
		o := l.layers[it.Ref].outset
		for _, r := range append([]image.Rectangle(nil), d.list...) {
			d.add(r.Inset(-o).Intersect(whole))
		}
	}
	return d.list
}

// match pairs equal items in the same order, as many as it finds, and calls each
// for pairs and for those left over (the other then nil).
func match(old, new *List, same func(a, b *Item) bool, each func(a, b *Item)) {
	a, b := old.Items, new.Items
	for len(a) > 0 && len(b) > 0 && same(&a[0], &b[0]) {
		each(&a[0], &b[0])
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && same(&a[len(a)-1], &b[len(b)-1]) {
		each(&a[len(a)-1], &b[len(b)-1])
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		for i := range a {
			each(&a[i], nil)
		}
		for i := range b {
			each(nil, &b[i])
		}
		return
	}
	// The first unused old item with that hash, then the longest run of pairs in order.
	next := make(map[uint64]int32, len(a))
	chain := make([]int32, len(a))
	for i := len(a) - 1; i >= 0; i-- {
		n, ok := next[a[i].Hash]
		if !ok {
			n = -1
		}
		chain[i] = n
		next[a[i].Hash] = int32(i)
	}
	pair := make([]int32, len(b))
	for j := range b {
		pair[j] = -1
		i, ok := next[b[j].Hash]
		if !ok || i < 0 {
			continue
		}
		next[b[j].Hash] = chain[i]
		if same(&a[i], &b[j]) {
			pair[j] = i
		}
	}
	keepIncreasing(pair)
	used := make([]bool, len(a))
	for j, i := range pair {
		if i < 0 {
			each(nil, &b[j])
		} else {
			used[i] = true
			each(&a[i], &b[j])
		}
	}
	for i := range a {
		if !used[i] {
			each(&a[i], nil)
		}
	}
}

// keepIncreasing leaves a longest increasing subsequence of pair and sets the
// others to -1.
func keepIncreasing(pair []int32) {
	var tails []int32 // index in pair of the smallest end of a run of each length
	prev := make([]int32, len(pair))
	for j, v := range pair {
		if v < 0 {
			continue
		}
		lo, hi := 0, len(tails)
		for lo < hi {
			mid := (lo + hi) / 2
			if pair[tails[mid]] < v {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		prev[j] = -1
		if lo > 0 {
			prev[j] = tails[lo-1]
		}
		if lo == len(tails) {
			tails = append(tails, int32(j))
		} else {
			tails[lo] = int32(j)
		}
	}
	keep := make([]bool, len(pair))
	if len(tails) > 0 {
		for j := tails[len(tails)-1]; j >= 0; j = prev[j] {
			keep[j] = true
		}
	}
	for j := range pair {
		if !keep[j] {
			pair[j] = -1
		}
	}
}

// Move is pixels of a rectangle that shift because something scrolled.
type Move struct {
	Rect image.Rectangle
	By   image.Point
}

// Plan tells how to come from a drawing of old to one of new: first the move, when
// there is one, then drawing the rectangles.
func Plan(old, new *List) (m Move, ok bool, damage []image.Rectangle) {
	f, by := scrolled(old, new)
	if f < 0 {
		return Move{}, false, Diff(old, new)
	}
	m = Move{Rect: new.frames[f].view.Intersect(new.Viewport), By: by}
	if m.Rect.Empty() || abs(by.X) >= m.Rect.Dx() || abs(by.Y) >= m.Rect.Dy() {
		return Move{}, false, Diff(old, new)
	}
	moves := func(l *List, frame int32) bool {
		for ; frame > 0; frame = l.frames[frame].parent {
			if frame == f {
				return true
			}
		}
		return false
	}
	d := rects{view: new.Viewport}
	stay := false
	match(old, new, func(a, b *Item) bool {
		if a.Hash != b.Hash {
			return false
		}
		return moves(new, b.Frame) || a.Bounds == b.Bounds
	}, func(a, b *Item) {
		switch {
		case a == nil:
			d.add(new.damage(b))
		case b == nil:
			r := old.damage(a)
			if !r.In(m.Rect) {
				d.add(r)
			}
			d.add(r.Add(by).Intersect(m.Rect))
		case moves(new, b.Frame):
			// A layer or clip-path that stays while what is in it moves.
			for i := b.Layer; i >= 0; i = new.layers[i].parent {
				stay = stay || !moves(new, new.layers[i].frame)
			}
			stay = stay || b.Op == OpBackdrop
		case !new.even(b, m.Rect):
			r := new.damage(b)
			d.add(r.Intersect(m.Rect))
			d.add(r.Add(by).Intersect(m.Rect))
		}
	})
	if stay {
		return Move{}, false, Diff(old, new)
	}
	// What came into view.
	for _, r := range outside(m.Rect, m.Rect.Add(by)) {
		d.add(r)
	}
	return m, true, new.backdropDamage(&d)
}

// even reports an item that looks the same wherever its pixels in r are moved to.
func (l *List) even(it *Item, r image.Rectangle) bool {
	if !it.Bounds.Overlaps(r) {
		return true
	}
	if it.Op != OpFill || !r.In(it.Bounds) || l.shapes[it.Shape].Rounded() || it.Layer >= 0 {
		return false
	}
	m := l.spaces[it.Space].m
	if m.B != 0 || m.C != 0 || !onPixels(l.shapes[it.Shape], m) {
		return false
	}
	for c := it.Clip; c >= 0; c = l.clips[c].parent {
		if l.clips[c].mask {
			return false
		}
	}
	return true
}

// outside gives r without s, as up to four rectangles.
func outside(r, s image.Rectangle) []image.Rectangle {
	s = s.Intersect(r)
	if s.Empty() {
		return []image.Rectangle{r}
	}
	return []image.Rectangle{
		{Min: r.Min, Max: image.Pt(r.Max.X, s.Min.Y)},
		{Min: image.Pt(r.Min.X, s.Max.Y), Max: r.Max},
		{Min: image.Pt(r.Min.X, s.Min.Y), Max: image.Pt(s.Min.X, s.Max.Y)},
		{Min: image.Pt(s.Max.X, s.Min.Y), Max: image.Pt(r.Max.X, s.Max.Y)},
	}
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}

// scrolled finds the one scroll frame that moved by whole px while everything else
// stands; -1 when there is none or more than one.
func scrolled(old, new *List) (frame int32, by image.Point) {
	if old == nil || new == nil || old.Viewport != new.Viewport || old.Base != new.Base {
		return -1, by
	}
	frame = -1
	var known map[uint64]*scrollFrame
	for i := range new.frames {
		b := &new.frames[i]
		var a *scrollFrame
		if i < len(old.frames) && old.frames[i].ident == b.ident {
			a = &old.frames[i]
		} else {
			if known == nil {
				known = make(map[uint64]*scrollFrame, len(old.frames))
				for k := range old.frames {
					known[old.frames[k].ident] = &old.frames[k]
				}
			}
			if a = known[b.ident]; a == nil {
				continue // nothing of it was in view
			}
		}
		if a.box != b.box || a.fixed || b.fixed {
			if a.box == b.box && a.own == b.own {
				continue
			}
			return -1, by
		}
		if a.own == b.own {
			continue
		}
		if frame >= 0 || a.view != b.view || a.rounded || b.rounded {
			return -1, by
		}
		frame, by = int32(i), a.own.Sub(b.own)
	}
	return frame, by
}

// Update brings dst, which shows old, to show new, and gives the rectangles that
// changed. old may be nil: then everything is drawn.
func Update(dst *image.RGBA, old, new *List, caches *raster.Cache) []image.Rectangle {
	m, ok, damage := Plan(old, new)
	var changed []image.Rectangle
	if ok {
		if s, shared := raster.View(dst); shared {
			s.Move(m.Rect, m.By)
		} else {
			s.Move(m.Rect, m.By)
			s.Store(dst, m.Rect)
		}
		changed = append(changed, m.Rect)
	}
	for _, r := range damage {
		Draw(dst, new, r, caches)
		if !ok || !r.In(m.Rect) {
			changed = append(changed, r)
		}
	}
	return changed
}
