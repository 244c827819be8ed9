// Package control holds the small widgets of the window that Fyne has only in
// touch size: tool buttons, tabs, coloured areas, one-line fields.
//
// Its one idea: every widget asks the palette for its colours when it is drawn, so
// a change of appearance is a refresh and nothing else.
package control

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
)

// Icon names a picture of our own; Fyne's have no stepping icons and the arrows of
// fonts come out as emoji.
type Icon string

// The icons, as SVG paths in a 24×24 box.
const (
	Restart Icon = "M12 5V1L7 6l5 5V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5z"
	Play    Icon = "M7 4v16l13-8z"
	Pause   Icon = "M6 4h4v16H6zM14 4h4v16h-4z"
	First   Icon = "M5 5h2.5v14H5zM20 5v14L9 12z"
	Back    Icon = "M12 5v14L2 12zM22 5v14l-10-7z"
	Forward Icon = "M12 5v14l10-7zM2 5v14l10-7z"
	Last    Icon = "M16.5 5H19v14h-2.5zM4 5v14l11-7z"
	Inspect Icon = "M3 3h18v7h-2V5H5v14h5v2H3zM11 11l11 4-4.5 1.8 3.4 3.4-1.5 1.5-3.4-3.4L13.800 22z"
	Trash   Icon = "M9 3h6v2h5v2H4V5h5zM6 8h12l-1 13H7z"
	Moon    Icon = "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM12 5v14a7 7 0 0 0 0-14z"
	Flash   Icon = "M13 2L4 14h6l-1 8 10-13h-7z"
	Search  Icon = "M10 3a7 7 0 0 1 5.600 11.200l5.400 5.400-1.400 1.400-5.400-5.400A7 7 0 1 1 10 3zm0 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10z"
	Window  Icon = "M3 4h18v16H3zm2 5v9h14V9z"
	Home    Icon = "M12 3L2 12h3v8h5v-6h4v6h5v-8h3z"
	Return  Icon = "M20 11H7.800l5.600-5.600L12 4l-8 8 8 8 1.400-1.400L7.800 13H20z"
	Phone   Icon = "M7 2h10a1.500 1.500 0 0 1 1.500 1.500v17A1.500 1.500 0 0 1 17 22H7a1.500 1.500 0 0 1-1.500-1.500v-17A1.500 1.500 0 0 1 7 2zm.5 3v13h9V5z"
	Expand  Icon = "M4 4h7v2H7.400l4 4L10 11.400l-4-4V11H4zM20 20h-7v-2h3.600l-4-4 1.400-1.400 4 4V13h2z"
	Pull    Icon = "M11 3h2v10h4l-5 6-5-6h4zM5 20h14v2H5z"
	Auto    Icon = "M3 5v14l9-7zM12 5v14l9-7zM21.500 4v2h-2V4zM21.500 18v2h-2v-2z"
	Pencil  Icon = "M4 16.500V20h3.500L18 9.500 14.500 6zM16 4.500L19.500 8l1.500-1.500L17.500 3z"
	Branch  Icon = "M6 2a3 3 0 0 1 1 5.830V10.500C7 12 8 13 9.500 13H14.170a3 3 0 1 1 0 2H9.500A4.500 4.500 0 0 1 7 14.200V16.170a3 3 0 1 1-2 0V7.830A3 3 0 0 1 6 2z"
	Folder  Icon = "M3 5h6l2 2h10v12H3zM5 9v8h14V9z"
	Plus    Icon = "M11 4h2v7h7v2h-7v7h-2v-7H4v-2h7z"
	Rotate  Icon = "M3 8h18v9H3zM5 10v5h14v-5zM8 3.500h8l-2-2 1-1 3.500 3.500L15 7.500l-1-1 2-2H8z"
	Camera  Icon = "M9 4h6l1.500 2.500H21V20H3V6.500h4.500zM12 9a4 4 0 1 0 0 8a4 4 0 0 0 0-8z"
	Record  Icon = "M12 5a7 7 0 1 1 0 14a7 7 0 0 1 0-14z"
	Stop    Icon = "M6 6h12v12H6z"
)

// Resource draws the icon in a colour.
func (i Icon) Resource(c color.NRGBA) fyne.Resource {
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill-rule="evenodd" d="%s" fill="#%02x%02x%02x"/></svg>`, string(i), c.R, c.G, c.B)
	return fyne.NewStaticResource(fmt.Sprintf("%x-%02x%02x%02x.svg", len(i)*7919+int(i[1])*31+int(i[len(i)-2])*3+int(i[len(i)/2]), c.R, c.G, c.B), []byte(svg))
}
