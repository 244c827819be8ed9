package simulator

import (
	"image/color"
	"strconv"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// moment is a commit of the past that is shown instead of the live page.
type moment struct {
	*timeline.Moment
	page *page
}

// View shows the mini-program as it was right after the i-th kept commit. No
// JavaScript runs; the live pages go on where they are.
func (s *Session) View(i int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view(i)
}

func (s *Session) view(i int) error {
	m, err := s.journal.Moment(i)
	if err != nil {
		return err
	}
	s.moment, s.state.Viewing = nil, i
	if len(m.Stack) == 0 {
		m.Stack = s.stack
	}
	shown := wire.PageInfo{ID: m.Commit.Page, Path: m.Commit.PagePath}
	for _, info := range m.Stack {
		if info.ID == m.Commit.Page {
			shown = info
		}
	}
	p := &page{id: shown.ID, s: s, scopes: map[string]bool{}, fresh: true, treeVersion: m.Commit.Seq<<20 | 1}
	p.setInfo(shown)
	if t := m.Trees[shown.ID]; t != nil {
		if err := p.apply(dom.Snapshot(t)); err != nil {
			return err
		}
	}
	if live := s.pages[shown.ID]; live != nil {
		p.doc.RestoreViewState(live.doc.ViewState())
	}
	s.moment = &moment{Moment: m, page: p}
	s.screenOld = true
	s.system.setPage(p, len(m.Stack))
	s.changed()
	return nil
}

// StepBack shows the setData before the one shown.
func (s *Session) StepBack() { s.step(-1) }

// StepForward shows the next setData; after the last one the live page.
func (s *Session) StepForward() { s.step(1) }

func (s *Session) step(dir int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.state.Viewing
	if i < 0 {
		if dir > 0 {
			return
		}
		i = s.journal.Len() - 1 // the last commit is what is on the screen
	}
	for i += dir; i >= 0 && i < s.journal.Len(); i += dir {
		// Births and property changes are part of the setData that caused them.
		if k := s.journal.At(i).Kind; k == wire.CommitSetData || i == 0 {
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
	s.changed()
}

// shownPage is the page on the screen: of the past or live.
func (s *Session) shownPage() *page {
	if s.moment != nil {
		return s.moment.page
	}
	if p := s.top(); p != nil {
		return p
	}
	return s.ghost
}

func (s *Session) shownStack() []wire.PageInfo {
	if s.moment != nil {
		return s.moment.Stack
	}
	return s.stack
}

func themeArgs(theme string) value.Value { return value.M("theme", theme) }

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
