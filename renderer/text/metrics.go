package text

import (
	"encoding/binary"
	"math"

	"github.com/go-text/typesetting/font/opentype"

	"diorama/renderer/geom"
)

type metricsKey struct {
	face FaceID
	size float32
}

// PrimaryMetrics gives the metrics of the first available font of a style.
func (f *Fonts) PrimaryMetrics(st *Style) Metrics {
	f.mu.Lock()
	defer f.mu.Unlock()
	sel := f.selectFaces(st)
	if len(sel.cands) == 0 {
		return f.faceMetrics(0, st.Size)
	}
	return f.faceMetrics(sel.cands[sel.primary].id, st.Size)
}

// PrimaryFace gives the face whose metrics PrimaryMetrics are; 0 when there is none.
func (f *Fonts) PrimaryFace(st *Style) FaceID {
	f.mu.Lock()
	defer f.mu.Unlock()
	if sel := f.selectFaces(st); len(sel.cands) > 0 {
		return sel.cands[sel.primary].id
	}
	return 0
}

// FaceMetrics gives the metrics of a face at a size in device px.
func (f *Fonts) FaceMetrics(id FaceID, size float32) Metrics {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.faceMetrics(id, size)
}

// fineDPR is the device pixel ratio from which Blink places glyphs at fractions of
// a pixel.
const fineDPR = 1.5

// SetDPR tells the device pixel ratio of the text, on which the rounding of ascent
// and descent depends. Texts measured before stay as they were.
func (f *Fonts) SetDPR(dpr float64) {
	if coarse := dpr < fineDPR; coarse != f.coarse {
		f.coarse = coarse
		clear(f.metrics)
	}
}

func (f *Fonts) faceMetrics(id FaceID, size float32) Metrics {
	size = clampSize(size)
	key := metricsKey{id, size}
	if m, ok := f.metrics[key]; ok {
		return m
	}
	// What stands in for a missing face has Ahem's proportions.
	fc := f.face(id)
	if fc == nil {
		fc = &face{ascent: 0.8, descent: 0.2}
	}
	m := fc.metricsAt(size, f.coarse)
	if len(f.metrics) > maxSelections {
		clear(f.metrics)
	}
	f.metrics[key] = m
	return m
}

// metricsAt rounds as Blink on Linux and Android does (notes/rendering.md §2.1):
// ascent and descent to whole px; of installed fonts, when the descent lost by
// that, one px moves from the ascent to it, so that descenders are not cut.
// Measured: Chromium 156 does so at device pixel ratios 2 and 3, not at 1, and
// never for @font-face. The underline is that
// of text-decoration-thickness: auto, which does not ask the font.
func (fc *face) metricsAt(size float32, coarse bool) Metrics {
	size = fontSize(size)
	asc, desc := fc.ascent*size, fc.descent*size
	a, d := math.Round(float64(asc)), math.Round(float64(desc))
	if fc.opts.Installed && !coarse && d < float64(desc) && a >= 1 {
		d++
		a--
	}
	xh := fc.xHeight * size
	if xh <= 0 {
		xh = float32(a) * 0.56 // Blink's stand-in for a font without x-height
	}
	up := asc / max(asc+desc, 1e-6) * size
	if fc.emAscent > 0 {
		up = fc.emAscent * size
	}
	thick := max(1, size/10)
	gap := max(1, math.Ceil(float64(thick)/2))
	return Metrics{
		Ascent: geom.FromInt(int(a)), Descent: geom.FromInt(int(d)),
		LineGap:        geom.FromInt(int(math.Round(float64(fc.lineGap * size)))),
		EmAscent:       geom.FromInt(int(math.Ceil(float64(up)))),
		EmDescent:      geom.FromInt(int(math.Ceil(float64(size - up)))),
		XHeight:        geom.FromFloat(float64(xh)),
		UnderlinePos:   geom.FromFloat(gap),
		UnderlineThick: geom.FromFloat(float64(thick)),
	}
}

// HasFeature reports whether the first available font of a style has a substitution of
// that OpenType tag.
func (f *Fonts) HasFeature(st *Style, tag string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	sel := f.selectFaces(st)
	if len(sel.cands) == 0 {
		return false
	}
	for _, ft := range sel.cands[sel.primary].font.GSUB.Features {
		if ft.Tag.String() == tag {
			return true
		}
	}
	return false
}

// emAscent is the share of the em square above the baseline, by the typographic metrics
// of the font.
func emAscent(ld *opentype.Loader) float32 {
	raw, err := ld.RawTable(opentype.MustNewTag("OS/2"))
	if err != nil || len(raw) < 72 {
		return 0
	}
	up, down := int16(binary.BigEndian.Uint16(raw[68:])), int16(binary.BigEndian.Uint16(raw[70:]))
	if up <= 0 || down > 0 {
		return 0
	}
	return float32(up) / (float32(up) - float32(down))
}

// wholePpem reports TrueType outlines of a font that is scaled in whole px per em.
// https://learn.microsoft.com/typography/opentype/spec/head, flags, bit 3
func wholePpem(ld *opentype.Loader) bool {
	raw, err := ld.RawTable(opentype.MustNewTag("head"))
	return err == nil && len(raw) >= 18 && raw[17]&8 != 0 && ld.HasTable(opentype.MustNewTag("glyf"))
}
