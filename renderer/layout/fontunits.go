package layout

import (
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// FontUnits gives what the units ex and ch are in the first available font of an inherited
// style, device px: its x-height and the advance of its 0 (CSS Values 4 §6.1.1).
func (t *Tree) FontUnits(in *style.Inherited) (ex, ch float64) {
	ts := &text.Style{Families: t.familiesOf(in.FontFamily), Size: in.FontSize, Weight: int(in.FontWeight + 0.5), Italic: in.Italic, Variations: in.FontVariations}
	t.adjustSize(in, ts)
	return t.shaper.PrimaryMetrics(ts).XHeight.Float(), t.shaper.Shape("0", ts).Width.Float()
}
