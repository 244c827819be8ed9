// Package fonts embeds the faces that Diorama brings along, so that a picture
// is the same on every machine, with or without installed fonts.
package fonts

import _ "embed"

// Family is the family name of the embedded faces.
const Family = "Noto Sans SC"

//go:embed NotoSansSC-Regular.ttf
var regular []byte

//go:embed NotoSansSC-Bold.ttf
var bold []byte

// Face is one embedded font file.
type Face struct {
	Family string
	Weight int // 100…900
	Italic bool
	Data   []byte // sfnt; shared, must not be written to
}

// Faces gives the embedded faces, regular first. The regular one has all of
// GB2312, the bold one its 3755 frequent Han characters; for the others text
// emboldens the regular one.
func Faces() []Face {
	return []Face{
		{Family: Family, Weight: 400, Data: regular},
		{Family: Family, Weight: 700, Data: bold},
	}
}

//go:embed Twemoji.ttf
var emoji []byte

// Emoji gives the embedded colour face (COLR) that has emoji of Unicode 15 and nothing
// else, for characters that no other face has.
func Emoji() Face { return Face{Family: "Twemoji Mozilla", Weight: 400, Data: emoji} }
