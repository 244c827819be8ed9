// Package image is image and cover-image.
//
// Its one idea: the picture is the background of one inner node, so modes are
// nothing but background-size and background-position.
package image

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Image and Cover are the two kinds.
var (
	Image = builtin.Kind{Tag: "image", New: func(h builtin.Host, n *dom.Node) builtin.Instance { return newPicture(h, n, false) }}
	Cover = builtin.Kind{Tag: "cover-image", New: func(h builtin.Host, n *dom.Node) builtin.Instance { return newPicture(h, n, true) }}
)

type picture struct {
	h     builtin.Host
	n     *dom.Node
	inner *dom.Node
	cover bool
	src   string // resolved
	told  builtin.PictureState
	w, h0 float64 // natural size, CSS px
}

func newPicture(h builtin.Host, n *dom.Node, cover bool) *picture {
	return &picture{h: h, n: n, cover: cover, inner: builtin.Part(h, n, n, "view", "wx-image-inner")}
}

// background gives size and position for a mode.
// WeChat: documentation of image.
func background(mode string) (size, position string) {
	switch mode {
	case "aspectFit":
		return "contain", "center"
	case "aspectFill":
		return "cover", "center"
	case "widthFix", "heightFix":
		return "100% 100%", "0% 0%"
	case "top":
		return "auto", "center top"
	case "bottom":
		return "auto", "center bottom"
	case "center":
		return "auto", "center center"
	case "left":
		return "auto", "left center"
	case "right":
		return "auto", "right center"
	case "top left":
		return "auto", "left top"
	case "top right":
		return "auto", "right top"
	case "bottom left":
		return "auto", "left bottom"
	case "bottom right":
		return "auto", "right bottom"
	}
	return "100% 100%", "0% 0%"
}

func (p *picture) mode() string {
	if p.cover {
		return "scaleToFill"
	}
	return builtin.Str(p.n, "mode", "scaleToFill")
}

func (p *picture) Update() {
	src := builtin.Str(p.n, "src", "")
	if src != "" {
		src = p.h.Resolve(p.n, src)
	}
	if src != p.src {
		p.src, p.told, p.w, p.h0 = src, builtin.PictureLoading, 0, 0
	}
	forced := ""
	if src != "" {
		w, h, state := p.h.Picture(src)
		p.w, p.h0 = w, h
		if state == builtin.PictureReady {
			size, position := background(p.mode())
			forced = "background-image:" + builtin.URL(src) + ";background-size:" + size + ";background-position:" + position
		}
		if state != p.told {
			p.told = state
			switch state {
			case builtin.PictureReady:
				p.h.Emit(p.n, builtin.Emit{Type: "load", Detail: value.M("width", w, "height", h)})
			case builtin.PictureFailed:
				p.h.Emit(p.n, builtin.Emit{Type: "error", Detail: value.M("errMsg", "GET "+src+" failed")})
			}
		}
	}
	p.h.Dom().SetForced(p.inner, forced)
	p.fix()
}

// Placed fits the free side to the other one (widthFix, heightFix).
func (p *picture) Placed() bool { return p.fix() }

func (p *picture) fix() bool {
	forced := ""
	mode := p.mode()
	if mode != "widthFix" && mode != "heightFix" {
		if p.n.Forced == "" {
			return false
		}
	} else if p.w > 0 && p.h0 > 0 {
		w, h := p.h.Inner(p.n)
		switch {
		case mode == "widthFix" && w > 0:
			forced = "height:" + builtin.Px(w*p.h0/p.w)
		case mode == "heightFix" && h > 0:
			forced = "width:" + builtin.Px(h*p.w/p.h0)
		case p.n.Forced != "":
			return false // not laid out at the moment: keep
		}
	}
	if p.n.Forced == forced {
		return false
	}
	p.h.Dom().SetForced(p.n, forced)
	return true
}
