package renderer

import (
	"image"
	"time"

	"diorama/renderer/paint"
	"diorama/renderer/picture"
	"diorama/renderer/style"
)

// shownPicture makes a decoded picture drawable at a time: GIFs move.
type shownPicture struct {
	p     *picture.Picture
	frame int
}

func (s shownPicture) Size() (w, h float64, ok bool) {
	if s.p.W <= 0 || s.p.H <= 0 {
		return 0, 0, false
	}
	return float64(s.p.W), float64(s.p.H), true
}

func (s shownPicture) Raster(w, h int) *image.RGBA {
	if s.p.SVG != nil {
		m, err := s.p.SVG.Raster(w, h)
		if err != nil {
			return nil // too large, or nothing to draw: shown as a missing picture
		}
		return m
	}
	if s.frame < len(s.p.Frames) {
		return s.p.Frames[s.frame].Image
	}
	return nil
}

// pictureFor gives the picture of a style's image for painting.
func (d *Document) pictureFor(img style.Image) paint.Picture {
	src, base := img.URL, img.Base
	if base == "" {
		src = d.Resolve(d.tree.Root, src)
	}
	p := d.lookup(src, base)
	if p == nil {
		return nil
	}
	s := shownPicture{p: p}
	if len(p.Frames) > 1 {
		frame, next := p.At(d.now)
		s.frame = frame
		if next > 0 {
			d.turnAt(next)
		}
	}
	return s
}

// turnAt notes when a moving picture shows its next frame.
func (d *Document) turnAt(at time.Duration) {
	if d.nextTurn < 0 || at < d.nextTurn {
		d.nextTurn = at
	}
}
