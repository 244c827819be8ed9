// Package icon is the icon component.
//
// Its one idea: every type is an SVG of our own, 24 units wide, used as a mask
// would be: the colour is written into it.
package icon

import (
	"strings"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
)

// Kind is the icon component.
var Kind = builtin.Kind{Tag: "icon", New: newIcon}

type icon struct {
	h     builtin.Host
	n     *dom.Node
	inner *dom.Node
}

func newIcon(h builtin.Host, n *dom.Node) builtin.Instance {
	return &icon{h, n, builtin.Part(h, n, n, "view", "wx-icon-inner")}
}

func (i *icon) Update() {
	typ := builtin.Str(i.n, "type", "")
	m := i.h.Dom()
	forced := ""
	if typ != "" {
		size := builtin.Length(i.n, "size", "23px")
		forced = "width:" + size + ";height:" + size
		if s, ok := shapes[typ]; ok {
			color := builtin.Color(i.n, "color", s.color)
			forced += ";background-image:" + builtin.URL(s.svg(color))
		} else {
			i.h.Missing("icon type=" + typ)
		}
	}
	m.SetClasses(i.inner, builtin.Classes(i.n, "wx-icon-inner wx-icon-"+strings.ReplaceAll(typ, " ", "-")))
	m.SetForced(i.inner, forced)
}
