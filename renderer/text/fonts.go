package text

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/segmenter"
)

// Fonts is a set of faces, and what was computed from them. It reads no files:
// faces are added as bytes. All methods may be called from several goroutines;
// a mutex serialises them, and masks have their own, so that painting does not
// wait for shaping when the mask is cached.
type Fonts struct {
	mu       sync.Mutex
	faces    []*face // FaceID-1; nil once removed
	families map[string][]FaceID
	generic  map[string][]string
	fallback []string
	late     lateFace
	// epoch counts changes to the set.
	epoch uint64

	selections map[uint64][]*selection
	nsel       int
	raw        *lru[rawKey, *rawText]
	sized      *lru[sizedKey, *Shaped]
	metrics    map[metricsKey]Metrics
	coarse     bool // glyphs stand on whole px: a device pixel ratio below fineDPR

	buf  *harfbuzz.Buffer
	para bidi.Paragraph

	breakMu sync.Mutex
	seg     segmenter.Segmenter
	breaks  *lru[breakKey, []Break]
	letters map[rune]bool // what letterLike found

	maskMu sync.Mutex
	masks  *lru[maskKey, *Mask]
	vec    vectorState
}

// face is one parsed font.
type face struct {
	id     FaceID
	family string // as given
	weight int
	italic bool
	opts   FaceOptions

	font *font.Face
	hb   *harfbuzz.Font
	upem float32 // of the font divided by adjust
	// adjust is FaceOptions.SizeAdjust, never 0.
	adjust float64
	// Ascent, descent and line gap in em, after overrides; descent positive downwards.
	ascent, descent, lineGap float32
	xHeight                  float32 // em; 0 when the font has none
	emAscent                 float32 // em, of the em square; 0 when the font does not say

	// wholePpem: the font asks for whole px per em (head, flag 3), which FreeType obeys in
	// TrueType outlines.
	wholePpem bool

	tops  bool // upright glyphs hang by their own upper edge: vertical metrics, no VORG table
	color bool // has colour glyphs that Mask can draw (COLR, sbix or CBDT)
	inert inertness

	axisMin, axisMax int // of the weight axis; 0 when there is none
	instances        map[int]FaceID
	variable         bool              // has axes
	settings         map[string]FaceID // by Style.Variations
	broken           bool              // the shaper failed on it; not used again
}

// FaceOptions refine a face; the zero value changes nothing.
type FaceOptions struct {
	// Index of the font in a collection file.
	Index int
	// @font-face ascent-override, descent-override and line-gap-override, in em; 0 is "normal".
	// An override of 0 is given as a negative number.
	AscentOverride, DescentOverride, LineGapOverride float32
	// SizeAdjust is @font-face size-adjust as a factor; 0 is 1.
	SizeAdjust float32
	// UnicodeRange is @font-face unicode-range as inclusive pairs; empty is everything.
	UnicodeRange [][2]rune
	// MaxWeight is the end of the range of weights that a variable font is to serve; 0 is
	// the weight of AddFace alone. Of an installed font it is the whole axis.
	MaxWeight int
	// Installed marks a font of the (simulated) system, unlike one of @font-face: Blink moves a px
	// from ascent to descent only for those (see Metrics), and every face of the family is tried
	// for a character that the best one lacks.
	Installed bool
	// Apart keeps the face out of the family that it is named after: families get it by
	// SetFamily.
	Apart bool
}

// NewFonts gives an empty set.
func NewFonts() *Fonts {
	return &Fonts{
		families:   map[string][]FaceID{},
		generic:    map[string][]string{},
		selections: map[uint64][]*selection{},
		raw:        newLRU[rawKey, *rawText](rawCacheGlyphs),
		sized:      newLRU[sizedKey, *Shaped](sizedCacheGlyphs),
		breaks:     newLRU[breakKey, []Break](breakCacheBytes),
		masks:      newLRU[maskKey, *Mask](maskCacheBytes),
		letters:    map[rune]bool{},
		metrics:    map[metricsKey]Metrics{},
		buf:        harfbuzz.NewBuffer(),
	}
}

// AddFace adds a font (TrueType, OpenType, collection, WOFF or WOFF2) under a family
// name; an @font-face rule is such a call too. weight is 100…900, 0 takes the
// font's own. The bytes are kept and must not be changed.
func (f *Fonts) AddFace(family string, weight int, italic bool, data []byte, opts FaceOptions) (FaceID, error) {
	fc, err := parseFace(data, opts)
	if err != nil {
		return 0, fmt.Errorf("font %q: %w", family, err)
	}
	fc.family, fc.weight, fc.italic, fc.opts = family, weight, italic, opts
	if weight <= 0 {
		fc.weight = 400
		guard(func() { fc.weight = int(fc.font.Describe().Aspect.Weight) })
	}
	fc.weight = min(max(fc.weight, 1), 1000)
	fc.serve(opts, weight)
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.faces) >= maxFaces {
		return 0, fmt.Errorf("font %q: more than %d faces", family, maxFaces)
	}
	fc.id = FaceID(len(f.faces) + 1)
	f.faces = append(f.faces, fc)
	if opts.Apart {
		return fc.id, nil
	}
	k := FamilyKey(family)
	f.families[k] = append(f.families[k], fc.id)
	f.changed()
	return fc.id, nil
}

