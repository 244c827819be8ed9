package renderer

import (
	"strings"
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/renderer/value"
)

// meta is what page-meta says of the page.
type meta struct {
	node      *dom.Node // nil: there is none
	look      builtin.PageLook
	scrolling bool // the page is on its way to scroll-top
}

// Page takes over what a page-meta says; the first of several counts. The zero look takes
// it back.
func (d *Document) Page(n *dom.Node, look builtin.PageLook) {
	if d.meta.node != nil && d.meta.node != n {
		return
	}
	if look == d.meta.look {
		d.meta.node = n
		return
	}
	if d.meta = (meta{node: n, look: look}); look == (builtin.PageLook{}) {
		d.meta.node = nil
	}
	d.lookOfPage()
}

// lookOfPage brings rem and the root's declarations in line with page-meta and the
// environment as it was given.
func (d *Document) lookOfPage() {
	look := &d.meta.look
	e := d.given
	if px, ok := fontLength(e, look.RootFontSize); ok {
		e.RootFontSize = px
	}
	if e = sane(e); e != d.opt.Env {
		d.useEnv(e)
	}
	forced := strings.TrimSpace(look.Style)
	if px, ok := fontLength(e, look.FontSize); ok {
		if forced = strings.TrimSuffix(forced, ";"); forced != "" {
			forced += ";"
		}
		forced += "font-size:" + builtin.Px(px)
	}
	d.mut.SetForced(d.tree.Root, forced)
	back := strings.TrimSpace(look.Background)
	_, to, c, ok := style.FindColor(back)
	if !ok || to != len(back) || c.A != 0xff {
		c = style.Color{}
	}
	if c != d.base {
		d.base, d.repaint, d.redraw = c, true, true
	}
}

// fontLength gives a font size of page-meta in CSS px; "system" is the size that the
// phone's owner chose.
func fontLength(e style.Env, s string) (px float64, ok bool) {
	if s = strings.TrimSpace(s); s == "system" {
		return e.UserFontSize, true
	}
	px, ok = e.Length(s)
	return px, ok && px > 0
}

// ScrollPage scrolls the page as page-meta's scroll-top wants and tells n when it is there.
func (d *Document) ScrollPage(n *dom.Node, top string, duration time.Duration) {
	y, ok := d.opt.Env.Length(top)
	if !ok || d.meta.node != nil && d.meta.node != n {
		return
	}
	d.scrollNode(d.tree.Root, d.pageScroller().x, y, duration)
	if d.meta.scrolling = true; !d.pageScroller().moving() {
		d.metaArrived(n)
	}
}

// metaArrived tells a page-meta that its scrolling is over.
func (d *Document) metaArrived(n *dom.Node) {
	if d.meta.scrolling && n != nil {
		d.meta.scrolling = false
		d.Emit(n, builtin.Emit{Type: "scrolldone", Detail: value.M("scrollTop", d.pageScroller().y)})
	}
}

// metaScrolled tells page-meta that the page scrolled, metaResized that its window has
// another size.
func (d *Document) metaScrolled(y float64) {
	if n := d.meta.node; n != nil {
		d.Emit(n, builtin.Emit{Type: "scroll", Detail: value.M("scrollTop", y)})
	}
}

func (d *Document) metaResized() {
	if n := d.meta.node; n != nil {
		d.Emit(n, builtin.Emit{Type: "resize", Detail: value.M("size", value.M("windowWidth", d.given.Width, "windowHeight", d.given.Height))})
	}
}
