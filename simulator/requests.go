package simulator

import (
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// requests are questions of the worker that wait for a person or for an animation.
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

// asksPage lists the requests that need a page that is open.
var asksPage = map[string]bool{"selectorQuery": true, "scrollView": true, "pageScrollTo": true, "hideKeyboard": true, "animate": true, "clearAnimation": true}

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
	if asksPage[r.Name] && (p == nil || p.doc == nil) {
		s.reply(r.ID, value.Value{}, "page not found")
		return
	}
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
		y.showPreview(r)
		ok()
	case "selectorQuery":
		p.doc.Layout(s.now)
		s.reply(r.ID, s.selectorQuery(p, a), "")
	case "intersectionObserver":
		s.observe(r)
	case "intersectionObserver.cancel":
		s.unobserve(int64(a.Get("id").ToNumber()))
	case "scrollView":
		s.scrollView(p, a)
		ok()
	case "pageScrollTo":
		s.pageScrollTo(p, a)
		events, actions := p.doc.Drain()
		s.deliver(p, events, actions) // onPageScroll first: two runs see one order
		ok()
	case "stopPullDownRefresh":
		y.setRefresh(false)
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
		s.blur(p)
		ok()
	case "animate":
		d := s.animate(p, a)
		if r.ID != 0 {
			s.requests.add(r.ID)
			s.at(s.now+d, ok)
		}
	case "clearAnimation":
		s.clearAnimation(p, a)
		ok()
	case "pageMethodResult":
		s.log("info", a.Get("method").ToString()+" gave "+a.Get("result").JSON())
	default:
		if r.ID != 0 {
			s.reply(r.ID, value.Value{}, "not simulated")
		}
		s.addLog(wire.Log{Time: s.now, Level: "system", Args: []string{"wx." + r.Name + " is not simulated"}, API: "wx." + r.Name})
	}
	s.changed()
}
