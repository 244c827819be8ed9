//go:build oracle

package peers

import (
	"fmt"
	"runtime"
	"syscall"

	"diorama/assets/fonts"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/style"
	"diorama/renderer/text"
	"diorama/renderer/wxss"
	"diorama/simulator/differential/chromium"
)

// The window, CSS px, and the device pixel ratio.
const (
	viewW = 375
	viewH = 667
	dpr   = chromium.DPR
)

// took is what one kind of work cost, milliseconds of CPU: rounds on a machine with
// other things to do can be compared. Boxes is the making of the box tree, of a first
// layout only; elsewhere it is in the other two.
type took struct{ Style, Boxes, Layout float64 }

// round is what one side needed for one tree.
type round struct {
	First, Width, One took
	Height            float64 // CSS px, of all of it
}

// engine is our side. Its caches stay warm from round to round, as a browser's do.
type engine struct {
	styler *style.Styler
	tree   *layout.Tree
}

func newEngine(css string) *engine {
	f := text.NewFonts()
	var families []string
	for _, x := range fonts.Faces() {
		if _, err := f.AddFace(x.Family, x.Weight, x.Italic, x.Data, text.FaceOptions{Installed: true}); err == nil {
			families = append(families, x.Family)
		}
	}
	f.SetFallback(families...)
	f.SetEmoji(fonts.Emoji().Data)
	s := style.New(style.Env{Width: viewW, Height: viewH, DPR: dpr, RootFontSize: 16})
	parsed, _ := wxss.Parse("ua", []byte(css))
	s.SetSheet(style.OriginUA, "", parsed)
	return &engine{s, layout.New(f)}
}

func size(w int) geom.Size {
	return geom.Size{W: geom.FromInt(w * dpr), H: geom.FromInt(viewH * dpr)}
}

// clock runs what it is given and counts what all threads of the process spent, the
// garbage collector included.
func clock(f func()) float64 {
	t := spent()
	f()
	return spent() - t
}

func spent() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6
}

func (e *engine) run(p *page, s *spec, n int) (round, error) {
	var out round
	list, _, at := ops(s, p.one, fmt.Sprint(n))
	tree := dom.NewTree()
	m := tree.Mutate()
	if err := m.Apply(list); err != nil {
		return out, err
	}
	// What building the tree left behind is not collected on the clock: the tree is built
	// outside of it, here as in the browser.
	runtime.GC()
	out.First.Style = clock(func() { e.styler.Update(tree) })
	out.First.Boxes = clock(func() { e.tree.Generate(tree, e.styler) })
	tree.ClearDamage()
	out.First.Layout = clock(func() { e.tree.Update(tree, e.styler, size(viewW)) })
	out.Height = e.tree.BoxOf(tree.Root.First).Rect.H.Float() / dpr

	out.Width.Layout = clock(func() { e.tree.Update(tree, e.styler, size(viewW+10)) })
	tree.ClearDamage()

	one := tree.Node(at)
	if p.toggle != "" {
		m.SetClasses(one, append(append([]dom.Class(nil), one.Classes...), dom.Class{Name: p.toggle}))
	} else {
		m.SetText(one.First, fmt.Sprintf("changed text number %d of it", n))
	}
	var changed []style.Restyled
	out.One.Style = clock(func() { changed = e.styler.Update(tree) })
	out.One.Layout = clock(func() { e.tree.Apply(tree, e.styler, size(viewW+10), changed) })
	return out, nil
}
