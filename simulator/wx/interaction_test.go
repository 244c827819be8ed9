package wx

import (
	"testing"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Proves the argument checks and answers of toast, loading, modal and action sheet.
// Oracle: documentation of these APIs; texts of parameter errors as the base library
// writes them.
func TestInteraction(t *testing.T) {
	tests := []struct {
		api    string
		args   value.Value
		reply  value.Value
		err    string
		want   string
		result string
	}{
		{"showToast", value.M("title", "x"), value.Value{}, "", "showToast:ok", "undefined"},
		{"showToast", value.M(), value.Value{}, "", "showToast:fail parameter error: parameter.title should be String instead of Undefined;", ""},
		{"showToast", value.M("title", 5, "duration", "1"), value.Value{}, "", "showToast:fail parameter error: parameter.title should be String instead of Number;parameter.duration should be Number instead of String;", ""},
		{"showLoading", value.M("title", nil), value.Value{}, "", "showLoading:fail parameter error: parameter.title should be String instead of Null;", ""},
		{"hideToast", value.M(), value.Value{}, "", "hideToast:ok", ""},
		{"hideLoading", value.M("noConflict", true), value.Value{}, "", "hideLoading:ok", ""},
		{"showModal", value.M("content", "sure?"), value.M("confirm", true, "cancel", false), "", "showModal:ok", `{"confirm":true,"cancel":false,"content":null}`},
		{"showModal", value.M("editable", true), value.M("confirm", true, "cancel", false, "content", "typed"), "", "showModal:ok", `{"confirm":true,"cancel":false,"content":"typed"}`},
		{"showModal", value.M("confirmText", "五个字太长"), value.Value{}, "", "showModal:fail parameter error: confirmText should not larger than 4 Chinese characters", ""},
		{"showModal", value.M("content", 1), value.Value{}, "", "showModal:fail parameter error: parameter.content should be String instead of Number;", ""},
		{"showActionSheet", value.M("itemList", []any{"a", "b"}), value.M("tapIndex", 1), "", "showActionSheet:ok", `{"tapIndex":1}`},
		{"showActionSheet", value.M("itemList", []any{"a"}), value.Value{}, "fail cancel", "showActionSheet:fail cancel", ""},
		{"showActionSheet", value.M("itemList", []any{}), value.Value{}, "", "showActionSheet:fail parameter error: itemList should have at least one item", ""},
		{"showActionSheet", value.M("itemList", []any{"1", "2", "3", "4", "5", "6", "7"}), value.Value{}, "", "showActionSheet:fail parameter error: itemList should not be large than 6", ""},
		{"showActionSheet", value.M(), value.Value{}, "", "showActionSheet:fail parameter error: parameter.itemList should be Array instead of Undefined;", ""},
	}
	for _, tt := range tests {
		f := newFake(t)
		f.answer = func(wire.Request) (value.Value, string) { return tt.reply, tt.err }
		o := f.call(tt.api, tt.args)
		o.want(t, tt.want)
		if tt.result != "" && tt.result != "undefined" && o.result.JSON() != tt.result {
			t.Errorf("%s: %s, want %s", tt.api, o.result.JSON(), tt.result)
		}
	}
}

// Proves what the navigation bar and tab bar setters change and refuse.
// Oracle: documentation of these APIs.
func TestBars(t *testing.T) {
	f := newFake(t)
	f.call("setNavigationBarTitle", value.M("title", "Hi")).want(t, "setNavigationBarTitle:ok")
	f.call("setNavigationBarTitle", value.M()).want(t, "setNavigationBarTitle:fail parameter error: parameter.title should be String instead of Undefined;")
	f.call("setNavigationBarColor", value.M("frontColor", "#000000", "backgroundColor", "#ABCDEF")).want(t, "setNavigationBarColor:ok")
	f.call("setNavigationBarColor", value.M("frontColor", "black", "backgroundColor", "#ABCDEF")).want(t, `setNavigationBarColor:fail invalid frontColor "black"`)
	f.call("setNavigationBarColor", value.M("frontColor", "#fff", "backgroundColor", "#ABCDEF")).want(t, `setNavigationBarColor:fail invalid frontColor "#fff"`)
	f.call("setNavigationBarColor", value.M("frontColor", "#ffffff", "backgroundColor", "red")).want(t, `setNavigationBarColor:fail invalid backgroundColor "red"`)
	f.call("showNavigationBarLoading").want(t, "showNavigationBarLoading:ok")
	f.call("setBackgroundColor", value.M("backgroundColor", "#eeeeee")).want(t, "setBackgroundColor:ok")
	f.call("setBackgroundTextStyle", value.M("textStyle", "light")).want(t, "setBackgroundTextStyle:ok")
	f.call("hideHomeButton").want(t, "hideHomeButton:ok")
	p := f.pages[0]
	w := p.Window
	if p.Title != "Hi" || w.NavigationBarTextStyle != "black" || w.NavigationBarBackgroundColor != "#ABCDEF" || !w.NavigationBarLoading || w.BackgroundColor != "#eeeeee" || w.BackgroundTextStyle != "light" || !p.HideHome {
		t.Errorf("the page is %+v", p)
	}
	f.call("hideNavigationBarLoading")
	if f.pages[0].Window.NavigationBarLoading {
		t.Error("loading stays")
	}
	f.call("setTabBarBadge", value.M("index", 1, "text", "9")).want(t, "setTabBarBadge:ok")
	if r := f.requests[len(f.requests)-1]; r.Name != "setTabBarBadge" || r.Args.JSON() != `{"index":1,"text":"9"}` {
		t.Errorf("host got %s %s", r.Name, r.Args.JSON())
	}
	f.call("setTabBarBadge", value.M("index", 2, "text", "9")).want(t, "setTabBarBadge:fail tabbar item not found")
	f.call("setTabBarBadge", value.M("text", "9")).want(t, "setTabBarBadge:fail parameter error: parameter.index should be Number instead of Undefined;")
	f.call("showTabBar").want(t, "showTabBar:ok")
	f.pages[0].Tab = false
	f.call("hideTabBar").want(t, "hideTabBar:fail not TabBar page")
}
