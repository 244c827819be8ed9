package sensors

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// point is a place on a picture, px.
type point struct{ x, y float32 }

// pen fills shapes on a picture. What is added waits for fill, which costs the area
// around it: shapes that lie apart are filled one by one.
type pen struct {
	img       *image.RGBA
	r         *vector.Rasterizer
	points    []point
	ends      []int // of rings, in points
	low, high point
}

func newPen(w, h int) *pen {
	return &pen{img: image.NewRGBA(image.Rect(0, 0, w, h)), r: vector.NewRasterizer(0, 0)}
}

// add adds a closed ring; what lies far outside is brought nearer, which the eye does not
// see.
func (p *pen) add(ring []point) {
	const far = 20000
	for _, q := range ring {
		q = point{min(max(q.x, -far), far), min(max(q.y, -far), far)}
		if len(p.points) == 0 {
			p.low, p.high = q, q
		}
		p.low, p.high = point{min(p.low.x, q.x), min(p.low.y, q.y)}, point{max(p.high.x, q.x), max(p.high.y, q.y)}
		p.points = append(p.points, q)
	}
	p.ends = append(p.ends, len(p.points))
}

// fill paints what was added since the last fill.
func (p *pen) fill(c color.Color) {
	box := image.Rect(int(p.low.x)-1, int(p.low.y)-1, int(p.high.x)+2, int(p.high.y)+2).Intersect(p.img.Rect)
	if !box.Empty() && len(p.points) > 0 {
		p.r.Reset(box.Dx(), box.Dy())
		p.r.DrawOp = draw.Over
		at := point{float32(box.Min.X), float32(box.Min.Y)}
		from := 0
		for _, end := range p.ends {
			for i, q := range p.points[from:end] {
				if i == 0 {
					p.r.MoveTo(q.x-at.x, q.y-at.y)
				} else {
					p.r.LineTo(q.x-at.x, q.y-at.y)
				}
			}
			p.r.ClosePath()
			from = end
		}
		p.r.Draw(p.img, box, image.NewUniform(c), image.Point{})
	}
	p.points, p.ends = p.points[:0], p.ends[:0]
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
	const corners = 24
	ring := make([]point, corners)
	for i := range ring {
		sin, cos := math.Sincos(float64(i) * 2 * math.Pi / corners)
		ring[i] = point{at.x + radius*float32(cos), at.y + radius*float32(sin)}
	}
	p.add(ring)
}

func (p *pen) clear(c color.Color) {
	draw.Draw(p.img, p.img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
}
