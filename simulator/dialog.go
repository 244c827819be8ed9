package simulator

import (
	"math"
	"path"
	"strings"
	"time"

	"diorama/renderer/input"
	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"
)

// dialogs are what lies over the page and waits for a person.
type dialogs struct {
	modals  []modal // the last one is shown
	sheet   *sheet
	chooser *chooser
	preview bool
}

// modal is a showModal that waits.
type modal struct {
	request int64
	data    value.Value
}

// sheet is a list of choices from below.
type sheet struct {
	request int64
	pick    func(i int) // of a sheet of our own, nil for the mini-program's
}

// blocking reports whether something lies over the page that takes all input.
func (d *dialogs) blocking() bool {
	return len(d.modals) > 0 || d.sheet != nil || d.chooser != nil || d.preview
}

const (
	toastTime = 1500.0  // ms, documentation of wx.showToast
	maxToast  = 86400e3 // ms
)

// showToast: documentation of wx.showToast and wx.showLoading; one place on the
// screen serves both.
func (s *Session) showToast(r *wire.Request) {
	y, a := s.system, r.Args
	icon := strOr(a.Get("icon"), "success")
	d := toastTime
	if v := a.Get("duration"); v.Kind() == value.Number && !math.IsNaN(v.Num()) {
		d = min(max(v.Num(), 0), maxToast)
	}
	y.toast, y.toastEnd = true, s.now+time.Duration(d*float64(time.Millisecond))
	image := s.pictureOf(r.Page, strOr(a.Get("image"), ""))
	switch {
	case r.Name == "showLoading":
		icon, image, y.toastEnd = "loading", "", -1
	case image != "":
		icon = "image"
	case icon == "none":
		icon = ""
	}
	y.set("toast", value.M("show", true, "title", a.Get("title").ToString(), "icon", icon, "image", image, "mask", a.Get("mask").Truthy()))
}

// pictureOf makes the address of a picture that JavaScript of a page named:
// relative to the page when a file is there.
func (s *Session) pictureOf(id wire.PageID, src string) string {
	if src == "" || strings.HasPrefix(src, "/") || strings.HasPrefix(src, "data:") || strings.Contains(src, "://") {
		return src
	}
	if p := s.pages[id]; p != nil {
		if near := path.Join(path.Dir(p.info.Path), src); s.project.Exists(near) {
			return "/" + near
		}
	}
	return "/" + strings.TrimPrefix(src, "./")
}

func (y *system) hideToast() {
	y.toast, y.toastEnd = false, -1
	y.set("toast", hidden)
}

var hidden = value.M("show", false)

// showModal: documentation of wx.showModal. A second one lies over the first.
func (y *system) showModal(r *wire.Request) {
	a := r.Args
	y.s.requests.add(r.ID)
	show := a.Get("showCancel")
	y.modals = append(y.modals, modal{r.ID, value.M("show", true, "title", strOr(a.Get("title"), ""), "content", strOr(a.Get("content"), ""),
		"cancel", show.IsUndefined() || show.Truthy(), "cancelText", strOr(a.Get("cancelText"), "取消"), "cancelColor", strOr(a.Get("cancelColor"), ""),
		"confirmText", strOr(a.Get("confirmText"), "确定"), "confirmColor", strOr(a.Get("confirmColor"), ""),
		"editable", a.Get("editable").Truthy(), "placeholder", strOr(a.Get("placeholderText"), ""))})
	y.topModal()
}

func (y *system) topModal() {
	y.doc.FocusNode(0)
	y.set("modal", hidden) // a new one begins with its own field
	if n := len(y.modals); n > 0 {
		y.set("modal", y.modals[n-1].data)
	}
}

func (y *system) answerModal(ok bool) {
	n := len(y.modals)
	if n == 0 {
		return
	}
	m, in := y.modals[n-1], y.root.Data.Get("modal")
	y.modals = y.modals[:n-1]
	res := value.M("confirm", ok, "cancel", !ok)
	if in.Get("editable").Truthy() && ok {
		res = value.M("confirm", true, "cancel", false, "content", in.Get("content"))
	}
	y.topModal()
	y.s.reply(m.request, res, "")
}

