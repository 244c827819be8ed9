package text

import (
	"encoding/binary"
	"errors"
)

// woff2Outlines is what the glyf transform holds.
type woff2Outlines struct {
	glyf, loca []byte
	locaFormat uint16  // of the head table
	left       []int16 // xMin of each glyph
}

// Flags of simple and composite glyphs in the glyf table.
// https://learn.microsoft.com/typography/opentype/spec/glyf
const (
	pointOnCurve   = 1 << 0
	pointXShort    = 1 << 1
	pointYShort    = 1 << 2
	pointXSame     = 1 << 4 // or positive, when short
	pointYSame     = 1 << 5
	pointOverlap   = 1 << 6
	partWords      = 1 << 0
	partScale      = 1 << 3
	partMore       = 1 << 5
	partTwoScales  = 1 << 6
	partTwoByTwo   = 1 << 7
	partProgrammed = 1 << 8
)

// glyfStreams are the streams of a transformed glyf table.
type glyfStreams struct {
	contours, points, flags, coords, parts, boxes, code reader
	boxBits, overlap                                    []byte
	out                                                 []byte
	xy                                                  [][3]int // x and y steps, on curve
}

// woff2Glyphs writes glyf and loca from the transformed glyf table.
// https://www.w3.org/TR/WOFF2/#glyf_table_format
func woff2Glyphs(data []byte) (*woff2Outlines, error) {
	r := reader{b: data}
	r.u16()
	options := r.u16()
	n := int(r.u16())
	format := r.u16()
	var sizes [7]uint32
	for i := range sizes {
		sizes[i] = r.u32()
	}
	var s glyfStreams
	for i, st := range []*reader{&s.contours, &s.points, &s.flags, &s.coords, &s.parts, &s.boxes, &s.code} {
		if int64(sizes[i]) > int64(len(r.b)) {
			return nil, errors.New("woff2: a glyf stream lies outside the table")
		}
		st.b = r.take(int(sizes[i]))
	}
	if options&1 != 0 {
		s.overlap = r.take((n + 7) / 8)
	}
	s.boxBits = s.boxes.take(4 * ((n + 31) / 32))
	if r.bad || s.boxes.bad || 2*n > len(s.contours.b) {
		return nil, errors.New("woff2: the glyf table is too short")
	}
	g := &woff2Outlines{left: make([]int16, n)}
	at := make([]uint32, n+1)
	for i := range n {
		start := len(s.out)
		if !s.glyph(i) {
			return nil, errors.New("woff2: a glyph is damaged")
		}
		if len(s.out) > start {
			g.left[i] = int16(binary.BigEndian.Uint16(s.out[start+2:]))
		}
		for len(s.out)%4 != 0 {
			s.out = append(s.out, 0)
		}
		if len(s.out) > maxFontUnpacked {
			return nil, errors.New("woff2: the outlines are too large")
		}
		at[i+1] = uint32(len(s.out))
	}
	g.glyf, g.locaFormat = s.out, format
	if len(s.out) > 2*0xffff {
		g.locaFormat = 1
	}
	for _, a := range at {
		if g.locaFormat == 0 {
			g.loca = binary.BigEndian.AppendUint16(g.loca, uint16(a/2))
		} else {
			g.loca = binary.BigEndian.AppendUint32(g.loca, a)
		}
	}
	return g, nil
}

// glyph appends glyph i; false when the streams do not hold it.
func (s *glyfStreams) glyph(i int) bool {
	contours := int(int16(s.contours.u16()))
	explicit := s.boxBits[i>>3]&(0x80>>(i&7)) != 0
	if contours == 0 {
		return !explicit
	}
	s.out = binary.BigEndian.AppendUint16(s.out, uint16(contours))
	box := len(s.out)
	s.out = append(s.out, 0, 0, 0, 0, 0, 0, 0, 0)
	if explicit {
		copy(s.out[box:], s.boxes.take(8))
	}
	if contours < 0 {
		return explicit && s.composite() && !s.boxes.bad
	}
	return s.simple(contours, box, explicit, s.overlap != nil && s.overlap[i>>3]&(0x80>>(i&7)) != 0) && !s.boxes.bad
}

