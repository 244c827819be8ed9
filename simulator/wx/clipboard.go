package wx

import "diorama/renderer/value"

// setClipboardData: documentation of wx.setClipboardData; a toast tells the user.
func setClipboardData(c *Call) {
	if !c.require(param{"data", "String"}) {
		return
	}
	c.State.clipboard = c.Opt("data").Str()
	c.Host("setClipboardData", value.M("data", c.State.clipboard), func(_ value.Value, errMsg string) {
		if errMsg != "" {
			c.Fail(errMsg)
			return
		}
		c.Host("showToast", value.M("title", "内容已复制", "icon", "success", "duration", 1500), nil)
		c.Resolve(value.Value{})
	})
}

// getClipboardData: documentation of wx.getClipboardData.
func getClipboardData(c *Call) {
	c.Host("getClipboardData", value.M(), func(res value.Value, errMsg string) {
		if errMsg != "" {
			c.Resolve(value.M("data", c.State.clipboard))
			return
		}
		c.Resolve(value.M("data", res.Get("data").ToString()))
	})
}
