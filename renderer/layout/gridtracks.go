package layout

import (
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// gridTrack is a row or column while it is sized (CSS Grid 1 §11).
type gridTrack struct {
	min, max  style.Length
	fit       geom.Unit // limit of fit-content(), or unlimited
	base      geom.Unit
	limit     geom.Unit // growth limit, unlimited for infinity
	flex      float64   // 0: no flexible track
	grow      geom.Unit // during distribution
	endless   bool      // infinitely growable
	collapsed bool
	pos       geom.Unit
}

// intrinsicMin and intrinsicMax report sizing functions that ask the content.
func (g *gridTrack) intrinsicMin() bool { return !g.min.Definite() }
func (g *gridTrack) intrinsicMax() bool { return !g.max.Definite() && g.flex == 0 }

// sizingMode is what the space of an axis is.
type sizingMode uint8

const (
	sizeDefinite sizingMode = iota
	sizeMin                 // min-content constraint
	sizeMax                 // max-content constraint, or an automatic height
)

// newTrack starts a track: percentages of an indefinite size are auto.
func newTrack(tr style.Track, size geom.Unit) gridTrack {
	g := gridTrack{min: tr.Min, max: tr.Max, fit: unlimited}
	if size == indef {
		if g.min.HasPercent() {
			g.min = style.Length{}
		}
		if g.max.HasPercent() {
			g.max = style.Length{}
		}
	}
	if g.max.Kind == style.FitContent {
		if l := tr.FitLimit; l.Definite() && (size != indef || !l.HasPercent()) {
			g.fit = max(0, l.Resolve(size))
		}
		g.max = style.Length{Kind: style.MaxContent}
		if !g.min.Definite() {
			g.min = style.Length{}
		}
	}
	if g.min.Kind == style.Fr {
		g.min = style.Length{}
	}
	if g.max.Kind == style.Fr {
		g.flex = float64(max(0, g.max.Pct))
		if g.flex == 0 {
			g.flex = 1e-9
		}
	}
	if g.min.Definite() {
		g.base = max(0, g.min.Resolve(size))
	}
	g.limit = unlimited
	if g.max.Definite() {
		g.limit = max(g.base, g.max.Resolve(size))
	}
	return g
}

// contributions are an item's outer sizes along an axis.
type contributions struct{ minimum, min, max geom.Unit }

// gridAxis sizes the tracks of one axis.
type gridAxis struct {
	tracks []gridTrack
	items  []gridItem
	axis   int
	gap    geom.Unit
	size   geom.Unit // definite inner size or indef
	mode   sizingMode
	// of asks for an item's contributions; spansAuto: it spans a track whose minimum
	// is auto.
	of func(it *gridItem, spansAuto bool) contributions
}

// run is the track sizing algorithm (§11.3): initialize is done, resolve intrinsic
// sizes, maximize, expand flexible tracks, stretch.
func (a *gridAxis) run(stretch bool) {
	a.intrinsic()
	a.maximize()
	a.expandFlex()
	if stretch {
		a.stretchAuto()
	}
}

func (a *gridAxis) span(it *gridItem) []gridTrack {
	s := it.start[a.axis]
	return a.tracks[s : s+it.span[a.axis]]
}

// gaps is the gutter inside a span, collapsed tracks apart.
func (a *gridAxis) gaps(tr []gridTrack) geom.Unit {
	n := geom.Unit(-1)
	for i := range tr {
		if !tr[i].collapsed {
			n++
		}
	}
	return max(0, n) * a.gap
}

// intrinsic: §11.5.
func (a *gridAxis) intrinsic() {
	type sized struct {
		it   *gridItem
		span int
		flex bool
		c    contributions
	}
	var work []sized
	for i := range a.items {
		it := &a.items[i]
		flex, need, auto := false, false, false
		for k := range a.span(it) {
			tr := &a.span(it)[k]
			flex = flex || tr.flex > 0
			need = need || tr.intrinsicMin() || tr.intrinsicMax()
			auto = auto || tr.min.IsAuto()
		}
		if need {
			// A flexible track keeps the automatic minimum away from wider spans.
			work = append(work, sized{it, it.span[a.axis], flex, a.of(it, auto && (!flex || it.span[a.axis] == 1))})
		}
	}
	slices.SortStableFunc(work, func(x, y sized) int {
		if x.flex != y.flex {
			if x.flex {
				return 1
			}
			return -1
		}
		return x.span - y.span
	})
	for i := 0; i < len(work); {
		k := i + 1
		for k < len(work) && work[k].flex == work[i].flex && (work[i].flex || work[k].span == work[i].span) {
			k++
		}
		group := work[i:k]
		// Base sizes: intrinsic minimums, content-based, max-content.
		for phase := range 3 {
			clearGrow(a.tracks)
			for g := range group {
				w := &group[g]
				tr := a.span(w.it)
				var target geom.Unit
				pick := func(t *gridTrack) bool { return false }
				switch phase {
				case 0:
					target = w.c.minimum
					if (a.mode == sizeMin || a.mode == sizeMax && a.axis == cols) && !scrolls(w.it.b.Style) && !(w.flex && w.span > 1) {
						// oracle chromium: what scrolls may be as small as can be, and what spans flexible tracks too
						target = min(w.c.min, a.limitOf(tr, w.c.min, true))
						target = max(target, w.c.minimum)
					}
					pick = func(t *gridTrack) bool { return t.intrinsicMin() }
				case 1:
					target = w.c.min
					pick = func(t *gridTrack) bool { return t.min.Kind == style.MinContent || t.min.Kind == style.MaxContent }
				case 2:
					target = w.c.max
					pick = func(t *gridTrack) bool {
						return t.min.Kind == style.MaxContent // oracle chromium: not auto under a max-content constraint
					}
				}
				if w.flex {
					inner := pick
					pick = func(t *gridTrack) bool { return t.flex > 0 && inner(t) }
				}
				a.distributeBase(tr, target-a.gaps(tr), pick, w.flex)
			}
			for t := range a.tracks {
				a.tracks[t].base += a.tracks[t].grow
				a.tracks[t].limit = max(a.tracks[t].limit, a.tracks[t].base)
			}
		}
		// Growth limits: content-based, then max-content.
		if !group[0].flex {
			for phase := range 2 {
				for t := range a.tracks {
					a.tracks[t].grow = -1
				}
				for g := range group {
					w := &group[g]
					tr := a.span(w.it)
					target := w.c.min
					pick := func(t *gridTrack) bool { return t.intrinsicMax() }
					if phase == 1 {
						target = w.c.max
						pick = func(t *gridTrack) bool { return t.max.Kind == style.MaxContent || t.max.IsAuto() }
					}
					a.distributeLimit(tr, target-a.gaps(tr), pick)
				}
				for t := range a.tracks {
					tr := &a.tracks[t]
					if tr.grow >= 0 {
						tr.endless = phase == 0 && tr.limit == unlimited
						if tr.limit == unlimited {
							tr.limit = max(tr.base, tr.grow)
						} else {
							tr.limit = max(tr.limit, tr.grow)
						}
						if tr.fit != unlimited {
							tr.limit = max(tr.base, min(tr.limit, tr.fit))
						}
					}
				}
			}
		}
		i = k
	}
	for i := range a.tracks {
		if a.tracks[i].limit == unlimited {
			a.tracks[i].limit = a.tracks[i].base
		}
	}
}

// limitOf is the sum of fixed maximums of a span, or v when one is not fixed; fit: the
// argument of fit-content() is one.
func (a *gridAxis) limitOf(tr []gridTrack, v geom.Unit, fit bool) geom.Unit {
	sum := a.gaps(tr)
	for i := range tr {
		switch {
		case tr[i].max.Definite():
			sum += tr[i].limit
		case fit && tr[i].fit != unlimited:
			sum += tr[i].fit
		default:
			return v
		}
	}
	return sum
}

func clearGrow(tr []gridTrack) {
	for i := range tr {
		tr[i].grow = 0
	}
}

// distributeBase plans growth of base sizes so that a span reaches target (§11.5.1).
func (a *gridAxis) distributeBase(tr []gridTrack, target geom.Unit, pick func(*gridTrack) bool, byFlex bool) {
	space := target
	var chosen []*gridTrack
	var flexSum float64
	for i := range tr {
		space -= tr[i].base
		if !tr[i].collapsed && pick(&tr[i]) {
			chosen = append(chosen, &tr[i])
			flexSum += tr[i].flex
		}
	}
	if space <= 0 || len(chosen) == 0 {
		return
	}
	plan := make([]geom.Unit, len(chosen))
	if byFlex && flexSum > 0 {
		for i, t := range chosen {
			plan[i] = geom.Unit(float64(space) * t.flex / flexSum)
		}
	} else {
		space = share(plan, space, func(i int) geom.Unit {
			lim := min(chosen[i].limit, max(chosen[i].fit, chosen[i].base))
			if lim == unlimited {
				return unlimited
			}
			return lim - chosen[i].base
		})
		if space > 0 {
			// Beyond the limits: tracks with an intrinsic maximum first.
			var beyond []int
			for i, t := range chosen {
				if t.intrinsicMax() {
					beyond = append(beyond, i)
				}
			}
			if len(beyond) == 0 {
				for i := range chosen {
					beyond = append(beyond, i)
				}
			}
			each, rest := space/geom.Unit(len(beyond)), space%geom.Unit(len(beyond))
			for n, i := range beyond {
				plan[i] += each
				if geom.Unit(n) < rest {
					plan[i]++
				}
			}
		}
	}
	for i, t := range chosen {
		t.grow = max(t.grow, plan[i])
	}
}

// distributeLimit plans growth limits; grow holds the planned limit, -1 for none.
func (a *gridAxis) distributeLimit(tr []gridTrack, target geom.Unit, pick func(*gridTrack) bool) {
	space := target
	var chosen []*gridTrack
	for i := range tr {
		cur := tr[i].limit
		if cur == unlimited {
			cur = tr[i].base
		}
		space -= cur
		if !tr[i].collapsed && pick(&tr[i]) {
			chosen = append(chosen, &tr[i])
		}
	}
	if len(chosen) == 0 {
		return
	}
	plan := make([]geom.Unit, len(chosen))
	if space > 0 {
		left := share(plan, space, func(i int) geom.Unit {
			if chosen[i].limit == unlimited || chosen[i].endless {
				return unlimited
			}
			return 0
		})
		if left > 0 {
			each := left / geom.Unit(len(chosen))
			for i := range plan {
				plan[i] += each
			}
			plan[0] += left % geom.Unit(len(chosen))
		}
	}
	for i, t := range chosen {
		cur := t.limit
		if cur == unlimited {
			cur = t.base
		}
		t.grow = max(t.grow, cur+plan[i])
	}
}

// share gives space out in equal parts, none beyond its room; the rest comes back.
func share(plan []geom.Unit, space geom.Unit, room func(i int) geom.Unit) geom.Unit {
	open := make([]int, 0, len(plan))
	for i := range plan {
		if room(i) > 0 {
			open = append(open, i)
		}
	}
	for space > 0 && len(open) > 0 {
		each := space / geom.Unit(len(open))
		extra := space % geom.Unit(len(open))
		kept := open[:0]
		for n, i := range open {
			p := each
			if geom.Unit(n) < extra {
				p++
			}
			if r := room(i) - plan[i]; r <= p {
				p = r
			} else {
				kept = append(kept, i)
			}
			plan[i] += p
			space -= p
		}
		open = kept
	}
	return space
}

func (a *gridAxis) total() geom.Unit {
	sum := a.gaps(a.tracks)
	for i := range a.tracks {
		sum += a.tracks[i].base
	}
	return sum
}

// maximize: §11.6.
func (a *gridAxis) maximize() {
	switch a.mode {
	case sizeMin:
		return
	case sizeMax:
		for i := range a.tracks {
			a.tracks[i].base = max(a.tracks[i].base, a.tracks[i].limit)
		}
		return
	}
	free := a.size - a.total()
	if free <= 0 {
		return
	}
	plan := make([]geom.Unit, len(a.tracks))
	share(plan, free, func(i int) geom.Unit { return a.tracks[i].limit - a.tracks[i].base })
	for i := range plan {
		a.tracks[i].base += plan[i]
	}
}

// expandFlex: §11.7.
func (a *gridAxis) expandFlex() {
	if !a.flexible() || a.mode == sizeMin {
		return
	}
	var fr float64
	if a.mode == sizeDefinite {
		fr = a.findFr(a.tracks, a.size)
	} else {
		for i := range a.tracks {
			if t := &a.tracks[i]; t.flex > 0 {
				fr = max(fr, float64(t.base)/max(1, t.flex))
			}
		}
		for i := range a.items {
			it := &a.items[i]
			tr := a.span(it)
			for k := range tr {
				if tr[k].flex > 0 {
					fr = max(fr, a.findFr(tr, a.of(it, false).max))
					break
				}
			}
		}
	}
	for i := range a.tracks {
		if t := &a.tracks[i]; t.flex > 0 {
			t.base = max(t.base, geom.Unit(fr*t.flex))
		}
	}
}

// flexible reports a flexible track.
func (a *gridAxis) flexible() bool {
	return slices.ContainsFunc(a.tracks, func(t gridTrack) bool { return t.flex > 0 })
}

// fractions reports flexible tracks whose factors add up to less than 1.
func (a *gridAxis) fractions() bool {
	var sum float64
	for i := range a.tracks {
		sum += a.tracks[i].flex
	}
	return sum > 0 && sum < 1
}

// findFr: §11.7.1.
func (a *gridAxis) findFr(tr []gridTrack, fill geom.Unit) float64 {
	inflexible := make([]bool, len(tr))
	for {
		left := float64(fill - a.gaps(tr))
		var sum float64
		for i := range tr {
			if tr[i].flex > 0 && !inflexible[i] {
				sum += tr[i].flex
			} else {
				left -= float64(tr[i].base)
			}
		}
		if sum == 0 {
			return 0
		}
		fr := max(0, left/max(1, sum))
		again := false
		for i := range tr {
			if tr[i].flex > 0 && !inflexible[i] && fr*tr[i].flex < float64(tr[i].base)-1 {
				inflexible[i], again = true, true
			}
		}
		if !again {
			return fr
		}
	}
}

// stretchAuto: §11.8.
func (a *gridAxis) stretchAuto() {
	if a.size == indef {
		return
	}
	free := a.size - a.total()
	var n geom.Unit
	for i := range a.tracks {
		if t := &a.tracks[i]; t.max.IsAuto() && t.flex == 0 && t.fit == unlimited && !t.collapsed {
			n++
		}
	}
	if free <= 0 || n == 0 {
		return
	}
	each, rest := free/n, free%n
	for i := range a.tracks {
		if t := &a.tracks[i]; t.max.IsAuto() && t.flex == 0 && t.fit == unlimited && !t.collapsed {
			t.base += each
			if rest > 0 {
				t.base++
				rest--
			}
		}
	}
}
