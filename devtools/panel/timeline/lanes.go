package timeline

import (
	"image"
	"image/color"
	"math"
	"sort"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/panel"
	"diorama/devtools/theme"
)

const (
	rulerHeight = 20
	laneHeight  = 19
	namesWidth  = 86
	maxLabels   = 24
	maxNumbers  = 40
	numberGap   = 34 // units between two numbers of commits
	grip        = 6  // units around the playhead that take it
	// The shortest and longest time that a unit may stand for.
	minPer, maxPer = 2e3, 2e9 // ns
	// lead is the free space after the newest while following, units.
	lead = 24
)

// Lanes is the picture of what ran when: one raster, a playhead over it.
type Lanes struct {
	widget.BaseWidget
	palette *theme.Palette
	desk    panel.Desk
	model   *panel.Model

	per    float64       // ns per unit
	start  time.Duration // left edge
	end    time.Duration // of what is recorded
	follow bool

	raster  *canvas.Raster
	names   [laneCount]*canvas.Text
	bg      *canvas.Rectangle
	edge    *canvas.Rectangle
	head    *canvas.Rectangle
	knob    *canvas.Circle
	labels  [maxLabels]*canvas.Text
	numbers [maxNumbers]*canvas.Text
	objects []fyne.CanvasObject
	pix     [2]*image.RGBA
	flip    int
	drag    dragging
	headX   float32 // of the playhead, negative when it is out of sight
	over    bool    // the mouse is on it
}

// dragging is what a drag does, as its first move decides.
type dragging uint8

const (
	notDragging dragging = iota
	scrubbing            // the playhead follows the mouse
	panning              // the lanes do
)

// NewLanes makes the lanes.
func NewLanes(p *theme.Palette, d panel.Desk) *Lanes {
	l := &Lanes{palette: p, desk: d, model: &panel.Model{}, per: 4e6, follow: true}
	l.raster = canvas.NewRaster(l.generate)
	l.raster.ScaleMode = canvas.ImageScalePixels
	l.bg, l.edge, l.head, l.knob = canvas.NewRectangle(p.Panel), canvas.NewRectangle(p.Line), canvas.NewRectangle(p.Red), canvas.NewCircle(p.Red)
	l.objects = append(l.objects, l.raster, l.bg, l.edge)
	for i := range l.names {
		l.names[i] = theme.NewText(d.T(laneNames[i]), p.Dim, theme.Caption)
		l.objects = append(l.objects, l.names[i])
	}
	for i := range l.labels {
		l.labels[i] = theme.NewText("", p.Faint, 9.5)
		l.objects = append(l.objects, l.labels[i])
	}
	for i := range l.numbers {
		l.numbers[i] = theme.NewText("", p.Background, 9.5)
		l.objects = append(l.objects, l.numbers[i])
	}
	l.objects = append(l.objects, l.head, l.knob)
	l.ExtendBaseWidget(l)
	return l
}

// Update takes in the model.
func (l *Lanes) Update(m *panel.Model) {
	old := l.end
	l.model = m
	l.end = 0
	if n := len(m.Activities); n > 0 {
		l.end = m.Activities[n-1].Start + m.Activities[n-1].Duration
	}
	if n := len(m.Commits); n > 0 {
		l.end = max(l.end, m.Commits[n-1].Time)
	}
	if l.end < old {
		l.follow = true
	}
	l.reveal()
	l.Refresh()
}

// reveal keeps the newest, or the commit that is viewed, in sight.
func (l *Lanes) reveal() {
	w := float64(l.width())
	if w <= 0 {
		return
	}
	if v := l.model.State.Viewing; v >= 0 && v < len(l.model.Commits) && l.drag != scrubbing {
		t := l.model.Commits[v].Time
		if x := float64(t-l.start) / l.per; x < 10 || x > w-10 {
			l.start = t - time.Duration(w*l.per/2)
			l.follow = false
		}
	} else if l.follow {
		l.start = l.end - time.Duration((w-lead)*l.per)
	}
	l.start = max(l.start, -time.Duration(8*l.per))
}

func (l *Lanes) width() float32 { return l.Size().Width - namesWidth }

