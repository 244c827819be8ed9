package simulator

import (
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// requests are questions of the worker that wait for a person.
type requests struct {
	open      map[int64]bool
	crossings []*crossing // intersection.go
}

func (r *requests) add(id int64) {
	if r.open == nil {
		r.open = map[int64]bool{}
	}
	r.open[id] = true
}

func (r *requests) drop() { r.open, r.crossings = nil, nil }

// reply answers a request of the worker; errMsg "" is success.
func (s *Session) reply(id int64, result value.Value, errMsg string) {
	delete(s.requests.open, id)
	if id != 0 {
		s.send(&wire.Message{Reply: &wire.Reply{ID: id, Result: result, Err: errMsg}})
	}
}

// request carries out what the worker asks of the screen.
func (s *Session) request(r *wire.Request) {
	y := s.system
	ok := func() { s.reply(r.ID, value.OfMap(nil, nil), "") }
	p := s.pages[r.Page]
	a := r.Args
	switch r.Name {
	case "showToast", "showLoading":
		s.showToast(r)
		ok()
	case "hideToast", "hideLoading":
		y.hideToast()
		ok()
	case "showModal":
		y.showModal(r)
	case "showActionSheet":
		y.showSheet(r)
	case "previewImage":
		y.showPreview(a)
		ok()
	case "selectorQuery":
		if p == nil {
			s.reply(r.ID, value.OfList(nil), "")
			return
		}
		p.doc.Layout(s.now)
		s.reply(r.ID, s.selectorQuery(p, a), "")
	case "intersectionObserver":
		s.observe(r)
	case "intersectionObserver.cancel":
		s.unobserve(int64(a.Get("id").ToNumber()))
	case "scrollView":
		if p != nil {
			s.scrollView(p, a)
		}
		ok()
	case "pageScrollTo":
		if p != nil {
			s.pageScrollTo(p, a)
		}
		ok()
	case "stopPullDownRefresh":
		y.refresh = false
		y.set("refresh", value.OfBool(false))
		ok()
	case "startPullDownRefresh":
		s.pullDown(p)
		ok()
	case "setTabBarBadge", "removeTabBarBadge", "showTabBarRedDot", "hideTabBarRedDot", "setTabBarItem", "setTabBarStyle", "showTabBar", "hideTabBar":
		s.reply(r.ID, value.OfMap(nil, nil), y.tabBar(r.Name, a))
	case "setClipboardData":
		s.copyText(a.Get("data").ToString())
		ok()
	case "getClipboardData":
		s.reply(r.ID, value.M("data", s.clipText()), "")
	case "hideKeyboard":
		if p != nil {
			s.blur(p)
		}
		ok()
	default:
		if r.ID != 0 {
			s.reply(r.ID, value.Value{}, "fail not simulated")
		} else {
			s.addLog(wire.Log{Time: s.now, Level: "system", Args: []string{"wx." + r.Name + " is not simulated"}, API: "wx." + r.Name})
		}
	}
	s.changed()
}

// showToast: documentation of wx.showToast and wx.showLoading; one place on the
// screen serves both.
func (s *Session) showToast(r *wire.Request) {
	y, a := s.system, r.Args
	icon := strOr(a.Get("icon"), "success")
	d := 1500.0
	if v := a.Get("duration"); v.Kind() == value.Number {
		d = v.Num()
	}
	y.toast, y.loading = true, r.Name == "showLoading"
	y.toastEnd = s.now + time.Duration(d*float64(time.Millisecond))
	if y.loading {
		icon, y.toastEnd = "loading", -1
	}
	image := strOr(a.Get("image"), "")
	if icon == "none" && image == "" {
		icon = ""
	}
	if image != "" {
		icon = "image"
	}
	y.set("toast", value.M("show", true, "title", a.Get("title").ToString(), "icon", icon, "image", image, "mask", a.Get("mask").Truthy()))
}

func (y *system) showModal(r *wire.Request) {
	a := r.Args
	if y.modal != 0 {
		y.s.reply(y.modal, value.M("confirm", false, "cancel", true), "")
	}
	y.modal = r.ID
	y.s.requests.add(r.ID)
	show := a.Get("showCancel")
	y.set("modal", value.M("show", true, "title", strOr(a.Get("title"), ""), "content", strOr(a.Get("content"), ""),
		"cancel", show.IsUndefined() || show.Truthy(), "cancelText", strOr(a.Get("cancelText"), "取消"), "cancelColor", strOr(a.Get("cancelColor"), "#000000"),
		"confirmText", strOr(a.Get("confirmText"), "确定"), "confirmColor", strOr(a.Get("confirmColor"), "#576B95"),
		"editable", a.Get("editable").Truthy(), "placeholder", strOr(a.Get("placeholderText"), "")))
}

func (y *system) showSheet(r *wire.Request) {
	a := r.Args
	if y.sheet != 0 {
		y.s.reply(y.sheet, value.Value{}, "fail cancel")
	}
	y.sheet = r.ID
	y.s.requests.add(r.ID)
	y.set("sheet", value.M("show", true, "items", a.Get("itemList"), "color", strOr(a.Get("itemColor"), "#000000"), "alert", strOr(a.Get("alertText"), "")))
}

func (y *system) showPreview(a value.Value) {
	urls := a.Get("urls")
	src := strOr(a.Get("current"), strOr(urls.Index(0), ""))
	if src == "" {
		return
	}
	n := 1
	for i, u := range urls.Items() {
		if u.Str() == src {
			n = i + 1
		}
	}
	y.preview = true
	y.set("preview", value.M("show", true, "src", src, "count", value.OfInt(n).ToString()+" / "+value.OfInt(max(1, urls.Len())).ToString()))
}

// tabBar carries out the tab bar setters; it gives the errMsg.
func (y *system) tabBar(name string, a value.Value) string {
	if name == "showTabBar" || name == "hideTabBar" {
		y.tabsOff = name == "hideTabBar"
		for _, p := range y.s.pages {
			if p.doc != nil {
				p.setInfo(p.info)
			}
		}
		y.update()
		return ""
	}
	bar := y.s.project.App().TabBar
	if bar == nil {
		return "fail not TabBar page"
	}
	if name == "setTabBarStyle" {
		for _, f := range []struct {
			key string
			dst *string
		}{{"color", &bar.Color}, {"selectedColor", &bar.SelectedColor}, {"backgroundColor", &bar.BackgroundColor}, {"borderStyle", &bar.BorderStyle}} {
			*f.dst = strOr(a.Get(f.key), *f.dst)
		}
		y.update()
		return ""
	}
	i := a.Get("index").ToNumber()
	if !(i >= 0 && int(i) < len(y.tabs)) {
		return "fail tabbar item not found"
	}
	t := &y.tabs[int(i)]
	switch name {
	case "setTabBarBadge":
		t.badge = a.Get("text").ToString()
	case "removeTabBarBadge":
		t.badge = ""
	case "showTabBarRedDot":
		t.dot = true
	case "hideTabBarRedDot":
		t.dot = false
	case "setTabBarItem":
		t.item.Text = strOr(a.Get("text"), t.item.Text)
		t.item.IconPath = strOr(a.Get("iconPath"), t.item.IconPath)
		t.item.SelectedIconPath = strOr(a.Get("selectedIconPath"), t.item.SelectedIconPath)
	}
	y.update()
	return ""
}

func (s *Session) pullDown(p *page) {
	if p == nil {
		return
	}
	s.system.refresh = true
	s.system.set("refresh", value.OfBool(true))
	s.pageEvent(p, "onPullDownRefresh", value.Value{})
}
