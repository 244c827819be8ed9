package project

import (
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// defaultWindow holds the documented defaults of app.json window.
func defaultWindow() wire.Window {
	return wire.Window{
		NavigationBarBackgroundColor: "#000000", NavigationBarTextStyle: "white", NavigationStyle: "default",
		BackgroundColor: "#ffffff", BackgroundTextStyle: "dark", OnReachBottomDistance: 50,
	}
}

func (p *Project) mergeWindow(w *wire.Window, v value.Value) {
	str := func(dst *string, key string) {
		if s := v.Get(key); s.Kind() == value.String {
			*dst = p.themed(s.Str())
		}
	}
	str(&w.NavigationBarBackgroundColor, "navigationBarBackgroundColor")
	str(&w.NavigationBarTextStyle, "navigationBarTextStyle")
	str(&w.NavigationBarTitleText, "navigationBarTitleText")
	str(&w.NavigationStyle, "navigationStyle")
	str(&w.BackgroundColor, "backgroundColor")
	str(&w.BackgroundTextStyle, "backgroundTextStyle")
	str(&w.PageOrientation, "pageOrientation")
	w.EnablePullDownRefresh = boolOf(v.Get("enablePullDownRefresh"), w.EnablePullDownRefresh)
	w.DisableScroll = boolOf(v.Get("disableScroll"), w.DisableScroll)
	w.HomeButton = boolOf(v.Get("homeButton"), w.HomeButton)
	w.OnReachBottomDistance = numOf(v.Get("onReachBottomDistance"), w.OnReachBottomDistance)
}

func (p *Project) loadTheme() {
	p.theme = nil
	if p.app.ThemeLocation == "" {
		return
	}
	name, ok := clean(p.app.ThemeLocation)
	if !ok {
		return
	}
	src, err := readRoot(p.root, name)
	if d, ok := Unreadable(name, err); ok {
		p.report(d)
		return
	}
	if err != nil {
		p.report(p.appDoc.problem(false, "themeLocation: "+name+" does not exist", "themeLocation"))
		return
	}
	doc, d := parseJSON(name, src)
	if d != nil {
		p.report(*d)
		return
	}
	p.theme = map[string]map[string]string{}
	for i, k := range doc.Value.Keys() {
		vars := map[string]string{}
		m := doc.Value.Index(i)
		for j, name := range m.Keys() {
			vars[name] = strOf(m.Index(j), "")
		}
		p.theme[k] = vars
	}
}

// themed replaces an @variable of theme.json.
func (p *Project) themed(s string) string {
	if !strings.HasPrefix(s, "@") {
		return s
	}
	theme := p.themeName
	if theme == "" || !p.app.DarkMode {
		theme = "light"
	}
	if v, ok := p.theme[theme][s[1:]]; ok {
		return v
	}
	return s
}