// generate draws at device px, into one of two pictures in turn.
func (l *Lanes) generate(w, h int) image.Image {
	if w <= 0 || h <= 0 {
		return image.NewUniform(color.Transparent)
	}
	l.flip = 1 - l.flip
	img := l.pix[l.flip]
	if img == nil || img.Rect.Dx() != w || img.Rect.Dy() != h {
		img = image.NewRGBA(image.Rect(0, 0, w, h))
		l.pix[l.flip] = img
	}
	px := float64(w) / float64(max(l.raster.Size().Width, 1))
	paint(img, l.palette, l.model, view{l.start, l.per / px}, px)
	return img
}

// MinSize implements fyne.CanvasObject.
func (l *Lanes) MinSize() fyne.Size {
	return fyne.NewSize(200, rulerHeight+laneCount*laneHeight)
}

// Refresh implements fyne.CanvasObject.
func (l *Lanes) Refresh() {
	l.place(l.Size())
	l.raster.Refresh()
	canvas.Refresh(l)
}

// CreateRenderer implements fyne.Widget.
func (l *Lanes) CreateRenderer() fyne.WidgetRenderer { return &lanesRenderer{l} }

type lanesRenderer struct{ l *Lanes }

func (r *lanesRenderer) Layout(s fyne.Size) {
	r.l.reveal()
	r.l.place(s)
}
func (r *lanesRenderer) MinSize() fyne.Size           { return r.l.MinSize() }
func (r *lanesRenderer) Refresh()                     { r.l.place(r.l.Size()) }
func (r *lanesRenderer) Objects() []fyne.CanvasObject { return r.l.objects }
func (r *lanesRenderer) Destroy()                     {}

func (l *Lanes) place(s fyne.Size) {
	p := l.palette
	l.bg.FillColor, l.edge.FillColor = p.Panel, p.Line
	l.bg.Resize(fyne.NewSize(namesWidth, s.Height))
	l.edge.Move(fyne.NewPos(namesWidth-1, 0))
	l.edge.Resize(fyne.NewSize(1, s.Height))
	l.raster.Move(fyne.NewPos(namesWidth, 0))
	l.raster.Resize(fyne.NewSize(max(0, s.Width-namesWidth), s.Height))
	high := (s.Height - rulerHeight) / laneCount
	for i, t := range l.names {
		t.Color = p.Dim
		m := t.MinSize()
		t.Move(fyne.NewPos(8, rulerHeight+float32(i)*high+(high-m.Height)/2))
		t.Resize(m)
	}
	v := view{l.start, l.per}
	step := v.tick(90)
	n := 0
	first := l.start / step * step
	if first < l.start {
		first += step
	}
	for t := max(first, 0); n < maxLabels && v.x(t) < float64(s.Width-namesWidth-20); t += step {
		c := l.labels[n]
		c.Text, c.Color = moment(t, step), p.Faint
		c.Move(fyne.NewPos(namesWidth+float32(v.x(t))+4, 3))
		c.Resize(c.MinSize())
		c.Show()
		n++
	}
	for ; n < maxLabels; n++ {
		l.labels[n].Hide()
	}
	l.placeNumbers(s, high)
	shown := l.model.Shown()
	on := false
	l.headX = -1
	if shown >= 0 {
		x := namesWidth + float32(v.x(l.model.Commits[shown].Time))
		if x >= namesWidth && x <= s.Width {
			on = true
			l.headX = x
			c := p.Red
			if l.model.State.Viewing >= 0 {
				c = p.Accent
			}
			l.head.FillColor, l.knob.FillColor = c, c
			l.head.Move(fyne.NewPos(x, 6))
			l.head.Resize(fyne.NewSize(1, s.Height-6))
			l.knob.Move(fyne.NewPos(x-3.5, 3))
			l.knob.Resize(fyne.NewSize(8, 8))
		}
	}
	if on {
		l.head.Show()
		l.knob.Show()
	} else {
		l.head.Hide()
		l.knob.Hide()
	}
}

// placeNumbers writes the numbers of setData beside their bars where there is space.
func (l *Lanes) placeNumbers(s fyne.Size, high float32) {
	list, n := l.model.SetData, 0
	v := view{l.start, l.per}
	free := float32(namesWidth)
	first := sort.Search(len(list), func(k int) bool { return l.model.Commits[list[k]].Time >= l.start })
	for k := first; k < len(list) && n < maxNumbers; k++ {
		x := namesWidth + float32(v.x(l.model.Commits[list[k]].Time))
		if x > s.Width {
			break
		}
		if x+5 < free || k+1 < len(list) && v.x(l.model.Commits[list[k+1]].Time)-v.x(l.model.Commits[list[k]].Time) < numberGap {
			continue
		}
		t := l.numbers[n]
		n++
		t.Text, t.Color = "#"+strconv.Itoa(k+1), l.palette.Dim
		m := t.MinSize()
		t.Move(fyne.NewPos(x+5, rulerHeight+laneData*high+(high-m.Height)/2))
		t.Resize(m)
		t.Show()
		free = x + numberGap
	}
	for ; n < maxNumbers; n++ {
		l.numbers[n].Hide()
	}
}

