package style

import (
	"slices"
	"strings"

	"diorama/renderer/wxss"
)

// registry holds the longhands, the names that stand for another one, and the shorthands.
type registry struct {
	longhands  []prop
	byName     map[string]propID
	shorthands map[string]shorthand
}

// reg is the table of all properties; never changed.
var reg = newRegistry()

func newRegistry() *registry {
	r := &registry{byName: map[string]propID{}, shorthands: map[string]shorthand{}}
	for _, group := range [][]prop{boxProps(), flexProps(), gridProps(), textProps(), emphasisProps(), lookProps(), layerProps(), motionProps(), rareProps(), whiteSpaceParts()} {
		for _, d := range group {
			r.byName[d.name] = propID(len(r.longhands))
			r.longhands = append(r.longhands, d)
		}
	}
	for _, s := range shorthandTable() {
		r.shorthands[s.name] = s
	}
	return r
}

// id gives the longhand of that name, which must exist.
func (r *registry) id(name string) propID {
	id, ok := r.byName[name]
	if !ok {
		panic("style: no longhand " + name)
	}
	return id
}

// canonical gives the name under which a property is in the table.
func canonical(name string) string {
	if a, ok := aliases[name]; ok {
		return a
	}
	return name
}

func (r *registry) known(name string) bool {
	name = canonical(name)
	if _, ok := r.byName[name]; ok {
		return true
	}
	_, ok := r.shorthands[name]
	return ok
}

// PropertyNames lists all properties that have an effect, aliases included, sorted.
func PropertyNames() []string {
	var out []string
	for n := range reg.byName {
		out = append(out, n)
	}
	for n := range reg.shorthands {
		out = append(out, n)
	}
	for n := range aliases {
		out = append(out, n)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Inheritable reports whether children take over that property.
func Inheritable(name string) bool {
	if strings.HasPrefix(name, "--") {
		return true
	}
	id, ok := reg.byName[canonical(name)]
	return ok && reg.longhands[id].inherited
}

// aliases are the other names of properties.
var aliases = aliasTable()

// aliasTable: the names that Chromium reads as another property.
func aliasTable() map[string]string {
	m := map[string]string{
		"word-wrap": "overflow-wrap", "text-wrap": "text-wrap-mode", "grid-gap": "gap", "grid-row-gap": "row-gap", "grid-column-gap": "column-gap",
		"-webkit-box-reflect":  "",
		"-webkit-margin-start": "margin-inline-start", "-webkit-margin-end": "margin-inline-end",
		"-webkit-margin-before": "margin-block-start", "-webkit-margin-after": "margin-block-end",
		"-webkit-padding-start": "padding-inline-start", "-webkit-padding-end": "padding-inline-end",
		"-webkit-padding-before": "padding-block-start", "-webkit-padding-after": "padding-block-end",
		"-webkit-border-start": "border-inline-start", "-webkit-border-end": "border-inline-end",
		"-webkit-border-before": "border-block-start", "-webkit-border-after": "border-block-end",
		"-webkit-logical-width": "inline-size", "-webkit-logical-height": "block-size",
		"-webkit-writing-mode": "writing-mode", "-webkit-column-gap": "column-gap", "-webkit-columns": "columns", "-webkit-column-count": "column-count",
		"-webkit-column-width": "column-width", "-webkit-column-span": "column-span", "-webkit-column-rule": "column-rule", "-webkit-column-rule-width": "column-rule-width",
		"-webkit-column-rule-style": "column-rule-style", "-webkit-column-rule-color": "column-rule-color",
		"-webkit-column-break-inside": "break-inside", "-webkit-column-break-before": "break-before", "-webkit-column-break-after": "break-after",
		"page-break-inside": "break-inside", "text-justify": "",
		"-webkit-text-decorations-in-effect": "",
	}
	for _, n := range []string{
		"align-content", "align-items", "align-self", "animation", "animation-delay", "animation-direction", "animation-duration",
		"animation-fill-mode", "animation-iteration-count", "animation-name", "animation-play-state", "animation-timing-function",
		"backface-visibility", "background-clip", "background-origin", "background-size", "border-bottom-left-radius",
		"border-bottom-right-radius", "border-top-left-radius", "border-top-right-radius", "box-shadow", "box-sizing",
		"clip-path", "filter", "flex", "flex-basis", "flex-direction", "flex-flow", "flex-grow", "flex-shrink", "flex-wrap",
		"justify-content", "mask", "mask-clip", "mask-composite", "mask-image", "mask-origin", "mask-position", "mask-repeat", "mask-size", "opacity", "order",
		"perspective-origin", "transform", "transform-origin", "transform-style", "transition", "transition-delay",
		"transition-duration", "transition-property", "transition-timing-function", "user-select", "backdrop-filter", "hyphens", "text-emphasis", "text-emphasis-style", "text-emphasis-color", "text-emphasis-position",
	} {
		m["-webkit-"+n] = n
	}
	for k, v := range m {
		if v == "" {
			delete(m, k)
		}
	}
	return m
}

// quiet are properties that are right and change nothing in a picture here.
var quiet = map[string]bool{
	"-webkit-overflow-scrolling": true, "-webkit-font-smoothing": true, "-webkit-tap-highlight-color": true, "touch-action": true,
	"-webkit-touch-callout": true, "text-rendering": true, "speak": true, "-webkit-appearance": true, "appearance": true,
	"resize": true, "orphans": true, "widows": true, "page-break-after": true, "page-break-before": true,
	"-webkit-user-drag": true, "-webkit-user-modify": true,
	"scroll-behavior": true, "overscroll-behavior": true, "overscroll-behavior-x": true, "overscroll-behavior-y": true,
	"font-display": true, "src": true, "unicode-range": true, "image-rendering": true, "-webkit-box-lines": true, "scroll-snap-type": true, "scroll-snap-align": true, "scroll-snap-stop": true,
	"overflow-anchor": true, "scrollbar-width": true, "scrollbar-color": true, "scrollbar-gutter": true,
	"-webkit-text-size-adjust": true, "text-size-adjust": true, "color-scheme": true, "accent-color": true, "forced-color-adjust": true,
	"print-color-adjust": true, "-webkit-print-color-adjust": true, "text-justify": true, "font-synthesis": true, "content-visibility": true,
	"-webkit-perspective-origin-x": true, "size": true, "composes": true, "font-optical-sizing": true, "-webkit-line-break": true,
	// Of SVG elements, which no template has.
	"fill": true, "fill-rule": true, "fill-opacity": true, "stroke": true, "stroke-width": true, "stroke-linecap": true, "stroke-linejoin": true,
	"stroke-miterlimit": true, "stroke-dasharray": true, "stroke-dashoffset": true, "stroke-opacity": true, "paint-order": true,
}

// foreign reports a prefix of another engine, which Chromium passes over too.
func foreign(name string) bool {
	return strings.HasPrefix(name, "-moz-") || strings.HasPrefix(name, "-ms-") || strings.HasPrefix(name, "-o-") ||
		strings.HasPrefix(name, "-khtml-") || strings.HasPrefix(name, "*") || strings.HasPrefix(name, "mso-")
}

// cssWide reads initial, inherit, unset, revert standing alone.
func cssWide(toks []wxss.Token) wide {
	if len(toks) != 1 || toks[0].Kind != wxss.Ident {
		return notWide
	}
	switch wxss.Lower(toks[0].Text) {
	case "initial":
		return wideInitial
	case "inherit":
		return wideInherit
	case "unset":
		return wideUnset
	case "revert", "revert-layer":
		return wideRevert
	}
	return notWide
}
