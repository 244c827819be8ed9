package simulator

import (
	"strings"
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// Pointer feeds a pointer in CSS px of the screen.
func (s *Session) Pointer(p input.Pointer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deaf() {
		return
	}
	s.catchUp()
	s.pointer(p)
	s.changed()
}

func (s *Session) pointer(p input.Pointer) {
	if s.moment == nil {
		s.note(record.Pointer, &record.Arg{Pointer: p})
	}
	p.Time = s.now
	y := s.system
	begins := p.Kind == input.Down || p.Kind == input.Wheel
	mine := y.captured
	if begins {
		mine = y.owns(p.X, p.Y)
	}
	if p.Kind == input.Down {
		y.captured = mine
		if !mine {
			y.doc.FocusNode(0)
		} else if t := s.top(); t != nil && s.moment == nil {
			s.blur(t)
		}
	}
	if mine {
		events, actions := y.doc.Pointer(p)
		y.run(events)
		y.act(actions)
		return
	}
	pg := s.shownPage()
	if pg == nil || pg == s.ghost {
		return
	}
	if bar := s.tabBar(); bar != nil {
		if begins {
			id := bar.doc.NodeAt(p.X, p.Y)
			s.onTabBar = id != 0 && id != dom.RootID
		}
		if s.onTabBar {
			pg = bar
		}
	}
	p.Y -= s.offset(pg)
	events, actions := pg.doc.Pointer(p)
	s.deliver(pg, events, actions)
}

// offset is where a page begins on the screen, CSS px.
func (s *Session) offset(p *page) float64 {
	if s.system.refresh && s.moment == nil && !p.overlay && p == s.top() {
		return p.insets.Top + pulled
	}
	return p.insets.Top
}

// owns reports whether the frame, not the page, is hit.
func (y *system) owns(px, py float64) bool {
	id := y.doc.NodeAt(px, py)
	return id != 0 && id != dom.RootID
}

// act carries out what the field of a dialog asks for.
func (y *system) act(actions []renderer.Action) {
	for _, a := range actions {
		switch a.Name {
		case "copy":
			y.s.copyText(a.Args.ToString())
		case "paste":
			if text := y.s.clipText(); text != "" {
				y.text(text)
			}
		}
	}
}

// Key feeds a key.
func (s *Session) Key(k input.Key) {
	s.keyboard(record.Key, &record.Arg{Key: k})
}

// Text feeds typed, committed or pasted text.
func (s *Session) Text(text string) {
	s.keyboard(record.Text, &record.Arg{Text: text})
}

// keyboard takes what was typed in, as it is written down.
func (s *Session) keyboard(kind record.Kind, a *record.Arg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.catchUp()
	if s.moment == nil && !s.deaf() { // the past does not hear
		s.typed(kind, a)
	}
}

// typed gives what was typed to the dialog that waits, else to the page on top.
func (s *Session) typed(kind record.Kind, a *record.Arg) {
	s.note(kind, a)
	p := s.top()
	switch blocked := s.system.blocking(); {
	case blocked && kind == record.Key:
		s.system.key(a.Key)
	case blocked:
		s.system.text(a.Text)
	case p == nil:
	case kind == record.Key:
		events, actions := p.doc.Key(a.Key)
		s.deliver(p, events, actions)
	default:
		events, actions := p.doc.Text(a.Text)
		s.deliver(p, events, actions)
	}
	s.changed()
}

// blur takes the focus from a page's field.
func (s *Session) blur(p *page) {
	events, actions := p.doc.FocusNode(0)
	s.deliver(p, events, actions)
}

// Focused reports whether keys go to the phone: a text field of the mini-program
// has the focus, or a dialog waits.
func (s *Session) Focused() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.top()
	return s.moment == nil && (p != nil && p.doc.Focused() != nil || s.system.blocking())
}

// SetClipboard gives the session the machine's clipboard.
func (s *Session) SetClipboard(c Clipboard) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clipboard = c
}

