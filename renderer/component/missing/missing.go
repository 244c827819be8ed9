// Package missing stands for the components that are not simulated: a box that
// says so, in the size that the component has by default.
package missing

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
)

// Of makes the kind of a component that is not simulated.
func Of(tag string) builtin.Kind {
	return builtin.Kind{Tag: tag, Missing: "<" + tag + "> is not simulated", New: newMissing}
}

type missing struct{}

func newMissing(h builtin.Host, n *dom.Node) builtin.Instance {
	box := builtin.Part(h, n, n, "view", "wx-not-simulated")
	builtin.PartText(h, n, box, "<"+n.Tag+"> is not simulated")
	return missing{}
}

func (missing) Update() {}