func (s *glyfStreams) composite() bool {
	code := false
	for more := true; more; {
		if len(s.parts.b) < 4 {
			return false
		}
		flags := binary.BigEndian.Uint16(s.parts.b)
		size := 6
		if flags&partWords != 0 {
			size += 2
		}
		switch {
		case flags&partScale != 0:
			size += 2
		case flags&partTwoScales != 0:
			size += 4
		case flags&partTwoByTwo != 0:
			size += 8
		}
		s.out = append(s.out, s.parts.take(size)...)
		code = code || flags&partProgrammed != 0
		more = flags&partMore != 0
	}
	if code {
		s.program()
	}
	return !s.parts.bad && !s.code.bad && !s.coords.bad
}

// program copies the instructions of a glyph.
func (s *glyfStreams) program() {
	n := s.coords.short()
	s.out = binary.BigEndian.AppendUint16(s.out, uint16(n))
	s.out = append(s.out, s.code.take(n)...)
}

func (s *glyfStreams) simple(contours, box int, explicit, overlap bool) bool {
	total := 0
	for range contours {
		total += s.points.short()
		if s.points.bad || total == 0 || total > len(s.flags.b) || total > 0xffff {
			return false
		}
		s.out = binary.BigEndian.AppendUint16(s.out, uint16(total-1))
	}
	s.xy = s.xy[:0]
	x, y := 0, 0
	var x0, x1, y0, y1 int
	for i := range total {
		f := int(s.flags.u8())
		dx, dy := s.triplet(f & 0x7f)
		s.xy = append(s.xy, [3]int{dx, dy, 1 - f>>7})
		x, y = x+dx, y+dy
		if i == 0 {
			x0, x1, y0, y1 = x, x, y, y
		}
		x0, x1, y0, y1 = min(x0, x), max(x1, x), min(y0, y), max(y1, y)
	}
	if !explicit {
		for k, v := range []int{x0, y0, x1, y1} {
			binary.BigEndian.PutUint16(s.out[box+2*k:], uint16(v))
		}
	}
	s.program()
	for i, p := range s.xy {
		f := byte(p[2]) * pointOnCurve
		f |= axisFlags(p[0], pointXShort, pointXSame) | axisFlags(p[1], pointYShort, pointYSame)
		if overlap && i == 0 {
			f |= pointOverlap
		}
		s.out = append(s.out, f)
	}
	for axis := range 2 {
		for _, p := range s.xy {
			switch d := p[axis]; {
			case d == 0:
			case d > -256 && d < 256:
				s.out = append(s.out, byte(max(d, -d)))
			default:
				s.out = binary.BigEndian.AppendUint16(s.out, uint16(d))
			}
		}
	}
	return !s.coords.bad && !s.code.bad
}

func axisFlags(d int, short, same byte) byte {
	switch {
	case d == 0:
		return same
	case d > 0 && d < 256:
		return short | same
	case d < 0 && d > -256:
		return short
	}
	return 0
}

// triplet reads the step to a point.
// https://www.w3.org/TR/WOFF2/#triplet_decoding
func (s *glyfStreams) triplet(f int) (dx, dy int) {
	sign := func(positive, v int) int {
		if positive&1 == 0 {
			return -v
		}
		return v
	}
	b := func() int { return int(s.coords.u8()) }
	switch {
	case f < 10:
		return 0, sign(f, (f&14)<<7+b())
	case f < 20:
		return sign(f, ((f-10)&14)<<7+b()), 0
	case f < 84:
		k, v := f-20, b()
		return sign(f, 1+k&0x30+v>>4), sign(f>>1, 1+(k&0x0c)<<2+v&0x0f)
	case f < 120:
		k := f - 84
		dx = sign(f, 1+(k/12)<<8+b())
		return dx, sign(f>>1, 1+(k%12>>2)<<8+b())
	case f < 124:
		v, m := b(), b()
		return sign(f, v<<4+m>>4), sign(f>>1, (m&0x0f)<<8+b())
	}
	dx = sign(f, b()<<8+b())
	return dx, sign(f>>1, b()<<8+b())
}
