package wx

import (
	"math"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// sensor is a source of events that runs: it tells what is when something changed, no
// more often than its interval, and once after the start and for each late listener. A
// phone tells the same again and again while it lies still; a run under a virtual clock
// would never come to rest then.
type sensor struct {
	interval time.Duration
	told     time.Duration // when, -interval never
	cancel   func()        // of what waits, nil nothing
	kind     string        // of places: "wgs84", "gcj02"
}

// sensorEvents are started by name.
var sensorEvents = map[string]string{
	"Accelerometer":            "AccelerometerChange",
	"Compass":                  "CompassChange",
	"DeviceMotionListening":    "DeviceMotionChange",
	"Gyroscope":                "GyroscopeChange",
	"LocationUpdate":           "LocationChange",
	"LocationUpdateBackground": "LocationChange",
}

// sensorInterval reads the option interval. WeChat: documentation of
// wx.startAccelerometer and its like.
func sensorInterval(name string) time.Duration {
	switch name {
	case "game":
		return 20 * time.Millisecond
	case "ui":
		return 60 * time.Millisecond
	}
	return sensorDelay
}

// startSensor is wx.startAccelerometer and its like.
func startSensor(name string) func(*Call) {
	return func(c *Call) {
		event, kind := sensorEvents[name], ""
		if event == "LocationChange" {
			if kind = c.text("type", "gcj02"); kind != "wgs84" && kind != "gcj02" {
				c.Fail("invalid type \"" + kind + "\"")
				return
			}
			scope := "scope.userLocation"
			if name == "LocationUpdateBackground" {
				scope = "scope.userLocationBackground"
			}
			c.allow(scope)
			if c.RT.Env().Place.Off {
				c.locationOff()
				return
			}
		}
		c.startSensor(event, sensorInterval(c.text("interval", "normal")), kind)
		c.Resolve(value.Value{})
	}
}

func (c *Call) startSensor(event string, interval time.Duration, kind string) {
	s := c.State
	if s.sensors == nil {
		s.sensors = map[string]*sensor{}
	}
	if old := s.sensors[event]; old != nil && old.cancel != nil {
		old.cancel()
	}
	c.simulated("it tells changes made in the panel Sensors or by Session.SetConditions")
	s.sensors[event] = &sensor{interval: interval, told: c.RT.Elapsed(), kind: kind}
	s.tell(event)
}

// tell lets a sensor that runs say what is, as soon as its interval allows.
func (s *State) tell(event string) {
	r := s.sensors[event]
	if r == nil || r.cancel != nil {
		return
	}
	r.cancel = s.rt.After(max(0, r.told+r.interval-s.rt.Elapsed()), "on"+event, func() {
		r.cancel = nil
		if s.sensors[event] == r {
			r.told = s.rt.Elapsed()
			s.rt.Emit(event, s.reading(event, r))
		}
	})
}

// reading is what a sensor says now.
func (s *State) reading(event string, r *sensor) value.Value {
	e := s.rt.Env()
	switch event {
	case "AccelerometerChange":
		x, y, z := e.Motion.Rotation()
		return value.M("x", tidyNumber(s.moved-x[2]), "y", tidyNumber(-y[2]), "z", tidyNumber(-z[2]))
	case "CompassChange":
		h := tidyNumber(e.Motion.Heading())
		if ios(e) {
			// WeChat: documentation, the deviation from magnetic north there.
			return value.M("direction", h, "accuracy", h)
		}
		return value.M("direction", h, "accuracy", "high")
	case "DeviceMotionChange":
		// WeChat: the documentation gives ranges in radians; mini-programs in the field
		// turn what devices say by degrees (a guess, not measured).
		return value.M("alpha", tidyNumber(e.Motion.Alpha), "beta", tidyNumber(e.Motion.Beta), "gamma", tidyNumber(e.Motion.Gamma))
	case "GyroscopeChange":
		return value.M("x", tidyNumber(s.turning[0]), "y", tidyNumber(s.turning[1]), "z", tidyNumber(s.turning[2]))
	}
	return position(e, r.kind, true)
}

// tidyNumber leaves six decimals and no negative zero, so that processors agree.
func tidyNumber(v float64) float64 { return math.Round(v*1e6)/1e6 + 0 }

func stopSensor(name string) func(*Call) {
	return func(c *Call) {
		event := sensorEvents[name]
		r := c.State.sensors[event]
		if r == nil {
			c.Fail("")
			return
		}
		if r.cancel != nil {
			r.cancel()
		}
		delete(c.State.sensors, event)
		c.Resolve(value.Value{})
	}
}

// onSensor tells a listener that came after the start. WeChat: a listener of the
// accelerometer, compass or gyroscope starts it.
func onSensor(name string, starts bool) func(*Call) {
	return func(c *Call) {
		event := sensorEvents[name]
		if starts && c.State.sensors[event] == nil {
			c.startSensor(event, sensorDelay, "")
			return
		}
		if r := c.State.sensors[event]; r != nil && r.cancel == nil {
			r.told = c.RT.Elapsed()
			c.State.tell(event)
		}
	}
}

// slowTurn bounds the time that a change of the phone's place in space is taken to last.
const slowTurn = 200 * time.Millisecond

// turned reckons how fast the phone turns, rad/s about its own axes, from where it was
// and is; it lies still again when nothing more comes.
func (s *State) turned(old, now wire.Motion) {
	at := s.rt.Elapsed()
	dt := min(max(at-s.turnedAt, 20*time.Millisecond), slowTurn).Seconds()
	s.turnedAt = at
	if s.sensors["GyroscopeChange"] == nil {
		return
	}
	x0, y0, z0 := old.Rotation()
	x1, y1, z1 := now.Rotation()
	a, b := [3][3]float64{x0, y0, z0}, [3][3]float64{x1, y1, z1}
	var m [3][3]float64 // old⁻¹ · now
	for i := range 3 {
		for k := range 3 {
			m[i][k] = a[i][0]*b[k][0] + a[i][1]*b[k][1] + a[i][2]*b[k][2]
		}
	}
	angle := math.Acos(min(1, max(-1, (m[0][0]+m[1][1]+m[2][2]-1)/2)))
	axis := [3]float64{m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1]}
	n := math.Sqrt(axis[0]*axis[0] + axis[1]*axis[1] + axis[2]*axis[2])
	s.turning = [3]float64{}
	if n > 1e-9 {
		for i := range axis {
			s.turning[i] = axis[i] / n * angle / dt
		}
	}
	if s.resting != nil {
		s.resting()
	}
	s.resting = s.rt.After(slowTurn+sensorDelay, "onGyroscopeChange", func() {
		s.resting, s.turning = nil, [3]float64{}
		s.tell("GyroscopeChange")
	})
	s.tell("GyroscopeChange")
}

// Shake moves the phone from side to side: wx.onAccelerometerChange sees it, in the time
// of its interval.
func (s *State) Shake() {
	const strength, swings, swing = 2.4, 8, 70 * time.Millisecond // g
	if s.moved != 0 {
		return
	}
	var step func(i int)
	step = func(i int) {
		if s.moved = strength - 2*strength*float64(i%2); i == swings {
			s.moved = 0
		}
		s.tell("AccelerometerChange")
		if i < swings {
			s.rt.After(swing, "shake", func() { step(i + 1) })
		}
	}
	step(0)
}
