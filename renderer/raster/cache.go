package raster

import (
	"image"

	"diorama/renderer/geom"
	"diorama/renderer/text"
)

// Glyphs gives what glyphs look like; text.Fonts is one. size is in device px,
// subX the quarter of a px that the pen stands right of a pixel border.
type Glyphs interface {
	Mask(face text.FaceID, gid uint32, size float32, subX uint8, bold, italic bool) *text.Mask
	Outline(face text.FaceID, gid uint32, size float32, bold, italic bool) []text.PathOp
	FaceMetrics(face text.FaceID, size float32) text.Metrics
}

// NoGlyphs draws nothing, for tests and pages before fonts have come.
type NoGlyphs struct{}

// Mask gives nil.
func (NoGlyphs) Mask(text.FaceID, uint32, float32, uint8, bool, bool) *text.Mask { return nil }

// Outline gives nil.
func (NoGlyphs) Outline(text.FaceID, uint32, float32, bool, bool) []text.PathOp { return nil }

// FaceMetrics gives the proportions of Ahem.
func (NoGlyphs) FaceMetrics(_ text.FaceID, size float32) text.Metrics {
	return text.Metrics{Ascent: geom.FromFloat(float64(size) * 0.8), Descent: geom.FromFloat(float64(size) * 0.2),
		UnderlinePos: geom.One, UnderlineThick: geom.One}
}

// Cache keeps what is costly to make: shadow masks, corner masks, gradient tables,
// scaled pictures, and memory for layers. It changes no pixel: drawing with an
// empty one gives the same. Not safe for concurrent use.
type Cache struct {
	Glyphs Glyphs
	// Limit bounds the bytes kept in shadow masks, tables and scaled pictures.
	Limit int

	corners map[cornerKey]*cornerMask
	entries map[any]*entry
	first   *entry // most recently used
	last    *entry
	used    int
	free    [][]uint32
	freeSum int
	acc     []int32
	sums    []uint64
	line    []uint32
	canvas  []*Canvas // free ones
}

type entry struct {
	key        any
	value      any
	bytes      int
	next, prev *entry
}

// DefaultLimit is a Cache's limit in bytes when none is given.
const DefaultLimit = 48 << 20

// NewCache makes a cache that draws glyphs of g (nil: none) and keeps up to limit
// bytes (0: DefaultLimit).
func NewCache(g Glyphs, limit int) *Cache {
	if g == nil {
		g = NoGlyphs{}
	}
	if limit <= 0 {
		limit = DefaultLimit
	}
	return &Cache{Glyphs: g, Limit: limit, corners: map[cornerKey]*cornerMask{}, entries: map[any]*entry{}}
}

// Used is the number of bytes kept.
func (c *Cache) Used() int { return c.used }

// Clear forgets everything.
func (c *Cache) Clear() {
	clear(c.corners)
	clear(c.entries)
	c.first, c.last, c.used = nil, nil, 0
	c.free, c.freeSum = nil, 0
}

// get gives what is kept under key.
func (c *Cache) get(key any) (any, bool) {
	e := c.entries[key]
	if e == nil {
		return nil, false
	}
	if c.first != e {
		c.unlink(e)
		c.push(e)
	}
	return e.value, true
}

func (c *Cache) unlink(e *entry) {
	if e.prev != nil {
		e.prev.next = e.next
	} else {
		c.first = e.next
	}
	if e.next != nil {
		e.next.prev = e.prev
	} else {
		c.last = e.prev
	}
	e.next, e.prev = nil, nil
}

func (c *Cache) push(e *entry) {
	e.next = c.first
	if c.first != nil {
		c.first.prev = e
	}
	c.first = e
	if c.last == nil {
		c.last = e
	}
}

// put keeps value under key and drops the least recently used above the limit.
func (c *Cache) put(key, value any, bytes int) {
	if old := c.entries[key]; old != nil {
		c.unlink(old)
		c.used -= old.bytes
		delete(c.entries, key)
	}
	if bytes > c.Limit/2 {
		return
	}
	e := &entry{key: key, value: value, bytes: bytes}
	c.entries[key] = e
	c.push(e)
	c.used += bytes
	for c.used > c.Limit && c.last != nil && c.last != e {
		old := c.last
		c.unlink(old)
		c.used -= old.bytes
		delete(c.entries, old.key)
	}
}

// Layer gives a transparent surface for r from kept memory; give it back with Release.
func (c *Cache) Layer(r image.Rectangle) *Surface {
	w, h := r.Dx(), r.Dy()
	if w <= 0 || h <= 0 || tooLarge(w, h) {
		return &Surface{}
	}
	n := w * h
	for i := len(c.free) - 1; i >= 0; i-- {
		if cap(c.free[i]) >= n {
			pix := c.free[i][:n]
			c.freeSum -= cap(pix)
			c.free = append(c.free[:i], c.free[i+1:]...)
			clear(pix)
			return &Surface{Pix: pix, Stride: w, Rect: r}
		}
	}
	return &Surface{Pix: make([]uint32, n), Stride: w, Rect: r}
}

// maxFree bounds the pixels kept for layers.
const maxFree = 8 << 20

// Release takes a layer's memory back.
func (c *Cache) Release(s *Surface) {
	if cap(s.Pix) == 0 {
		return
	}
	c.free = append(c.free, s.Pix[:0])
	c.freeSum += cap(s.Pix)
	for c.freeSum > maxFree && len(c.free) > 0 {
		c.freeSum -= cap(c.free[0])
		c.free = c.free[1:]
	}
	s.Pix = nil
}
