package simulator

import (
	"diorama/renderer/dom"
	"diorama/simulator/record"
)

// TapNode taps on a node of the shown page, see renderer.Document.TapNode.
func (s *Session) TapNode(id dom.NodeID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.catchUp()
	if s.moment == nil && !s.deaf() { // the past does not hear
		s.tapNode(id)
	}
}

func (s *Session) tapNode(id dom.NodeID) {
	s.note(record.TapNode, &record.Arg{Number: float64(id)})
	p := s.top()
	if p == nil {
		return
	}
	events, actions := p.doc.TapNode(id)
	s.deliver(p, events, actions)
	s.changed()
}
