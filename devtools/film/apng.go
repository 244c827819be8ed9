package film

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"io"
	"time"
)

// writer writes an animated PNG of opaque pictures: each frame but the first is the
// rectangle that changed.
//
// PNG (third edition), 11.3.7 animation information: acTL, fcTL and fdAT chunks; dispose
// none, blend source. https://www.w3.org/TR/png-3/
type writer struct {
	w        io.WriteSeeker
	size     image.Point
	bytes    int64
	frames   uint32
	sequence uint32
	acTL     int64 // where that chunk begins, to be written again with the number of frames
	filter   filterer
	packed   bytes.Buffer
	zip      *zlib.Writer
}

const signature = "\x89PNG\r\n\x1a\n"

func newWriter(w io.WriteSeeker, size image.Point) (*writer, error) {
	a := &writer{w: w, size: size}
	var err error
	if a.zip, err = zlib.NewWriterLevel(&a.packed, zlib.BestSpeed); err != nil {
		return nil, err
	}
	if err := a.put([]byte(signature)); err != nil {
		return nil, err
	}
	var head [13]byte
	binary.BigEndian.PutUint32(head[0:], uint32(size.X))
	binary.BigEndian.PutUint32(head[4:], uint32(size.Y))
	head[8], head[9] = 8, 2 // bits, colour without alpha
	if err := a.chunk("IHDR", head[:]); err != nil {
		return nil, err
	}
	a.acTL = a.bytes
	return a, a.chunk("acTL", make([]byte, 8))
}

func (a *writer) put(b []byte) error {
	n, err := a.w.Write(b)
	a.bytes += int64(n)
	return err
}

func (a *writer) chunk(name string, parts ...[]byte) error {
	n := 0
	sum := crc32.NewIEEE()
	sum.Write([]byte(name))
	for _, p := range parts {
		n += len(p)
		sum.Write(p)
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(n))
	if err := a.put(append(head, name...)); err != nil {
		return err
	}
	for _, p := range parts {
		if err := a.put(p); err != nil {
			return err
		}
	}
	return a.put(binary.BigEndian.AppendUint32(nil, sum.Sum32()))
}

// frame adds a part of a picture that is shown for a while. The first must be whole.
func (a *writer) frame(img *image.RGBA, r image.Rectangle, shown time.Duration) error {
	ms := min(max(shown.Milliseconds(), 1), 65535)
	c := binary.BigEndian.AppendUint32(nil, a.sequence)
	a.sequence++
	for _, v := range [...]int{r.Dx(), r.Dy(), r.Min.X, r.Min.Y} {
		c = binary.BigEndian.AppendUint32(c, uint32(v))
	}
	c = binary.BigEndian.AppendUint16(c, uint16(ms))
	c = binary.BigEndian.AppendUint16(c, 1000)
	if err := a.chunk("fcTL", append(c, 0, 0)); err != nil {
		return err
	}
	a.packed.Reset()
	a.zip.Reset(&a.packed)
	a.filter.reset(r.Dx())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		if _, err := a.zip.Write(a.filter.row(img.Pix[img.PixOffset(r.Min.X, y):], r.Dx())); err != nil {
			return err
		}
	}
	if err := a.zip.Close(); err != nil {
		return err
	}
	a.frames++
	if a.frames == 1 {
		return a.chunk("IDAT", a.packed.Bytes())
	}
	n := binary.BigEndian.AppendUint32(nil, a.sequence)
	a.sequence++
	return a.chunk("fdAT", n, a.packed.Bytes())
}

// close ends the file; it runs for ever when it is shown.
func (a *writer) close() error {
	if err := a.chunk("IEND"); err != nil {
		return err
	}
	if _, err := a.w.Seek(a.acTL, io.SeekStart); err != nil {
		return fmt.Errorf("number of frames: %w", err)
	}
	return a.chunk("acTL", binary.BigEndian.AppendUint32(nil, a.frames), make([]byte, 4))
}

// filterer prepares rows so that they pack well: of the filters of PNG (section 9) the
// one whose differences are smallest in sum, as the specification advises for true
// colour.
type filterer struct {
	last, now []byte
	tries     [3][]byte
}

const (
	filterSub = iota + 1
	filterUp
	_
	filterPaeth
)

var filterNumbers = [3]byte{filterSub, filterUp, filterPaeth}

func (f *filterer) reset(width int) {
	n := 3 * width
	f.last, f.now = make([]byte, n), make([]byte, n)
	for i := range f.tries {
		f.tries[i] = make([]byte, n+1)
		f.tries[i][0] = filterNumbers[i]
	}
}

// row gives the filtered row with its number before it.
func (f *filterer) row(rgba []byte, width int) []byte {
	for x := range width {
		copy(f.now[3*x:3*x+3], rgba[4*x:4*x+3])
	}
	var sums [3]int
	for i, c := range f.now {
		up := f.last[i]
		var left, corner byte
		if i >= 3 {
			left, corner = f.now[i-3], f.last[i-3]
		}
		for k, d := range [3]byte{c - left, c - up, c - paeth(left, up, corner)} {
			f.tries[k][i+1] = d
			sums[k] += small(d)
		}
	}
	best := 0
	for k := range sums {
		if sums[k] < sums[best] {
			best = k
		}
	}
	f.last, f.now = f.now, f.last
	return f.tries[best]
}

func small(d byte) int {
	if d > 127 {
		return 256 - int(d)
	}
	return int(d)
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
