package sensors

import (
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/vector"
)

// point is a place on a picture, px.
type point struct{ x, y float32 }

// pen fills shapes on a picture.
type pen struct {
	img *image.RGBA
	r   *vector.Rasterizer
}

func newPen(w, h int) *pen {
	return &pen{image.NewRGBA(image.Rect(0, 0, w, h)), vector.NewRasterizer(w, h)}
}

// add begins a ring; what lies far outside is brought nearer, which the eye does not see.
func (p *pen) add(ring []point) {
	const far = 20000
	for i, q := range ring {
		x, y := min(max(q.x, -far), far), min(max(q.y, -far), far)
		if i == 0 {
			p.r.MoveTo(x, y)
		} else {
			p.r.LineTo(x, y)
		}
	}
	p.r.ClosePath()
}

// fill paints what was added since the last fill; it costs the whole picture, so shapes of
// one colour are gathered.
func (p *pen) fill(c color.Color) {
	p.r.DrawOp = draw.Over
	p.r.Draw(p.img, p.img.Rect, image.NewUniform(c), image.Point{})
	p.r.Reset(p.img.Rect.Dx(), p.img.Rect.Dy())
}

// stroke adds a line of a width.
func (p *pen) stroke(a, b point, width float32) {
	dx, dy := b.x-a.x, b.y-a.y
	n := sqrt(dx*dx + dy*dy)
	if n == 0 {
		return
	}
	dx, dy = dx/n*width/2, dy/n*width/2
	p.add([]point{{a.x - dy, a.y + dx}, {b.x - dy, b.y + dx}, {b.x + dy, b.y - dx}, {a.x + dy, a.y - dx}})
}

// disc adds a circle.
func (p *pen) disc(at point, radius float32) {
	const k = 0.5523
	x, y, r := at.x, at.y, radius
	p.r.MoveTo(x+r, y)
	p.r.CubeTo(x+r, y+k*r, x+k*r, y+r, x, y+r)
	p.r.CubeTo(x-k*r, y+r, x-r, y+k*r, x-r, y)
	p.r.CubeTo(x-r, y-k*r, x-k*r, y-r, x, y-r)
	p.r.CubeTo(x+k*r, y-r, x+r, y-k*r, x+r, y)
	p.r.ClosePath()
}

func (p *pen) clear(c color.Color) {
	draw.Draw(p.img, p.img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
}
