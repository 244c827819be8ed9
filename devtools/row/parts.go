package row

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/theme"
)

// triangle is the twisty: two pictures of one colour, shared by all rows.
type triangle struct {
	image *canvas.Image
	state Twisty
	color color.Color
}

func newTriangle() *triangle {
	t := &triangle{image: canvas.NewImageFromResource(nil)}
	t.image.Hide()
	return t
}

func (t *triangle) set(s Twisty, c color.NRGBA) {
	if s == NoTwisty {
		t.image.Hide()
		t.state = s
		return
	}
	if s != t.state || c != t.color {
		t.state, t.color = s, c
		path := "M3 1 L7 5 L3 9 Z"
		if s == Open {
			path = "M1 3 L9 3 L5 7 Z"
		}
		svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="%s" fill="#%02x%02x%02x"/></svg>`, path, c.R, c.G, c.B)
		t.image.Resource = fyne.NewStaticResource(fmt.Sprintf("twisty-%d-%02x%02x%02x.svg", s, c.R, c.G, c.B), []byte(svg))
		t.image.Refresh()
	}
	t.image.Show()
}

// tightTheme takes the padding out of widget.List, so that rows touch.
type tightTheme struct{ theme.Theme }

// Size implements fyne.Theme.
func (t tightTheme) Size(n fyne.ThemeSizeName) float32 {
	if n == "padding" {
		return 0
	}
	return t.Theme.Size(n)
}

func tight(p *theme.Palette, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(o, tightTheme{theme.Theme{Palette: p}})
}
