package wx

import (
	"diorama/renderer/value"
)

// tabSetter are the APIs that change the tab bar: documentation of wx.setTabBarItem
// and its neighbours. They fail on a page that is no tab page.
func tabSetter(params ...param) func(c *Call) {
	return func(c *Call) {
		if !c.require(params...) {
			return
		}
		if !c.onTabPage() {
			c.Fail("not TabBar page")
			return
		}
		if i := c.Opt("index"); i.Kind() == value.Number {
			if bar := c.RT.Project().App().TabBar; i.Num() < 0 || i.Num() >= float64(len(bar.List)) || i.Num() != float64(int(i.Num())) {
				c.Fail("tabbar item not found")
				return
			}
		}
		c.Forward(c.Name, plain(c.Options))
	}
}

func (c *Call) onTabPage() bool {
	if p := c.RT.Project(); p == nil || p.App().TabBar == nil {
		return false
	}
	pages := c.RT.Pages()
	return len(pages) > 0 && pages[len(pages)-1].Tab
}
