package wx

import "diorama/renderer/value"

// pageScrollTo: documentation of wx.pageScrollTo; the host scrolls.
func pageScrollTo(c *Call) {
	if !c.require(param{"scrollTop?", "Number"}, param{"duration?", "Number"}, param{"selector?", "String"}, param{"offsetTop?", "Number"}) {
		return
	}
	args := value.M("duration", c.number("duration", 300))
	sel, top := c.Opt("selector"), c.Opt("scrollTop")
	switch {
	case sel.Kind() == value.String && sel.Str() != "":
		nodes := c.RT.Select(Ref{Page: c.Page}, sel.Str(), false)
		if len(nodes) == 0 {
			c.Log("warn", "pageScrollTo: nothing matches "+sel.Str())
			c.Resolve(value.Value{})
			return
		}
		args = with(with(args, "node", int(nodes[0])), "offsetTop", c.number("offsetTop", 0))
	case top.Kind() == value.Number:
		args = with(args, "scrollTop", top)
	default:
		c.Fail("parameter error: parameter.scrollTop should be Number instead of Undefined;")
		return
	}
	c.Forward("pageScrollTo", args)
}

// forward is an API that the host carries out.
func forward(params ...param) func(*Call) {
	return func(c *Call) {
		if c.require(params...) {
			c.Forward(c.Name, plain(c.Options))
		}
	}
}
