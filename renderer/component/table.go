// Package component is the table of the built-in components.
//
// Its one idea: one line a component, sorted by tag; what a tag without a line
// does is what the user agent sheet says.
package component

import (
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/component/button"
	"diorama/renderer/component/choice"
	"diorama/renderer/component/form"
	"diorama/renderer/component/icon"
	"diorama/renderer/component/image"
	"diorama/renderer/component/missing"
	"diorama/renderer/component/movable"
	"diorama/renderer/component/navigator"
	"diorama/renderer/component/pagemeta"
	"diorama/renderer/component/picker"
	"diorama/renderer/component/pickerview"
	"diorama/renderer/component/progress"
	"diorama/renderer/component/richtext"
	"diorama/renderer/component/scrollview"
	"diorama/renderer/component/slider"
	"diorama/renderer/component/swiper"
	"diorama/renderer/component/text"
	"diorama/renderer/component/textinput"
)

// viewHover is hover-class of view: none by default.
var viewHover = builtin.Hover{Class: "none", Start: 50 * time.Millisecond, Stay: 400 * time.Millisecond}

// Table holds every built-in component, sorted by tag.
var Table = []builtin.Kind{
	missing.Of("ad"),
	missing.Of("ad-custom"),
	missing.Of("audio"),
	button.Kind,
	missing.Of("camera"),
	missing.Of("canvas"),
	missing.Of("channel-live"),
	missing.Of("channel-video"),
	choice.Checkbox,
	choice.CheckboxGroup,
	image.Cover,
	{Tag: "cover-view", Hover: viewHover},
	missing.Of("editor"),
	form.Kind,
	icon.Kind,
	image.Image,
	textinput.Input,
	choice.Label,
	missing.Of("live-player"),
	missing.Of("live-pusher"),
	missing.Of("map"),
	{Tag: "match-media", Missing: "<match-media> shows its content whatever the media"},
	movable.Area,
	movable.View,
	pagemeta.Bar,
	navigator.Kind,
	missing.Of("official-account"),
	missing.Of("official-account-publish"),
	missing.Of("open-data"),
	{Tag: "page-container", Missing: "<page-container> is shown as a plain view"},
	pagemeta.Kind,
	picker.Kind,
	pickerview.View,
	pickerview.Column,
	progress.Kind,
	choice.Radio,
	choice.RadioGroup,
	richtext.Kind,
	{Tag: "root-portal", Missing: "<root-portal> stays where it is written"},
	scrollview.Kind,
	slider.Kind,
	missing.Of("store-product"),
	swiper.Kind,
	swiper.Item,
	choice.Switch,
	text.Kind,
	textinput.Textarea,
	missing.Of("video"),
	{Tag: "view", Hover: viewHover},
	missing.Of("voip-room"),
	missing.Of("web-view"),
}

// Find gives the kind of a tag; ok is false for one that is no built-in.
func Find(tag string) (kind *builtin.Kind, ok bool) {
	lo, hi := 0, len(Table)
	for lo < hi {
		mid := (lo + hi) / 2
		if Table[mid].Tag < tag {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(Table) && Table[lo].Tag == tag {
		return &Table[lo], true
	}
	return nil, false
}
