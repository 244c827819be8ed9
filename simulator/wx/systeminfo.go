package wx

import (
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// benchmarkLevel is what a fast Android phone reports.
const benchmarkLevel = 30

// safeArea is the part of the screen without notch and home indicator.
func safeArea(e *wire.Env) value.Value {
	right, bottom := e.ScreenWidth-e.SafeRight, e.ScreenHeight-e.SafeBottom
	return value.M("left", e.SafeLeft, "top", e.SafeTop, "right", right, "bottom", bottom,
		"width", right-e.SafeLeft, "height", bottom-e.SafeTop)
}

func orientation(e *wire.Env) string {
	if e.ScreenWidth > e.ScreenHeight {
		return "landscape"
	}
	return "portrait"
}

// ios reports whether the simulated device is Apple's.
func ios(e *wire.Env) bool { return strings.HasPrefix(e.System, "iOS") }

// theme is told only when app.json says darkmode.
func theme(c *Call) value.Value {
	if p := c.RT.Project(); p != nil && !p.App().DarkMode {
		return value.Value{}
	}
	return value.OfString(c.RT.Env().Theme)
}

// members makes a Map of name, value pairs without the undefined ones.
func members(pairs ...any) value.Value {
	kept := pairs[:0:0]
	for i := 0; i+1 < len(pairs); i += 2 {
		if v := value.From(pairs[i+1]); !v.IsUndefined() {
			kept = append(kept, pairs[i], v)
		}
	}
	return value.M(kept...)
}

func deviceInfo(e *wire.Env) []any {
	out := []any{"brand", e.Brand, "model", e.Model, "system", e.System, "platform", e.Platform}
	if !ios(e) {
		out = append(out, "benchmarkLevel", benchmarkLevel)
	}
	return out
}

func windowInfo(e *wire.Env) []any {
	return []any{"pixelRatio", e.DPR, "screenWidth", e.ScreenWidth, "screenHeight", e.ScreenHeight,
		"windowWidth", e.WindowWidth, "windowHeight", e.WindowHeight, "statusBarHeight", e.StatusBar, "safeArea", safeArea(e)}
}

func (c *Call) baseInfo() []any {
	e := c.RT.Env()
	return []any{"SDKVersion", e.SDKVersion, "enableDebug", c.State.debug, "host", c.host(), "language", e.Language, "version", e.WeChatVersion,
		"theme", theme(c), "fontSizeSetting", e.FontSize}
}

// host is the application that runs the mini-program.
func (c *Call) host() value.Value { return value.M("appId", "", "env", "WeChat") }

func systemSetting(e *wire.Env) []any {
	return []any{"bluetoothEnabled", true, "locationEnabled", !e.Place.Off, "wifiEnabled", e.Network == "wifi", "deviceOrientation", orientation(e)}
}

// appAuthorize are the switches that getSystemInfo tells as booleans.
var appAuthorize = [...]string{"albumAuthorized", "bluetoothAuthorized", "cameraAuthorized", "locationAuthorized", "microphoneAuthorized",
	"notificationAuthorized", "notificationAlertAuthorized", "notificationBadgeAuthorized", "notificationSoundAuthorized", "phoneCalendarAuthorized"}

// systemInfo: documentation of wx.getSystemInfo.
func (c *Call) systemInfo() value.Value {
	e := c.RT.Env()
	var all []any
	all = append(all, deviceInfo(e)...)
	if ios(e) {
		all = append(all, "benchmarkLevel", -1)
	}
	all = append(all, windowInfo(e)...)
	all = append(all, c.baseInfo()...)
	all = append(all, systemSetting(e)...)
	for _, n := range appAuthorize {
		if n != "bluetoothAuthorized" {
			all = append(all, n, true)
		}
	}
	all = append(all, "locationReducedAccuracy", false, "batteryLevel", e.Battery)
	return members(all...)
}

// getSystemInfo: documentation of wx.getSystemInfo, "for historical reasons" it is
// called as an asynchronous API and answers synchronously.
func getSystemInfo(c *Call) { c.Resolve(c.systemInfo()) }

func getSystemInfoSync(c *Call) { c.Return(c.systemInfo()) }

// getWindowInfo: documentation of wx.getWindowInfo. screenTop is where the page
// begins on the screen.
func getWindowInfo(c *Call) {
	e := c.RT.Env()
	top := e.ScreenHeight - e.WindowHeight
	if e.TabBar > 0 {
		top -= e.TabBar + e.SafeBottom
	}
	c.Return(members(append(windowInfo(e), "screenTop", max(top, 0))...))
}

// getDeviceInfo: documentation of wx.getDeviceInfo.
func getDeviceInfo(c *Call) {
	e := c.RT.Env()
	out := append(deviceInfo(e), "memorySize", 4096)
	if !ios(e) {
		out = append(out, "abi", "arm64-v8a", "deviceAbi", "arm64-v8a", "cpuType", "simulated")
	}
	c.Return(members(out...))
}

// getAppBaseInfo: documentation of wx.getAppBaseInfo.
func getAppBaseInfo(c *Call) {
	c.Return(members(append(c.baseInfo(), "fontSizeScaleFactor", fontScale(c.RT.Env()))...))
}

// fontScale is 1 where nobody told (sessions of before).
func fontScale(e *wire.Env) float64 {
	if e.FontScale == 0 {
		return 1
	}
	return e.FontScale
}

// getSystemSetting: documentation of wx.getSystemSetting.
func getSystemSetting(c *Call) { c.Return(members(systemSetting(c.RT.Env())...)) }

// getAppAuthorizeSetting: documentation of wx.getAppAuthorizeSetting.
func getAppAuthorizeSetting(c *Call) {
	var out []any
	for _, n := range appAuthorize {
		out = append(out, n, "authorized")
	}
	c.Return(members(append(out, "locationReducedAccuracy", false)...))
}

// getMenuButtonBoundingClientRect: the capsule, on the screen.
func getMenuButtonBoundingClientRect(c *Call) {
	r := c.RT.Env().Capsule
	c.Return(value.M("width", r.W, "height", r.H, "top", r.Y, "right", r.X+r.W, "bottom", r.Y+r.H, "left", r.X))
}

// getSkylineInfo: pages are drawn as WebView ones; Skyline is not simulated.
func skylineInfo() value.Value {
	return value.M("isSupported", false, "version", "", "reason", "client not supported")
}

func getSkylineInfo(c *Call) { c.Resolve(skylineInfo()) }

func getSkylineInfoSync(c *Call) { c.Return(skylineInfo()) }

// getRendererUserAgent: what a request of this device says.
func getRendererUserAgent(c *Call) { c.Resolve(value.M("userAgent", userAgent(c.RT.Env()))) }

// userAgent is a WeChat-like text that says what it is.
func userAgent(e *wire.Env) string {
	sys := "Linux; " + e.System + "; " + e.Model
	if ios(e) {
		sys = "iPhone; CPU iPhone OS " + strings.ReplaceAll(strings.TrimPrefix(e.System, "iOS "), ".", "_") + " like Mac OS X"
	}
	return "Mozilla/5.0 (" + sys + ") AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile MicroMessenger/" + e.WeChatVersion +
		" NetType/" + strings.ToUpper(e.Network) + " Language/" + e.Language + " Diorama"
}
