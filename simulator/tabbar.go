package simulator

import (
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/project"
)

// tabState is one tab as the mini-program has made it.
type tabState struct {
	item  project.TabItem
	badge string
	dot   bool
}

// tabs is the state of the tab bar: app.json and what the setters made of it.
type tabs struct {
	list  []tabState
	style map[string]string // of setTabBarStyle, by its option names
	off   bool              // hideTabBar
}

func newTabs(bar *project.TabBar) tabs {
	t := tabs{style: map[string]string{}}
	if bar != nil {
		for _, it := range bar.List {
			t.list = append(t.list, tabState{item: it})
		}
	}
	return t
}

// renew takes over a changed app.json; badges stay with their page.
func (t *tabs) renew(bar *project.TabBar) {
	old := t.list
	t.list = newTabs(bar).list
	for i := range t.list {
		for _, o := range old {
			if o.item.PagePath == t.list[i].item.PagePath {
				t.list[i].badge, t.list[i].dot = o.badge, o.dot
			}
		}
	}
}

// styled gives a colour of the tab bar: the setter's, else app.json's.
func (t *tabs) styled(name, def string) string {
	if v := t.style[name]; v != "" {
		return v
	}
	return def
}

// value gives what the template shows while the page at path is on top.
func (t *tabs) value(bar *project.TabBar, path string) value.Value {
	list := make([]value.Value, len(t.list))
	for i, tab := range t.list {
		c, icon := t.styled("color", bar.Color), tab.item.IconPath
		if tab.item.PagePath == path {
			c = t.styled("selectedColor", bar.SelectedColor)
			if tab.item.SelectedIconPath != "" {
				icon = tab.item.SelectedIconPath
			}
		}
		if icon != "" && !strings.Contains(icon, "://") && !strings.HasPrefix(icon, "data:") {
			icon = "/" + strings.TrimPrefix(icon, "/")
		}
		badge := []rune(tab.badge)
		if len(badge) > maxBadge {
			badge = []rune("…") // WeChat: documentation of wx.setTabBarBadge
		}
		list[i] = value.M("path", tab.item.PagePath, "text", tab.item.Text, "color", c, "icon", icon, "badge", string(badge), "dot", tab.dot)
	}
	line := "rgba(0, 0, 0, 0.1)"
	if t.styled("borderStyle", bar.BorderStyle) == "white" {
		line = "rgba(255, 255, 255, 0.6)"
	}
	return value.M("show", true, "top", bar.Position == "top", "background", t.styled("backgroundColor", bar.BackgroundColor), "line", line, "list", list)
}

// maxBadge is how many characters a badge shows.
const maxBadge = 4

// tabBar carries out the tab bar setters; it gives the errMsg.
func (y *system) tabBar(name string, a value.Value) string {
	bar := y.s.app.TabBar
	if bar == nil {
		return "not TabBar page"
	}
	t := &y.tabs
	switch name {
	case "showTabBar", "hideTabBar":
		if off := name == "hideTabBar"; off != t.off {
			t.off = off
			y.s.restyle()
		}
		y.update()
		return ""
	case "setTabBarStyle":
		for _, k := range []string{"color", "selectedColor", "backgroundColor", "borderStyle"} {
			if v := strOr(a.Get(k), ""); v != "" {
				t.style[k] = v
			}
		}
		y.update()
		return ""
	}
	i := a.Get("index").ToNumber()
	if !(i >= 0 && i < float64(len(t.list))) {
		return "tabbar item not found"
	}
	tab := &t.list[int(i)]
	switch name {
	case "setTabBarBadge":
		tab.badge, tab.dot = a.Get("text").ToString(), false
	case "removeTabBarBadge":
		tab.badge = ""
	case "showTabBarRedDot":
		tab.badge, tab.dot = "", true
	case "hideTabBarRedDot":
		tab.dot = false
	case "setTabBarItem":
		tab.item.Text = strOr(a.Get("text"), tab.item.Text)
		tab.item.IconPath = strOr(a.Get("iconPath"), tab.item.IconPath)
		tab.item.SelectedIconPath = strOr(a.Get("selectedIconPath"), tab.item.SelectedIconPath)
	}
	y.update()
	return ""
}
