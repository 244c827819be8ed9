package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// flexIntrinsic: §9.9.1 as Chromium does it, the sum or the maximum of the items'
// contributions.
func (t *Tree) flexIntrinsic(b *Box) minmax {
	c := b.Style
	row := flexRow(c)
	wrap := c.FlexWrap != style.NoWrap && c.Display != style.DisplayWebkitBox
	if !row && wrap {
		return t.columnWrapIntrinsic(b)
	}
	var in minmax
	n := 0
	var outer []geom.Unit // of a balanced row
	balances := row && wrap && c.FlexBalance && c.FlexLineCount > 1
	for _, k := range b.flow() {
		if k.data.flags&flagOut != 0 {
			continue
		}
		n++
		kc := t.contribution(k)
		if k.Style.AspectRatio > 0 && row {
			kc = t.ratioContribution(b, k, !wrap && fillsRow(k, c))
		}
		if row {
			kc = t.flexContribution(k, kc)
		}
		m := k.margins(0).Horizontal()
		kc.min, kc.max = kc.min.Add(m), kc.max.Add(m)
		if balances {
			outer = append(outer, kc.max)
		}
		switch {
		case !row:
			in.min, in.max = max(in.min, kc.min), max(in.max, kc.max)
		case wrap:
			in.min, in.max = max(in.min, kc.min), in.max.Add(kc.max)
		default:
			in.min, in.max = in.min.Add(kc.min), in.max.Add(kc.max)
		}
	}
	if balances && n <= maxBalanced {
		in.max = balancedWidth(outer, gap(c.ColumnGap, 0), c.FlexLineCount)
		return in
	}
	if row && n > 1 {
		g := gap(c.ColumnGap, 0) * geom.Unit(n-1)
		in.max += g
		if !wrap {
			in.min += g
		}
	}
	return in
}

// flexContribution bounds an item's contribution by its flex base size: from above
// when it cannot grow, from below when it cannot shrink (§9.9.2).
func (t *Tree) flexContribution(k *Box, kc minmax) minmax {
	c := k.Style
	fr := k.frameOf(0)
	if c.FlexBasis.IsAuto() {
		return kc
	}
	v, ok := t.widthOf(k, c, c.FlexBasis, indef, &fr)
	if !ok {
		return kc
	}
	if c.FlexGrow <= 0 {
		kc.min, kc.max = min(kc.min, v), min(kc.max, v)
	}
	if c.FlexShrink <= 0 {
		kc.min, kc.max = max(kc.min, v), max(kc.max, v)
	}
	lo, hi := t.widthLimits(k, c, indef, &fr)
	if c.MinWidth.IsAuto() && !scrolls(c) {
		content := t.intrinsic(k).min
		if w, ok := definite(c, c.Width, indef, fr.bpW); ok {
			content = min(content, w)
		}
		lo = max(lo, min(content, hi))
	}
	return minmax{clampSize(kc.min, lo, hi), clampSize(kc.max, lo, hi)}
}

// columnWrapIntrinsic asks the algorithm itself how wide the columns get when the
// items may be as wide as they like.
func (t *Tree) columnWrapIntrinsic(b *Box) minmax {
	var in minmax
	for _, k := range b.flow() {
		if k.data.flags&flagOut != 0 {
			continue
		}
		kc := t.contribution(k)
		in.min = max(in.min, kc.min+k.margins(0).Horizontal())
	}
	j := job{b: b, s: space{base: base{0, indef}, size: size{indef, indef}}}
	c := b.Style
	j.fr = b.frameOf(0)
	j.minH, j.maxH = heightLimits(c, indef, j.fr.bpH)
	j.h = indef
	if v, ok := definiteH(c, c.Height, indef, j.fr.bpH); ok {
		j.h = clampSize(v, j.minH, j.maxH)
	}
	j.cw = unlimited / 4
	j.pctH = indef
	if j.h != indef {
		j.pctH = j.h - j.fr.bpH
	}
	f := flexBox{t: t, j: &j, c: c, wrap: true, crossLen: indef, avail: j.pctH, mainDef: j.pctH != indef}
	f.gapMain, f.gapCross = gap(c.RowGap, j.pctH), gap(c.ColumnGap, 0)
	base, lineBase := len(t.flexItems), len(t.flexLines)
	f.collect()
	f.breakLines()
	var sum geom.Unit
	for i := range f.lines {
		var w geom.Unit
		for n := f.lines[i].from; n < f.lines[i].to; n++ {
			it := &f.items[n]
			if c := it.b.Style; it.b.data.flags&(flagPctEdges|flagPctMargin) != 0 || hasPct(c.Width) || hasPct(c.MinWidth) || hasPct(c.MaxWidth) {
				w = max(w, t.contribution(it.b).max+it.b.margins(0).Horizontal()) // percentages of nothing
				continue
			}
			w = max(w, it.cross+it.margin.Horizontal())
		}
		sum = sum.Add(w)
	}
	if n := len(f.lines); n > 1 {
		sum += f.gapCross * geom.Unit(n-1)
	}
	t.flexItems, t.flexLines = t.flexItems[:base], t.flexLines[:lineBase]
	in.max = sum
	return in
}