// showSheet: documentation of wx.showActionSheet.
func (y *system) showSheet(r *wire.Request) {
	a := r.Args
	y.answerSheet(-1)
	y.s.requests.add(r.ID)
	y.sheet = &sheet{request: r.ID}
	y.set("sheet", value.M("show", true, "items", a.Get("itemList"), "color", strOr(a.Get("itemColor"), ""), "alert", strOr(a.Get("alertText"), "")))
}

// answerSheet closes the sheet with a choice, -1 none.
func (y *system) answerSheet(i int) {
	sh := y.sheet
	if sh == nil {
		return
	}
	y.sheet = nil
	y.set("sheet", hidden)
	switch {
	case sh.pick != nil && i >= 0:
		sh.pick(i)
	case sh.pick != nil:
	case i >= 0:
		y.s.reply(sh.request, value.M("tapIndex", i), "")
	default:
		y.s.reply(sh.request, value.Value{}, "cancel")
	}
}

// showMenu is what the left half of the capsule opens.
func (y *system) showMenu() {
	s := y.s
	y.answerSheet(-1)
	items := []string{"转发给朋友", "分享到朋友圈", "重新进入小程序"}
	y.sheet = &sheet{pick: func(i int) {
		p := s.top()
		switch {
		case i == 2:
			if pages := s.app.Pages; len(pages) > 0 {
				s.action("reLaunch", value.M("url", "/"+pages[0]))
			}
		case p != nil:
			s.pageEvent(p, []string{"onShareAppMessage", "onShareTimeline"}[i], value.M("from", "menu"))
		}
	}}
	y.set("sheet", value.M("show", true, "items", items, "color", "", "alert", ""))
}

// showPreview: documentation of wx.previewImage; a swipe goes to the next picture, a
// tap closes.
func (y *system) showPreview(r *wire.Request) {
	urls, current := r.Args.Get("urls").Items(), r.Args.Get("current")
	if len(urls) == 0 {
		return
	}
	list, at := make([]value.Value, len(urls)), 0
	for i, u := range urls {
		list[i] = value.OfString(y.s.pictureOf(r.Page, u.ToString()))
		if value.Equal(u, current) {
			at = i
		}
	}
	if n := current; n.Kind() == value.Number && n.Num() >= 0 && int(n.Num()) < len(urls) {
		at = int(n.Num())
	}
	y.preview = true
	y.set("preview", value.M("show", true, "list", value.OfList(list), "current", at, "at", at+1))
}

// dismiss takes away what waits for a person; nobody is answered.
func (y *system) dismiss() {
	y.doc.FocusNode(0)
	y.dialogs = dialogs{}
	for _, k := range []string{"modal", "sheet", "picker", "preview"} {
		y.set(k, hidden)
	}
	y.hideToast()
}

// key is Enter and Escape for the dialog on top, and typing in its field.
func (y *system) key(k input.Key) {
	switch {
	case k.Name == input.KeyEscape || k.Name == input.KeyEnter:
		ok := k.Name == input.KeyEnter
		switch {
		case len(y.modals) > 0:
			y.answerModal(ok || !y.modals[len(y.modals)-1].data.Get("cancel").Truthy())
		case y.chooser != nil:
			y.endChoice(ok)
		case y.sheet != nil && !ok:
			y.answerSheet(-1)
		case y.preview:
			y.closePreview()
		}
	default:
		events, actions := y.doc.Key(k)
		y.run(events)
		y.act(actions)
	}
}

func (y *system) text(t string) {
	events, actions := y.doc.Text(t)
	y.run(events)
	y.act(actions)
}

func (y *system) closePreview() {
	y.preview = false
	y.set("preview", hidden)
}

// typed takes over the text of an editable modal.
func (y *system) typed(text value.Value) {
	y.setAt(text, "modal", "content")
}

// setAt writes one field within the frame's data.
func (y *system) setAt(v value.Value, keys ...string) {
	var p value.Path
	for _, k := range keys {
		p = append(p, value.Step{Name: k, Index: -1})
	}
	y.root.SetData([]view.Change{{Path: p, Value: v}})
	y.flush()
	y.mirror(keys[0])
}
