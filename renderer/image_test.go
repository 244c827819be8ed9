package renderer

import (
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"

	"diorama/renderer/picture"
)

// fakePictures answers Options.Picture; what is not in it is loading.
type fakePictures map[string]*picture.Picture

func flat(w, h int, c color.Color) *picture.Picture {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return &picture.Picture{W: w, H: h, Frames: []picture.Frame{{Image: m}}, Format: "png"}
}

// An image loads and tells so or fails, follows its src, resolves relative ones
// against the page, and fits its free side in the fix modes. Oracle: documentation
// of image.
func TestImage(t *testing.T) {
	pics := fakePictures{}
	var asked []string
	p := newPage(t, `<image id="a" src="a.png" bindload="load" binderror="fail"/><view style="width:100px"><image id="b" src="/b.png" mode="widthFix" style="width:100%"/></view><image id="c" src="https://x/c.png" mode="heightFix" style="height:50px"/><image id="d"/>`, "",
		func(o *Options) {
			o.Env.DPR = 1
			o.Picture = func(src, base string) *picture.Picture { asked = append(asked, src); return pics[src] }
		})
	p.frame()
	if _, _, w, h := p.Box(p.find("a").ID); w != 320 || h != 240 {
		t.Error("default size", w, h)
	}
	if all := strings.Join(asked, " "); !strings.Contains(all, "/pages/index/a.png") || !strings.Contains(all, "https://x/c.png") {
		t.Error(all)
	}
	pics["/b.png"], pics["https://x/c.png"] = flat(40, 20, color.Black), flat(30, 60, color.Black)
	for _, src := range []string{"/pages/index/a.png", "/b.png", "https://x/c.png"} {
		p.PictureReady(src)
	}
	p.frame()
	expect(t, "missing picture", told(p.Drain()), "error fail {\"errMsg\":\"GET /pages/index/a.png failed\"}\n")
	if _, _, w, h := p.Box(p.find("b").ID); w != 100 || h != 50 {
		t.Error("widthFix", w, h)
	}
	if _, _, w, h := p.Box(p.find("c").ID); w != 25 || h != 50 {
		t.Error("heightFix", w, h)
	}
	pics["/z.png"] = flat(8, 4, color.RGBA{255, 0, 0, 255})
	p.attr("a", "src", "/z.png")
	f := p.frame()
	expect(t, "new src", told(p.Drain()), "load load {\"width\":8,\"height\":4}\n")
	x, y, w, h := p.Box(p.find("a").ID)
	at := func(dx, dy float64) color.RGBA { return f.Image.RGBAAt(int(x+w*dx), int(y+h*dy)) }
	red, white := color.RGBA{255, 0, 0, 255}, color.RGBA{255, 255, 255, 255}
	if at(0.5, 0.05) != red || at(0.05, 0.5) != red {
		t.Error("scaleToFill fills", at(0.5, 0.05))
	}
	p.attr("a", "mode", "aspectFit")
	f = p.frame()
	if at(0.5, 0.05) != white || at(0.5, 0.5) != red {
		t.Error("aspectFit leaves room above", at(0.5, 0.05), at(0.5, 0.5))
	}
	p.attr("a", "mode", "center")
	f = p.frame()
	if at(0.4, 0.5) != white || at(0.5, 0.5) != red {
		t.Error("center does not scale", at(0.4, 0.5), at(0.5, 0.5))
	}
}

// A picture of a data: address needs no loader, a broken one is an error, and
// icons are such pictures.
func TestDataImage(t *testing.T) {
	p := newPage(t, `<image id="a" bindload="load" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='7' height='9'/%3E"/><image bindload="load" binderror="fail" src="data:image/png;base64,AAAA"/><icon id="i" type="success" color="#00f" size="40"/>`, "", func(o *Options) { o.Env.DPR = 1 })
	f := p.frame()
	got := told(p.Drain())
	if !strings.Contains(got, "load load {\"width\":7,\"height\":9}") || !strings.Contains(got, "error fail") {
		t.Error(got)
	}
	x, y, w, h := p.Box(p.find("i").ID)
	if w != 40 || h != 40 {
		t.Error(w, h)
	}
	if c := f.Image.RGBAAt(int(x+20), int(y+6)); c.B < 200 || c.R > 50 {
		t.Error("the icon is not blue", c)
	}
}

// A picture in generated content takes its natural size, also when it comes later.
// Oracle: chromium, pages comparison of the same rules.
func TestContentPicture(t *testing.T) {
	pics := fakePictures{}
	p := newPage(t, `<view id="a" class="a">x</view>`, `.a::before{content:"<" url(p.png)}.a{line-height:1px}`, func(o *Options) {
		o.Env.DPR = 2
		o.Picture = func(src, base string) *picture.Picture { return pics[src] }
	})
	p.frame()
	_, _, _, before := p.Box(p.find("a").ID)
	for _, src := range []string{"p.png", "/pages/index/p.png", "pages/index/p.png"} {
		pics[src] = flat(40, 30, color.RGBA{255, 0, 0, 255})
		p.PictureReady(src)
	}
	f := p.frame()
	x, y, _, h := p.Box(p.find("a").ID)
	if before > 10 || h < 30 || h > 45 {
		t.Errorf("height %v before the picture came, %v after", before, h)
	}
	if got := f.Image.RGBAAt(int(x)*2+60, int(y)*2+20); got != (color.RGBA{255, 0, 0, 255}) {
		t.Errorf("in the picture %v", got)
	}
}
