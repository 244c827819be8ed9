package device

import (
	"fmt"
	"strings"
	"testing"
)

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
	for name, want := range map[string]string{ // the tables of the guide
		"iPhone SE": "16/0.94 17/1.00 18/1.06 19.5/1.15 21/1.24 22/1.29 23.8/1.40c", "iPhone 14 Plus": "16/0.94 17/1.00 18.5/1.09 20/1.18 22/1.29 23.8/1.40c 25.5/1.50",
		"iPad mini": "16/0.94 17/1.00 20/1.18 24.5/1.44c 27.5/1.62 29.75/1.75 29.75/1.75", "Pixel 7": "16/1.00 16/1.00 16/1.00 18/1.12 18/1.12 22/1.40c 25/1.55 26/1.65",
	} {
		p, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, s := range p.FontSteps() {
			care := ""
			if s.Care {
				care = "c"
			}
			got = append(got, fmt.Sprintf("%g/%.2f%s", s.Size, s.Scale, care))
			if parsed, ok := p.ParseFont(fmt.Sprintf("%+d", s.Step)); !ok || s.Step != i-1 || s.Step != 0 && parsed != s.Size || p.FontSize(0) != p.FontSteps()[1].Size {
				t.Errorf("%s, step %d: %g %v", name, s.Step, parsed, ok)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %s", name, strings.Join(got, " "))
		}
	}
	if _, ok := Default().ParseFont("x"); ok {
		t.Error("x is a font size")
	}
	if v, ok := Default().ParseFont("20px"); !ok || v != 20 {
		t.Error(v, ok)
	}
	if _, err := Find("iphone14"); err != nil {
		t.Error(err)
	}
	if _, err := Find("Nokia"); err == nil {
		t.Error("no error for an unknown device")
	}
}
