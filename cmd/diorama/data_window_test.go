//go:build window

// Proves: in the real window a click on a value shows who changed it and what shows it,
// and a value typed there becomes a setData. Oracle: hand, told by --status.
package main

import (
	"testing"
	"testing/fstest"
)

func TestData(t *testing.T) {
	d := openDesk(t, fstest.MapFS{
		"app.json":             {Data: []byte(`{"pages":["pages/list/list"]}`)},
		"app.js":               {Data: []byte(`App({ globalData: { user: { name: 'Li' }, token: 'abc' } })`)},
		"pages/list/list.wxml": {Data: []byte(`<view class="{{n > 3 ? 'big' : ''}}" style="height:300px;font-size:40px">{{n}}</view><text wx:for="{{rows}}">{{item.name}} </text>`)},
		"pages/list/list.js":   {Data: []byte(`Page({ data: { n: 0, rows: [{name: 'a'}, {name: 'b'}] }, onLoad() { for (let i = 1; i < 30; i++) this.setData({ n: Math.round(10 * Math.sin(i / 3)) }) } })`)},
	})
	d.click(430, 494) // n
	d.shot("data-1-detail")
	before := d.last().Commits
	d.click(540, 636) // its field
	d.key("ctrl+a")
	d.xdo("type", "--delay", "20", "77")
	d.key("Return")
	d.wait("the setData of the edit", func(s seen) bool { return s.Commits > before })
	d.shot("data-2-edited")
	d.click(410, 94) // the view in the WXML panel
	d.shot("data-3-node")
}
