// Package picture turns image files into pixels.
//
// Its one idea: everything is decoded once to premultiplied RGBA, with the size
// checked before any pixel is reserved; only SVG stays a description and is
// rasterised at the size that is asked for.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"time"

	"golang.org/x/image/bmp"
)

// Picture is a decoded image. It does not change after Decode.
type Picture struct {
	W, H   int // intrinsic size in CSS px, orientation applied
	Frames []Frame
	SVG    *SVG // set instead of Frames for SVG
	// LoopCount is how often an animation runs; 0 is for ever.
	LoopCount int
	// Format is "png", "jpeg", "gif", "webp", "bmp" or "svg".
	Format string
	// Notes name what the file asks for and is not shown.
	Notes []string
}

// Frame is one picture of an animation; a still image has one with Delay 0.
type Frame struct {
	Image *image.RGBA // premultiplied, Stride = 4*W, origin 0,0
	Delay time.Duration
}

// Duration is the length of one run of an animation.
func (p *Picture) Duration() time.Duration {
	var d time.Duration
	for _, f := range p.Frames {
		d += f.Delay
	}
	return d
}

// At gives the frame to show a time after the start, and the time from the
// start at which the next one is due; next is 0 when none will come.
func (p *Picture) At(since time.Duration) (frame int, next time.Duration) {
	total := p.Duration()
	if len(p.Frames) < 2 || total <= 0 {
		return 0, 0
	}
	since = max(since, 0)
	run := since / total
	if p.LoopCount > 0 && int64(run) >= int64(p.LoopCount) {
		return len(p.Frames) - 1, 0
	}
	at := run * total
	for i, f := range p.Frames {
		at += f.Delay
		if since < at {
			if i == len(p.Frames)-1 && p.LoopCount > 0 && int64(run) == int64(p.LoopCount)-1 {
				return i, 0
			}
			return i, at
		}
	}
	return len(p.Frames) - 1, 0
}

// Options of Decode; the zero value is fine.
type Options struct {
	// MaxPixels is the budget in pixels; 0 is the package's MaxPixels.
	MaxPixels int
	// FirstFrame decodes only the first frame of an animation.
	FirstFrame bool
}

// Config tells format and size of an image from its header.
type Config struct {
	Format string
	W, H   int // px as stored, orientation not applied; of SVG the intrinsic size
	// Orientation is the Exif value of a JPEG, 1 (upright) to 8; 0 for other formats.
	Orientation int
}

// ErrFormat says that the bytes are no image of a known format.
var ErrFormat = errors.New("not a png, jpeg, gif, webp, bmp or svg image")

// Sniff tells the format from the first bytes, or gives "".
func Sniff(data []byte) string {
	has := func(at int, s string) bool { return len(data) >= at+len(s) && string(data[at:at+len(s)]) == s }
	switch {
	case has(0, "\x89PNG\r\n\x1a\n"):
		return "png"
	case has(0, "\xff\xd8\xff"):
		return "jpeg"
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return "gif"
	case has(0, "RIFF") && has(8, "WEBP"):
		return "webp"
	case has(0, "BM") && len(data) >= 26:
		return "bmp"
	case looksLikeSVG(data):
		return "svg"
	case has(4, "ftypavif"), has(4, "ftypavis"):
		return "avif"
	case has(4, "ftypheic"), has(4, "ftypmif1"), has(4, "ftypheix"):
		return "heic"
	}
	return ""
}

// looksLikeSVG finds an <svg start tag after white space, declaration, comments and doctype.
func looksLikeSVG(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	data = bytes.TrimLeft(data, " \t\r\n")
	if len(data) == 0 || data[0] != '<' {
		return false
	}
	i := bytes.Index(data[:min(len(data), 64<<10)], []byte("<svg"))
	return i == 0 || i > 0 && (data[1] == '?' || data[1] == '!')
}

