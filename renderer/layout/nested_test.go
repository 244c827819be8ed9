package layout

import (
	"strings"
	"testing"
)

// A deep chain of nested flex containers costs a constant number of runs per level:
// measuring is cached. Oracle: hand (notes: percent heights and stretching in nested
// flex measure exponentially without a cache).
func TestNestedFlexIsLinear(t *testing.T) {
	for _, css := range []string{
		"display:flex;flex-direction:column", "display:flex;flex:1", "display:flex;align-items:center;justify-content:center",
		"display:flex;flex-direction:column;align-items:flex-start;flex:1", "display:flex;align-items:baseline", "display:grid", "display:inline-flex;flex-wrap:wrap",
		"display:flex;height:100%", "display:inline-block", "overflow:hidden;display:flex;flex-direction:column;min-height:10px",
	} {
		const depth = 400
		lt, _ := page(t, "", strings.Repeat(`<view style="`+css+`">`, depth)+"some text"+strings.Repeat("</view>", depth), 375, 667)
		if per := lt.computes / depth; per > 12 {
			t.Errorf("%s: %d runs for each of %d levels", css, per, depth)
		} else {
			t.Logf("%s: %.1f", css, float64(lt.computes)/depth)
		}
	}
}

// chainOf is boxes in one another, whose styles take turns; beside each of them stands
// more, or nothing.
func chainOf(depth int, more string, css ...string) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(`<view style="` + css[i%len(css)] + `">` + more)
	}
	return b.String() + "some text" + strings.Repeat("</view>", depth)
}

// Twice as deep is twice the work, for layout and for intrinsic sizes: rows and columns by
// turns, percentages, limits, baselines, wrapping, a grid in a flex box in a table. Counted
// are runs of algorithms. Oracle: hand.
func TestDeepChainIsLinear(t *testing.T) {
	const row, column, grid, table = "display:flex", "display:flex;flex-direction:column", "display:grid", "display:table"
	for _, css := range [][]string{
		{row, column},
		{row + ";width:90%", column + ";height:90%"},
		{row + ";height:100%", column + ";flex:1;min-height:50%"},
		{row + ";min-width:0;max-width:90%", column + ";min-height:min-content;max-height:80%"},
		{row + ";align-items:baseline", column + ";align-items:baseline"},
		{row + ";flex-wrap:wrap", column + ";flex-wrap:wrap;max-width:90%"},
		{row + ";flex-wrap:wrap;width:50%", column + ";flex-wrap:wrap"},
		{"display:inline-flex;width:max-content", column + ";width:fit-content"},
		{table, row, grid},
		{table + ";width:50%", row + ";align-items:baseline;height:100%", grid + ";grid-template-columns:1fr auto"},
		{grid + ";align-items:baseline", "column-count:2"},
		{grid + ";width:50%", column + ";flex-wrap:wrap"},
		{"display:-webkit-box;min-height:max-content"},
		{row + ";min-height:min-content", "display:-webkit-box"},
		{"display:inline-block;width:max-content", "display:inline-grid;max-width:90%;min-height:100%"},
	} {
		var runs [3]int
		for i, depth := range []int{200, 400, 800} {
			lt, _ := page(t, "", chainOf(depth, "te xt", css...), 375, 667)
			runs[i] = lt.computes
		}
		t.Logf("%v runs, %q", runs, css)
		if runs[1]*10 > runs[0]*22 || runs[2]*10 > runs[1]*22 || runs[2] > 24*800 {
			t.Errorf("%v runs of an algorithm, 200, 400 and 800 deep: %q", runs, css)
		}
	}
}

// Where each level asks the ones below it in ways of its own, at heights or widths that
// come from its own, the work is the square of the depth and not more: with four
// measurements kept, 80 levels of some of these took minutes. Oracle: hand.
func TestDeepChainIsBounded(t *testing.T) {
	const dot = `<view style="width:3px;height:3px"></view>`
	for _, css := range [][]string{
		{"display:table-cell;align-items:flex-start", "display:inline-grid;margin:auto;vertical-align:middle;height:100%"},
		{"display:inline-block;width:max-content", "display:inline-grid;max-width:90%;min-height:100%"},
		{"display:inline-grid;overflow:hidden;align-items:last baseline;height:50%"},
		{"display:inline-flex", "display:-webkit-box;border:1px solid;min-height:100%", "display:inline-flex;min-height:max-content;min-height:50%;max-height:80%"},
		{"display:grid;grid-template-columns:1fr auto;aspect-ratio:1", "display:table-cell;min-width:min-content;", "display:inline-block;aspect-ratio:1;min-height:100%"},
		{"display:inline-flex;align-items:baseline;max-width:90%", "display:flex;flex-direction:row-reverse;height:100%;max-height:80%;width:50%"},
		{"display:grid;aspect-ratio:1"},
	} {
		for _, more := range []string{"", dot, "te xt"} {
			for _, depth := range []int{40, 80} {
				lt, _ := page(t, "", chainOf(depth, more, css...), 375, 667)
				if lt.computes > 10*depth*depth {
					t.Errorf("%d runs of an algorithm %d deep: %q %q", lt.computes, depth, css, more)
					break
				}
			}
		}
	}
}
