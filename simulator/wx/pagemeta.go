package wx

import (
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// PageMeta does what attributes of page-meta ask of the window, as
// setBackgroundColor and its like do; what is no value of its attribute changes nothing.
// WeChat: documentation of page-meta.
func PageMeta(p *wire.PageInfo, attrs value.Value) {
	w := &p.Window
	text := func(name string) string { return strings.TrimSpace(attrs.Get(name).ToString()) }
	has := func(name string) bool { return !attrs.Get(name).IsNil() }
	// The window has one colour behind the page (setBackgroundColor).
	for _, name := range []string{"background-color-bottom", "background-color-top", "background-color"} {
		if has(name) && hexColor.MatchString(text(name)) {
			w.BackgroundColor = text(name)
		}
	}
	if s := text("background-text-style"); s == "dark" || s == "light" {
		w.BackgroundTextStyle = s
	}
	switch s := text("page-orientation"); s {
	case "auto", "portrait", "landscape":
		w.PageOrientation = s
	}
}

// NavigationBar does what attributes of navigation-bar ask, as PageMeta.
func NavigationBar(p *wire.PageInfo, attrs value.Value) {
	w := &p.Window
	if v := attrs.Get("title"); !v.IsNil() {
		p.Title = v.ToString()
		w.NavigationBarTitleText = p.Title
	}
	if v := attrs.Get("loading"); !v.IsNil() {
		w.NavigationBarLoading = v.Truthy() && v.ToString() != "false"
	}
	if v := attrs.Get("background-color"); hexColor.MatchString(v.ToString()) {
		w.NavigationBarBackgroundColor = v.ToString()
	}
	switch strings.ToLower(attrs.Get("front-color").ToString()) {
	case "#ffffff":
		w.NavigationBarTextStyle = "white"
	case "#000000":
		w.NavigationBarTextStyle = "black"
	}
}
