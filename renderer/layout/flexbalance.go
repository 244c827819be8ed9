package layout

import (
	"math"

	"diorama/renderer/geom"
)

// balance breaks the items into lines of much the same length: as many lines as
// flex-wrap: wrap makes, or flex-line-count, with the least sum of squared lengths.
// Among equals the first lines hold more.
// https://drafts.csswg.org/css-flexbox-2/#flex-wrap-property
func (f *flexBox) balance(limit geom.Unit) {
	sizes := make([]geom.Unit, len(f.items))
	for i := range f.items {
		it := &f.items[i]
		sizes[i] = it.hypo.Add(f.mainMargin(it))
	}
	from := 0
	for _, to := range balanced(sizes, f.gapMain, limit, f.c.FlexLineCount) {
		line := flexLine{from: from, to: to}
		for i := from; i < to; i++ {
			if i > from {
				line.main = line.main.Add(f.gapMain)
			}
			line.main = line.main.Add(sizes[i])
		}
		f.t.flexLines = append(f.t.flexLines, line)
		from = to
	}
}

// balanced gives the ends of the lines of items with the given outer sizes.
func balanced(sizes []geom.Unit, gap, limit geom.Unit, least int) []int {
	n := len(sizes)
	size := func(i int) geom.Unit { return max(0, sizes[i]) }
	lines, sum := 1, geom.Unit(0)
	for i := range n {
		if next := sum.Add(gap).Add(size(i)); i > 0 && next > limit {
			lines, sum = lines+1, size(i)
		} else if i > 0 {
			sum = next
		} else {
			sum = size(i)
		}
	}
	lines = min(n, max(lines, least))
	// cost[k][i]: items i… on k lines; cut[k][i]: where the first of these ends.
	cost := make([][]float64, lines+1)
	cut := make([][]int, lines+1)
	for k := range cost {
		cost[k], cut[k] = make([]float64, n+1), make([]int, n+1)
		for i := range cost[k] {
			cost[k][i] = math.Inf(1)
		}
	}
	cost[0][n] = 0
	for k := 1; k <= lines; k++ {
		for i := n - k; i >= 0; i-- {
			sum := geom.Unit(0)
			for to := i + 1; to <= n-(k-1); to++ {
				if to > i+1 {
					sum = sum.Add(gap)
				}
				sum = sum.Add(size(to - 1))
				if sum > limit && to > i+1 {
					break
				}
				v := sum.Float()*sum.Float() + cost[k-1][to]
				if v <= cost[k][i] && !math.IsInf(v, 1) {
					cost[k][i], cut[k][i] = v, to
				}
			}
		}
	}
	if math.IsInf(cost[lines][0], 1) {
		return []int{n}
	}
	ends := make([]int, 0, lines)
	for k, i := lines, 0; k > 0; k-- {
		i = cut[k][i]
		ends = append(ends, i)
	}
	return ends
}

// balancedWidth is the longest of the lines that items of these outer sizes make.
func balancedWidth(sizes []geom.Unit, gap geom.Unit, lines int) (longest geom.Unit) {
	if len(sizes) == 0 {
		return 0
	}
	from := 0
	for _, to := range balanced(sizes, gap, unlimited, lines) {
		sum := geom.Unit(0)
		for i := from; i < to; i++ {
			if i > from {
				sum = sum.Add(gap)
			}
			sum = sum.Add(sizes[i])
		}
		longest, from = max(longest, sum), to
	}
	return longest
}
