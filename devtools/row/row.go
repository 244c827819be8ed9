// Package row is the one list that all panels are made of: rows of one height,
// as many as wished, of which only the visible ones exist.
//
// Its one idea: a panel is a function from row number to Row; trees, tables, logs
// and source text are all that.
package row

import (
	"image/color"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/theme"
)

// Twisty is the triangle before a row that can be opened.
type Twisty uint8

// The states of a twisty.
const (
	NoTwisty Twisty = iota
	Closed
	Open
)

// Run is a piece of text of one colour. X places it at a column (units from the
// row's left edge); 0 puts it behind the run before. Max cuts it, in units, 0 not.
type Run struct {
	Text  string
	Color color.Color
	Bold  bool
	X     float32
	Max   float32
}

// Row is what one line shows.
type Row struct {
	Depth      int
	Twisty     Twisty
	Runs       []Run
	Right      []Run       // at the right edge; Runs end before them
	Background color.Color // nil none
	Mark       color.Color // bar at the left edge, nil none
	Selected   bool
	Strike     bool        // a line through the text
	Dim        bool        // all colours half as strong
	Swatch     color.Color // little square before the last run, nil none
	SwatchX    float32     // column of that run when it has one, for tables
	Bars       []Bar       // filled areas under the text
}

// Bar is a filled area of a row, X and Width in units from the row's left edge.
type Bar struct {
	X, Width float32
	Inset    float32 // units it is lower than others at both ends
	Color    color.Color
}

// Source is what a List shows. Its methods run on the UI goroutine.
type Source interface {
	Len() int
	Row(i int) Row
	// Tapped tells a click; twisty whether it was on the triangle.
	Tapped(i int, twisty bool)
	// Menu tells a right click, at a place of the window.
	Menu(i int, at fyne.Position)
	// Hovered tells the row under the mouse, -1 none.
	Hovered(i int)
}

// Pointed is a Source that wants to know where in the row a click was, x in units from
// its left edge; true: that was all, Tapped is not called.
type Pointed interface {
	TappedAt(i int, x float32) bool
}

// Base is a Source's do-nothing half, to embed.
type Base struct{}

// Tapped does nothing.
func (Base) Tapped(int, bool) {}

// Menu does nothing.
func (Base) Menu(int, fyne.Position) {}

// Hovered does nothing.
func (Base) Hovered(int) {}

const (
	indent = 14 // units per depth
	// CharWidth is the advance of the monospace face at the text size of rows.
	CharWidth = 7.23
)

// List draws a Source. Make one with New.
type List struct {
	widget.BaseWidget
	palette *theme.Palette
	source  Source
	list    *widget.List
	follow  bool
	count   int
	empty   empty
}

// New makes a list.
func New(p *theme.Palette, s Source) *List {
	l := &List{palette: p, source: s}
	l.list = widget.NewList(
		func() int { return l.count },
		func() fyne.CanvasObject { return newLine(l) },
		func(id widget.ListItemID, o fyne.CanvasObject) { o.(*line).show(id) },
	)
	l.list.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	if l.empty.box != nil {
		return widget.NewSimpleRenderer(container.NewStack(tight(l.palette, l.list), l.empty.box))
	}
	return widget.NewSimpleRenderer(tight(l.palette, l.list))
}

// Update shows the source as it is now. The list stays at its end when it was there.
func (l *List) Update() {
	n := l.source.Len()
	grew := n != l.count
	l.count = n
	l.list.Refresh()
	l.empty.show()
	if l.follow && grew && n > 0 {
		l.list.ScrollToBottom()
	}
}

// Follow keeps the last row in view while rows are added.
func (l *List) Follow(on bool) { l.follow = on }

// ScrollTo brings a row into view.
func (l *List) ScrollTo(i int) {
	if i >= 0 && i < l.count {
		l.list.ScrollTo(i)
	}
}

// Place gives where the top of a row is, in units from the top of the list; what is out
// of sight is below 0 or beyond the height.
func (l *List) Place(i int) float32 {
	return float32(i)*theme.RowHeight - l.list.GetScrollOffset()
}

// TextStart is where the text of a row begins, in units from its left edge.
func TextStart(r *Row) float32 {
	x := float32(6 + r.Depth*indent)
	if r.Twisty != NoTwisty || r.Depth > 0 {
		x += 10
	}
	return x
}

// MinSize is small: panels shrink before the phone does.
func (l *List) MinSize() fyne.Size { return fyne.NewSize(80, 2*theme.RowHeight) }

// line is one visible row.
type line struct {
	widget.BaseWidget
	l     *List
	id    int
	row   Row
	hover bool
	r     *lineRenderer
}

func newLine(l *List) *line {
	w := &line{l: l, id: -1}
	w.ExtendBaseWidget(w)
	return w
}

func (w *line) show(id int) {
	w.id = id
	if id >= w.l.source.Len() {
		w.row = Row{}
	} else {
		w.row = w.l.source.Row(id)
	}
	if w.r != nil {
		w.r.apply()
	}
}

