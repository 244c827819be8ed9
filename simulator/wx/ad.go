package wx

import "diorama/renderer/value"

// createAd is createRewardedVideoAd and createInterstitialAd: an object whose load
// and show fail. WeChat: documentation; errors also come to onError.
func createAd(class string) func(*Call) {
	return func(c *Call) {
		c.RT.Unsupported("wx." + c.Name)
		var o *Object
		fail := func(c *Call) {
			extra := value.M("errCode", 1004)
			c.RT.EmitOn(o, "Error", value.M("errMsg", c.Name+":fail not simulated", "errCode", 1004))
			c.FailWith("not simulated", extra)
		}
		o = &Object{Class: class, Methods: []API{
			{Name: "destroy", Kind: Sync, Do: nothing},
			{Name: "load", Do: fail},
			{Name: "offClose", Kind: Off}, {Name: "offError", Kind: Off}, {Name: "offLoad", Kind: Off},
			{Name: "onClose", Kind: On}, {Name: "onError", Kind: On}, {Name: "onLoad", Kind: On},
			{Name: "show", Do: fail},
		}}
		c.Return(o.Value())
	}
}
