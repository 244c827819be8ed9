package renderer

import (
	"image/color"

	"diorama/renderer/dom"
	"diorama/renderer/style"
)

// Look is what of a computed style can be seen of an element's text and ground.
type Look struct {
	Fixed      bool
	Colour     color.NRGBA
	Background color.NRGBA
	Picture    bool    // it has a background picture
	FontSize   float64 // CSS px
	Weight     int     // 100 to 900
}

// Look gives the look of an element as of the last Layout; zero for an unknown one or a text.
func (d *Document) Look(n *dom.Node) Look {
	if n == nil || n.IsText() {
		return Look{}
	}
	c := d.styleOf(n, style.NoPseudo)
	if c == nil {
		return Look{}
	}
	return Look{Fixed: c.Position == style.PositionFixed, Colour: c.Color, Background: c.BackgroundColor, Picture: len(c.Background) > 0,
		FontSize: float64(c.FontSize) / d.opt.Env.DPR, Weight: int(c.FontWeight + 0.5)}
}
