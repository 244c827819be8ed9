package wx

import "diorama/renderer/value"

// sensor is a source of movement: the simulated phone lies still, so one event after
// the start, or after a listener came, is all there is to tell.
type sensor struct {
	event string
	rest  value.Value
}

// sensors are started by name.
var sensorOf = map[string]sensor{
	"Accelerometer":         {"AccelerometerChange", value.M("x", 0, "y", 0, "z", -1)},
	"Compass":               {"CompassChange", value.M("direction", 0, "accuracy", "high")},
	"DeviceMotionListening": {"DeviceMotionChange", value.M("alpha", 0, "beta", 0, "gamma", 0)},
	"Gyroscope":             {"GyroscopeChange", value.M("x", 0, "y", 0, "z", 0)},
	"LocationUpdate":        {"LocationChange", value.M("latitude", 23.109163, "longitude", 113.319165, "speed", -1, "accuracy", 65, "altitude", 0, "verticalAccuracy", 65, "horizontalAccuracy", 65)},
}

// startSensor is wx.startAccelerometer and its like.
func startSensor(name string) func(*Call) {
	return func(c *Call) {
		if c.State.sensors == nil {
			c.State.sensors = map[string]bool{}
		}
		s := sensorOf[name]
		c.simulated("the phone lies still; one event is told")
		c.State.sensors[s.event] = true
		c.tellRest(s)
		c.Resolve(value.Value{})
	}
}

func (c *Call) tellRest(s sensor) {
	state, rt := c.State, c.RT
	rt.After(sensorDelay, "on"+s.event, func() {
		if state.sensors[s.event] {
			rt.Emit(s.event, s.rest)
		}
	})
}

func stopSensor(name string) func(*Call) {
	return func(c *Call) {
		event := sensorOf[name].event
		if !c.State.sensors[event] {
			c.Fail("")
			return
		}
		delete(c.State.sensors, event)
		c.Resolve(value.Value{})
	}
}

// onSensor tells a listener that came after the start. WeChat: a listener of the
// accelerometer, compass or gyroscope starts it.
func onSensor(name string, starts bool) func(*Call) {
	return func(c *Call) {
		s := sensorOf[name]
		if starts && !c.State.sensors[s.event] {
			if c.State.sensors == nil {
				c.State.sensors = map[string]bool{}
			}
			c.State.sensors[s.event] = true
			c.simulated("the phone lies still; one event is told")
		}
		if c.State.sensors[s.event] {
			c.tellRest(s)
		}
	}
}
