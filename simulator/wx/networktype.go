package wx

import "diorama/renderer/value"

// getNetworkType: documentation of wx.getNetworkType.
func getNetworkType(c *Call) {
	kind := c.RT.Env().Network
	if kind == "" {
		kind = "unknown"
	}
	c.Resolve(value.M("networkType", kind, "hasSystemProxy", false, "weakNet", c.RT.Env().Weak))
}

// getLocalIPAddress: documentation of wx.getLocalIPAddress; the address is made up.
func getLocalIPAddress(c *Call) {
	c.simulated("the address is made up")
	c.Resolve(value.M("localip", "192.168.1.100", "netmask", "255.255.255.0"))
}
