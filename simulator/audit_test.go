package simulator

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"diorama/simulator/audit"
)

const auditBad = `
-- app.json --
{"pages": ["p", "lost"], "usingComponents": {"never-there": "c"}}
-- app.js --
App({})
-- p.json --
{}
-- c.json --
{"component": true}
-- c.js --
Component({})
-- c.wxml --
<view/>
-- p.wxml --
<view class="small" bindtap="x">a</view>
<view class="faint">hello</view>
<image src="/big.png" class="pic"/>
<image src="SERVER/i.png" mode="aspectFit" class="pic"/>
<view class="fixed"><button class="low">Buy</button></view>
<view class="list"><view wx:for="{{70}}" wx:key="*this">{{n}}</view></view>
-- p.wxss --
.small { width: 12px; height: 12px }
.faint { color: #bbb; background: #fff }
.pic { width: 40px; height: 40px }
.fixed { position: fixed; bottom: 0; left: 0; right: 0 }
.small:active { color: red }
.list { overflow: scroll; height: 90px }
-- p.js --
Page({
  data: { n: 0 },
  onLoad() {
    for (let i = 0; i < 30; i++) this.setData({ n: i })
    this.setData({ secret: 'x'.repeat(300 * 1024) })
    wx.getSystemInfoSync()
    wx.request({ url: 'SERVER/missing' })
    setTimeout(() => { null.x }, 1)
  },
})
-- lost.js --
Page({})
-- lost.wxml --
<view/>
-- gone.js --
1
`

const auditGood = `
-- app.json --
{"pages": ["p"], "lazyCodeLoading": "requiredComponents"}
-- app.js --
App({})
-- p.json --
{}
-- p.wxml --
<view class="large" bindtap="x" hover-class="on">a</view>
<view class="clear">hello</view>
<image src="/big.png" mode="aspectFit" class="whole"/>
<image src="SERVER/kept.png" mode="aspectFit" class="whole"/>
<view class="fixed"><button class="low">Buy</button></view>
<view class="list"><view wx:for="{{10}}" wx:key="*this">{{n}}</view></view>
-- p.wxss --
.large { width: 30px; height: 30px }
.on { opacity: 0.5 }
.clear { color: #333; background: #fff }
.pic { width: 40px; height: 40px }
.whole { width: 300px; height: 150px }
.fixed { position: fixed; bottom: 40px; left: 0; right: 0 }
.list { overflow: scroll; -webkit-overflow-scrolling: touch; height: 90px }
-- p.js --
Page({ data: { n: 0 }, x() {}, onLoad() { this.setData({ n: 1 }); wx.getDeviceInfo(); wx.request({ url: 'SERVER/kept' }) } })
`

// Proves that a mini-program that breaks the rules is told so with the places, and that
// one that keeps them is not. Oracle: WeChat's documentation of 体验评分.
func TestAudit(t *testing.T) {
	var pic bytes.Buffer
	if err := png.Encode(&pic, image.NewGray(image.Rect(0, 0, 300, 150))); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "kept") {
			w.Header().Set("Cache-Control", "max-age=3600")
		}
		if strings.HasSuffix(r.URL.Path, ".png") {
			_, _ = w.Write(pic.Bytes())
		} else if r.URL.Path == "/missing" {
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	run := func(src string) *audit.Report {
		src = strings.ReplaceAll(src, "SERVER", server.URL)
		s, _ := open(t, src, func(o *Options) {
			write(t, o.Dir, "big.png", pic.String())
			o.Device = "iPhone X"
		})
		s.Frame()
		settle(t, s)
		s.Frame()
		return s.Audit()
	}
	bad, good := run(auditBad), run(auditGood)
	for id, want := range map[string]string{
		"setdata-often": "p.js:4", "setdata-size": "p.js:5", "wxml-nodes": "70 children", "failed-requests": "404", "js-errors": "p.js:8", "deprecated-apis": "p.js:6",
		"unbound-data": "no WXML reads secret", "inertial-scroll": "p.wxss:6", "no-active": "p.wxss:5", "tap-size": "view.small is 12.0 × 12.0", "contrast": "view.faint",
		"image-size": "/big.png", "image-ratio": "/big.png", "image-cache": "/i.png", "safe-area": "button.low", "unreachable-pages": "lost", "unused-components": "never-there",
		"unused-files": "gone.js", "lazy-code": "lazyCodeLoading",
	} {
		of := func(r *audit.Report) *audit.Result {
			return &r.Results[slices.IndexFunc(r.Results, func(x audit.Result) bool { return x.ID == id })]
		}
		b, g := of(bad), of(good)
		said := ""
		for _, f := range b.Findings {
			said += f.Text + " " + f.File + ":" + strconv.Itoa(f.Line) + "\n"
		}
		if b.State != audit.Broken || !strings.Contains(said, want) {
			t.Errorf("%s is %s (%s), said\n%swant %s", id, b.State, b.Note, said, want)
		}
		if g.State == audit.Broken || g.State != audit.Kept && id != "unused-components" {
			t.Errorf("%s: the good one is %s: %s %+v", id, g.State, g.Note, g.Findings)
		}
	}
	if good.Score != 100 || bad.Score > 60 {
		t.Errorf("the scores are %d and %d", good.Score, bad.Score)
	}
}
