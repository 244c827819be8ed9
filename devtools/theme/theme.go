// Package theme is the look of the window: dense, calm, light and dark.
//
// Its one idea: a palette of named colours that panels use directly, and a Fyne
// theme made from it, so that our rows and Fyne's widgets agree.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	ftheme "fyne.io/fyne/v2/theme"

	"diorama/assets/fonts"
)

// Sizes in Fyne units.
const (
	Text      = 12
	Caption   = 10.5
	Padding   = 3
	RowHeight = 19
	TabHeight = 30
	BarHeight = 34
)

// Palette holds the colours of one variant.
type Palette struct {
	Dark                                 bool
	Background, Panel, Bar, Line         color.NRGBA
	Text, Dim, Faint                     color.NRGBA
	Accent, Select, Hover, Changed       color.NRGBA
	Green, Amber, Red, Purple, Blue      color.NRGBA
	Tag, Attr, String, Number, Key, Bool color.NRGBA // syntax
	Margin, Border, Inner, Content       color.NRGBA // box model
	ErrorRow, WarnRow                    color.NRGBA
	Overlay                              color.NRGBA // picked node on the phone
	Bezel                                color.NRGBA
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}

func rgba(hex uint32, a uint8) color.NRGBA {
	c := rgb(hex)
	c.A = a
	return c
}

// darkPalette is the dark look.
var darkPalette = Palette{
	Dark: true, Background: rgb(0x1e1f22), Panel: rgb(0x232427), Bar: rgb(0x2b2d30), Line: rgb(0x393b40),
	Text: rgb(0xdfe1e5), Dim: rgb(0x9da0a8), Faint: rgb(0x6f737a),
	Accent: rgb(0x4d9bff), Select: rgb(0x2e436e), Hover: rgb(0x2f3136), Changed: rgb(0x4a412a),
	Green: rgb(0x07c160), Amber: rgb(0xf2c55c), Red: rgb(0xf2707a), Purple: rgb(0xc792ea), Blue: rgb(0x5fb3e0),
	Tag: rgb(0x6cb6ff), Attr: rgb(0x9cdcfe), String: rgb(0x7ec699), Number: rgb(0xc9a0ff), Key: rgb(0xd7a6b3), Bool: rgb(0xff9e64),
	Margin: rgb(0x7a5233), Border: rgb(0x6a6235), Inner: rgb(0x3f6b42), Content: rgb(0x345f86),
	ErrorRow: rgb(0x43292d), WarnRow: rgb(0x41392a), Overlay: rgba(0x4d9bff, 70), Bezel: rgb(0x0d0d0f),
}

// lightPalette is the light look.
var lightPalette = Palette{
	Background: rgb(0xffffff), Panel: rgb(0xf7f8fa), Bar: rgb(0xeceef2), Line: rgb(0xd6d9df),
	Text: rgb(0x1f2328), Dim: rgb(0x5d6570), Faint: rgb(0x9199a5),
	Accent: rgb(0x1f6feb), Select: rgb(0xcfe2ff), Hover: rgb(0xeef1f5), Changed: rgb(0xfff3cd),
	Green: rgb(0x07984c), Amber: rgb(0x9a6700), Red: rgb(0xcf222e), Purple: rgb(0x8250df), Blue: rgb(0x0a6e9e),
	Tag: rgb(0x0550ae), Attr: rgb(0x953800), String: rgb(0x0a7a3d), Number: rgb(0x6639ba), Key: rgb(0x8a1f4d), Bool: rgb(0xb35900),
	Margin: rgb(0xf9cc9d), Border: rgb(0xfddd9b), Inner: rgb(0xc3deb7), Content: rgb(0xa0c5e8),
	ErrorRow: rgb(0xffebe9), WarnRow: rgb(0xfff8c5), Overlay: rgba(0x1f6feb, 60), Bezel: rgb(0x1b1c1f),
}

// Dark and Light give the two palettes.
func Dark() *Palette {
	p := darkPalette
	return &p
}

// Light is the light palette.
func Light() *Palette {
	p := lightPalette
	return &p
}

// Theme makes Fyne draw in the colours of a palette.
type Theme struct{ *Palette }

// Latin and Chinese come from one face, so that their baselines agree.
var (
	cjk  = resource(400)
	bold = resource(700)
	mono = ftheme.DefaultTextMonospaceFont()
)

func resource(weight int) fyne.Resource {
	for _, f := range fonts.Faces() {
		if f.Weight == weight {
			return fyne.NewStaticResource(f.Family+"-"+map[int]string{400: "Regular", 700: "Bold"}[weight]+".ttf", f.Data)
		}
	}
	return ftheme.DefaultTextFont()
}

// Font implements fyne.Theme.
func (t Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return ftheme.DefaultTheme().Font(s)
	}
	return Face(s)
}

// Icon implements fyne.Theme.
func (t Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return ftheme.DefaultTheme().Icon(n) }

// Size implements fyne.Theme.
func (t Theme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case ftheme.SizeNameText:
		return Text
	case ftheme.SizeNameCaptionText:
		return Caption
	case ftheme.SizeNameSubHeadingText, ftheme.SizeNameHeadingText:
		return 14
	case ftheme.SizeNamePadding:
		return Padding
	case ftheme.SizeNameInnerPadding:
		return 5
	case ftheme.SizeNameInlineIcon:
		return 16
	case ftheme.SizeNameScrollBar:
		return 8
	case ftheme.SizeNameScrollBarSmall:
		return 4
	case ftheme.SizeNameInputRadius, ftheme.SizeNameSelectionRadius:
		return 3
	case ftheme.SizeNameSeparatorThickness:
		return 1
	}
	return ftheme.DefaultTheme().Size(n)
}

// Color implements fyne.Theme.
func (t Theme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	p := t.Palette
	switch n {
	case ftheme.ColorNameBackground:
		return p.Background
	case ftheme.ColorNameForeground:
		return p.Text
	case ftheme.ColorNameButton:
		return p.Bar
	case ftheme.ColorNameDisabledButton:
		return p.Panel
	case ftheme.ColorNameDisabled, ftheme.ColorNamePlaceHolder:
		return p.Faint
	case ftheme.ColorNamePrimary, ftheme.ColorNameFocus, ftheme.ColorNameHyperlink:
		return p.Accent
	case ftheme.ColorNameHover:
		return p.Hover
	case ftheme.ColorNamePressed:
		return p.Select
	case ftheme.ColorNameSelection:
		return p.Select
	case ftheme.ColorNameInputBackground:
		return p.Background
	case ftheme.ColorNameInputBorder, ftheme.ColorNameSeparator:
		return p.Line
	case ftheme.ColorNameMenuBackground, ftheme.ColorNameOverlayBackground, ftheme.ColorNameHeaderBackground:
		return p.Bar
	case ftheme.ColorNameScrollBar:
		return p.Faint
	case ftheme.ColorNameScrollBarBackground:
		return color.Transparent
	case ftheme.ColorNameShadow:
		if p.Dark {
			return color.NRGBA{A: 60}
		}
		return color.NRGBA{A: 26}
	case ftheme.ColorNameError:
		return p.Red
	case ftheme.ColorNameWarning:
		return p.Amber
	case ftheme.ColorNameSuccess:
		return p.Green
	case ftheme.ColorNameForegroundOnPrimary:
		return rgb(0xffffff)
	}
	variant := ftheme.VariantLight
	if p.Dark {
		variant = ftheme.VariantDark
	}
	return ftheme.DefaultTheme().Color(n, variant)
}
