package wx

import "testing"

// Proves the system information of the default device. Oracle: documentation of
// wx.getSystemInfo and its parts; numbers by hand from the profile of iPhone 14
// (390×844, status bar 47, bar 44, tab bar 49, home indicator 34).
func TestSystemInfo(t *testing.T) {
	f := newFake(t)
	info := f.call("getSystemInfoSync").returned
	for name, want := range map[string]string{
		"brand": `"iPhone"`, "pixelRatio": "3", "screenWidth": "390", "screenHeight": "844", "windowWidth": "390", "windowHeight": "670",
		"statusBarHeight": "47", "language": `"zh_CN"`, "platform": `"devtools"`, "SDKVersion": `"3.8.0"`, "theme": `"light"`,
		"safeArea":        `{"left":0,"top":47,"right":390,"bottom":810,"width":390,"height":763}`,
		"wifiEnabled":     "true",
		"enableDebug":     "false",
		"batteryLevel":    "100",
		"fontSizeSetting": "17", "cameraAuthorized": "true", "benchmarkLevel": "-1", "deviceOrientation": `"portrait"`,
	} {
		if got := info.Get(name).JSON(); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	f.call("getSystemInfo").want(t, "getSystemInfo:ok")
	f.call("getSystemInfoAsync").want(t, "getSystemInfoAsync:ok")
	if got := f.call("getWindowInfo").returned.Get("screenTop").Num(); got != 91 {
		t.Errorf("screenTop %v, want 91", got)
	}
	if got := f.call("getMenuButtonBoundingClientRect").returned.JSON(); got != `{"width":87,"height":32,"top":53,"right":383,"bottom":85,"left":296}` {
		t.Errorf("capsule %s", got)
	}
	if got := f.call("getAppAuthorizeSetting").returned.Get("cameraAuthorized").Str(); got != "authorized" {
		t.Errorf("cameraAuthorized %q", got)
	}
	if got := f.call("getSystemSetting").returned.JSON(); got != `{"bluetoothEnabled":true,"locationEnabled":true,"wifiEnabled":true,"deviceOrientation":"portrait"}` {
		t.Errorf("getSystemSetting %s", got)
	}
	f.env.Network = "4g"
	if f.call("getSystemSetting").returned.Get("wifiEnabled").Truthy() {
		t.Error("wifi stays on")
	}
}
