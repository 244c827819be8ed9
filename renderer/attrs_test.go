package renderer

import "testing"

// A boolean attribute that is false is no attribute to the sheets: a button that
// is not disabled, plain or hidden looks so. Oracle: WeChat reflects properties,
// documentation of button.
func TestFalseAttributes(t *testing.T) {
	p := newPage(t, `<button id="a" disabled="{{false}}" plain="{{false}}" loading="{{false}}" hidden="{{false}}" type="primary">x</button><view id="b" hidden style="height:10px"></view><view id="c" hidden="{{null}}" style="height:10px"></view>`, "")
	p.frame()
	for prop, want := range map[string]string{"background-color": "rgb(26, 173, 25)", "color": "rgb(255, 255, 255)", "display": "block"} {
		if got := p.ComputedStyle(p.find("a").ID, prop); got != want {
			t.Errorf("%s is %s, want %s", prop, got, want)
		}
	}
	if _, _, _, h := p.Box(p.find("b").ID); h != 0 {
		t.Error("hidden shows")
	}
	if _, _, _, h := p.Box(p.find("c").ID); h != 10 {
		t.Error("hidden=null hides")
	}
}
