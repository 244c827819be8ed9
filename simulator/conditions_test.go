package simulator

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"diorama/simulator/record"
	"diorama/simulator/wire"
)

const conditionsApp = `
-- app.json --
{"pages": ["p"], "permission": {"scope.userLocation": {"desc": "d"}}, "requiredPrivateInfos": ["getLocation", "onLocationChange", "startLocationUpdate"]}
-- p.json --
{}
-- p.wxml --
<view>{{said.length}}</view>
-- app.js --
App({ onShow() { console.log('app show') }, onHide() { console.log('app hide') } })
-- p.js --
const say = (name) => (r) => console.log(name, JSON.stringify(r))
Page({
  data: { said: [] },
  onLoad() {
    for (const e of ['NetworkStatusChange', 'NetworkWeakChange', 'BatteryInfoChange', 'MemoryWarning', 'UserCaptureScreen', 'LocationChangeError']) wx['on' + e](say(e))
    wx.onLocationChange(say('place')); wx.startLocationUpdate({ type: 'wgs84' })
    wx.onAccelerometerChange(say('acc')); wx.startAccelerometer({ interval: 'game' })
    wx.onCompassChange(say('compass'))
    wx.onDeviceMotionChange(say('motion')); wx.startDeviceMotionListening({ interval: 'ui' })
    wx.onGyroscopeChange(say('gyro')); wx.startGyroscope({ interval: 'game' })
  },
  ask() {
    wx.getLocation({ complete: say('getLocation') })
    wx.getNetworkType({ success: say('net') })
    wx.getBatteryInfo({ success: say('battery') })
    wx.getScreenBrightness({ success: say('brightness') })
    const b = wx.getAppBaseInfo(); console.log('base', b.language, b.fontSizeSetting)
    console.log('setting', JSON.stringify(wx.getSystemSetting()))
    wx.request({ url: 'http://127.0.0.1:1/x', fail: say('request'), complete: () => this.setData({ said: ['x'] }) })
  },
})
`

// Proves that every condition reaches the APIs in the documented shape, as an answer and
// as an event, and that a recording with them replays the same. Oracle: documentation of
// the APIs named; angles by hand.
func TestConditions(t *testing.T) {
	s, _ := open(t, conditionsApp, nil)
	settle(t, s)
	from := 0
	said := func(what string, want ...string) {
		t.Helper()
		if err := s.Settle(2*time.Second, 20*time.Second); err != nil {
			t.Fatal(err)
		}
		lines := s.Logs(from)
		from += len(lines)
		var all []string
		for _, l := range lines {
			all = append(all, strings.Join(l.Args, " "))
		}
		text := strings.Join(all, "\n")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %s is not told; told was\n%s", what, w, text)
			}
		}
	}
	said("at the start", `place {"latitude":23.109185,"longitude":113.319177,"speed":-1,"accuracy":65`, `acc {"x":0,"y":0,"z":-1}`, `compass {"direction":0`,
		`motion {"alpha":0,"beta":0,"gamma":0}`, `gyro {"x":0,"y":0,"z":0}`)
	c := wire.DefaultConditions()
	c.Place = wire.Place{Latitude: -33.8568, Longitude: 151.2153, Speed: 3, Accuracy: 10, Altitude: 12}
	c.Motion = wire.Motion{Alpha: 90, Beta: 90}
	c.Battery, c.Charging, c.LowPower = 15, true, true
	c.Network, c.Weak = "none", true
	c.Brightness, c.Language, c.FontSize = 0.25, "en", 20
	s.SetConditions(c)
	said("changed", `place {"latitude":-33.8568,"longitude":151.2153,"speed":3,"accuracy":10,"altitude":12,"verticalAccuracy":10,"horizontalAccuracy":10}`,
		`acc {"x":0,"y":-1,"z":0}`, `compass {"direction":270`, `motion {"alpha":90,"beta":90,"gamma":0}`, `gyro {"x":`, `gyro {"x":0,"y":0,"z":0}`,
		`NetworkStatusChange {"isConnected":false,"networkType":"none"}`, `NetworkWeakChange {"weakNet":true,"networkType":"none"}`,
		`BatteryInfoChange {"level":15,"isCharging":true,"isLowPowerModeEnabled":true}`)
	s.Evaluate("getCurrentPages()[0].ask()", func(wire.Evaluated) {})
	said("asked", `getLocation {"latitude":-33.8568,"longitude":151.2153`, `net {"networkType":"none","hasSystemProxy":false,"weakNet":true`,
		`battery {"level":15,"isCharging":true`, `brightness {"value":0.25`, "base en 20", `"locationEnabled":true,"wifiEnabled":false`,
		`request {"errno":600001,"errMsg":"request:fail net::ERR_INTERNET_DISCONNECTED"}`)
	c.Place.Off = true
	s.SetConditions(c)
	s.Evaluate("getCurrentPages()[0].ask()", func(wire.Evaluated) {})
	said("location off", `LocationChangeError {"errCode":2}`, `getLocation:fail ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF`, `"locationEnabled":false`)
	c.Hidden = true
	s.SetConditions(c)
	said("in the background", "app hide")
	c.Hidden = false
	s.SetConditions(c)
	said("in front", "app show")
	s.Signal("memoryWarning", 5)
	s.Signal("userCaptureScreen", 0)
	s.Signal("shake", 0)
	said("signals", "MemoryWarning {}", "UserCaptureScreen ", `acc {"x":2.4,"y":-1`, `acc {"x":-2.4,"y":-1`, `acc {"x":0,"y":-1,"z":0}`)
	if st := s.State(); st.Conditions != c {
		t.Errorf("the state tells %+v", st.Conditions)
	}

	var b bytes.Buffer
	if err := s.Recording().Write(&b); err != nil {
		t.Fatal(err)
	}
	r, err := record.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	again, out, err := Replay(r, ReplayOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if out.Difference != nil || out.Compared == 0 || again.State().Conditions != c {
		t.Errorf("the replay: %+v, conditions %+v", out, again.State().Conditions)
	}
	if len(again.Logs(0)) != len(s.Logs(0)) {
		t.Errorf("the replay says %d lines, the run %d", len(again.Logs(0)), len(s.Logs(0)))
	}
}

// Proves that what makes no sense becomes what does. Oracle: hand.
func TestConditionsClamp(t *testing.T) {
	s, _ := open(t, conditionsApp, func(o *Options) {
		o.Conditions = wire.Conditions{Language: "xx", Network: "6g", Battery: 400, FontSize: -1, Place: wire.Place{Latitude: 1e9}}
	})
	c := s.State().Conditions
	if c.Language != "zh_CN" || c.Network != "wifi" || c.Battery != 100 || c.FontSize != 10 || c.Place.Latitude != 90 {
		t.Errorf("%+v", c)
	}
	for _, m := range []wire.Motion{{Alpha: 30, Beta: 40, Gamma: 50}, {Alpha: 200, Beta: -60, Gamma: -70}, {Alpha: 10, Beta: 150, Gamma: 20}, {Alpha: 350, Beta: -170}} {
		x, y, z := m.Rotation()
		got := wire.MotionOf(x, y, z)
		gx, gy, gz := got.Rotation()
		for i := range 3 {
			if d := max(abs(gx[i]-x[i]), abs(gy[i]-y[i]), abs(gz[i]-z[i])); d > 1e-9 {
				t.Errorf("%+v comes back as %+v", m, got)
			}
		}
		if got.Gamma < -90 || got.Gamma > 90 || got.Alpha < 0 || got.Alpha >= 360 {
			t.Errorf("%+v is out of range", got)
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }
