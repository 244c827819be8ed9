package simulator

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// consoleOf gives the console lines that the program wrote.
func consoleOf(s *Session) string {
	var out []string
	for _, l := range s.Logs(0) {
		if l.Level == "log" || l.Error {
			out = append(out, strings.Join(l.Args, " "))
		}
	}
	return strings.Join(out, "\n")
}

// Proves APIs from JavaScript through worker, host and back: queries, storage with
// its types, network, files, observers. Oracle: documentation of each API; numbers by
// hand from the page's styles.
func TestAPIs(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"method":%q,"q":%q}`, r.Method, r.URL.RawQuery)
	}))
	defer server.Close()
	s, _ := open(t, `
-- app.json --
{"pages":["p/p"],"window":{"navigationStyle":"custom"}}
-- app.js --
App({ url: '`+server.URL+`' })
-- p/p.wxml --
<view id="box" class="box" data-k="v"><card id="card"/></view>
<view style="height:2000px"/>
<view id="low" class="low"/>
<image id="img" wx:if="{{src}}" src="{{src}}" bindload="loaded" binderror="failed"/>
-- p/p.json --
{"usingComponents":{"card":"card"}}
-- card.json --
{"component":true}
-- card.wxml --
<view class="in"/>
-- card.wxss --
.in { width: 30px; height: 20px }
-- card.js --
Component({ lifetimes: { ready() {
  this.createSelectorQuery().select('.in').boundingClientRect(r => console.log('in', r.width, r.height)).exec()
} } })
-- p/p.wxss --
.box { width: 100px; height: 50px; margin: 10px }
.low { width: 50px; height: 50px }
-- p/p.js --
Page({
  onReady() {
    wx.createSelectorQuery().select('#box').boundingClientRect().selectAll('.box, .low').fields({ size: true }).select('#none').boundingClientRect()
      .selectViewport().scrollOffset().exec(r => console.log('query', JSON.stringify(r[0]), r[1].length, r[2], r[3].scrollTop, r[3].scrollHeight))
    const day = new Date(1000)
    wx.setStorageSync('d', day)
    wx.setStorageSync('o', { day, u: undefined, f() {} })
    const d = wx.getStorageSync('d')
    console.log('storage', d instanceof Date, d.getTime(), JSON.stringify(wx.getStorageSync('o')), wx.getStorageSync('none') === '')
    wx.request({ url: getApp().url + '/a', data: { a: 1, b: undefined }, success: r => console.log('request', r.statusCode, JSON.stringify(r.data)) })
    wx.request({ url: '/a' }).abort()
    const fs = wx.getFileSystemManager()
    const p = wx.env.USER_DATA_PATH + '/x.txt'
    fs.writeFileSync(p, 'abc', 'utf8')
    const fd = fs.openSync({ filePath: p, flag: 'r' })
    const buf = new ArrayBuffer(4)
    const got = fs.readSync({ fd, arrayBuffer: buf, offset: 1, length: 3 })
    console.log('file', fs.statSync(p).isFile(), fs.statSync(p).size, got.arrayBuffer === buf, new Uint8Array(buf).join())
    try { fs.readFileSync('wxfile://usr/none') } catch (e) { console.log('error', e.message) }
    fs.promises
    this.seen = wx.createIntersectionObserver(this).relativeToViewport().observe('#low', r => console.log('low', r.intersectionRatio, r.boundingClientRect.width))
    wx.createIntersectionObserver(this).relativeToViewport().observe('#box', r => console.log('box', r.intersectionRatio, r.dataset.k))
    wx.showModal({ title: 1 }).catch(e => console.log(e.errMsg))
    wx.setNavigationBarTitle({ title: 'T' })
    console.log(wx.canIUse('request'), wx.canIUse('startHCE'), wx.canIUse('getSystemInfoSync.return.safeArea'))
  },
  loaded(e) { console.log('picture', e.detail.width, e.detail.height) },
  failed(e) { console.log('no picture', e.detail.errMsg) },
  async choose() { const r = await wx.chooseImage(); this.setData({ src: r.tempFilePaths[0] }) },
  down() { wx.pageScrollTo({ selector: '#low', duration: 0 }) },
})
`, nil)
	want := []string{
		`query {"id":"box","dataset":{"k":"v"},"left":10,"top":10,"right":110,"bottom":60,"width":100,"height":50} 2 null 0`,
		"storage true 1000 {\"day\":\"1970-01-01T00:00:01.000Z\"} true",
		`request 200 {"method":"GET","q":"a=1&b=undefined"}`,
		"file true 3 true 0,97,98,99",
		"error readFileSync:fail no such file or directory wxfile://usr/none",
		"in 30 20", "box 1 v",
		"showModal:fail parameter error: parameter.title should be String instead of Number;",
		"true false true",
	}
	got := consoleOf(s)
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("missing %q in\n%s", w, got)
		}
	}
	if strings.Contains(got, "low") {
		t.Errorf("an element out of sight crosses:\n%s", got)
	}
	s.Eval("getCurrentPages()[0].choose()", func(string, string) {})
	s.Eval("getCurrentPages()[0].down()", func(string, string) {})
	if err := s.Settle(100*time.Millisecond, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	if got := consoleOf(s); !strings.Contains(got, "low 1 50") || !strings.Contains(got, "box 0 v") || !strings.Contains(got, "picture 480 360") {
		t.Errorf("after scrolling:\n%s", got)
	}
}

// Proves that wx.getSystemInfo answers before it returns, wx.getSystemInfoAsync after, so
// that what onLaunch keeps of it is there when components are defined. Oracle:
// documentation of wx.getSystemInfo.
func TestSystemInfoAtOnce(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({ bar: 0, onLaunch() {
  wx.getSystemInfo({ success: r => { this.bar = r.statusBarHeight }, complete: r => console.log('complete', r.errMsg) })
  wx.getSystemInfoAsync({ success: () => console.log('async') })
  console.log('launched', this.bar > 0)
} })
-- p/p.wxml --
<card/>
-- p/p.json --
{"usingComponents":{"card":"card"}}
-- p/p.js --
Page({})
-- card.json --
{"component":true}
-- card.wxml --
<view>{{bar}}</view>
-- card.js --
const app = getApp()
Component({ data: { bar: app.bar }, attached() { console.log('card', this.data.bar > 0) } })
`, nil)
	got := consoleOf(s)
	if !strings.HasPrefix(got, "complete getSystemInfo:ok\nlaunched true\n") || !strings.Contains(got, "async") || !strings.Contains(got, "card true") {
		t.Errorf("console:\n%s", got)
	}
}
