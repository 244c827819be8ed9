package layout

import (
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// The axes of a grid.
const (
	cols = 0
	rows = 1
)

// gridLines are the explicit tracks of one axis and the names of their lines.
type gridLines struct {
	tracks []style.Track
	names  map[string][]int // line numbers from 0, in order
	repeat [2]int           // tracks made by auto-fill or auto-fit: from, to
	fit    bool             // they were made by auto-fit: empty ones collapse
}

// gridItem is one grid item with its place: first track and number of tracks per
// axis, from the first track of the implicit grid once placement is done.
type gridItem struct {
	b     *Box
	start [2]int
	span  [2]int
	fixed [2]bool

	align style.Keyword // the baseline that it shares, else AlignAuto
	base  geom.Unit     // from its margin edge
	shim  geom.Unit     // how far it moves from the edge of its area
}

// expandTracks gives the explicit tracks of an axis; count is how often an
// automatic repetition stands.
func expandTracks(l *style.TrackList, count int) (g gridLines) {
	g.names = map[string][]int{}
	line := 0
	named := func(names []string) {
		for _, n := range names {
			if s := g.names[n]; len(s) == 0 || s[len(s)-1] != line {
				g.names[n] = append(s, line)
			}
		}
	}
	add := func(tr style.Track) {
		if line >= MaxTracks {
			return
		}
		named(tr.Names)
		g.tracks = append(g.tracks, tr)
		line++
	}
	if l == nil {
		return g
	}
	auto := func() {
		g.repeat[0] = line
		for range count {
			for _, tr := range l.AutoRepeat {
				add(tr)
			}
		}
		g.repeat[1] = line
		g.fit = l.AutoFit
	}
	for i, tr := range l.Tracks {
		if i == l.AutoAt && len(l.AutoRepeat) > 0 {
			auto()
		}
		for range max(1, tr.Times) {
			add(tr)
		}
	}
	if len(l.AutoRepeat) > 0 && l.AutoAt >= len(l.Tracks) {
		auto()
	}
	named(l.EndNames)
	return g
}

// addAreas puts the names that grid-template-areas gives to lines.
func addAreas(areas [][]string, g *[2]gridLines) (nc, nr int) {
	type box struct{ c0, c1, r0, r1 int }
	found := map[string]*box{}
	var order []string
	for r, row := range areas {
		nc = max(nc, len(row))
		for c, name := range row {
			if name == "" || name == "." {
				continue
			}
			b := found[name]
			if b == nil {
				found[name] = &box{c, c + 1, r, r + 1}
				order = append(order, name)
				continue
			}
			b.c0, b.c1, b.r0, b.r1 = min(b.c0, c), max(b.c1, c+1), min(b.r0, r), max(b.r1, r+1)
		}
	}
	put := func(axis int, name string, line int) {
		s := append(g[axis].names[name], line)
		slices.Sort(s)
		g[axis].names[name] = s
	}
	for _, name := range order {
		b := found[name]
		put(cols, name+"-start", b.c0)
		put(cols, name+"-end", b.c1)
		put(rows, name+"-start", b.r0)
		put(rows, name+"-end", b.r1)
	}
	return nc, len(areas)
}

// resolveLine gives the line of a grid-placement property, from 0 at the explicit
// grid's start; ok is false for auto and spans (CSS Grid 1 §8.3).
func (g *gridLines) resolveLine(l style.GridLine, count int, end bool) (line int, ok bool) {
	if l.Span || l.N == 0 && l.Name == "" {
		return 0, false
	}
	clampLine := func(v int) int { return min(max(v, -MaxTracks), MaxTracks) }
	if l.Name == "" {
		if l.N > 0 {
			return clampLine(l.N - 1), true
		}
		return clampLine(count + 1 + l.N), true
	}
	if l.N == 0 {
		suffix := "-start"
		if end {
			suffix = "-end"
		}
		if s := g.names[l.Name+suffix]; len(s) > 0 {
			return s[0], true
		}
	}
	s, n := g.names[l.Name], l.N
	if n == 0 {
		n = 1
	}
	switch {
	case n > 0 && n <= len(s):
		return s[n-1], true
	case n > 0:
		// Lines of the implicit grid have every name.
		return clampLine(count + n - len(s)), true
	case -n <= len(s):
		return s[len(s)+n], true
	}
	return clampLine(n + len(s)), true
}

// resolvePlace gives an item's tracks along an axis.
func (g *gridLines) resolvePlace(a, b style.GridLine, count int) (start, span int, fixed bool) {
	s, okS := g.resolveLine(a, count, false)
	e, okE := g.resolveLine(b, count, true)
	width := func(l style.GridLine) int { return min(max(l.N, 1), MaxTracks) }
	switch {
	case okS && okE:
		if s > e {
			s, e = e, s
		}
		return s, max(1, e-s), true
	case okS:
		if b.Span {
			if b.Name != "" {
				return s, g.spanNamed(b, s, count, 1), true
			}
			return s, width(b), true
		}
		return s, 1, true
	case okE:
		if a.Span {
			n := width(a)
			if a.Name != "" {
				n = g.spanNamed(a, e, count, -1)
			}
			return e - n, n, true
		}
		return e - 1, 1, true
	case a.Span && a.Name == "":
		return 0, width(a), false
	case b.Span && b.Name == "" && !a.Span:
		return 0, width(b), false
	}
	return 0, 1, false
}

// spanNamed counts tracks from a line to the nth line of a name in a direction.
func (g *gridLines) spanNamed(l style.GridLine, from, count, dir int) int {
	n := max(l.N, 1)
	for i := 1; i <= MaxTracks; i++ {
		line := from + dir*i
		if line < 0 || line > count {
			// All implicit lines have the name.
			return min(i+n-1, MaxTracks)
		}
		if slices.Contains(g.names[l.Name], line) {
			if n--; n == 0 {
				return i
			}
		}
	}
	return 1
}

// occupancy remembers which cells are taken, by rows of the placement's major axis.
type occupancy struct{ cells map[int][]uint64 }

func (o *occupancy) free(major, minor, majorSpan, minorSpan int) bool {
	for m := major; m < major+majorSpan; m++ {
		row := o.cells[m]
		for n := minor; n < minor+minorSpan; n++ {
			if n>>6 < len(row) && row[n>>6]>>(n&63)&1 == 1 {
				return false
			}
		}
	}
	return true
}

func (o *occupancy) take(major, minor, majorSpan, minorSpan int) {
	for m := major; m < major+majorSpan; m++ {
		row := o.cells[m]
		if need := (minor+minorSpan)>>6 + 1; need > len(row) {
			row = append(row, make([]uint64, need-len(row))...)
		}
		for n := minor; n < minor+minorSpan; n++ {
			row[n>>6] |= 1 << (n & 63)
		}
		o.cells[m] = row
	}
}

// placeGridItems is the auto-placement algorithm (CSS Grid 1 §8.5). It gives the
// number of tracks per axis and how many of them lie before the explicit grid.
func placeGridItems(items []gridItem, explicit [2]int, flow style.Keyword) (counts, before [2]int) {
	major, minor := rows, cols
	if flow&1 != 0 {
		major, minor = cols, rows
	}
	dense := flow&2 != 0
	lo, hi := [2]int{}, explicit
	for i := range items {
		it := &items[i]
		for a := range 2 {
			if it.fixed[a] {
				lo[a] = min(lo[a], it.start[a])
				hi[a] = max(hi[a], it.start[a]+it.span[a])
			}
		}
	}
	for i := range items {
		for a := range 2 {
			if it := &items[i]; it.fixed[a] {
				it.start[a] -= lo[a]
			} else if a == minor {
				hi[a] = max(hi[a], lo[a]+it.span[a])
			}
		}
	}
	before = [2]int{-lo[0], -lo[1]}
	width := min(hi[minor]-lo[minor], maxImplicit)
	occ := occupancy{map[int][]uint64{}}
	take := func(it *gridItem) {
		it.start[minor] = max(0, min(it.start[minor], maxImplicit-1))
		it.start[major] = max(0, min(it.start[major], maxImplicit-1))
		it.span[minor] = min(it.span[minor], maxImplicit-it.start[minor])
		it.span[major] = min(it.span[major], maxImplicit-it.start[major])
		occ.take(it.start[major], it.start[minor], it.span[major], it.span[minor])
		counts[minor] = max(counts[minor], it.start[minor]+it.span[minor])
		counts[major] = max(counts[major], it.start[major]+it.span[major])
	}
	for i := range items {
		if it := &items[i]; it.fixed[0] && it.fixed[1] {
			take(it)
		}
	}
	// Items locked to a line of the major axis.
	next := map[int]int{}
	for i := range items {
		it := &items[i]
		if !it.fixed[major] || it.fixed[minor] {
			continue
		}
		n := 0
		if !dense {
			n = next[it.start[major]]
		}
		for n < maxImplicit && !occ.free(it.start[major], n, it.span[major], it.span[minor]) {
			n++
		}
		it.start[minor] = n
		next[it.start[major]] = n + it.span[minor]
		take(it)
		width = max(width, n+it.span[minor])
	}
	curMajor, curMinor := 0, 0
	for i := range items {
		it := &items[i]
		if it.fixed[major] {
			continue
		}
		if dense {
			curMajor, curMinor = 0, 0
		}
		if it.fixed[minor] {
			if !dense && it.start[minor] < curMinor {
				curMajor++
			}
			curMinor = it.start[minor]
			for curMajor < maxImplicit && !occ.free(curMajor, curMinor, it.span[major], it.span[minor]) {
				curMajor++
			}
		} else {
			for curMajor < maxImplicit {
				if curMinor+it.span[minor] > width {
					curMajor, curMinor = curMajor+1, 0
					continue
				}
				if occ.free(curMajor, curMinor, it.span[major], it.span[minor]) {
					break
				}
				curMinor++
			}
		}
		it.start[major], it.start[minor] = curMajor, curMinor
		take(it)
	}
	counts[minor] = max(counts[minor], width)
	counts[major] = max(counts[major], min(hi[major]-lo[major], maxImplicit))
	return counts, before
}
