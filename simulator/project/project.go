// Package project reads a mini-program folder: configuration, pages, components
// and where references lead.
//
// Its one idea: everything is read through one os.Root, every path is relative to
// the mini-program root with slashes, and every mistake is a Diagnostic; nothing
// here fails but Open on a folder that is no mini-program.
package project

import (
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Component is the configuration of a page or component.
type Component struct {
	Path               string            // without extension: "pages/index/index"
	IsComponent        bool              // "component": true
	Using              map[string]string // tag → component path, resolved; app-level ones merged in
	Generics           map[string]string // componentGenerics: name → default component path or ""
	Placeholder        map[string]string // tag → tag
	StyleIsolation     string            // as written, "" none
	ComponentFramework string            // "glass-easel", "exparser" or "", app.json's when it has none
	Window             wire.Window       // page: merged over app.json window
	Raw                value.Value       // the json as read
	HasJSON            bool
}

// TabItem is one tab of the tab bar.
type TabItem struct{ PagePath, Text, IconPath, SelectedIconPath string }

// TabBar is app.json tabBar.
type TabBar struct {
	Color, SelectedColor, BackgroundColor string
	BorderStyle                           string // "black", "white"
	Position                              string // "bottom", "top"
	Custom                                bool
	List                                  []TabItem
}

// App is app.json with theme variables resolved.
type App struct {
	Pages          []string // sub-packages included, entry page first when entryPagePath says so
	SubPackages    []SubPackage
	Window         wire.Window
	TabBar         *TabBar
	Using          map[string]string // tag → component path, resolved
	StyleV2        bool
	DarkMode       bool
	ThemeLocation  string
	ResolveAlias   map[string]string
	NetworkTimeout map[string]int
	Raw            value.Value
}

// SubPackage is one entry of subPackages.
type SubPackage struct {
	Root, Name  string
	Pages       []string // full paths
	Independent bool
}
