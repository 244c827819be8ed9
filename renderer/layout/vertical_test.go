package layout

import "testing"

// Random changes of pages with vertical lines give the same boxes incrementally and
// cold. Oracle: hand, because a layout is a function of tree, styles and viewport.
func TestIncrementalVertical(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 10
	}
	styles := append([]string{
		"writing-mode:vertical-rl", "writing-mode:vertical-lr", "writing-mode:vertical-rl;height:60px", "writing-mode:horizontal-tb",
		"writing-mode:sideways-lr", "writing-mode:vertical-rl;text-orientation:sideways", "inset-block-start:3px;position:absolute",
		"margin-inline-start:5px", "writing-mode:vertical-rl;position:relative", "writing-mode:vertical-lr;display:flex",
	}, randomStyles...)
	for seed := range rounds {
		if _, msg := randomTree(uint64(seed), 25, 12, styles); msg != "" {
			t.Fatalf("seed %d: %s", seed, msg)
		}
	}
}
