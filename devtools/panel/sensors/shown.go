package sensors

import "fyne.io/fyne/v2"

// Shown tells what the panel shows as lines of text, for tests of the real window: fields
// in their order, what is on, and the captions.
func (c *Panel) Shown() []string {
	var out []string
	for _, n := range c.numbers {
		out = append(out, n.entry.Text)
	}
	for _, b := range c.bars {
		out = append(out, b.label.Text())
	}
	for _, ch := range c.choices {
		for _, b := range ch.buttons {
			if b.Active() {
				out = append(out, "on\t"+b.Label())
			}
		}
	}
	for _, t := range c.toggles {
		if t.button.Active() {
			out = append(out, "on\t"+t.button.Label())
		}
	}
	for _, b := range c.fonts.buttons {
		if fyne.CanvasObject(b).Visible() && b.Active() {
			out = append(out, "font\t"+b.Label())
		}
	}
	return append(out, c.live.Text(), c.fonts.told.Text())
}
