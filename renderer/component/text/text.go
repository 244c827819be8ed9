// Package text is the text component: attributes space and decode.
//
// Its one idea: what the attributes change is the shown text of the text nodes
// below; what the app wrote is kept beside it.
package text

import (
	"strings"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
)

// Kind is the text component.
var Kind = builtin.Kind{Tag: "text", New: newText, Children: true}

type text struct {
	h     builtin.Host
	n     *dom.Node
	shown map[dom.NodeID]pair
}

type pair struct{ raw, shown string }

func newText(h builtin.Host, n *dom.Node) builtin.Instance {
	return &text{h: h, n: n}
}

func (t *text) Update() {
	space, decode := builtin.Str(t.n, "space", ""), builtin.On(t.n, "decode", false)
	if space == "" && !decode && t.shown == nil {
		return
	}
	fresh := map[dom.NodeID]pair{}
	for c := t.n.First; c != nil; c = c.Next {
		if !c.IsText() || c.Internal {
			continue
		}
		raw := c.Text
		if p, ok := t.shown[c.ID]; ok && p.shown == c.Text {
			raw = p.raw
		}
		shown := transform(raw, space, decode)
		if shown != raw {
			fresh[c.ID] = pair{raw, shown}
		}
		t.h.Dom().SetText(c, shown)
	}
	t.shown = fresh
	if len(fresh) == 0 {
		t.shown = nil
	}
}

var entities = strings.NewReplacer("&nbsp;", "\u00a0", "&lt;", "<", "&gt;", ">", "&amp;", "&", "&apos;", "'", "&ensp;", "\u2002", "&emsp;", "\u2003")

// transform does space and decode. WeChat: documentation of text.
func transform(s, space string, decode bool) string {
	switch space {
	case "nbsp":
		s = strings.ReplaceAll(s, " ", "\u00a0")
	case "ensp":
		s = strings.ReplaceAll(s, " ", "\u2002")
	case "emsp":
		s = strings.ReplaceAll(s, " ", "\u2003")
	}
	if decode {
		s = entities.Replace(s)
	}
	return s
}
