package simulator

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"diorama/renderer/dom"
	"diorama/simulator/device"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// moment is a commit of the past that is shown instead of the live page.
type moment struct {
	*timeline.Moment
	page *page
	bar  *page // the custom tab bar over it, nil none
}

// View shows the mini-program as it was right after the i-th kept commit. No
// JavaScript runs; the live pages go on where they are.
func (s *Session) View(i int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view(i)
}

func (s *Session) view(i int) error {
	if i < 0 || i >= s.journal.Len() {
		return fmt.Errorf("there is no commit %d of %d", i, s.journal.Len())
	}
	m, shown, err := s.momentOf(i)
	if err != nil {
		return err
	}
	next, err := s.pastOf(m, shown)
	if err != nil {
		return err
	}
	s.moment, s.state.Viewing = next, i
	s.screenOld = true
	s.system.setPage(next.page, len(m.Stack))
	s.follow(func(v *Session) { v.showPast(m, shown) })
	s.changed()
	return nil
}

// pastOf makes the pages of a moment.
func (s *Session) pastOf(m *timeline.Moment, shown wire.PageInfo) (next *moment, err error) {
	next = &moment{Moment: m}
	if next.page, err = s.pastPage(m, shown, false); err != nil {
		return nil, err
	}
	if m.Trees[shown.TabBar] != nil && shown.TabBar != 0 && !s.opts.NoChrome {
		if next.bar, err = s.pastPage(m, wire.PageInfo{ID: shown.TabBar, Path: customTabBar}, true); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// momentOf gives the moment after step i, and which page was on the screen.
func (s *Session) momentOf(i int) (*timeline.Moment, wire.PageInfo, error) {
	m, err := s.journal.Moment(s.momentEnd(i))
	if err != nil {
		return nil, wire.PageInfo{}, err
	}
	m.Commit = s.journal.At(i)
	if len(m.Stack) == 0 {
		m.Stack = s.stack
	}
	shown := wire.PageInfo{ID: m.Commit.Page, Path: m.Commit.PagePath}
	for _, info := range m.Stack {
		if info.ID == m.Commit.Page || info.TabBar == m.Commit.Page {
			shown = info
		}
	}
	return m, shown, nil
}

// pastPage makes a page as it was.
func (s *Session) pastPage(m *timeline.Moment, info wire.PageInfo, overlay bool) (*page, error) {
	p := &page{id: info.ID, s: s, scopes: map[string]bool{}, fresh: true, filled: true, overlay: overlay, treeVersion: m.Commit.Seq<<20 | 1}
	if overlay {
		p.info, p.doc = info, s.newDocument(info.Path, device.Insets{}, true)
	} else {
		p.setInfo(info)
	}
	if t := m.Trees[info.ID]; t != nil {
		if err := p.apply(dom.Snapshot(t)); err != nil {
			return nil, err
		}
	}
	if live := s.pages[info.ID]; live != nil && live.doc != nil {
		p.doc.RestoreViewState(live.doc.ViewState())
	}
	return p, nil
}

// isStep tells whether the i-th commit is a step of its own: a setData, or the birth
// of a page. Births of components and property changes are part of the step before.
func (s *Session) isStep(i int) bool {
	c := s.journal.At(i)
	return i == 0 || c.Kind == wire.CommitSetData || c.Kind == wire.CommitCreate && c.Owner == 0 && c.PagePath != customTabBar
}

// momentEnd gives the last commit that belongs to the step i.
func (s *Session) momentEnd(i int) int {
	if !s.isStep(i) {
		return i
	}
	for i+1 < s.journal.Len() && !s.isStep(i+1) {
		i++
	}
	return i
}

// followMoment keeps the number of the commit shown when old ones are dropped; when
// the shown one is dropped too, the live page comes back.
func (s *Session) followMoment() {
	i := s.journal.Index(s.moment.Commit.Seq)
	if i < 0 {
		s.live()
		return
	}
	s.state.Viewing = i
}

// StepBack shows the setData before the one shown.
func (s *Session) StepBack() { s.step(-1) }

// StepForward shows the next setData; after the last one the live page.
func (s *Session) StepForward() { s.step(1) }

func (s *Session) step(dir int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stepView(dir)
}

func (s *Session) stepView(dir int) {
	i := s.state.Viewing
	if i < 0 {
		if dir > 0 {
			return
		}
		// The last step is what is on the screen.
		for i = s.journal.Len() - 1; i >= 0 && !s.isStep(i); i-- {
		}
	}
	for i += dir; i >= 0 && i < s.journal.Len(); i += dir {
		if s.isStep(i) {
			if err := s.view(i); err != nil {
				s.log("error", err.Error())
			}
			return
		}
	}
	if dir > 0 {
		s.live()
	}
}

// Live shows the running mini-program again.
func (s *Session) Live() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live()
}

func (s *Session) live() {
	if s.moment == nil {
		return
	}
	s.moment, s.state.Viewing = nil, -1
	s.screenOld = true
	s.system.setPage(s.top(), len(s.stack))
	s.follow((*Session).live)
	s.changed()
}

// shownPage is the page on the screen: of the past or live.
func (s *Session) shownPage() *page {
	if s.moment != nil {
		return s.moment.page
	}
	return s.livePage()
}

func (s *Session) shownStack() []wire.PageInfo {
	if s.moment != nil {
		return s.moment.Stack
	}
	return s.stack
}

// parseBackground reads the colours that window configurations use.
func parseBackground(s string) color.RGBA {
	h := strings.TrimPrefix(strings.TrimSpace(s), "#")
	if len(h) == 3 {
		h = string([]byte{h[0], h[0], h[1], h[1], h[2], h[2]})
	}
	if n, err := strconv.ParseUint(h, 16, 32); err == nil && len(h) == 6 {
		return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
	}
	if s == "black" {
		return color.RGBA{A: 255}
	}
	return color.RGBA{255, 255, 255, 255}
}
