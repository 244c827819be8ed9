package simulator

import (
	"bytes"
	"testing"
)

// A picture has the pixels of a session of that scale, and what is shown afterwards has
// the same pixels as before. Oracle: two pages that must look alike.
func TestPicture(t *testing.T) {
	src := `
-- app.json --
{"pages":["a/a"],"window":{"navigationBarTitleText":"Title"}}
-- a/a.wxml --
<view wx:for="{{40}}" style="border-bottom:1px solid red;padding:7.3px">row {{item}}</view><scroll-view scroll-y style="height:50px"><view style="height:300px">x</view></scroll-view>
-- a/a.js --
Page({})
`
	s, _ := open(t, src, func(o *Options) { o.DPR = 1 })
	big, _ := open(t, src, func(o *Options) { o.DPR = 3 })
	clone := func(b []byte) []byte { return append([]byte(nil), b...) }
	before := clone(s.Frame().Image.Pix)
	want := clone(big.Frame().Image.Pix)
	got := s.Picture(3)
	if got.Rect.Dx() != 3*390 || !bytes.Equal(got.Pix, want) {
		t.Errorf("the picture %v differs from the screen of that scale", got.Rect)
	}
	if !bytes.Equal(before, s.Frame().Image.Pix) {
		t.Error("the screen differs after the picture was taken")
	}
}