// SetFamily makes a family of faces of the set; of those that serve equally well the last
// is tried first. Without faces it is a family that is missing.
func (f *Fonts) SetFamily(name string, faces ...FaceID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	k := FamilyKey(name)
	old, known := f.families[k]
	if known && slices.Equal(old, faces) {
		return
	}
	f.families[k] = slices.Clone(faces)
	if known || len(f.generic[k]) > 0 {
		f.changed() // of a new name nothing was computed yet
	}
}

// RemoveFace takes a face out of the set; its glyphs stay paintable no longer.
func (f *Fonts) RemoveFace(id FaceID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fc := f.face(id)
	if fc == nil {
		return
	}
	k := FamilyKey(fc.family)
	var rest []FaceID
	for _, other := range f.families[k] {
		if other != id {
			rest = append(rest, other)
		}
	}
	f.families[k] = rest
	if len(rest) == 0 {
		delete(f.families, k)
	}
	f.faces[id-1] = nil
	f.forgetInstances(fc)
	f.changed()
}

// SetFallback names the families that are tried, in order, after those of a
// style; the first one stands in when none of a style's families exists.
func (f *Fonts) SetFallback(families ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fallback = append([]string(nil), families...)
	f.changed()
}

// SetGeneric maps a generic family ("sans-serif", "monospace", "system-ui" …)
// or an alias ("PingFang SC") to families. Generics without a mapping are
// skipped, so that the fallback families serve them.
func (f *Fonts) SetGeneric(name string, families ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.generic[FamilyKey(name)] = append([]string(nil), families...)
	f.changed()
}

// HasFamily reports whether a family of that name has a face.
func (f *Fonts) HasFamily(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.families[FamilyKey(name)]) > 0
}

// Epoch changes whenever faces, fallback or generics change; what was shaped
// under another epoch should be shaped again.
func (f *Fonts) Epoch() uint64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.epoch
}

// changed drops everything that depends on the set of faces.
func (f *Fonts) changed() {
	f.epoch++
	f.selections, f.nsel = map[uint64][]*selection{}, 0
	f.raw.clear()
	f.sized.clear()
}

// face gives the face of an id, or nil.
func (f *Fonts) face(id FaceID) *face {
	if id < 1 || int(id) > len(f.faces) {
		return nil
	}
	return f.faces[id-1]
}

// FamilyKey normalises a family name: CSS compares them without case.
func FamilyKey(name string) string {
	name = strings.TrimSpace(name)
	if n := len(name); n >= 2 && (name[0] == '"' || name[0] == '\'') && name[n-1] == name[0] {
		name = name[1 : n-1]
	}
	return strings.ToLower(name)
}

// guard calls fn and reports a panic as false. It is the border to the font
// library, which gets bytes from strangers: a face it fails on is given up.
func guard(fn func()) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	fn()
	return true
}

func parseFace(data []byte, opts FaceOptions) (fc *face, err error) {
	data, err = sfnt(data)
	if err != nil {
		return nil, err
	}
	if !guard(func() { fc, err = loadFace(data, opts) }) {
		return nil, errors.New("the font is damaged")
	}
	return fc, err
}

func loadFace(data []byte, opts FaceOptions) (*face, error) {
	loaders, err := opentype.NewLoaders(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if opts.Index < 0 || opts.Index >= len(loaders) {
		return nil, fmt.Errorf("no font %d in a collection of %d", opts.Index, len(loaders))
	}
	ft, err := font.NewFont(loaders[opts.Index])
	if err != nil {
		return nil, err
	}
	fc := &face{font: font.NewFace(ft)}
	fc.upem = float32(ft.Upem())
	if fc.upem < 16 {
		return nil, errors.New("unitsPerEm is missing")
	}
	fc.hb = newHarfbuzz(fc.font)
	fc.tops = ft.HasVerticalMetrics() && !loaders[opts.Index].HasTable(opentype.MustNewTag("VORG"))
	fc.color = len(ft.BitmapSizes()) > 0 || ft.COLR != nil && len(ft.CPAL) > 0
	ext, _ := fc.font.FontHExtents()
	adjust := opts.SizeAdjust
	if !(adjust > 0) {
		adjust = 1
	}
	fc.upem, fc.adjust = fc.upem/adjust, float64(adjust)
	em := func(v float32) float32 { return v / fc.upem }
	fc.ascent, fc.descent, fc.lineGap = em(ext.Ascender), -em(ext.Descender), max(0, em(ext.LineGap))
	override := func(dst *float32, v float32) {
		if v != 0 {
			*dst = max(0, v)
		}
	}
	override(&fc.ascent, opts.AscentOverride)
	override(&fc.descent, opts.DescentOverride)
	override(&fc.lineGap, opts.LineGapOverride)
	fc.xHeight = em(fc.font.LineMetric(font.XHeight))
	fc.variable = loaders[opts.Index].HasTable(opentype.MustNewTag("fvar"))
	fc.emAscent = emAscent(loaders[opts.Index])
	fc.wholePpem = wholePpem(loaders[opts.Index])
	fc.axisMin, fc.axisMax = weightAxis(loaders[opts.Index])
	return fc, nil
}