// deliver sends events to the worker and carries out actions.
func (s *Session) deliver(p *page, events []renderer.Event, actions []renderer.Action) {
	if s.moment != nil {
		return // the past does not hear
	}
	for i := range events {
		e := &events[i]
		if len(e.Hops) == 0 && e.PageMethod == "" && e.Model == "" {
			continue
		}
		s.eventSeq++
		w := &wire.Event{Page: p.id, Seq: s.eventSeq, Type: e.Type, Target: e.Target, Bubbles: e.Bubbles, Detail: e.Detail,
			Time: float64(e.Time) / float64(time.Millisecond), Model: e.Model, ModelValue: e.ModelValue, PageMethod: pageMethod(e.PageMethod)}
		for _, h := range e.Hops {
			w.Hops = append(w.Hops, wire.Hop{Hop: h.Hop, X: h.X, Y: h.Y, TargetX: h.TargetX, TargetY: h.TargetY})
		}
		for _, t := range e.Touches {
			w.Touches = append(w.Touches, wire.Touch(t))
		}
		for _, t := range e.Changed {
			w.Changed = append(w.Changed, wire.Touch(t))
		}
		s.send(&wire.Message{Event: w})
		if e.PageMethod == "onPullDownRefresh" {
			s.first().system.setRefresh(true)
		}
	}
	for _, a := range actions {
		s.do(p, a)
	}
}

// do carries out what a built-in asks for.
func (s *Session) do(p *page, a renderer.Action) {
	switch a.Name {
	case "picker":
		first := s.first()
		if at := first.pages[p.id]; at != nil && at.doc != nil {
			first.system.choose(at, a)
		}
	case "copy":
		s.copyText(a.Args.ToString())
	case "paste":
		if text := s.clipText(); text != "" {
			events, actions := p.doc.Text(text)
			s.deliver(p, events, actions)
		}
	case "openType":
		s.log("system", "button open-type="+a.Args.Get("openType").ToString()+" is not simulated")
	case "keyboard", "hideKeyboard":
		// The desktop's own keyboard types; nothing to show.
	case "unsupported":
		s.addLog(wire.Log{Time: s.now, Level: "system", Args: []string{a.Args.ToString() + " is not simulated"}})
	default:
		s.send(&wire.Message{Action: &wire.Action{Page: p.id, Name: a.Name, Args: a.Args}})
	}
}

func (s *Session) copyText(text string) {
	s.clip = text
	if s.clipboard != nil && s.replay == nil {
		s.clipboard.Set(text)
	}
}

func (s *Session) clipText() string {
	if s.replay != nil {
		return s.replay.clip(s)
	}
	text := s.clip
	if s.clipboard != nil {
		text = s.clipboard.Get()
	}
	s.note(record.Clip, &record.Arg{Text: text})
	return text
}

// action asks the worker for a routing step.
func (s *Session) action(name string, args value.Value) {
	var id wire.PageID
	if p := s.top(); p != nil {
		id = p.id
	}
	s.send(&wire.Message{Action: &wire.Action{Page: id, Name: name, Args: args}})
}

// Navigate asks the worker for a routing step: navigateTo, redirectTo, switchTab,
// reLaunch with a url, navigateBack.
func (s *Session) Navigate(name, url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deaf() {
		return
	}
	s.note(record.Sent, nil)
	s.action(name, value.M("url", url, "delta", 1))
}

// pageMethod turns the name of a page's handler (onReachBottom) into the event
// that the worker knows (reachbottom).
func pageMethod(handler string) string {
	return strings.ToLower(strings.TrimPrefix(handler, "on"))
}

// pageEvent calls a method of the page itself.
func (s *Session) pageEvent(p *page, method string, detail value.Value) {
	s.eventSeq++
	s.send(&wire.Message{Event: &wire.Event{Page: p.id, Seq: s.eventSeq, Type: method, Detail: detail, PageMethod: pageMethod(method), Time: float64(s.now) / float64(time.Millisecond)}})
}

// PullDown does what pulling the page down does on a phone.
func (s *Session) PullDown() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.moment == nil && !s.deaf() {
		s.pulledDown()
	}
}

func (s *Session) pulledDown() {
	s.note(record.PullDown, nil)
	if p := s.top(); p != nil && p.info.Window.EnablePullDownRefresh {
		s.pullDown(p)
	}
}

func (s *Session) pullDown(p *page) {
	if p == nil {
		return
	}
	s.system.setRefresh(true)
	s.pageEvent(p, "onPullDownRefresh", value.Value{})
}
