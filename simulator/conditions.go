package simulator

import (
	"diorama/renderer/value"
	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// SetConditions changes what is around the simulated phone: place, motion, battery,
// network, language … The mini-program hears of it as on a phone. Values out of range
// are brought into it.
func (s *Session) SetConditions(c wire.Conditions) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c = c.Clamp(); c != s.conditions {
		s.setConditions(c)
	}
}

func (s *Session) setConditions(c wire.Conditions) {
	s.note(record.SetConditions, &record.Arg{Conditions: &c})
	fonts := s.conditions.FontSize != c.FontSize
	s.conditions = c
	if fonts {
		s.restyle()
		s.system.update()
		s.follow(func(v *Session) {
			v.restyle()
			v.system.update()
		})
	}
	s.pictures.setOffline(c.Network == "none")
	s.pictures.setThrottle(wire.Slower(s.throttle, c.Link()))
	s.system.surroundings()
	s.pushEnv(s.top())
	s.changed()
}

// Signal does what happens to a phone once: "memoryWarning" (level 5, 10 or 15, heard on
// Android), "userCaptureScreen", "shake".
func (s *Session) Signal(name string, level int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note(record.Sent, nil)
	s.action(name, value.M("level", level))
}
