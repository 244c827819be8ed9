package simulator

import (
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/simulator/timeline"
)

// NodeAt gives the node at a place of the screen, CSS px; 0 none.
func (s *Session) NodeAt(x, y float64) dom.NodeID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.nodeAt(x, y)
}

func (s *Session) nodeAt(x, y float64) dom.NodeID {
	p := s.shownPage()
	if p == nil {
		return 0
	}
	id := p.doc.NodeAt(x, y-s.offset(p))
	// Inner nodes of built-ins stand for the component that the author wrote.
	for n := p.doc.Tree().Node(id); n != nil; n = n.Parent {
		if !n.Internal && !n.IsText() {
			return n.ID
		}
	}
	return 0
}

// Inspect gives boxes, matched rules and computed style of a node of the shown
// page; boxes in CSS px of the screen.
func (s *Session) Inspect(id dom.NodeID) (renderer.Inspection, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.inspect(id)
}

func (s *Session) inspect(id dom.NodeID) (renderer.Inspection, bool) {
	p := s.shownPage()
	if p == nil || p.doc.Tree().Node(id) == nil {
		return renderer.Inspection{}, false
	}
	in := p.doc.Inspect(id)
	for _, b := range []*renderer.Rect{&in.Margin, &in.Border, &in.Padding, &in.Content} {
		b.Y += s.offset(p)
	}
	return in, true
}

// Box gives the border box of a node on the screen, CSS px; ok is false when it
// has none.
func (s *Session) Box(id dom.NodeID) (x, y, w, h float64, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.box(id)
}

func (s *Session) box(id dom.NodeID) (x, y, w, h float64, ok bool) {
	p := s.shownPage()
	if p == nil || p.doc.Tree().Node(id) == nil {
		return 0, 0, 0, 0, false
	}
	x, y, w, h = p.doc.ViewportBox(id)
	return x, y + s.offset(p), w, h, true
}

// Flash names nodes that a setData has just touched, with the time it did.
type Flash struct {
	Nodes []dom.NodeID
	At    time.Time
}

// flash remembers the nodes of a commit for the outlines on the phone.
func (s *Session) flash(c *timeline.Commit) {
	s.flashes = append(s.flashes, Flash{Nodes: append(append([]dom.NodeID(nil), c.Updated...), c.Created...), At: time.Now()})
	if len(s.flashes) > maxFlashes {
		s.flashes = append(s.flashes[:0:0], s.flashes[maxFlashes/2:]...)
	}
}

// maxFlashes bounds how many commits are outlined at once.
const maxFlashes = 32

// Flashes gives the touched nodes of commits since t.
func (s *Session) Flashes(t time.Time) []Flash {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.flashes {
		if f.At.After(t) {
			return append([]Flash(nil), s.flashes[i:]...)
		}
	}
	return nil
}

// WithDocument gives the shown page's document to f while the session stands
// still, for judges and tools that read more than the other methods tell. f must not
// change it or call the session; it is not called when there is no page.
func (s *Session) WithDocument(f func(*renderer.Document)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.shownPage(); p != nil && p.doc != nil {
		p.doc.Layout(s.now)
		f(p.doc)
	}
}
