package wx

import "diorama/renderer/value"

// showToast: documentation of wx.showToast; the host draws it.
func showToast(c *Call) {
	if !c.require(param{"title", "String"}, param{"duration?", "Number"}) {
		return
	}
	c.Host("showToast", plain(c.Options), nil)
	c.Resolve(value.Value{})
}

// showLoading: documentation of wx.showLoading; it stays until hideLoading.
func showLoading(c *Call) {
	if !c.require(param{"title", "String"}) {
		return
	}
	c.Host("showLoading", plain(c.Options), nil)
	c.Resolve(value.Value{})
}

// hideToast serves hideLoading too: there is one place on the screen for both.
func hideToast(c *Call) {
	c.Host(c.Name, plain(c.Options), nil)
	c.Resolve(value.Value{})
}
