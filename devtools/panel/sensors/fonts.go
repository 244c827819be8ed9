package sensors

import (
	"strconv"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/theme"
	"diorama/simulator/device"
	"diorama/simulator/wire"
)

// fonts are the sizes of WeChat's font size slider on the device that is shown, and what
// the mini-program is told of them.
type fonts struct {
	buttons []*control.Button
	sizes   []float64 // of the buttons that show, as settings: 0 is the standard
	told    *control.Label
	row     *fyne.Container
	device  device.Profile
}

// maxFonts is how many different sizes a device may have.
const maxFonts = 8

func (c *Panel) fontSizes() fyne.CanvasObject {
	var row []fyne.CanvasObject
	for i := range maxFonts {
		b := control.NewButton(c.palette, "", "", "", c.desk, func() {
			if i < len(c.fonts.sizes) {
				c.change(func(n *wire.Conditions) { n.FontSize = c.fonts.sizes[i] })
			}
		}).Outlined()
		c.fonts.buttons, row = append(c.fonts.buttons, b), append(row, b)
	}
	c.fonts.told = control.NewLabel(c.palette, "", control.Dim, theme.Caption).Cap(60)
	c.fonts.row = control.Tools(-1, row...)
	return c.fonts.row
}

// showFonts offers the sizes of a device, and tells which is chosen.
func (c *Panel) showFonts(d device.Profile) {
	f := &c.fonts
	if f.device != d {
		f.device, f.sizes = d, f.sizes[:0]
		for _, s := range d.FontSizes() {
			if len(f.sizes) == maxFonts {
				break
			}
			b, setting, hint := f.buttons[len(f.sizes)], s.Size, c.desk.T("fontSizeSetting of wx.getAppBaseInfo, px")
			switch {
			case s.Size == d.FontSize(0):
				setting, hint = 0, c.desk.T("The standard of this device, px")
			case s.Care:
				hint = c.desk.T("The size of WeChat's care mode, px")
			}
			b.SetLabel(strconv.FormatFloat(s.Size, 'f', -1, 64))
			b.SetHint(hint)
			f.sizes = append(f.sizes, setting)
		}
		for i, b := range f.buttons {
			if i < len(f.sizes) {
				b.Show()
			} else {
				b.Hide()
			}
		}
		f.row.Refresh()
	}
	size := d.FontSize(c.now.FontSize)
	for i, v := range f.sizes {
		f.buttons[i].SetActive(d.FontSize(v) == size)
	}
	f.told.Set(c.desk.T("fontSizeSetting %s, fontSizeScaleFactor %s; pages follow where page-meta says 'system'", strconv.FormatFloat(size, 'f', -1, 64), short(d.FontScale(size))))
}
