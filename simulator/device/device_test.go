package device

import "testing"

// The capsule, bars and window of a device agree with each other: what apps
// compute from them (documentation of getMenuButtonBoundingClientRect) adds up.
func TestConsistent(t *testing.T) {
	for _, p := range All() {
		c := p.Capsule()
		if h := (c.Y-p.StatusBar)*2 + c.H; h != p.NavigationBar {
			t.Errorf("%s: navigation bar %g from the capsule, %g in the profile", p.Name, h, p.NavigationBar)
		}
		env := p.Env("light", p.PageInsets(false, true))
		if env.WindowHeight+p.StatusBar+p.NavigationBar+env.TabBar+p.SafeBottom != p.Height {
			t.Errorf("%s: window height %g", p.Name, env.WindowHeight)
		}
	}
	if _, err := Find("iphone14"); err != nil {
		t.Error(err)
	}
	if _, err := Find("Nokia"); err == nil {
		t.Error("no error for an unknown device")
	}
}
