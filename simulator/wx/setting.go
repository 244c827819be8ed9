package wx

import (
	"slices"

	"diorama/renderer/value"
)

// scopes are the permissions that authorize knows. WeChat: documentation, "scope list".
var scopes = []string{"scope.address", "scope.addPhoneCalendar", "scope.addPhoneContact", "scope.bluetooth", "scope.camera", "scope.invoice", "scope.invoiceTitle",
	"scope.record", "scope.userFuzzyLocation", "scope.userInfo", "scope.userLocation", "scope.userLocationBackground", "scope.werun", "scope.writePhotosAlbum"}

// allow notes that the user allowed a scope.
func (c *Call) allow(scope string) {
	if c.State.scopes == nil {
		c.State.scopes = map[string]bool{}
	}
	c.State.scopes[scope] = true
}

func (c *Call) authSetting() value.Value {
	pairs := []any{"scope.userInfo", true, "scope.address", true, "scope.invoice", true, "scope.invoiceTitle", true}
	for _, s := range sortedNames(c.State.scopes) {
		if !slices.Contains(pairs, any(s)) {
			pairs = append(pairs, s, c.State.scopes[s])
		}
	}
	return value.M(pairs...)
}

// getSetting: documentation of wx.getSetting: what was asked for so far.
func getSetting(c *Call) {
	pairs := []any{"authSetting", c.authSetting()}
	if c.Opt("withSubscriptions").Truthy() {
		pairs = append(pairs, "subscriptionsSetting", value.M("mainSwitch", true, "itemSettings", value.M()))
	}
	c.Resolve(value.M(pairs...))
}

// openSetting: documentation of wx.openSetting; the user changes nothing.
func openSetting(c *Call) {
	c.simulated("the user comes back without changing anything")
	getSetting(c)
}

// authorize: documentation of wx.authorize; the user agrees.
func authorize(c *Call) {
	if !c.require(param{"scope", "String"}) {
		return
	}
	scope := c.Opt("scope").Str()
	if !slices.Contains(scopes, scope) {
		c.Fail("invalid scope")
		return
	}
	c.simulated("the user allows " + scope)
	c.allow(scope)
	c.Resolve(value.Value{})
}

// maxTemplates is how many message templates one question may name.
const maxTemplates = 5

// requestSubscribeMessage: documentation of wx.requestSubscribeMessage; the user
// accepts everything.
func requestSubscribeMessage(c *Call) {
	if !c.require(param{"tmplIds", "Array"}) {
		return
	}
	ids := c.Opt("tmplIds")
	switch {
	case ids.Len() == 0:
		c.FailWith("TmplIds can't be empty", value.M("errCode", 10001))
		return
	case ids.Len() > maxTemplates:
		c.FailWith("Template count out of max bounds", value.M("errCode", 20003))
		return
	}
	c.simulated("the user accepts")
	var pairs []any
	seen := map[string]bool{}
	for _, id := range ids.Items() {
		if s := id.ToString(); !seen[s] {
			seen[s] = true
			pairs = append(pairs, s, "accept")
		}
	}
	c.Resolve(value.M(pairs...))
}

// getPrivacySetting: documentation of wx.getPrivacySetting; the user agreed before.
func getPrivacySetting(c *Call) {
	c.Resolve(value.M("needAuthorization", false, "privacyContractName", "《小程序隐私保护指引》"))
}
