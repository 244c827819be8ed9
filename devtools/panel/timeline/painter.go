package timeline

import (
	"image"
	"image/color"
	"math"
	"sort"
	"time"

	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/simulator/wire"
)

// The lanes from top to bottom.
const (
	laneJS = iota
	laneData
	laneLayout
	lanePaint
	laneEvents
	laneCount
)

var laneNames = [laneCount]string{"Logic (JS)", "setData", "Style, layout", "Paint", "Events"}

// stageColour gives lanes and cost bars the same colours.
func stageColour(p *theme.Palette, stage string) color.NRGBA {
	switch stage {
	case "JS":
		return p.Purple
	case "view", "setData":
		return p.Amber
	case "style", "layout":
		return p.Blue
	case "paint", "raster":
		return p.Green
	}
	return p.Accent
}

// span is a bar on a lane.
type span struct {
	lane     int
	from, to time.Duration
	slow     bool
	commit   int // index, -1 none
}

// spans gives the bars that touch a range of time. The stages of a commit follow
// one another from the moment it was applied.
func spans(m *panel.Model, from, to time.Duration, visit func(span)) {
	// What starts long before may still reach in; handlers that run for more than a
	// few seconds are stopped.
	const longest = 10 * time.Second
	us := func(v float64) time.Duration { return time.Duration(v * 1000) }
	first := sort.Search(len(m.Activities), func(i int) bool { return m.Activities[i].Start >= from-longest })
	for i := first; i < len(m.Activities); i++ {
		a := &m.Activities[i]
		if a.Start > to {
			break
		}
		if a.Start+a.Duration < from {
			continue
		}
		lane := laneJS
		if a.Kind == "request" {
			lane = laneEvents
		}
		s := span{lane: lane, from: a.Start, to: a.Start + a.Duration, slow: a.Duration.Seconds() > 1.0/60 && lane == laneJS, commit: -1}
		visit(s)
		if a.Kind == "event" {
			s.lane, s.to, s.slow = laneEvents, a.Start, false
			visit(s)
		}
	}
	first = sort.Search(len(m.Commits), func(i int) bool { return m.Commits[i].Time >= from-longest })
	for i := first; i < len(m.Commits); i++ {
		c := &m.Commits[i]
		if c.Time > to {
			break
		}
		if c.Time+us(panel.Total(c.Cost)) < from {
			continue
		}
		slow := panel.Total(c.Cost) > budget
		t := c.Time + us(c.Cost.View)
		if c.Kind == wire.CommitSetData {
			visit(span{laneData, c.Time, t, slow, i})
		}
		if w := us(c.Cost.Style + c.Cost.Layout); w > 0 {
			visit(span{laneLayout, t, t + w, slow, i})
			t += w
		}
		if w := us(c.Cost.Paint + c.Cost.Raster); w > 0 {
			visit(span{lanePaint, t, t + w, slow, i})
		}
	}
}

// view is the part of time that is shown: from Start, Per units of time per device px.
type view struct {
	start time.Duration
	per   float64 // ns per px
}

func (v view) x(t time.Duration) float64 { return float64(t-v.start) / v.per }

func (v view) time(x float64) time.Duration { return v.start + time.Duration(x*v.per) }

// tick gives the distance of the ruler's marks: 1, 2 or 5 times a power of ten, at
// least gap px apart.
func (v view) tick(gap float64) time.Duration {
	want := v.per * gap
	step := math.Pow(10, math.Floor(math.Log10(math.Max(want, 1))))
	for _, k := range [...]float64{1, 2, 5, 10} {
		if step*k >= want {
			return time.Duration(step * k)
		}
	}
	return time.Duration(step * 10)
}

// paint draws ruler and lanes; px is device px per unit.
func paint(img *image.RGBA, p *theme.Palette, m *panel.Model, v view, px float64) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	fill(img, img.Rect, p.Background)
	ruler := int(rulerHeight*px + 0.5)
	fill(img, image.Rect(0, 0, w, ruler), p.Panel)
	laneH := float64(h-ruler) / laneCount
	for i := range laneCount {
		if i%2 == 1 {
			y := ruler + int(float64(i)*laneH)
			fill(img, image.Rect(0, y, w, ruler+int(float64(i+1)*laneH)), p.Panel)
		}
	}
	// Frames of 16.7 ms, when they can be told apart.
	if frame := time.Second / 60; float64(frame)/v.per >= 6 {
		for t := v.start / frame * frame; v.x(t) < float64(w); t += frame {
			x := int(v.x(t))
			fill(img, image.Rect(x, ruler, x+1, h), p.Bar)
		}
	}
	step := v.tick(90 * px)
	for t := v.start / step * step; v.x(t) < float64(w); t += step {
		if x := int(v.x(t)); x >= 0 {
			fill(img, image.Rect(x, 0, x+1, h), p.Line)
		}
	}
	least := math.Max(2, 3*px)
	pad := int(math.Max(2, math.Min(4*px, laneH*0.2)))
	spans(m, v.time(-least), v.time(float64(w)), func(s span) {
		x0, x1 := v.x(s.from), v.x(s.to)
		if x1 < x0+least {
			x1 = x0 + least
		}
		c := [laneCount]color.NRGBA{p.Purple, p.Amber, p.Blue, p.Green, p.Accent}[s.lane]
		y0, y1 := ruler+int(float64(s.lane)*laneH)+pad, ruler+int(float64(s.lane+1)*laneH)-pad
		r := image.Rect(int(math.Max(x0, 0)), y0, int(math.Min(x1, float64(w))), y1)
		fill(img, r, c)
		if s.slow {
			fill(img, image.Rect(r.Min.X, y1-max(2, int(2*px)), r.Max.X, y1), p.Red)
		}
	})
}

// fill sets an opaque rectangle.
func fill(img *image.RGBA, r image.Rectangle, c color.NRGBA) {
	r = r.Intersect(img.Rect)
	if r.Empty() {
		return
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := img.Pix[img.PixOffset(r.Min.X, y) : img.PixOffset(r.Max.X-1, y)+4]
		for i := 0; i < len(row); i += 4 {
			row[i], row[i+1], row[i+2], row[i+3] = c.R, c.G, c.B, 255
		}
	}
}
