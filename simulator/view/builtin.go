package view

import (
	"slices"
	"strings"
)

// builtins are the tags of WeChat's built-in components, sorted. Attributes of
// these are known by their dash form and may be written in camel case; attributes
// of other tags are only lower-cased, as those of HTML elements are.
var builtins = []string{
	"ad", "ad-custom", "animation-video", "audio", "block", "button", "camera", "canvas", "channel-live", "channel-video",
	"checkbox", "checkbox-group", "cover-image", "cover-view", "double-tap-gesture-handler", "draggable-sheet", "editor",
	"editor-portal", "force-press-gesture-handler", "form", "functional-page-navigator", "grid-builder", "grid-view",
	"horizontal-drag-gesture-handler", "icon", "image", "input", "keyboard-accessory", "label", "list-builder", "list-view",
	"live-player", "live-pusher", "long-press-gesture-handler", "map", "match-media", "movable-area", "movable-view",
	"native-component", "navigation-bar", "navigator", "nested-scroll-body", "nested-scroll-header", "official-account",
	"official-account-publish", "open-container", "open-data", "open-data-item", "open-data-list", "page-container",
	"page-meta", "pan-gesture-handler", "picker", "picker-view", "picker-view-column", "progress", "radio", "radio-group",
	"rich-text", "root-portal", "scale-gesture-handler", "scroll-view", "selection", "share-element", "slider", "snapshot",
	"span", "sticky-header", "sticky-section", "store-coupon", "store-gift", "store-home", "store-product", "swiper",
	"swiper-item", "switch", "tap-gesture-handler", "text", "textarea", "vertical-drag-gesture-handler", "video", "view",
	"voip-room", "web-view", "xr-scene",
}

func isBuiltin(tag string) bool {
	_, ok := slices.BinarySearch(builtins, tag)
	return ok
}

// dash turns camel case into dash form: scrollTop → scroll-top.
func dash(name string) string {
	if !hasUpper(name) {
		return name
	}
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			if i > 0 && name[i-1] != '-' {
				b.WriteByte('-')
			}
			c += 'a' - 'A'
		}
		b.WriteByte(c)
	}
	return b.String()
}

// camel turns dash form into camel case: scroll-top → scrollTop. // WeChat: every dash
// goes away and a small letter after it is a capital (a-1 is a1, a--b- is aB); oracle wcc.
func camel(name string) string {
	if strings.IndexByte(name, '-') < 0 {
		return name
	}
	b := make([]byte, 0, len(name))
	up := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c == '-' {
			up = true
			continue
		}
		if up && c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		up = false
		b = append(b, c)
	}
	return string(b)
}

func hasUpper(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			return true
		}
	}
	return false
}

// domName is the attribute name under which tag knows what is written as name.
func domName(tag, name string) string {
	if !hasUpper(name) {
		return name
	}
	if isBuiltin(tag) {
		return dash(name)
	}
	return strings.ToLower(name)
}
