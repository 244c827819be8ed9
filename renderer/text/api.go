// Package text turns strings into glyphs: fonts and fallback, shaping, line
// break opportunities, metrics and glyph masks.
//
// Its one idea: shaping happens in font units, independent of size; sizes are
// applied afterwards in float and rounded up to 1/64 px, as Chromium does.
package text

import (
	"image"

	"diorama/renderer/geom"
)

// Style is what of a computed style decides glyphs and advances.
type Style struct {
	Families      []string // in order; generic names ("sans-serif", "monospace") included
	Size          float32  // device px
	Weight        int      // 100…900
	Italic        bool
	LetterSpacing float32 // device px
	WordSpacing   float32 // device px
	TabularNums   bool
	NoKerning     bool
	Features      string // OpenType features as "tag=value," in order, the last of a tag counts
	Variations    string // axes of variable fonts as "tag=value," in order, the last of a tag counts
	RTL           bool   // base direction
	Orientation   Orientation
}

// FaceID names a face of a Fonts; 0 is none.
type FaceID int32

// Glyph is one positioned glyph. Offsets and advance in device px; Advance
// includes letter and word spacing and is the step between two pen positions
// that are each rounded up to 1/64, so that advances add up to Shaped.Width.
type Glyph struct {
	Face    FaceID
	ID      uint32
	X, Y    float32 // offset from the pen, y upwards
	Advance geom.Unit
	Cluster int32 // byte offset in Shaped.Text of the first character it stands for
	// Excess is by how much the pen behind the glyph was rounded up, 1/256 of 1/64 px.
	Excess uint8
	// Synthetic bold or italic, when no such face exists.
	FakeBold, FakeItalic bool
	// Upright: in a vertical line the glyph is not turned with the line. X and Y are from
	// the middle of the line, to the right and up as the screen has them; of the others
	// they are as ever, as the line has them.
	Upright bool
}

// Shaped is a text shaped as one line, glyphs in visual order within each bidi
// run and runs in logical order; immutable and shared through a cache.
type Shaped struct {
	Text   string
	Glyphs []Glyph
	Width  geom.Unit
	// Faces used, primary first: their metrics make the line box.
	Faces []FaceID
	// Drop is how far the baseline of turned glyphs lies under the middle of a vertical
	// line, for the first face.
	Drop geom.Unit
	// Levels holds the bidi level per glyph; nil when all are 0.
	Levels []uint8
}

// Metrics of a face at a size, in whole device px by Blink's rounding
// (ascent and descent rounded; for installed fonts the Linux subpixel hack).
type Metrics struct {
	Ascent, Descent, LineGap geom.Unit // Descent positive downwards
	XHeight                  geom.Unit
	// EmAscent and EmDescent are the em square around the baseline, up to whole px.
	EmAscent, EmDescent geom.Unit
	UnderlinePos        geom.Unit // top of the underline below the baseline, positive down
	UnderlineThick      geom.Unit
}

// BreakKind says what may or must happen at an offset.
type BreakKind uint8

// The kinds of break.
const (
	BreakAllowed BreakKind = iota + 1
	BreakMandatory
)

// Break is an opportunity before the byte offset At, 0 < At < len(text); only a
// mandatory one after a newline that ends the text has At = len(text).
type Break struct {
	At   int
	Kind BreakKind
}

// BreakOptions are the CSS properties that decide opportunities.
type BreakOptions struct {
	BreakAll bool // word-break: break-all
	KeepAll  bool // word-break: keep-all
	// Characters is line-break: anywhere: between any two characters.
	Characters bool
	Loose      bool // line-break: loose
	Strict     bool // line-break: strict
	NoHyphens  bool // hyphens: none, soft hyphens are no opportunities
	Anywhere   bool // overflow-wrap: anywhere / word-break: break-word, as last resort kept apart by layout
}

// Mask is a rasterised glyph: coverage (Alpha) or colour (RGBA, premultiplied)
// with its place relative to the pen on the baseline, in device px.
type Mask struct {
	Left, Top int // of the upper left pixel; y downwards, so Top is negative above the baseline
	W, H      int
	Alpha     []byte // W*H, nil for a colour glyph
	Color     *image.RGBA
}

// PathOp is one segment of an outline: 'M', 'L', 'Q', 'C'; points in device px, y down.
type PathOp struct {
	Op byte
	P  [6]float32
}
