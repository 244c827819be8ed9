package wx

import (
	"errors"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// errOffline ends what is under way when the network goes.
var errOffline = errors.New("net::ERR_INTERNET_DISCONNECTED")

// Change is an event that changed conditions lead to; Run must be called within a task.
type Change struct {
	Name string // "networkStatusChange"
	Run  func()
}

// Conditions tells what must happen after the environment changed from old to what it is
// now; on the logic goroutine.
func (s *State) Conditions(old *wire.Env) []Change {
	var out []Change
	e := s.rt.Env()
	add := func(name string, run func()) { out = append(out, Change{name, run}) }
	if old.Network != e.Network || old.Weak != e.Weak || old.Throttle != e.Throttle {
		s.net.setLink(e)
	}
	if old.Network != e.Network {
		if e.Network == "none" {
			s.net.cut()
		}
		add("networkStatusChange", func() {
			s.rt.Emit("NetworkStatusChange", value.M("isConnected", e.Network != "none", "networkType", e.Network))
		})
	}
	if old.Weak != e.Weak {
		add("networkWeakChange", func() {
			s.rt.Emit("NetworkWeakChange", value.M("weakNet", e.Weak, "networkType", e.Network))
		})
	}
	if old.Battery != e.Battery || old.Charging != e.Charging || old.LowPower != e.LowPower {
		add("batteryInfoChange", func() { s.rt.Emit("BatteryInfoChange", battery(e)) })
	}
	if old.Brightness != e.Brightness {
		s.brightness = nil // whoever moved the slider of the phone was last
	}
	if old.Motion != e.Motion {
		for _, event := range [...]string{"AccelerometerChange", "CompassChange", "DeviceMotionChange"} {
			s.tell(event)
		}
		s.turned(old.Motion, e.Motion)
	}
	if old.Place != e.Place && s.sensors["LocationChange"] != nil {
		if e.Place.Off {
			add("locationChangeError", func() { s.rt.Emit("LocationChangeError", value.M("errCode", locationOffCode)) })
		} else {
			s.tell("LocationChange")
		}
	}
	return out
}

// Signal does what happens to a phone once: "memoryWarning" with level, "userCaptureScreen",
// "shake". False: it knows no such name.
func (s *State) Signal(name string, args value.Value) bool {
	switch name {
	case "memoryWarning":
		if ios(s.rt.Env()) {
			// WeChat: documentation of wx.onMemoryWarning, the level is Android's.
			s.rt.Emit("MemoryWarning", value.OfMap(nil, nil))
			return true
		}
		level := args.Get("level").ToNumber()
		if level != 5 && level != 15 {
			level = 10
		}
		s.rt.Emit("MemoryWarning", value.M("level", level))
	case "userCaptureScreen":
		s.rt.Emit("UserCaptureScreen")
	case "shake":
		s.Shake()
	default:
		return false
	}
	return true
}
