package wire

import (
	"math"
	"slices"
)

// Conditions are what a developer changes around the simulated phone while a
// mini-program runs: where it is, how it is held, what its owner has set.
type Conditions struct {
	Language string  // "zh_CN", one of Languages
	FontSize float64 // the owner's font size, CSS px; 0 is the device's standard
	Network  string  // one of Networks
	Weak     bool    // the network is weak (wx.onNetworkWeakChange)
	// Throttle makes requests as slow as Network is; without it only "none" has an effect
	// on them.
	Throttle   bool
	Battery    int // %
	Charging   bool
	LowPower   bool
	Brightness float64 // of the screen, 0 to 1
	Hidden     bool    // the mini-program is in the background
	Place      Place
	Motion     Motion
}

// Place is where the phone is, WGS 84.
type Place struct {
	Latitude  float64 // degrees, north positive
	Longitude float64 // degrees, east positive
	Altitude  float64 // m
	Speed     float64 // m/s, -1 unknown
	Accuracy  float64 // m, horizontal and vertical
	Off       bool    // the phone's location service is switched off
}

// Motion is how the phone is held: degrees from lying flat with the screen up and the
// top edge to the north, turned about Z, then X, then Y, counter-clockwise, as in
// W3C's DeviceOrientation.
type Motion struct {
	Alpha float64 // 0 to 360
	Beta  float64 // -180 to 180, the top edge up
	Gamma float64 // -90 to 90, the right edge down
}

// Languages are what WeChat can be set to. WeChat: documentation of wx.getSystemInfo.
func Languages() []string { return []string{"zh_CN", "zh_TW", "zh_HK", "en"} }

// Networks are the kinds of wx.getNetworkType.
func Networks() []string { return []string{"wifi", "5g", "4g", "3g", "2g", "unknown", "none"} }

// MinFontSize and MaxFontSize bound Conditions.FontSize, px: a little more than WeChat's
// own sizes.
const MinFontSize, MaxFontSize = 10, 40

// DefaultConditions are those of a fresh run: the Canton Tower, a full battery, WLAN.
func DefaultConditions() Conditions {
	return Conditions{Language: "zh_CN", Network: "wifi", Battery: 100, Brightness: 1,
		Place: Place{Latitude: 23.109185, Longitude: 113.319177, Speed: -1, Accuracy: 65}}
}

// Clamp brings every value into its range; what is no number or unknown becomes the
// default.
func (c Conditions) Clamp() Conditions {
	d := DefaultConditions()
	within := func(v *float64, low, high, other float64) {
		if math.IsNaN(*v) || math.IsInf(*v, 0) {
			*v = other
		}
		*v = min(max(*v, low), high)
	}
	if !slices.Contains(Languages(), c.Language) {
		c.Language = d.Language
	}
	if !slices.Contains(Networks(), c.Network) {
		c.Network = d.Network
	}
	if c.FontSize != 0 {
		within(&c.FontSize, MinFontSize, MaxFontSize, d.FontSize)
	}
	c.Battery = min(max(c.Battery, 0), 100)
	within(&c.Brightness, 0, 1, d.Brightness)
	p := &c.Place
	within(&p.Latitude, -90, 90, d.Place.Latitude)
	within(&p.Longitude, -180, 180, d.Place.Longitude)
	within(&p.Altitude, -500, 20000, 0)
	within(&p.Speed, -1, 10000, -1)
	within(&p.Accuracy, 0, 100000, d.Place.Accuracy)
	m := &c.Motion
	within(&m.Alpha, -3600, 3600, 0)
	within(&m.Beta, -180, 180, 0)
	within(&m.Gamma, -90, 90, 0)
	if m.Alpha = math.Mod(m.Alpha, 360); m.Alpha < 0 {
		m.Alpha += 360
	}
	return c
}

// Rotation gives the columns of R = Rz(alpha) Rx(beta) Ry(gamma): the phone's axes (x to
// the right edge, y to the top edge, z out of the screen) in the world's (east, north,
// up).
func (m Motion) Rotation() (x, y, z [3]float64) {
	sin := func(d float64) float64 { return math.Sin(d * math.Pi / 180) }
	cos := func(d float64) float64 { return math.Cos(d * math.Pi / 180) }
	sa, ca, sb, cb, sg, cg := sin(m.Alpha), cos(m.Alpha), sin(m.Beta), cos(m.Beta), sin(m.Gamma), cos(m.Gamma)
	x = [3]float64{ca*cg - sa*sb*sg, sa*cg + ca*sb*sg, -cb * sg}
	y = [3]float64{-sa * cb, ca * cb, sb}
	z = [3]float64{ca*sg + sa*sb*cg, sa*sg - ca*sb*cg, cb * cg}
	return x, y, z
}

// MotionOf gives the angles whose Rotation has these axes.
func MotionOf(x, y, z [3]float64) Motion {
	deg := func(r float64) float64 { return r * 180 / math.Pi }
	beta := math.Asin(min(1, max(-1, y[2])))
	var m Motion
	if math.Abs(y[2]) > 0.99999 { // upright: only alpha and gamma together are known
		m = Motion{Alpha: deg(math.Atan2(x[1], x[0])), Beta: deg(beta)}
	} else {
		m = Motion{Alpha: deg(math.Atan2(-y[0], y[1])), Beta: deg(beta), Gamma: deg(math.Atan2(-x[2], z[2]))}
		if m.Gamma > 90 || m.Gamma < -90 { // the screen looks down: that is beta's to say
			m.Alpha += 180
			m.Gamma -= math.Copysign(180, m.Gamma)
			m.Beta = math.Copysign(180, m.Beta) - m.Beta
		}
	}
	if m.Alpha < 0 {
		m.Alpha += 360
	}
	return m
}

// Heading is where the phone points, degrees clockwise from north.
func (m Motion) Heading() float64 {
	_, y, z := m.Rotation()
	h := math.Atan2(y[0]-z[0], y[1]-z[1]) * 180 / math.Pi // held upright it is the camera that points
	if h < 0 {
		h += 360
	}
	return h
}
