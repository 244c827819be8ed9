package wx

import (
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Proves errMsg and results of the small APIs. Oracle: documentation of each.
func TestSmallAPIs(t *testing.T) {
	tests := []struct {
		api    string
		args   []any
		msg    string
		result string // part of the result or of what the call gave
	}{
		{"getNetworkType", nil, "getNetworkType:ok", `"networkType":"wifi"`},
		{"getBatteryInfo", nil, "getBatteryInfo:ok", `{"level":100,"isCharging":false`},
		{"getBatteryInfoSync", nil, "", `"level":100`},
		{"vibrateShort", []any{value.M("type", "heavy")}, "vibrateShort:ok", ""},
		{"vibrateShort", []any{value.M("type", "x")}, "vibrateShort:fail style is not support", ""},
		{"makePhoneCall", []any{value.M("phoneNumber", 110)}, "makePhoneCall:fail parameter error: parameter.phoneNumber should be String instead of Number;", ""},
		{"makePhoneCall", []any{value.M("phoneNumber", "110")}, "makePhoneCall:ok", ""},
		{"scanCode", nil, "scanCode:ok", `"scanType":"QR_CODE"`},
		{"setScreenBrightness", []any{value.M("value", 2)}, "setScreenBrightness:fail parameter error: parameter.value should be between 0 and 1;", ""},
		{"setKeepScreenOn", []any{value.M("keepScreenOn", true)}, "setKeepScreenOn:ok", ""},
		{"getLocation", []any{value.M("type", "gcj02")}, "getLocation:ok", `"latitude":23.106574`},
		{"getLocation", []any{value.M("type", "mars")}, `getLocation:fail invalid type "mars"`, ""},
		{"chooseLocation", nil, "chooseLocation:ok", `"name":"广州塔"`},
		{"openLocation", []any{value.M("latitude", 1)}, "openLocation:fail parameter error: parameter.longitude should be Number instead of Undefined;", ""},
		{"checkSession", nil, "checkSession:fail session time out, need relogin", `"errCode":-13001`},
		{"login", nil, "login:ok", `"code":"0`},
		{"getUserInfo", nil, "getUserInfo:ok", `"nickName":"微信用户"`},
		{"getUserProfile", nil, "getUserProfile:fail parameter error: parameter.desc should be String instead of Undefined;", ""},
		{"getUserProfile", []any{value.M("desc", "x")}, "getUserProfile:ok", `"signature"`},
		{"getAccountInfoSync", nil, "", `{"miniProgram":{"appId":"wx0123456789abcdef","envVersion":"develop","version":""}}`},
		{"getExtConfigSync", nil, "", "{}"},
		{"getSetting", nil, "getSetting:ok", `"scope.userInfo":true`},
		{"authorize", []any{value.M("scope", "scope.camera")}, "authorize:ok", ""},
		{"authorize", []any{value.M("scope", "scope.everything")}, "authorize:fail invalid scope", ""},
		{"requestSubscribeMessage", []any{value.M("tmplIds", []any{"a", "b"})}, "requestSubscribeMessage:ok", `{"a":"accept","b":"accept"}`},
		{"requestSubscribeMessage", []any{value.M("tmplIds", []any{})}, "requestSubscribeMessage:fail TmplIds can't be empty", `"errCode":10001`},
		{"getPrivacySetting", nil, "getPrivacySetting:ok", `"needAuthorization":false`},
		{"showShareMenu", []any{value.M("withShareTicket", true)}, "showShareMenu:ok", ""},
		{"navigateToMiniProgram", nil, "navigateToMiniProgram:fail parameter error: parameter.appId should be String instead of Undefined;", ""},
		{"navigateToMiniProgram", []any{value.M("appId", "wx1")}, "navigateToMiniProgram:ok", ""},
		{"setEnableDebug", []any{value.M("enableDebug", true)}, "setEnableDebug:ok", ""},
		{"pageScrollTo", nil, "pageScrollTo:fail parameter error: parameter.scrollTop should be Number instead of Undefined;", ""},
		{"pageScrollTo", []any{value.M("scrollTop", 10)}, "pageScrollTo:ok", ""},
		{"startPullDownRefresh", nil, "startPullDownRefresh:ok", ""},
		{"stopPullDownRefresh", nil, "stopPullDownRefresh:ok", ""},
		{"previewImage", []any{value.M("urls", []any{})}, "previewImage:fail parameter error: parameter.urls should have at least one item;", ""},
		{"previewImage", []any{value.M("urls", []any{"a", "b"}, "current", 1)}, "previewImage:ok", ""},
		{"previewMedia", []any{value.M("sources", []any{value.M("url", "a", "type", "video"), value.M("url", "b")})}, "previewMedia:ok", ""},
		{"arrayBufferToBase64", []any{[]byte("hello")}, "", `"aGVsbG8="`},
		{"getRandomValues", []any{value.M("length", -1)}, "getRandomValues:fail parameter error: parameter.length should be an integer between 0 and 1048576;", ""},
		{"getRandomValues", []any{value.M("length", 8)}, "getRandomValues:ok", ""},
		{"setClipboardData", []any{value.M("data", 1)}, "setClipboardData:fail parameter error: parameter.data should be String instead of Number;", ""},
		{"setClipboardData", []any{value.M("data", "copied")}, "setClipboardData:ok", ""},
		{"openDocument", []any{value.M("filePath", "none")}, "openDocument:fail no such file or directory, open none", ""},
		{"stopGyroscope", nil, "stopGyroscope:fail", ""},
	}
	for _, tt := range tests {
		f := newFake(t)
		o := f.call(tt.api, tt.args...)
		o.want(t, tt.msg)
		got := o.result
		if tt.msg == "" {
			got = o.returned
		}
		if !strings.Contains(got.JSON(), tt.result) {
			t.Errorf("%s gives %s, want %s", tt.api, got.JSON(), tt.result)
		}
	}
}

// Proves that every simulated answer is announced, once. Oracle: hand.
func TestSimulatedIsSaid(t *testing.T) {
	f := newFake(t)
	for range 3 {
		f.call("login")
		f.call("scanCode")
	}
	if len(f.logs) != 2 || !strings.HasPrefix(f.logs[0], "info: wx.login is simulated") {
		t.Errorf("logs %q", f.logs)
	}
	f.call("checkSession").want(t, "checkSession:ok")
}

// Proves what the host is asked for. Oracle: the requests that package simulator takes.
func TestHostRequests(t *testing.T) {
	f := newFake(t)
	f.nodes = map[string][]dom.NodeID{"#x": {9}}
	f.answer = func(r wire.Request) (value.Value, string) {
		if r.Name == "getClipboardData" {
			return value.M("data", "from the system"), ""
		}
		return value.Value{}, ""
	}
	f.call("pageScrollTo", value.M("selector", "#x", "offsetTop", -5, "duration", 0))
	f.call("setClipboardData", value.M("data", "t"))
	if got := f.call("getClipboardData").result.JSON(); got != `{"data":"from the system"}` {
		t.Errorf("clipboard %s", got)
	}
	f.call("previewImage", value.M("urls", []any{"a", "b"}, "current", 1))
	f.call("hideKeyboard")
	var got []string
	for _, r := range f.requests {
		got = append(got, r.Name+r.Args.JSON())
	}
	want := `pageScrollTo{"duration":0,"node":9,"offsetTop":-5} setClipboardData{"data":"t"} showToast{"title":"内容已复制","icon":"success","duration":1500} getClipboardData{} previewImage{"urls":["a","b"],"current":"b"} hideKeyboard{}`
	if all := strings.Join(got, " "); all != want {
		t.Errorf("asked\n%s\nwant\n%s", all, want)
	}
}

// Proves the exported form of an animation. Oracle: documentation of Animation; the
// form that the base library exports.
func TestAnimation(t *testing.T) {
	f := newFake(t)
	a := f.call("createAnimation", value.M("duration", 1000, "timingFunction", "ease")).returned
	for _, m := range []struct {
		name string
		args []any
	}{
		{"translate", []any{30}}, {"width", []any{10}}, {"step", nil}, {"scale", []any{2}}, {"width", []any{"50%"}}, {"opacity", []any{0}}, {"step", []any{value.M("duration", 0)}},
	} {
		if back := f.method(a, m.name, m.args...).returned; AsObject(back) != AsObject(a) {
			t.Errorf("%s does not give the animation", m.name)
		}
	}
	want := `{"actions":[{"animates":[{"type":"translate","args":[30,0]},{"type":"style","args":["width","10px"]}],"option":{"transformOrigin":"50% 50% 0","transition":{"duration":1000,"timingFunction":"ease","delay":0}}},` +
		`{"animates":[{"type":"translate","args":[30,0]},{"type":"style","args":["width","50%"]},{"type":"scale","args":[2,2]},{"type":"style","args":["opacity",0]}],"option":{"transformOrigin":"50% 50% 0","transition":{"duration":0,"timingFunction":"ease","delay":0}}}]}`
	if got := f.method(a, "export").returned.JSON(); got != want {
		t.Errorf("exported\n%s\nwant\n%s", got, want)
	}
	if got := f.method(a, "export").returned.JSON(); got != `{"actions":[]}` {
		t.Errorf("a second export gives %s", got)
	}
}

// Proves events that come later: updates, sensors, audio. Oracle: documentation.
func TestEvents(t *testing.T) {
	f := newFake(t)
	var got []string
	u := f.call("getUpdateManager").returned
	f.method(u, "onCheckForUpdate", collect(&got))
	f.call("onAccelerometerChange", collect(&got))
	f.call("startCompass").want(t, "startCompass:ok")
	f.call("stopCompass").want(t, "stopCompass:ok")
	f.call("onCompassChange", func(...value.Value) {})
	a := f.call("createInnerAudioContext").returned
	f.method(a, "onPlay", func(...value.Value) { got = append(got, "play") })
	for _, p := range AsObject(a).Props {
		if p.Name == "autoplay" {
			p.Set(value.OfBool(true))
		}
		if p.Name == "src" {
			defer func() {
				if p.Get().Str() != "x.mp3" {
					t.Error("src is not kept")
				}
			}()
			p.Set(value.OfString("x.mp3"))
		}
	}
	f.method(a, "play")
	m := f.callOn(nil, row(t, Table(), "createMediaQueryObserver")).returned
	f.method(m, "observe", value.M("minWidth", 300, "orientation", "portrait"), collect(&got))
	f.advance(time.Second)
	if all := strings.Join(got, "|"); all != `{"hasUpdate":false}|play|{"matches":true}|{"x":0,"y":0,"z":-1}` {
		t.Errorf("heard %s", all)
	}
	if len(f.told) != 1 || f.told[0] != "InnerAudioContext.play (no sound is made)" {
		t.Errorf("told %q", f.told)
	}
}

// Proves that what needs WeChat's servers fails clearly and that chains hold.
// Oracle: hand.
func TestCloudAndAds(t *testing.T) {
	f := newFake(t)
	c := cloud().Value()
	f.method(c, "init")
	f.method(c, "callFunction", value.M("name", "x")).want(t, "cloud.callFunction:fail not simulated")
	col := f.method(f.method(c, "database").returned, "collection", "todos").returned
	q := f.method(f.method(col, "where", value.M()).returned, "orderBy", "a", "desc").returned
	f.method(q, "get").want(t, "cloud.database.collection.get:fail not simulated")
	f.method(f.method(col, "doc", "id").returned, "update", value.M()).want(t, "cloud.database.doc.update:fail not simulated")
	ad := f.call("createRewardedVideoAd", value.M("adUnitId", "x")).returned
	var got []string
	f.method(ad, "onError", collect(&got))
	f.method(ad, "load").want(t, "load:fail not simulated")
	if len(got) != 1 {
		t.Errorf("onError heard %q", got)
	}
}

// Proves what an intersection observer asks for and hands on. Oracle: documentation
// of IntersectionObserver.
func TestIntersectionObserver(t *testing.T) {
	f := newFake(t)
	f.nodes = map[string][]dom.NodeID{".a": {3, 4}, "#box": {2}}
	o := f.call("createIntersectionObserver", value.OfFunc(&Ref{Page: 1, Instance: 7}), value.M("thresholds", []any{0, 0.5}, "observeAll", true)).returned
	f.method(o, "relativeTo", "#box", value.M("top", 5))
	f.method(o, "relativeToViewport", value.M("bottom", 10))
	var got []string
	f.method(o, "observe", ".a", collect(&got))
	r := f.requests[0]
	want := `{"nodes":[3,4],"relative":[{"nodes":[2],"viewport":false,"margins":{"top":5}},{"nodes":[],"viewport":true,"margins":{"bottom":10}}],"thresholds":[0,0.5],"initialRatio":0,"observeAll":true,"nativeMode":false}`
	if r.Name != "intersectionObserver" || r.Args.JSON() != want {
		t.Errorf("asked %s %s", r.Name, r.Args.JSON())
	}
	f.subs[r.ID](value.M("intersectionRatio", 0.5))
	f.method(o, "disconnect")
	if len(got) != 1 || len(f.subs) != 0 || f.requests[1].Name != "intersectionObserver.cancel" {
		t.Errorf("heard %q, %d subscriptions left", got, len(f.subs))
	}
}
