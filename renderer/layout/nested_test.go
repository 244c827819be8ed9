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
