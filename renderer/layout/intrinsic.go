package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// minmax are min-content and max-content sizes.
type minmax struct{ min, max geom.Unit }

// intrinsic gives the intrinsic border box widths that b's content asks for; its own
// width properties do not count (CSS Sizing 3 §5).
func (t *Tree) intrinsic(b *Box) minmax {
	if b.data.flags&flagTurned != 0 {
		return t.turnedIntrinsic(b)
	}
	c := &b.data.cache
	if c.hasIntr {
		return minmax{c.min, c.max}
	}
	fr := b.frameOf(0)
	var in minmax
	switch k := b.data.kind; {
	case b.Style.Contain&(style.ContainSize|style.ContainInlineSize) != 0 && k != kindTable:
	case k == kindFlex:
		in = t.flexIntrinsic(b)
	case k == kindGrid:
		in = t.gridIntrinsic(b)
	case k == kindTable:
		in = t.tableIntrinsic(b)
		fr = b.frameOf(0) // borders that collapse are known now
	default:
		if b.flow() == nil && b.entries() != nil {
			in = t.inlineIntrinsic(b)
		} else {
			in = t.blockIntrinsic(b)
		}
		if multicol(b) {
			in = columnIntrinsic(b, in)
		}
	}
	in.min = max(0, in.min).Add(fr.bpW)
	in.max = max(in.min, in.max.Add(fr.bpW))
	c.min, c.max, c.hasIntr = in.min, in.max, true
	return in
}

// intrinsicIn is intrinsic with the padding that percentages give in b's own
// containing block.
func (t *Tree) intrinsicIn(b *Box, fr *frame) minmax {
	in := t.intrinsic(b)
	if b.data.flags&flagPctEdges != 0 && b.data.kind == kindTable {
		in = t.tableWidths(b, t.tableOf(b), tableParts(b), fr)
		in.min, in.max = in.min.Add(fr.bpW), in.max.Add(fr.bpW)
	} else if b.data.flags&flagPctEdges != 0 {
		more := fr.bpW - b.frameOf(0).bpW
		in.min, in.max = in.min.Add(more), in.max.Add(more)
	}
	return in
}

// blockIntrinsic is the widest of the children; floats stand beside each other.
func (t *Tree) blockIntrinsic(b *Box) minmax {
	var in minmax
	var lefts, rights geom.Unit
	for _, k := range b.flow() {
		c := k.Style
		if k.data.flags&flagOut != 0 {
			continue
		}
		kc := t.contribution(k)
		if c.AspectRatio > 0 {
			kc = t.ratioContribution(b, k, false)
		}
		m := k.margins(0)
		kc.min += m.Horizontal()
		kc.max += m.Horizontal()
		in.min = max(in.min, kc.min)
		if c.Float != style.FloatNone {
			if c.Clear == style.FloatLeft || c.Clear == style.ClearBoth {
				in.max, lefts = max(in.max, lefts+rights), 0
			}
			if c.Clear == style.FloatRight || c.Clear == style.ClearBoth {
				in.max, rights = max(in.max, lefts+rights), 0
			}
			if c.Float == style.FloatRight {
				rights += max(0, kc.max)
			} else {
				lefts += max(0, kc.max)
			}
			continue
		}
		if k.data.flags&flagBFC != 0 && c.Clear == style.FloatNone {
			kc.max += lefts + rights
		} else {
			in.max = max(in.max, lefts+rights)
		}
		lefts, rights = 0, 0
		in.max = max(in.max, kc.max)
	}
	in.max = max(in.max, lefts+rights)
	return in
}

// ratioContribution is contribution for a child with an aspect-ratio: its percentages see
// a height that b has as a length, and stretched says that it fills it.
func (t *Tree) ratioContribution(b, k *Box, stretched bool) minmax {
	c, fr := b.Style, b.frameOf(0)
	h, ok := length(c, c.Height, fr.bpH)
	if !ok {
		return t.contribution(k)
	}
	lo, hi := heightLimits(c, indef, fr.bpH)
	h = max(0, clampSize(h, lo, hi)-fr.bpH)
	if kc, kf := k.Style, k.frameOf(0); stretched && kc.Height.IsAuto() && (kc.Width.IsAuto() || contentSize(kc.Width)) {
		lo, hi = heightLimits(kc, h, kf.bpH)
		w := ratioWidth(kc, &kf, clampSize(h-k.margins(0).Vertical(), lo, hi))
		if kc.MinWidth.IsAuto() && !scrolls(kc) {
			w = max(w, t.intrinsic(k).min)
		}
		lo, hi = t.widthLimits(k, kc, indef, &kf)
		w = clampSize(w, lo, hi)
		return minmax{w, w}
	}
	return t.contributionIn(k, h)
}

// fillsRow reports an item that a single row stretches across.
func fillsRow(k *Box, c *style.Computed) bool {
	a := k.Style.AlignSelf
	if a == style.AlignAuto {
		a = c.AlignItems
	}
	return a <= style.AlignStretch && !legacyBox(c) && !k.Style.Margin[style.Top].IsAuto() && !k.Style.Margin[style.Bottom].IsAuto()
}

// contribution gives what b adds to the intrinsic widths of its container, margins
// apart (CSS Sizing 3 §5.2): percentages count as auto, or 0 for min-width.
func (t *Tree) contribution(b *Box) minmax {
	return t.contributionIn(b, indef)
}

// contributionIn is contribution where the containing block's height is known.
func (t *Tree) contributionIn(b *Box, cbH geom.Unit) minmax {
	c := b.Style
	fr := b.frameOf(0)
	var in minmax
	if v, ok := t.widthOf(b, c, c.Width, indef, &fr); ok && c.Width.Kind != style.FitContent {
		if c.AspectRatio > 0 && contentSize(c.Width) {
			lo, hi := transferred(c, &fr, cbH)
			v = t.ratioFloor(b, &fr, clampSize(v, lo, hi), unlimited)
		}
		in = minmax{v, v}
		if b.data.kind == kindTable { // never narrower than its columns
			in.min, in.max = max(v, t.intrinsic(b).min), max(v, t.intrinsic(b).min)
		}
	} else {
		h, hok := definiteH(c, c.Height, cbH, fr.bpH)
		if c.AspectRatio > 0 && hok {
			lo, hi := heightLimits(c, cbH, fr.bpH)
			w := ratioWidth(c, &fr, clampSize(h, lo, hi))
			if c.MinWidth.IsAuto() && !scrolls(c) {
				w = max(w, t.intrinsic(b).min)
			}
			in = minmax{w, w}
		} else {
			in = t.intrinsic(b)
			if c.AspectRatio > 0 {
				lo, hi := transferred(c, &fr, cbH)
				in.min, in.max = clampSize(in.min, lo, hi), clampSize(in.max, lo, hi)
			}
		}
	}
	lo, hi := t.widthLimits(b, c, indef, &fr)
	out := minmax{clampSize(in.min, lo, hi), clampSize(in.max, lo, hi)}
	if c.MinWidth.Kind == style.FitContent { // it gives way down to the content's least width
		out.min = clampSize(in.min, fr.bpW, hi)
		out.min = max(out.min, min(t.intrinsic(b).min, hi))
	}
	if c.MaxWidth.Kind == style.FitContent { // likewise
		out.min = max(lo, min(out.min, t.intrinsic(b).min))
	}
	return out
}
