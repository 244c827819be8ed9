//go:build window

// Proves: the Sensors, Audits and Sources panels in the real window: a click on the map
// reaches wx.onLocationChange, turning the network off reaches wx.onNetworkStatusChange,
// an audit runs, a click beside a line filters the timeline. Oracle: hand, told by the
// window's --status file.
package main

import (
	"testing"
	"testing/fstest"
	"time"
)

const sensorsPage = `Page({ data: { place: '', net: '', n: 0 }, onLoad() {
  wx.onLocationChange(r => this.setData({ place: r.latitude + ', ' + r.longitude }))
  wx.startLocationUpdate({ type: 'wgs84' })
  wx.onAccelerometerChange(r => this.setData({ acc: r.x + ' ' + r.y + ' ' + r.z }))
  wx.onNetworkStatusChange(r => this.setData({ net: r.networkType }))
  for (let i = 0; i < 6; i++) this.setData({ n: i })
} })`

func TestSensorsAuditsSources(t *testing.T) {
	d := openDesk(t, fstest.MapFS{
		"app.json":             {Data: []byte(`{"pages":["pages/list/list"]}`)},
		"pages/list/list.wxml": {Data: []byte("<view>{{place}}</view>\n<view>{{net}} {{n}}</view>\n<view style=\"color:#ccc\" bindtap=\"x\">{{acc}}</view>")},
		"pages/list/list.wxss": {Data: []byte("view { padding: 8px }\nview:active { color: red }")},
		"pages/list/list.js":   {Data: []byte(sensorsPage)},
	})
	more := func(what string, do func()) {
		t.Helper()
		before := d.last().Commits
		do()
		d.wait(what, func(s seen) bool { return s.Commits > before })
	}
	d.click(672, 48) // Sensors
	d.shot("sensors-1")
	more("the place of the map", func() { d.click(500, 150) })
	d.shot("sensors-2-place")
	d.click(715, 48) // Audits
	time.Sleep(500 * time.Millisecond)
	d.click(1470, 48)
	time.Sleep(2 * time.Second)
	d.click(1370, 48) // broken only
	d.click(470, 137) // the first rule
	d.shot("sensors-3-audits")
	d.click(780, 48) // Sources
	time.Sleep(time.Second)
	d.click(480, 144) // list.js
	time.Sleep(time.Second)
	d.shot("sensors-4-sources")
	breaks := d.last().Breaks
	d.click(820, 201) // the line with the loop
	d.key("F9")
	d.wait("the breakpoint at the line", func(s seen) bool { return s.Breaks == breaks+1 })
	d.click(689, 201) // beside its count
	time.Sleep(time.Second)
	d.shot("sensors-5-filter")
}
