package wx

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed names.txt
var namesText string // facts: the members of wx in the public documentation, one a line, sorted

// Names are all documented members of wx, simulated or not, sorted.
func Names() []string { return strings.Fields(namesText) }

// Known reports whether name is a documented member of wx.
func Known(name string) bool {
	_, ok := slices.BinarySearch(Names(), name)
	return ok
}

// Form is how an API that is not simulated behaves.
type Form uint8

const (
	// FormAsync fails through fail, complete and promise.
	FormAsync Form = iota
	// FormSync gives undefined.
	FormSync
	// FormListener takes a function and never calls it.
	FormListener
	// FormObject gives an inert Object.
	FormObject
	// FormField is an object of its own (wx.cloud, wx.env).
	FormField
)

// FormOf tells the form of a documented API by its name, as WeChat names them.
func FormOf(name string) Form {
	switch {
	case name == "cloud" || name == "env" || name == "router":
		return FormField
	case strings.HasSuffix(name, "Sync"):
		return FormSync
	case isListener(name, "on") || isListener(name, "off"):
		return FormListener
	case name == "createBLEConnection":
		return FormAsync
	case strings.HasPrefix(name, "create"), strings.HasPrefix(name, "get") && strings.HasSuffix(name, "Manager"):
		return FormObject
	}
	return FormAsync
}

func isListener(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	return ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z'
}

// components are the built-in components of the public documentation, sorted.
const components = "ad ad-custom audio block button camera canvas channel-live channel-video checkbox checkbox-group cover-image cover-view editor form functional-page-navigator icon image include import input keyboard-accessory label live-player live-pusher map match-media movable-area movable-view navigation-bar navigator official-account open-data page-container page-meta picker picker-view picker-view-column progress radio radio-group rich-text root-portal scroll-view share-element slider slot sticky-header sticky-section swiper swiper-item switch template text textarea video view voip-room web-view wxs"

// KnownComponent reports whether name is a built-in component.
func KnownComponent(name string) bool {
	return slices.Contains(strings.Fields(components), name)
}
