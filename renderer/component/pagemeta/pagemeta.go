// Package pagemeta is page-meta, the node that holds attributes of the whole page, and
// the navigation-bar in it.
//
// Its one idea: neither draws anything. What concerns the page's own look and scrolling
// goes to the Document, what concerns the window around it is asked of the logic layer,
// as if the page had called wx.setBackgroundColor and its like.
package pagemeta

import (
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is page-meta. WeChat: documentation of page-meta.
var Kind = builtin.Kind{Tag: "page-meta", New: func(h builtin.Host, n *dom.Node) builtin.Instance {
	return &meta{h: h, n: n, asked: asked{action: "pageMeta", names: []string{"background-text-style", "background-color-bottom", "background-color-top",
		"background-color", "page-orientation"}}}
}}

// Bar is navigation-bar. WeChat: documentation of navigation-bar; colours change at once,
// color-animation-duration is not drawn.
var Bar = builtin.Kind{Tag: "navigation-bar", New: func(h builtin.Host, n *dom.Node) builtin.Instance {
	return &bar{h: h, n: n, asked: asked{action: "navigationBar", names: []string{"title", "loading", "front-color", "background-color"}}}
}}

// defaultScroll is scroll-duration.
const defaultScroll = 300 * time.Millisecond

type meta struct {
	h builtin.Host
	n *dom.Node
	asked
	top     string
	waiting bool // top is to be scrolled to once sizes are known
}

func (m *meta) Update() {
	m.h.Page(m.n, builtin.PageLook{
		RootFontSize: builtin.Str(m.n, "root-font-size", ""), FontSize: builtin.Str(m.n, "page-font-size", ""),
		Style: builtin.Str(m.n, "page-style", ""), Background: builtin.Str(m.n, "root-background-color", ""),
	})
	if top := builtin.Length(m.n, "scroll-top", ""); top != m.top {
		m.top, m.waiting = top, top != ""
	}
	m.ask(m.h, m.n)
}

// Placed scrolls when sizes are known.
func (m *meta) Placed() bool {
	if m.waiting {
		m.waiting = false
		m.h.ScrollPage(m.n, m.top, builtin.Millis(m.n, "scroll-duration", defaultScroll))
	}
	return false
}

// Leave gives the page its own look back.
func (m *meta) Leave() { m.h.Page(m.n, builtin.PageLook{}) }

type bar struct {
	h builtin.Host
	n *dom.Node
	asked
}

func (b *bar) Update() { b.ask(b.h, b.n) }

// asked are attributes that somebody else carries out. Only what changed is told, so that
// what the page's program sets by itself stays.
type asked struct {
	action string
	names  []string
	told   map[string]value.Value
}

func (a *asked) ask(h builtin.Host, n *dom.Node) {
	var keys []string
	var vals []value.Value
	for _, name := range a.names {
		v := builtin.Attr(n, name)
		if v.IsNil() || value.Equal(v, a.told[name]) {
			continue
		}
		if a.told == nil {
			a.told = map[string]value.Value{}
		}
		a.told[name] = v
		keys, vals = append(keys, name), append(vals, v)
	}
	if keys != nil {
		h.Act(n, a.action, value.OfMap(keys, vals))
	}
}
