package wx

import (
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"

	"diorama/renderer/value"
)

// login: documentation of wx.login. The code is random and no server of WeChat
// knows it.
func login(c *Call) {
	c.State.session = c.State.hex(32)
	c.simulated("the code is random; a back end cannot change it for a session")
	c.Resolve(value.M("code", "0"+c.State.hex(31)))
}

// checkSession: documentation of wx.checkSession; it fails before the first login.
func checkSession(c *Call) {
	if c.State.session == "" {
		c.FailWith("session time out, need relogin", value.M("errCode", -13001))
		return
	}
	c.Resolve(value.Value{})
}

// avatar is a grey head, as data, so that nothing is loaded from the network.
const avatar = "data:image/svg+xml;base64,"

const avatarSVG = `<svg xmlns="http://www.w3.org/2000/svg" width="132" height="132"><rect width="132" height="132" fill="#d8d8d8"/>` +
	`<circle cx="66" cy="52" r="24" fill="#ffffff"/><path d="M22 132c0-30 20-46 44-46s44 16 44 46z" fill="#ffffff"/></svg>`

// userInfo is the anonymous user. WeChat: since 2022 getUserInfo and getUserProfile
// give the grey head and this name.
func userInfo() value.Value {
	return value.M("nickName", "微信用户", "gender", 0, "language", "", "city", "", "province", "", "country", "",
		"avatarUrl", avatar+base64.StdEncoding.EncodeToString([]byte(avatarSVG)), "is_demote", true)
}

func (c *Call) giveUserInfo() {
	info := userInfo()
	raw := info.JSON()
	sum := sha1.Sum([]byte(raw + c.State.session))
	c.simulated("the anonymous user; encryptedData cannot be decrypted")
	c.Resolve(value.M("userInfo", info, "rawData", raw, "signature", hex.EncodeToString(sum[:]),
		"encryptedData", base64.StdEncoding.EncodeToString([]byte(c.State.hex(64))), "iv", base64.StdEncoding.EncodeToString([]byte(c.State.hex(16)))))
}

// getUserInfo: documentation of wx.getUserInfo.
func getUserInfo(c *Call) {
	if !c.require(param{"withCredentials?", "Boolean"}, param{"lang?", "String"}) {
		return
	}
	c.giveUserInfo()
}

// getUserProfile: documentation of wx.getUserProfile; desc is needed.
func getUserProfile(c *Call) {
	if !c.require(param{"desc", "String"}) {
		return
	}
	if c.Opt("desc").Str() == "" {
		c.Fail("desc length does not meet the requirements")
		return
	}
	c.giveUserInfo()
}

// getAccountInfoSync: documentation of wx.getAccountInfoSync.
func getAccountInfoSync(c *Call) { c.Return(value.M("miniProgram", MiniProgram(c.State))) }

// MiniProgram is the account that runs: {appId, envVersion, version}.
func MiniProgram(s *State) value.Value {
	id := ""
	if p := s.rt.Project(); p != nil {
		id = p.AppID
	}
	if id == "" {
		id = "touristappid"
	}
	return value.M("appId", id, "envVersion", "develop", "version", "")
}

// extConfig reads ext.json. WeChat: documentation of wx.getExtConfig; its content
// counts when extEnable is true.
func extConfig(c *Call) value.Value {
	p := c.RT.Project()
	if p == nil {
		return value.M()
	}
	src, err := p.ReadFile("ext.json")
	if err != nil {
		return value.M()
	}
	v, err := value.ParseJSON(src)
	if err != nil {
		c.Log("error", "ext.json: "+err.Error())
		return value.M()
	}
	if ext := v.Get("ext"); v.Get("extEnable").Truthy() && ext.Kind() == value.Map {
		return ext
	}
	return value.M()
}

func getExtConfig(c *Call) { c.Resolve(value.M("extConfig", extConfig(c))) }

func getExtConfigSync(c *Call) { c.Return(extConfig(c)) }

// getExptInfoSync: there are no experiments.
func getExptInfoSync(c *Call) { c.Return(value.M()) }
