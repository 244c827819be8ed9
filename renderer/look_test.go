package renderer

import (
	"testing"

	"diorama/renderer/input"
)

const gallery = `<view class="row"><button size="mini">mini</button><button size="mini" type="primary">primary</button><button size="mini" type="warn" plain>plain</button></view>
<button type="primary">Primary 页面主操作</button><button>Default</button><button type="warn" disabled>Warn disabled</button><button loading type="default">Loading</button>
<view class="row"><switch checked/><switch/><checkbox checked/>check<checkbox/><radio checked/>radio<radio/></view>
<slider value="40" show-value/><progress percent="60" show-info/>
<view class="row"><icon type="success"/><icon type="info"/><icon type="warn"/><icon type="waiting"/><icon type="cancel"/><icon type="download"/><icon type="search"/><icon type="clear"/><icon type="success_no_circle" size="40"/></view>
<input class="field" placeholder="请输入姓名 placeholder"/><input class="field" value="filled" password/><textarea class="field" style="height:60px" value="first line&#10;second line"/>
<swiper indicator-dots style="height:80px;background:#cde"><swiper-item><view>slide one</view></swiper-item><swiper-item>two</swiper-item></swiper>
<image style="width:100px;height:60px" mode="aspectFit" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='50' height='50'%3E%3Ccircle cx='25' cy='25' r='20' fill='tomato'/%3E%3C/svg%3E"/>
<rich-text nodes="&lt;h3&gt;Rich&lt;/h3&gt;&lt;p&gt;some &lt;b&gt;bold&lt;/b&gt; and &lt;i&gt;italic&lt;/i&gt;&lt;/p&gt;"/>
<video style="width:200px;height:60px"/>`

const more = `<input id="focus" class="field" style="font-size:20px"/>
<picker-view value="{{[2,1]}}" style="height:150px;background:#fff"><picker-view-column><view>2020</view><view>2021</view><view>2022</view><view>2023</view><view>2024</view></picker-view-column><picker-view-column><view>Jan</view><view>Feb</view><view>Mar</view></picker-view-column></picker-view>
<movable-area style="width:100%;height:60px;background:#eee"><movable-view direction="all" x="{{40}}" y="{{10}}" style="width:40px;height:40px;background:#09f"></movable-view></movable-area>
<rich-text nodes="&lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;li&gt;two&lt;/li&gt;&lt;/ul&gt;&lt;table border=1&gt;&lt;tr&gt;&lt;td&gt;cell&lt;/td&gt;&lt;td&gt;cell 2&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"/>
<scroll-view scroll-x style="white-space:nowrap"><view style="display:inline-block;width:200px;height:30px;background:#fda">a</view><view style="display:inline-block;width:200px;height:30px;background:#adf">b</view></scroll-view>`

// The built-ins, to be looked at: DIORAMA_PICTURES=dir go test -run Gallery.
func TestGallery(t *testing.T) {
	p := newPage(t, gallery+more, "page{padding:10px;box-sizing:border-box} .row{padding:6px 0} .field{border:1px solid #ccc;margin:4px 0;padding:4px}")
	e := p.Env()
	e.Height = 1300
	p.SetEnv(e)
	p.tapOn("focus")
	p.Text("edit 编辑")
	p.Key(input.Key{Name: "Left", Shift: true})
	f := p.frame()
	save(t, "gallery", f.Image)
	if len(f.Damage) == 0 {
		t.Error("nothing drawn")
	}
}
