package simulator

import (
	"diorama/renderer/value"
	"diorama/simulator/device"
	"diorama/simulator/record"
)

// SetDevice changes the simulated device, and with Profile.Sideways how it is held; p is
// upright.
func (s *Session) SetDevice(p device.Profile) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.setDevice(p)
}

func (s *Session) setDevice(p device.Profile) {
	s.note(record.SetDevice, &record.Arg{Device: p})
	s.device = p
	s.reshape(s.turned())
}

// turned gives the device as the page on top wants to be shown.
//
// WeChat: pageOrientation of app.json window and of the page's json: "portrait" is
// what counts when there is none, "auto" follows the phone, "landscape" lies always; a
// tablet follows when app.json says resizable (documentation of window resize).
func (s *Session) turned() device.Profile {
	lying := false
	if top := s.top(); top != nil {
		switch top.info.Window.PageOrientation {
		case "landscape":
			lying = true
		case "auto":
			lying = s.device.Sideways
		}
		if s.device.Tablet && s.app.Raw.Get("resizable").Truthy() {
			lying = s.device.Sideways
		}
	}
	if lying {
		return s.device.Turned()
	}
	return s.device
}

// reshape shows the pages on a screen of another size and tells the one on top.
func (s *Session) reshape(p device.Profile) {
	s.profile = p
	s.restyle()
	s.system.resized()
	if top := s.top(); top != nil {
		e := s.env(top)
		s.pageEvent(top, "onResize", value.M("deviceOrientation", p.Orientation(), "size",
			value.M("windowWidth", e.WindowWidth, "windowHeight", e.WindowHeight, "screenWidth", e.ScreenWidth, "screenHeight", e.ScreenHeight)))
	}
}

// orient turns the screen when another page is on top that wants it.
func (s *Session) orient() {
	if p := s.turned(); p != s.profile {
		s.reshape(p)
	}
}
