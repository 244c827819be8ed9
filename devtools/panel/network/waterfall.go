package network

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// columns are where the columns of the whole table lie, units from the left edge; those
// on the right follow the width of the table.
type columns struct {
	kind, size, ms, time float32
	fall, width          float32 // the waterfall, width 0 without
}

// Widths of the columns on the right, units. Numbers end where their column ends.
const (
	kindWidth = 74
	sizeWidth = 10 * row.CharWidth
	msWidth   = 8 * row.CharWidth
	timeWidth = 80
	columnGap = 10
	leastFall = 120 // a narrower waterfall is left out
	leastName = 200
)

func columnsOf(width float32) (c columns) {
	fixed := float32(kindWidth + sizeWidth + msWidth + timeWidth + 3*columnGap)
	if rest := width - nameX - leastName - fixed - 2*columnGap; rest >= leastFall {
		c.width = min(rest, width*0.3)
		c.fall = width - columnGap - c.width
		width = c.fall
	}
	c.time = width - columnGap - timeWidth
	c.ms = c.time - columnGap - msWidth
	c.size = c.ms - columnGap - sizeWidth
	c.kind = c.size - kindWidth
	return c
}

// head is the header of the whole table.
type head struct{}

// newHead makes the header; its titles are in the order of the columns.
func (n *Panel) newHead() fyne.CanvasObject {
	p, t := n.palette, n.desk.T
	box := container.New(head{})
	for _, title := range [...]string{t("status"), t("method"), t("address"), t("kind"), t("size"), "ms", t("time"), t("waterfall")} {
		box.Add(control.NewLabel(p, title, control.Faint, theme.Caption))
	}
	return container.NewStack(control.NewFill(p, control.Panel, fyne.NewSize(0, control.HeaderHeight)), container.NewBorder(nil, control.Rule(p), nil, nil, box))
}

// Layout implements fyne.Layout.
func (h head) Layout(o []fyne.CanvasObject, s fyne.Size) {
	c := columnsOf(s.Width)
	at := [...]float32{statusX, methodX, nameX, c.kind, c.size, c.ms, c.time, c.fall}
	for i, x := range o {
		w := x.MinSize().Width
		switch i {
		case 4: // numbers end at the right
			at[i] += sizeWidth - w
		case 5:
			at[i] += msWidth - w
		case 7:
			control.Show(x, c.width > 0)
		}
		x.Move(fyne.NewPos(at[i], 0))
		x.Resize(fyne.NewSize(w, s.Height))
	}
}

// MinSize implements fyne.Layout.
func (head) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, control.HeaderHeight) }

// span is the time that the waterfall shows.
type span struct{ from, to time.Duration }

// ended is the last that is known of a transfer.
func ended(t *simulator.Transfer) time.Duration {
	at := t.Time
	if n := len(t.Frames); n > 0 {
		at = max(at, t.Frames[n-1].Time)
	}
	if t.End != nil {
		at = max(at, t.End.Time, t.Time+t.End.Phases.Total)
	}
	return at
}

// measure finds the time from the first transfer in the table to the last thing known.
// What is still open goes on to its end.
func (n *Panel) measure() {
	n.span = span{}
	for i, k := range n.rows {
		if k >= len(n.model.Transfers) {
			break
		}
		t := &n.model.Transfers[k]
		if i == 0 || t.Time < n.span.from {
			n.span.from = t.Time
		}
		n.span.to = max(n.span.to, ended(t))
	}
	n.span.to = max(n.span.to, n.span.from+time.Millisecond)
}

// part is a piece of a transfer's time.
type part struct {
	took   time.Duration
	colour color.Color
}

// parts are the phases in their order and colours, as the timing shows them.
func parts(p *theme.Palette, ph *wire.Phases) [7]part {
	return [...]part{{ph.Queue, p.Faint}, {ph.DNS, p.Purple}, {ph.Connect, p.Amber}, {ph.TLS, p.Red}, {ph.Send, p.Accent}, {ph.Wait, p.Green}, {ph.Receive, p.Blue}}
}

// fall draws a transfer into the waterfall.
func (n *Panel) fall(t *simulator.Transfer, c columns) []row.Bar {
	p := n.palette
	unit := (c.width - 2) / float32(n.span.to-n.span.from)
	x := func(at time.Duration) float32 {
		return c.fall + min(max(float32(at-n.span.from)*unit, 0), c.width-2)
	}
	bar := func(from, to time.Duration, inset float32, col color.Color) row.Bar {
		return row.Bar{X: x(from), Width: max(x(to)-x(from), 2), Inset: inset, Color: col}
	}
	end := n.span.to // of what is under way
	if t.End != nil {
		end = ended(t)
	}
	if t.Kind == "connectSocket" || t.End == nil {
		out := []row.Bar{bar(t.Time, end, 3, p.Line)}
		for _, f := range t.Frames[max(0, len(t.Frames)-maxTicks):] {
			col := p.Blue
			if f.Sent {
				col = p.Accent
			}
			out = append(out, row.Bar{X: x(f.Time), Width: 2, Inset: 1, Color: col})
		}
		return out
	}
	ph := &t.End.Phases
	out := []row.Bar{bar(t.Time, end, 3, p.Line)} // what the phases leave: redirects
	at := t.Time
	for _, part := range parts(p, ph) {
		if part.took > 0 {
			out = append(out, bar(at, min(at+part.took, end), 0, part.colour))
			at += part.took
		}
	}
	if t.End.Error != "" {
		out = append(out, row.Bar{X: x(end), Width: 2, Color: p.Red})
	}
	return out
}

// right are the columns of a row on the right, with the waterfall.
func (n *Panel) right(r *row.Row, t *simulator.Transfer) {
	p := n.palette
	c := columnsOf(n.list.Size().Width)
	note, col := "", color.Color(p.Faint)
	switch {
	case t.Answer != nil && t.Answer.Mock != "":
		note, col = n.desk.T("mocked"), p.Amber
	case t.Resent:
		note = n.desk.T("sent again")
	}
	end := c.kind - columnGap
	if note != "" {
		end -= row.Width(note) + columnGap
	}
	from := float32(nameX)
	for i := nameRuns; i < len(r.Runs); i++ {
		r.Runs[i].Max = max(1, end-from)
		from += row.Width(r.Runs[i].Text)
	}
	text := func(s string, x, width float32, col color.Color, ends bool) {
		if ends {
			x += max(0, width-row.Width(s))
		}
		if s != "" {
			r.Runs = append(r.Runs, row.Run{Text: s, Color: col, X: x, Max: width})
		}
	}
	text(note, end+columnGap, c.kind, col, false)
	text(kindName(t), c.kind, kindWidth, p.Dim, false)
	text(size(t), c.size, sizeWidth, p.Text, true)
	text(took(t), c.ms, msWidth, p.Number, true)
	text(literal.Clock(t.Time), c.time, timeWidth, p.Faint, false)
	if c.width > 0 {
		r.Bars = n.fall(t, c)
	}
}
