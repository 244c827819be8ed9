// Package device knows the phones that can be simulated: sizes, safe areas and
// the menu button, and what the window of a page is on them.
//
// Its one idea: a profile is plain numbers in CSS px, and everything that
// synchronous APIs answer (wire.Env) follows from a profile and a page.
package device

import (
	"fmt"
	"strconv"
	"strings"

	"diorama/simulator/wire"
)

// Profile is one phone or tablet. Lengths in CSS px, upright unless Lying.
type Profile struct {
	Name          string
	Brand, Model  string
	System        string // "iOS 17.2", "Android 14"
	Width, Height float64
	DPR           float64
	StatusBar     float64
	SafeBottom    float64 // home indicator
	NavigationBar float64 // below the status bar
	Corner        float64 // radius of the screen's corners
	Notch         Notch
	Tablet        bool    // turns with its status bar and keeps its safe area
	SafeLeft      float64 // of a phone that lies on its side: the cut-out is at the left
	SafeRight     float64
	// Sideways: it is held with its long side level; whether a page turns with it, the
	// page says (Turned).
	Sideways bool
	// Lying: Width and Height are those of the long side level; made by Turned.
	Lying bool
}

// Notch is the form of the cut-out, for the frame around the screen.
type Notch uint8

// The forms.
const (
	NoNotch Notch = iota
	WideNotch
	Island
	PunchHole
)

// The capsule is 87×32 and stands 7 px from the right edge (WeChat 8; the same on
// every device in getMenuButtonBoundingClientRect).
const (
	capsuleW, capsuleH, capsuleRight = 87, 32, 7
	// TabBarHeight is the height of the tab bar without the safe area.
	TabBarHeight = 49
)

// All gives every profile, the default first.
func All() []Profile { return append([]Profile(nil), profiles...) }

// Default is the profile used when none is named.
func Default() Profile { return profiles[0] }

// Find looks a profile up by name, letter case and spaces apart.
func Find(name string) (Profile, error) {
	if name == "" {
		return Default(), nil
	}
	want := fold(name)
	var names []string
	for _, p := range profiles {
		if fold(p.Name) == want {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Profile{}, fmt.Errorf("no device %q; known are %s", name, strings.Join(names, ", "))
}

func fold(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }

// ParseSize reads "WxH" in CSS px.
func ParseSize(s string) (w, h float64, err error) {
	a, b, ok := strings.Cut(strings.ToLower(s), "x")
	if ok {
		var e1, e2 error
		w, e1 = strconv.ParseFloat(a, 64)
		h, e2 = strconv.ParseFloat(b, 64)
		ok = e1 == nil && e2 == nil && w >= 50 && h >= 50 && w <= 5000 && h <= 5000
	}
	if !ok {
		return 0, 0, fmt.Errorf("size %q: expected WIDTHxHEIGHT in px between 50 and 5000, such as 375x667", s)
	}
	return w, h, nil
}

// Capsule is the menu button's rectangle on the screen.
func (p Profile) Capsule() wire.Rect {
	return wire.Rect{X: p.Width - p.SafeRight - capsuleRight - capsuleW, Y: p.StatusBar + (p.NavigationBar-capsuleH)/2, W: capsuleW, H: capsuleH}
}

// IOS reports whether the device is Apple's.
func (p Profile) IOS() bool { return strings.HasPrefix(p.System, "iOS") }

// Insets says what of the screen the window frame takes from a page.
type Insets struct{ Top, Bottom float64 }

// PageInsets gives what navigation bar and tab bar take from a page of that form.
func (p Profile) PageInsets(customNavigation, tab bool) Insets {
	var in Insets
	if !customNavigation {
		in.Top = p.StatusBar + p.NavigationBar
	}
	if tab {
		in.Bottom = TabBarHeight + p.SafeBottom
	}
	return in
}

// Env fills what synchronous APIs answer for a page with these insets.
func (p Profile) Env(theme string, in Insets) wire.Env {
	tab := 0.0
	if in.Bottom > 0 {
		tab = TabBarHeight
	}
	standard := wire.DefaultConditions()
	standard.FontSize = p.FontSize(0)
	return wire.Env{
		Device: p.Name, Brand: p.Brand, Model: p.Model, System: p.System, Platform: "devtools",
		Theme: theme, SDKVersion: "3.8.0", WeChatVersion: "8.0.50",
		DPR: p.DPR, ScreenWidth: p.Width, ScreenHeight: p.Height,
		WindowWidth: p.Width, WindowHeight: p.Height - in.Top - in.Bottom,
		StatusBar: p.StatusBar, NavigationBar: p.NavigationBar, TabBar: tab,
		SafeTop: p.StatusBar, SafeBottom: p.SafeBottom, SafeLeft: p.SafeLeft, SafeRight: p.SafeRight, Capsule: p.Capsule(),
		FontScale: 1, Conditions: standard,
	}
}
