package device

import "testing"

// The capsule, bars and window of a device agree with each other: what apps
// compute from them (documentation of getMenuButtonBoundingClientRect) adds up.
func TestConsistent(t *testing.T) {
	list := All()
	for _, p := range All() {
		if p.Lying || p.Sideways {
			t.Errorf("%s is listed lying", p.Name)
		}
		l := p.Turned()
		if l.Width != p.Height || l.Height != p.Width || l.Orientation() == p.Orientation() || l.Turned() != l {
			t.Errorf("%s lying: %+v", p.Name, l)
		}
		list = append(list, l)
	}
	seen := map[string]bool{}
	for _, p := range list {
		if !p.Lying && seen[fold(p.Name)] {
			t.Errorf("%s is listed twice", p.Name)
		}
		seen[fold(p.Name)] = true
		if x := p.Capsule(); x.X+x.W > p.Width-p.SafeRight {
			t.Errorf("%s: the capsule is not in the safe area", p.Name)
		}
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
