// Package navigator is the navigator component: a tap asks for a page.
package navigator

import (
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is the navigator component.
var Kind = builtin.Kind{Tag: "navigator", New: newNavigator, Hover: builtin.Hover{Class: "navigator-hover", Start: 50 * time.Millisecond, Stay: 600 * time.Millisecond}}

type navigator struct {
	h builtin.Host
	n *dom.Node
}

func newNavigator(h builtin.Host, n *dom.Node) builtin.Instance { return &navigator{h, n} }

func (v *navigator) Update() {}

// Tap asks for the page. WeChat: documentation of navigator.
func (v *navigator) Tap(x, y float64) {
	n := v.n
	if builtin.Str(n, "target", "self") == "miniProgram" {
		if builtin.Str(n, "open-type", "navigate") == "exit" {
			v.h.Act(n, "exitMiniProgram", value.M())
			return
		}
		v.h.Act(n, "navigateToMiniProgram", value.M("appId", builtin.Str(n, "app-id", ""), "path", builtin.Str(n, "path", ""),
			"extraData", builtin.Attr(n, "extra-data"), "envVersion", builtin.Str(n, "version", "release"), "shortLink", builtin.Str(n, "short-link", "")))
		return
	}
	url := builtin.Str(n, "url", "")
	switch builtin.Str(n, "open-type", "navigate") {
	case "navigateBack":
		v.h.Act(n, "navigateBack", value.M("delta", builtin.Num(n, "delta", 1)))
	case "redirect":
		v.open("redirectTo", url)
	case "switchTab":
		v.open("switchTab", url)
	case "reLaunch":
		v.open("reLaunch", url)
	case "exit":
		v.h.Act(n, "exitMiniProgram", value.M())
	default:
		v.open("navigateTo", url)
	}
}

func (v *navigator) open(name, url string) {
	if url != "" {
		v.h.Act(v.n, name, value.M("url", url))
	}
}
