package simulator

import "diorama/renderer/dom"

// TapNode taps on a node of the shown page, see renderer.Document.TapNode.
func (s *Session) TapNode(id dom.NodeID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.catchUp()
	p := s.top()
	if p == nil || s.moment != nil {
		return // the past does not hear
	}
	events, actions := p.doc.TapNode(id)
	s.deliver(p, events, actions)
	s.changed()
}
