package view

import "diorama/renderer/wxml"

// WeChat has two component frameworks with one template language: exparser, which is
// judged by the runtime itself, and glass-easel, which app.json or a page's json asks
// for with "componentFramework": "glass-easel". Where they differ, the Definition says
// which one counts:
//
//   - slot= on a block names the slot of everything in the block in glass-easel and
//     says nothing in exparser (oracle exparser: the compiler leaves the block out);
//   - what is undefined arrives at a property as undefined in glass-easel, and as null
//     where it has no type;
//   - options.externalComponent exists in glass-easel only.

// nodesOf gives what the template of a definition holds. A component with
// externalComponent whose template has no slot takes its content at the end, in an
// element of its own (glass-easel: "slot appending").
func nodesOf(def *Definition, nodes []*wxml.Node) []*wxml.Node {
	if !def.External || hasSlot(nodes) {
		return nodes
	}
	slot := &wxml.Node{Kind: wxml.Slot, Tag: "slot"}
	if len(nodes) == 0 {
		return []*wxml.Node{slot}
	}
	return append(nodes[:len(nodes):len(nodes)], &wxml.Node{Tag: "virtual", Children: []*wxml.Node{slot}})
}

func hasSlot(nodes []*wxml.Node) bool {
	for _, n := range nodes {
		if n.Kind == wxml.Slot || hasSlot(n.Children) {
			return true
		}
	}
	return false
}