func (w *line) textStart() float32 {
	return TextStart(&w.row)
}

// MinSize implements fyne.CanvasObject.
func (w *line) MinSize() fyne.Size { return fyne.NewSize(40, theme.RowHeight) }

// Tapped implements fyne.Tappable.
func (w *line) Tapped(e *fyne.PointEvent) {
	if w.id >= 0 && w.id < w.l.source.Len() {
		if p, ok := w.l.source.(Pointed); ok && p.TappedAt(w.id, e.Position.X) {
			return
		}
		start := w.textStart()
		w.l.source.Tapped(w.id, w.row.Twisty != NoTwisty && e.Position.X < start && e.Position.X > start-18)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (w *line) TappedSecondary(e *fyne.PointEvent) {
	if w.id >= 0 && w.id < w.l.source.Len() {
		w.l.source.Menu(w.id, e.AbsolutePosition)
	}
}

// MouseIn implements desktop.Hoverable.
func (w *line) MouseIn(*desktop.MouseEvent) {
	w.hover = true
	w.r.apply()
	w.l.source.Hovered(w.id)
}

// MouseMoved implements desktop.Hoverable.
func (w *line) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (w *line) MouseOut() {
	w.hover = false
	w.r.apply()
	w.l.source.Hovered(-1)
}

// CreateRenderer implements fyne.Widget.
func (w *line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{w: w, bg: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent), twisty: newTriangle(),
		strike: canvas.NewRectangle(color.Transparent), swatch: canvas.NewRectangle(color.Transparent)}
	r.swatch.StrokeWidth, r.swatch.CornerRadius = 1, 2
	w.r = r
	r.apply()
	return r
}

// lineRenderer keeps a pool of texts; a row uses as many as it has runs.
type lineRenderer struct {
	w        *line
	bg, mark *canvas.Rectangle
	strike   *canvas.Rectangle
	swatch   *canvas.Rectangle
	twisty   *triangle
	bars     []*canvas.Rectangle
	texts    []*canvas.Text
	used     int
	swatchX  float32
	objects  []fyne.CanvasObject
}

func (r *lineRenderer) apply() {
	p, row := r.w.l.palette, &r.w.row
	switch {
	case row.Selected:
		r.bg.FillColor = p.Select
	case row.Background != nil:
		r.bg.FillColor = row.Background
	case r.w.hover:
		r.bg.FillColor = p.Hover
	default:
		r.bg.FillColor = color.Transparent
	}
	r.mark.FillColor = color.Transparent
	if row.Mark != nil {
		r.mark.FillColor = row.Mark
	}
	r.twisty.set(row.Twisty, p.Dim)
	r.used = 0
	width := r.w.Size().Width
	end := width
	if len(row.Right) > 0 && width > 0 {
		end = width - 8 - measure(row.Right)
		if end > 60 {
			r.runs(row.Right, end, width-4)
			end -= 8
		} else {
			end = width
		}
	}
	start := r.w.textStart()
	stop := r.runs(row.Runs, start, end)
	r.strike.FillColor = color.Transparent
	if row.Strike {
		r.strike.FillColor = p.Faint
		r.strike.Move(fyne.NewPos(start, theme.RowHeight/2+1))
		r.strike.Resize(fyne.NewSize(max(0, stop-start), 1))
	}
	r.swatch.FillColor, r.swatch.StrokeColor = color.Transparent, color.Transparent
	if row.Swatch != nil {
		r.swatch.FillColor, r.swatch.StrokeColor = row.Swatch, p.Faint
		r.swatch.Move(fyne.NewPos(r.swatchX, (theme.RowHeight-9)/2))
		r.swatch.Resize(fyne.NewSize(9, 9))
	}
	for _, t := range r.texts[r.used:] {
		t.Hide()
	}
	r.objects = r.objects[:0]
	r.objects = append(r.objects, r.bg, r.mark, r.twisty.image, r.swatch)
	r.showBars(row.Bars)
	for _, t := range r.texts {
		r.objects = append(r.objects, t)
	}
	r.objects = append(r.objects, r.strike)
	r.place(r.w.Size())
	canvas.Refresh(r.w)
}

// showBars draws bars with rectangles that are kept for the next row.
func (r *lineRenderer) showBars(bars []Bar) {
	for len(r.bars) < len(bars) {
		r.bars = append(r.bars, canvas.NewRectangle(color.Transparent))
	}
	for i, b := range r.bars {
		if i >= len(bars) {
			b.Hide()
			continue
		}
		b.FillColor = bars[i].Color
		b.Move(fyne.NewPos(bars[i].X, 4+bars[i].Inset))
		b.Resize(fyne.NewSize(bars[i].Width, theme.RowHeight-8-2*bars[i].Inset))
		b.Show()
		r.objects = append(r.objects, b)
	}
}

// Width is how wide a text is in a row, units.
func Width(text string) float32 { return measure([]Run{{Text: text}}) }

// measure is the width of runs, uncut.
func measure(runs []Run) float32 {
	w := float32(0)
	for i := range runs {
		for _, part := range split(runs[i].Text) {
			_, n := cut(part, 0, false)
			w += n
		}
	}
	return w
}

// runs places texts from x up to width and gives where they end.
func (r *lineRenderer) runs(runs []Run, x, width float32) float32 {
	p := r.w.l.palette
	swatch := r.w.row.Swatch != nil
	for i := range runs {
		run := &runs[i]
		if run.X > 0 {
			x = run.X
		}
		if swatch && i > 0 && (r.w.row.SwatchX > 0 && run.X == r.w.row.SwatchX || r.w.row.SwatchX == 0 && i == 2) {
			r.swatchX = x
			x += 13
		}
		limit := width - x
		if run.Max > 0 {
			limit = min(limit, run.Max)
		}
		if limit <= 0 && width > 0 {
			continue
		}
		for _, part := range split(run.Text) {
			if width > 0 && limit <= CharWidth {
				break
			}
			t := r.text()
			s, w := cut(part, limit, width > 0)
			c := run.Color
			if c == nil {
				c = p.Text
			}
			if r.w.row.Dim {
				c = p.Faint
			}
			t.Text, t.Color = s, c
			theme.Restyle(t, fyne.TextStyle{Monospace: part.kind == narrow, Bold: part.kind == narrow && run.Bold})
			if part.kind == emoji {
				t.FontSource = theme.Emoji()
			}
			t.Move(fyne.NewPos(x, 1))
			t.Resize(fyne.NewSize(w, theme.RowHeight))
			t.Show()
			x += w
			limit -= w
		}
	}
	return x
}

func (r *lineRenderer) text() *canvas.Text {
	if r.used == len(r.texts) {
		t := theme.NewText("", color.Transparent, theme.Text)
		r.texts = append(r.texts, t)
	}
	r.used++
	return r.texts[r.used-1]
}

func (r *lineRenderer) place(s fyne.Size) {
	r.bg.Resize(fyne.NewSize(s.Width, theme.RowHeight))
	r.mark.Resize(fyne.NewSize(2, theme.RowHeight))
	r.twisty.image.Resize(fyne.NewSize(9, 9))
	r.twisty.image.Move(fyne.NewPos(r.w.textStart()-12, (theme.RowHeight-9)/2))
}

func (r *lineRenderer) Layout(fyne.Size)             { r.apply() }
func (r *lineRenderer) MinSize() fyne.Size           { return r.w.MinSize() }
func (r *lineRenderer) Refresh()                     { r.apply() }
func (r *lineRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *lineRenderer) Destroy()                     {}

// piece is a run of characters from one face.
type piece struct {
	text string
	kind pieceKind
}

// pieceKind says which face has the characters of a piece.
type pieceKind uint8

const (
	narrow pieceKind = iota // the monospace face
	wide                    // the Chinese face
	emoji
)

// kindOf gives the face of a rune; next is the rune after it, or 0.
func kindOf(r, next rune, before pieceKind) pieceKind {
	const variation, joiner = 0xFE0F, 0x200D
	switch {
	case r >= 0x1F000 && r <= 0x1FAFF, next == variation && r > '9', before == emoji && (r == variation || r == joiner || next == joiner):
		if theme.Emoji() != nil {
			return emoji
		}
		return wide
	// Fyne cuts the lowest row of the monospace face, where its underscore lies.
	case r >= 0x2E80, r == '_', r == '…', r == '—', r == '“', r == '”', r == '‘', r == '’', r == '·', r == '→', r == '×':
		return wide
	}
	return narrow
}

// split parts a text into what the monospace face has and what the Chinese one
// has. A space after Chinese stays with it: the fallback face must not see it.
func split(s string) []piece {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || s[i] == '_' {
			ascii = false
			break
		}
	}
	if ascii {
		return []piece{{text: s}}
	}
	var out []piece
	start, kind := 0, narrow
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		k := kindOf(r, next, kind)
		if i == 0 {
			kind = k
		}
		if k != kind {
			out = append(out, piece{s[start:i], kind})
			start, kind = i, k
		}
	}
	return append(out, piece{s[start:], kind})
}

// cut shortens a piece to a width and gives the width it takes.
func cut(p piece, limit float32, known bool) (string, float32) {
	n := utf8.RuneCountInString(p.text)
	w := float32(n) * CharWidth
	switch p.kind {
	case wide:
		w = theme.Measure(p.text, theme.Text, fyne.TextStyle{}).Width
	case emoji:
		w = theme.MeasureIn(p.text, theme.Text, theme.Emoji()).Width
	}
	if !known || w <= limit {
		return p.text, w
	}
	keep := int(float32(n) * limit / w)
	if keep < 1 {
		return "", limit
	}
	runes := []rune(p.text)
	return string(runes[:keep-1]) + "…", limit
}
