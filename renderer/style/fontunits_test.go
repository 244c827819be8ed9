package style

import (
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// TestFontUnits: ex and ch are those of the element's own font wherever it is declared, in
// font-size those of the parent's. Oracle: documentation (CSS Values 4 §6.1.1).
func TestFontUnits(t *testing.T) {
	sheet, _ := wxss.Parse("", []byte(`page{font:10px plain}view{width:2ex;height:calc(1px + 3ch);font-family:wide;font-size:4ex}`))
	s := New(Env{Width: 100, Height: 100, DPR: 1})
	s.FontUnits = func(in *Inherited) (ex, ch float64) {
		if in.FontFamily[0] == "wide" {
			return float64(in.FontSize) * 0.75, float64(in.FontSize)
		}
		return float64(in.FontSize) * 0.5, float64(in.FontSize) * 0.25
	}
	s.SetSheet(OriginUA, "", sheet)
	tree := dom.NewTree()
	if err := tree.Mutate().Apply([]dom.Op{{Kind: dom.OpElement, ID: 2, Name: "view"}, {Kind: dom.OpInsert, ID: 2, Parent: dom.RootID}}); err != nil {
		t.Fatal(err)
	}
	s.Update(tree)
	c := s.Of(tree.Node(2), NoPseudo)
	if c.FontSize != 20 || c.Width.Px != 30 || c.Height.Px != 61 {
		t.Errorf("font-size %v, width %v, height %v; want 20, 30, 61", c.FontSize, c.Width.Px, c.Height.Px)
	}
}