// moment writes a place of the ruler: ms below a second apart, else seconds.
func moment(t, step time.Duration) string {
	if step < time.Millisecond {
		return strconv.FormatFloat(float64(t)/1e6, 'f', 2, 64) + " ms"
	}
	if step < time.Second && t < 10*time.Second {
		return strconv.FormatInt(t.Milliseconds(), 10) + " ms"
	}
	digits := 0
	if step < time.Second {
		digits = 3
	}
	return strconv.FormatFloat(t.Seconds(), 'f', digits, 64) + " s"
}

// Scrolled implements fyne.Scrollable: the wheel zooms at the mouse, sideways moves.
func (l *Lanes) Scrolled(e *fyne.ScrollEvent) {
	x := float64(e.Position.X - namesWidth)
	if e.Scrolled.DX != 0 {
		l.move(-e.Scrolled.DX)
	}
	if e.Scrolled.DY != 0 {
		at := view{l.start, l.per}.time(x)
		l.per = math.Max(minPer, math.Min(maxPer, l.per*math.Pow(0.987, float64(e.Scrolled.DY))))
		l.start = at - time.Duration(x*l.per)
		l.settle()
	}
	l.Refresh()
}

func (l *Lanes) move(units float32) {
	l.start += time.Duration(float64(units) * l.per)
	l.settle()
}

// settle keeps the view at what is recorded and follows when its end is in sight.
func (l *Lanes) settle() {
	right := l.start + time.Duration(float64(l.width())*l.per)
	l.follow = right >= l.end
	l.start = max(l.start, -time.Duration(8*l.per))
}

// Dragged implements fyne.Draggable: playhead and ruler scrub, the lanes move.
func (l *Lanes) Dragged(e *fyne.DragEvent) {
	if l.drag == notDragging {
		l.drag = panning
		if from := e.Position.Subtract(fyne.NewPos(e.Dragged.DX, e.Dragged.DY)); from.Y < rulerHeight || l.onHead(from.X) {
			l.drag = scrubbing
		}
	}
	if l.drag == scrubbing {
		l.choose(e.Position.X)
		return
	}
	l.move(-e.Dragged.DX)
	l.Refresh()
}

// onHead reports whether a place is on the playhead.
func (l *Lanes) onHead(x float32) bool { return l.headX >= 0 && x > l.headX-grip && x < l.headX+grip }

// Cursor implements desktop.Cursorable.
func (l *Lanes) Cursor() desktop.Cursor {
	if l.over || l.drag == scrubbing {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// DragEnd implements fyne.Draggable.
func (l *Lanes) DragEnd() { l.drag = notDragging }

// Tapped implements fyne.Tappable: the nearest setData is shown.
func (l *Lanes) Tapped(e *fyne.PointEvent) { l.choose(e.Position.X) }

// MouseIn implements desktop.Hoverable.
func (l *Lanes) MouseIn(*desktop.MouseEvent) {
	l.desk.Hint(l.desk.T("Click: show the nearest setData   Drag: move   Wheel: zoom   Drag the playhead or the ruler: scrub"))
}

// MouseMoved implements desktop.Hoverable.
func (l *Lanes) MouseMoved(e *desktop.MouseEvent) { l.over = l.onHead(e.Position.X) }

// MouseOut implements desktop.Hoverable.
func (l *Lanes) MouseOut() { l.desk.Hint("") }

func (l *Lanes) choose(x float32) {
	at := view{l.start, l.per}.time(float64(x - namesWidth))
	list := l.model.SetData
	when := func(k int) time.Duration { return l.model.Commits[list[k]].Time }
	best := -1
	if k := sort.Search(len(list), func(k int) bool { return when(k) >= at }); k < len(list) && (k == 0 || when(k)-at <= at-when(k-1)) {
		best = list[k]
	} else if k > 0 {
		best = list[k-1]
	}
	if best >= 0 && best != l.model.Shown() {
		l.desk.Show(best)
	}
}
