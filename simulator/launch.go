package simulator

import "diorama/renderer/value"

// defaultScene is how a mini-program is opened that nobody says more of.
//
// WeChat: the list of scenes in the documentation, 1001 is the entry in the list of
// mini-programs.
const defaultScene = 1001

func (s *Session) scene() int {
	if s.opts.Scene > 0 {
		return s.opts.Scene
	}
	return defaultScene
}

// Launch starts the mini-program again as if somebody opened it: with that page and
// query ("" the entry page) and scene (0: 1001), which every later Restart keeps.
func (s *Session) Launch(page string, scene int) error {
	s.mu.Lock()
	defer s.unlock()
	s.opts.Page, s.opts.Scene, s.opts.Props = page, scene, value.Value{}
	return s.restart(s.entryStack())
}

// Entry gives page with query and scene of the last launch, "" and 0 when none was named.
func (s *Session) Entry() (page string, scene int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opts.Page, s.opts.Scene
}