// DecodeConfig reads only the header.
func DecodeConfig(data []byte) (c Config, err error) {
	c.Format = Sniff(data)
	var ic image.Config
	if !guard(func() {
		r := bytes.NewReader(data)
		switch c.Format {
		case "png":
			ic, err = png.DecodeConfig(r)
		case "jpeg":
			ic, err = jpeg.DecodeConfig(r)
			c.Orientation = exifOrientation(data)
		case "gif":
			ic, err = gifConfig(data)
		case "webp":
			ic, err = webpConfig(data)
		case "bmp":
			ic, err = bmp.DecodeConfig(r)
		case "svg":
			var s *SVG
			if s, err = ParseSVG(data); err == nil {
				ic.Width, ic.Height = s.W, s.H
			}
		case "avif", "heic":
			err = fmt.Errorf("%s images are not supported", c.Format)
		default:
			err = ErrFormat
		}
	}) {
		err = errors.New("the header is damaged")
	}
	if err != nil {
		return c, fmt.Errorf("image: %w", err)
	}
	c.W, c.H = ic.Width, ic.Height
	if c.W <= 0 || c.H <= 0 || c.W > maxSide || c.H > maxSide {
		return c, fmt.Errorf("image: bad size %d×%d", c.W, c.H)
	}
	return c, nil
}

// Decode decodes an image; the format is told from the content alone.
func Decode(data []byte, o Options) (*Picture, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("image of %d bytes is larger than %d", len(data), MaxBytes)
	}
	budget := o.MaxPixels
	if budget <= 0 || budget > MaxPixels {
		budget = MaxPixels
	}
	if Sniff(data) == "svg" {
		s, err := ParseSVG(data)
		if err != nil {
			return nil, fmt.Errorf("image: %w", err)
		}
		return &Picture{W: s.W, H: s.H, SVG: s, Format: "svg", Notes: s.Unsupported}, nil
	}
	c, err := DecodeConfig(data)
	if err != nil {
		return nil, err
	}
	if c.W*c.H > budget {
		return nil, fmt.Errorf("image: %d×%d is more than %d pixels", c.W, c.H, budget)
	}
	p := &Picture{W: c.W, H: c.H, Format: c.Format}
	if !guard(func() { err = p.decode(data, o, budget) }) {
		err = errors.New("the data is damaged")
	}
	if err != nil {
		return nil, fmt.Errorf("%s image: %w", c.Format, err)
	}
	return p, nil
}

func (p *Picture) decode(data []byte, o Options, budget int) error {
	var m image.Image
	var err error
	switch p.Format {
	case "png":
		m, err = decodePNG(data)
	case "jpeg":
		m, err = jpeg.Decode(bytes.NewReader(data))
	case "bmp":
		m, err = bmp.Decode(bytes.NewReader(data))
	case "gif":
		return p.decodeGIF(data, o, budget)
	case "webp":
		if err = p.decodeWebP(data, o, budget); err == nil {
			if c := profileOf(p.Format, data); c != nil {
				for _, f := range p.Frames {
					c.convert(f.Image)
				}
			}
		}
		return err
	}
	if err != nil {
		return err
	}
	rgba := toRGBA(m)
	if c := profileOf(p.Format, data); c != nil {
		c.convert(rgba)
	}
	if p.Format == "jpeg" {
		rgba = orient(rgba, exifOrientation(data))
		p.W, p.H = rgba.Rect.Dx(), rgba.Rect.Dy()
	}
	p.Frames = []Frame{{Image: rgba}}
	return nil
}

// toRGBA gives premultiplied pixels with tight stride and origin 0,0.
func toRGBA(m image.Image) *image.RGBA {
	b := m.Bounds()
	if r, ok := m.(*image.RGBA); ok && b.Min == (image.Point{}) && r.Stride == 4*b.Dx() {
		return r
	}
	dst := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(dst, dst.Rect, m, b.Min, draw.Src)
	return dst
}

// guard calls fn and reports a panic as false. It is the border to the
// decoders, which get bytes from strangers.
func guard(fn func()) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	fn()
	return true
}
