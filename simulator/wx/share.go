package wx

import "diorama/renderer/value"

// shareMenu are showShareMenu and its neighbours: the menu has no entry for sharing,
// so there is nothing to show or hide.
func shareMenu(params ...param) func(*Call) {
	return func(c *Call) {
		if c.require(params...) {
			c.Resolve(value.Value{})
		}
	}
}

// enableDebug: documentation of wx.setEnableDebug.
func setEnableDebug(c *Call) {
	if c.require(param{"enableDebug", "Boolean"}) {
		c.State.debug = c.Opt("enableDebug").Truthy()
		c.Resolve(value.Value{})
	}
}

// navigateToMiniProgram: documentation of the API; the other mini-program does not
// open.
func navigateToMiniProgram(c *Call) {
	if !c.require(param{"appId?", "String"}, param{"shortLink?", "String"}) {
		return
	}
	if c.text("appId", "") == "" && c.text("shortLink", "") == "" {
		c.Fail("parameter error: parameter.appId should be String instead of Undefined;")
		return
	}
	c.Log("info", "wx.navigateToMiniProgram is simulated: "+c.text("appId", c.text("shortLink", ""))+" would open at "+c.text("path", "its first page"))
	c.Resolve(value.Value{})
}

// simulatedOK is an API whose effect is outside of the mini-program: it succeeds and
// says what did not happen.
func simulatedOK(what string, params ...param) func(*Call) {
	return func(c *Call) {
		if c.require(params...) {
			c.simulated(what)
			c.Resolve(value.Value{})
		}
	}
}

// checkedOK succeeds: the effect cannot be seen in a simulator at all.
func checkedOK(params ...param) func(*Call) { return shareMenu(params...) }
