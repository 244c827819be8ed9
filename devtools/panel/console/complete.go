package console

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/value"
)

// maxChoices is how many names stand over the prompt at once.
const maxChoices = 9

// completion is the list over the prompt of what may stand at its end.
type completion struct {
	row.Base
	c      *Panel
	list   *row.List
	object *fyne.Container
	names  []string
	kinds  []string
	from   int // byte of the prompt's text where the word begins
	at     int // chosen with the arrows, -1 none
	asked  int // number of the last question: only its answer counts
}

func newCompletion(c *Panel) *completion {
	k := &completion{c: c, at: -1}
	k.list = row.New(c.palette, k)
	k.object = container.NewStack(control.NewFill(c.palette, control.Bar, fyne.Size{}), k.list)
	k.object.Hide()
	return k
}

// above keeps the list of names at the lower left of the log.
type above struct{ k *completion }

// Layout implements fyne.Layout.
func (l above) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	h := min(float32(min(len(l.k.names), maxChoices))*theme.RowHeight, s.Height)
	o[1].Move(fyne.NewPos(20, s.Height-h))
	o[1].Resize(fyne.NewSize(min(320, s.Width-20), h))
}

// MinSize implements fyne.Layout.
func (above) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(90, 40) }

// changed is called after each edit of the prompt.
func (k *completion) changed(text string) {
	k.asked++
	asked := k.asked
	if text == "" {
		k.close()
		return
	}
	k.c.session.Ask("console.complete", value.M("code", text), func(v value.Value, fault string) {
		k.c.desk.Post(func() {
			if asked != k.asked || k.c.input.Text != text {
				return
			}
			k.names, k.kinds, k.at = k.names[:0], k.kinds[:0], -1
			k.from = int(v.Get("from").ToNumber())
			for _, n := range v.Get("names").Items() {
				k.names, k.kinds = append(k.names, n.Get("name").Str()), append(k.kinds, n.Get("kind").Str())
			}
			if fault != "" || k.from > len(text) || len(k.names) == 0 || len(k.names) == 1 && text[k.from:] == k.names[0] {
				k.close()
				return
			}
			k.show()
		})
	})
}

func (k *completion) show() {
	k.list.Update()
	k.object.Show()
	k.c.log.Refresh()
	if k.at >= 0 {
		k.list.ScrollTo(k.at)
	}
}

func (k *completion) close() {
	k.names, k.kinds, k.at = k.names[:0], k.kinds[:0], -1
	k.object.Hide()
}

// key takes the keys of the prompt while there is a list: arrows choose, Tab and (once
// chosen) Enter take, Escape closes.
func (k *completion) key(name fyne.KeyName) bool {
	if len(k.names) == 0 {
		return name == fyne.KeyTab
	}
	switch name {
	case fyne.KeyTab:
		k.take(max(k.at, 0))
	case fyne.KeyReturn, fyne.KeyEnter:
		if k.at < 0 {
			k.close()
			return false
		}
		k.take(k.at)
	case fyne.KeyDown:
		k.at = (k.at + 1) % len(k.names)
		k.show()
	case fyne.KeyUp:
		if k.at < 0 {
			return false // the history
		}
		k.at = (k.at - 1 + len(k.names)) % len(k.names)
		k.show()
	case fyne.KeyEscape:
		k.close()
	default:
		return false
	}
	return true
}

// take puts a name into the prompt.
func (k *completion) take(i int) {
	e := k.c.input
	text := e.Text[:min(k.from, len(e.Text))] + k.names[i]
	k.close()
	e.SetText(text)
	e.CursorColumn = len([]rune(text))
	e.Refresh()
}

// Len implements row.Source.
func (k *completion) Len() int { return len(k.names) }

// Row implements row.Source.
func (k *completion) Row(i int) row.Row {
	p := k.c.palette
	return row.Row{Selected: i == k.at, Runs: []row.Run{{Text: k.names[i], Color: p.Text}}, Right: []row.Run{{Text: k.kinds[i], Color: p.Faint}}}
}

// Tapped implements row.Source.
func (k *completion) Tapped(i int, _ bool) { k.take(i) }
