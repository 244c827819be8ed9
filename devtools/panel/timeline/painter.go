package timeline

import (
	"image"
	"image/color"
	"math"
	"sort"
	"time"

	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator/wire"
)

// The lanes from top to bottom.
const (
	laneInput = iota
	laneJS
	laneData
	laneRender
	laneNetwork
	laneRoute
	laneCount
)

var laneNames = [laneCount]string{words.Key("Input"), words.Key("Logic (JS)"), "setData", words.Key("Render"), words.Key("Network"), words.Key("Route")}

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
	high     float64 // share of the lane's height
	colour   color.NRGBA
}

// spans gives the bars that touch a range of time. The stages of a commit follow
// one another from the moment it was applied.
func spans(p *theme.Palette, m *panel.Model, from, to time.Duration, visit func(span)) {
	// What starts long before may still reach in; handlers that run for more than a
	// few seconds are stopped.
	const longest = 10 * time.Second
	us := func(v float64) time.Duration { return time.Duration(v * 1000) }
	first := sort.Search(len(m.Activities), func(i int) bool { return m.Activities[i].Start >= from-longest })
	for i := first; i < len(m.Activities); i++ {
		a := &m.Activities[i]
		if a.Start > to+longest {
			break // tasks are told when they end: the list is not quite in the order of starts
		}
		if a.Start+a.Duration < from || a.Start > to {
			continue
		}
		s := span{lane: laneJS, from: a.Start, to: a.Start + a.Duration, slow: a.Duration.Seconds() > 1.0/60, high: 1, colour: p.Purple}
		switch a.Kind {
		case "route":
			s.lane, s.colour = laneRoute, p.Green
		case "event":
			visit(s)
			s.lane, s.to, s.slow, s.colour = laneInput, a.Start, false, p.Accent
		}
		visit(s)
	}
	// A socket may have been open for long: all that began before are looked at.
	for i := range m.Transfers {
		t := &m.Transfers[i]
		if t.Time > to {
			break
		}
		s := span{lane: laneNetwork, from: t.Time, to: to, high: 0.8, colour: p.Blue}
		if t.End != nil {
			if s.to = t.End.Time; t.End.Error != "" {
				s.colour = p.Red
			}
		}
		if s.to >= from {
			visit(s)
		}
	}
	first = sort.Search(len(m.Commits), func(i int) bool { return m.Commits[i].Time >= from-longest })
	for i := first; i < len(m.Commits); i++ {
		c := &m.Commits[i]
		if c.Time > to {
			break
		}
		if c.Time+us(c.Cost.Total()) < from {
			continue
		}
		total := c.Cost.Total()
		slow := total > budget
		t := c.Time + us(c.Cost.View)
		if c.Kind == wire.CommitSetData {
			s := span{laneData, c.Time, t, slow, 1, p.Amber}
			if c.Marks&^wire.MarkUnchanged != 0 || len(c.Warnings) > 0 {
				s.colour = p.Red
			}
			visit(s)
		}
		// As high as the whole commit is dear: the line in the middle is one frame.
		high := math.Max(0.35, math.Min(1, total/(2*budget)))
		if w := us(c.Cost.Style + c.Cost.Layout); w > 0 {
			visit(span{laneRender, t, t + w, slow, high, p.Blue})
			t += w
		}
		if w := us(c.Cost.Paint + c.Cost.Raster); w > 0 {
			visit(span{laneRender, t, t + w, slow, high, p.Green})
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
	// The height of one frame on the lane of rendering.
	middle := ruler + int((laneRender+0.5)*laneH)
	for x := 0; x < w; x += 6 {
		fill(img, image.Rect(x, middle, x+3, middle+1), p.Faint)
	}
	least := math.Max(2, 3*px)
	pad := int(math.Max(2, math.Min(4*px, laneH*0.2)))
	spans(p, m, v.time(-least), v.time(float64(w)), func(s span) {
		x0, x1 := v.x(s.from), v.x(s.to)
		if x1 < x0+least {
			x1 = x0 + least
		}
		y0, y1 := ruler+int(float64(s.lane)*laneH)+pad, ruler+int(float64(s.lane+1)*laneH)-pad
		y0 = y1 - int(math.Max(2, float64(y1-y0)*s.high))
		r := image.Rect(int(math.Max(x0, 0)), y0, int(math.Min(x1, float64(w))), y1)
		fill(img, r, s.colour)
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
