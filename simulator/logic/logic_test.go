package logic

import "testing"

const helloApp = `
-- app.json --
{"pages":["pages/index/index"]}
-- app.js --
App({
  globalData: { n: 1 },
  onLaunch(o) { console.log('onLaunch', o.path, o.scene) },
  onShow() { console.log('app onShow') },
})
-- pages/index/index.wxml --
<view id="a" bindtap="add">{{n}}: {{text}}</view>
-- pages/index/index.js --
Page({
  data: { n: 0, text: 'hi' },
  onLoad(q) { console.log('onLoad', q, getApp().globalData.n, getCurrentPages().length) },
  onShow() { console.log('onShow', this.route) },
  onReady() { console.log('onReady') },
  add(e) {
    console.log(e.type, e.detail.x, e.currentTarget.id)
    this.setData({ n: this.data.n + 1 }, () => console.log('painted', this.data.n))
  },
})
`

// Proves the way from app.js to operations on the tree and back. Oracle: hand, the
// documentation of life cycles.
func TestHello(t *testing.T) {
	h := open(t, helloApp)
	h.want("start", `
		log: onLaunch pages/index/index 1001
		log: app onShow
		log: onLoad {} 1 1
		log: onShow pages/index/index
		route appLaunch [pages/index/index]
		log: onReady`)
	h.wantTree("first tree", `
		<page>
		  <view id="a">
		    "0: hi"`)
	h.tap("a")
	h.want("tap", `
		log: tap 1 a
		log: painted 1`)
	h.wantTree("after the tap", `
		<page>
		  <view id="a">
		    "1: hi"`)
}
