package wx

import (
	"fmt"
	"regexp"
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// hexColor is how window colours are written: # and three, six or eight digits.
var hexColor = regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$`)

// update changes what the window frame shows of the calling page and ends the call.
func (c *Call) update(f func(p *wire.PageInfo)) {
	if !c.RT.UpdatePage(c.Page, f) {
		c.Fail("page not found")
		return
	}
	c.Resolve(value.Value{})
}

// setNavigationBarTitle: documentation of wx.setNavigationBarTitle.
func setNavigationBarTitle(c *Call) {
	if !c.require(param{"title", "String"}) {
		return
	}
	title := c.Opt("title").Str()
	c.update(func(p *wire.PageInfo) { p.Title, p.Window.NavigationBarTitleText = title, title })
}

// setNavigationBarColor: documentation of wx.setNavigationBarColor. The animation is
// not drawn; the colours change at once.
func setNavigationBarColor(c *Call) {
	if !c.require(param{"frontColor", "String"}, param{"backgroundColor", "String"}, param{"animation?", "Object"}) {
		return
	}
	front, back := strings.ToLower(c.Opt("frontColor").Str()), c.Opt("backgroundColor").Str()
	switch {
	case front != "#ffffff" && front != "#000000":
		c.Fail(fmt.Sprintf("invalid frontColor %q", c.Opt("frontColor").Str()))
		return
	case !hexColor.MatchString(back):
		c.Fail(fmt.Sprintf("invalid backgroundColor %q", back))
		return
	}
	c.update(func(p *wire.PageInfo) {
		p.Window.NavigationBarBackgroundColor = back
		p.Window.NavigationBarTextStyle = "white"
		if front == "#000000" {
			p.Window.NavigationBarTextStyle = "black"
		}
	})
}

func showNavigationBarLoading(c *Call) {
	c.update(func(p *wire.PageInfo) { p.Window.NavigationBarLoading = true })
}

func hideNavigationBarLoading(c *Call) {
	c.update(func(p *wire.PageInfo) { p.Window.NavigationBarLoading = false })
}

// hideHomeButton: documentation of wx.hideHomeButton.
func hideHomeButton(c *Call) {
	c.update(func(p *wire.PageInfo) { p.Window.HomeButton, p.HideHome = false, true })
}

// setBackgroundColor: documentation of wx.setBackgroundColor. The window has one
// colour behind the page; the two for iOS overscroll stand in when it is missing.
func setBackgroundColor(c *Call) {
	if !c.require(param{"backgroundColor?", "String"}, param{"backgroundColorTop?", "String"}, param{"backgroundColorBottom?", "String"}) {
		return
	}
	color := ""
	for _, name := range []string{"backgroundColorBottom", "backgroundColorTop", "backgroundColor"} {
		v := c.text(name, "")
		if v == "" {
			continue
		}
		if !hexColor.MatchString(v) {
			c.Fail(fmt.Sprintf("invalid %s %q", name, v))
			return
		}
		color = v
	}
	if color == "" {
		c.Resolve(value.Value{})
		return
	}
	c.update(func(p *wire.PageInfo) { p.Window.BackgroundColor = color })
}

// setBackgroundTextStyle: documentation of wx.setBackgroundTextStyle.
func setBackgroundTextStyle(c *Call) {
	if !c.require(param{"textStyle", "String"}) {
		return
	}
	style := c.Opt("textStyle").Str()
	if style != "dark" && style != "light" {
		c.Fail(fmt.Sprintf("invalid textStyle %q", style))
		return
	}
	c.update(func(p *wire.PageInfo) { p.Window.BackgroundTextStyle = style })
}
