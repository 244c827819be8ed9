package renderer

import (
	"slices"
	"time"

	"diorama/renderer/component"
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
)

// hover is the press state of one element with hover-class.
// WeChat: documentation of view (hover-class and its times).
type hover struct {
	node    *dom.Node
	finger  int
	classes []dom.Class
	startAt time.Duration
	stay    time.Duration
	endAt   time.Duration // when it goes; counts once released
	on      bool
	down    bool // the finger is still there
}

func (h *hover) next() (time.Duration, bool) {
	switch {
	case !h.on:
		return h.startAt, true
	case !h.down:
		return h.endAt, true
	}
	return 0, false
}

// press begins :active, :hover and the hover classes for what lies below a finger.
func (d *Document) press(f *finger) {
	if d.uses&dom.StateActive != 0 {
		for n := f.hit; n != nil; n = n.Parent {
			if !n.IsText() && n != d.tree.Root {
				d.mut.SetState(n, dom.StateActive, true)
				d.pressed = append(d.pressed, n)
			}
		}
	}
	if d.uses&dom.StateHover != 0 {
		// As on a phone: hover stays until the next touch elsewhere.
		for _, n := range d.hovered {
			if d.tree.Node(n.ID) == n {
				d.mut.SetState(n, dom.StateHover, false)
			}
		}
		d.hovered = d.hovered[:0]
		for n := f.hit; n != nil; n = n.Parent {
			if !n.IsText() && n != d.tree.Root {
				d.mut.SetState(n, dom.StateHover, true)
				d.hovered = append(d.hovered, n)
			}
		}
	}
	for n := f.target; n != nil; n = n.Parent {
		if n.Is != "" || n.Internal {
			continue
		}
		kind, ok := component.Find(n.Tag)
		if !ok || kind.Hover.Class == "" {
			continue
		}
		stop := builtin.On(n, "hover-stop-propagation", false)
		if classes, ok := hoverClasses(n); ok {
			d.hovers = slices.DeleteFunc(d.hovers, func(h *hover) bool { return h.node == n })
			d.hovers = append(d.hovers, &hover{
				node: n, finger: f.ID, classes: classes, down: true,
				startAt: d.now + builtin.Millis(n, "hover-start-time", kind.Hover.Start),
				stay:    builtin.Millis(n, "hover-stay-time", kind.Hover.Stay),
				on:      len(n.HoverClasses) > 0,
			})
		}
		if stop {
			break
		}
	}
}

// hoverClasses gives what n shows while pressed; false when it shows nothing.
func hoverClasses(n *dom.Node) ([]dom.Class, bool) {
	if n.Is != "" || n.Internal {
		return nil, false
	}
	kind, ok := component.Find(n.Tag)
	if !ok || kind.Hover.Class == "" {
		return nil, false
	}
	class := builtin.Str(n, "hover-class", kind.Hover.Class)
	if class == "none" || class == "" || builtin.On(n, "disabled", false) {
		return nil, false
	}
	return builtin.Classes(n, class), true
}

// unpress ends the press state at once: the finger scrolls or drags.
func (d *Document) unpress(f *finger) {
	d.endActive()
	kept := d.hovers[:0]
	for _, h := range d.hovers {
		if h.finger != f.ID || !h.down {
			kept = append(kept, h)
			continue
		}
		d.setHover(h, false)
	}
	d.hovers = kept
}

// letGo starts the stay time of the hover classes.
func (d *Document) letGo(f *finger) {
	d.endActive()
	for _, h := range d.hovers {
		if h.finger == f.ID && h.down {
			h.down = false
			h.endAt = max(d.now, h.startAt) + h.stay
		}
	}
}

// endActive ends :active.
func (d *Document) endActive() {
	for _, n := range d.pressed {
		if d.tree.Node(n.ID) == n {
			d.mut.SetState(n, dom.StateActive, false)
		}
	}
	d.pressed = d.pressed[:0]
}

func (d *Document) setHover(h *hover, on bool) {
	h.on = on
	if d.tree.Node(h.node.ID) != h.node {
		return
	}
	if on {
		d.mut.SetHover(h.node, h.classes)
	} else {
		d.mut.SetHover(h.node, nil)
	}
}

func (d *Document) tickHovers(now time.Duration) {
	if len(d.hovers) == 0 {
		return
	}
	kept := d.hovers[:0]
	for _, h := range d.hovers {
		if !h.on && now >= h.startAt {
			d.setHover(h, true)
		}
		if h.on && !h.down && now >= h.endAt {
			d.setHover(h, false)
			continue
		}
		if d.tree.Node(h.node.ID) == h.node {
			kept = append(kept, h)
		}
	}
	d.hovers = kept
}
