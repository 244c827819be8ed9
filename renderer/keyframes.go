package renderer

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"diorama/renderer/animation"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
)

// keyframes gives the frames of a @keyframes rule for an element, sorted.
func (d *Document) keyframes(k animation.Key, name string, base *style.Computed) (out []animation.Frame, ok bool) {
	n := d.tree.Node(k.Node)
	if n == nil {
		return nil, false
	}
	return d.frames(n, name, func(decls []wxss.Decl) *style.Computed { return d.styler.Apply(n, decls) })
}

// frames makes the frames of a rule with apply, which gives the element's style with
// further declarations.
func (d *Document) frames(n *dom.Node, name string, apply func([]wxss.Decl) *style.Computed) (out []animation.Frame, ok bool) {
	rule := d.styler.Keyframes(name, n)
	if rule == nil {
		return nil, false
	}
	for i := range rule.Frames {
		f := &rule.Frames[i]
		decls := keyframeDecls(f.Decls)
		fr := animation.Frame{Style: apply(decls)}
		if fr.Style == nil {
			continue
		}
		for _, decl := range decls {
			if decl.Name == "animation-timing-function" || decl.Name == "-webkit-animation-timing-function" {
				if len(fr.Style.Animations) > 0 {
					fr.Timing = &fr.Style.Animations[0].Timing
				}
				continue
			}
			props := []string{decl.Name}
			if !decl.Custom() {
				props = style.LonghandsOf(decl.Name)
			}
			for _, prop := range props {
				if !slices.Contains(fr.Props, prop) {
					fr.Props = append(fr.Props, prop)
				}
			}
		}
		for _, at := range f.Offsets {
			fr.Offset = at
			out = append(out, fr)
		}
	}
	slices.SortStableFunc(out, func(a, b animation.Frame) int { return cmp.Compare(a.Offset, b.Offset) })
	return out, true
}

// keyframeDecls leaves out what has no effect in a keyframe: what is important, and the
// properties of animation except its easing.
// https://www.w3.org/TR/css-animations-1/#keyframes
func keyframeDecls(list []wxss.Decl) []wxss.Decl {
	var out []wxss.Decl
	for _, x := range list {
		name := strings.TrimPrefix(x.Name, "-webkit-")
		if !x.Important && (name == "animation-timing-function" || name != "animation" && !strings.HasPrefix(name, "animation-")) {
			out = append(out, x)
		}
	}
	return out
}

// rebase computes an element's style and its frames with what moves of the properties
// that others are computed from.
//
// Not done: pseudo-elements; what is computed from their moving colour or font size
// stands still.
func (d *Document) rebase(k animation.Key, mixed *style.Computed, props []string) (*style.Computed, func(string) []animation.Frame) {
	n := d.tree.Node(k.Node)
	if n == nil || k.Pseudo != style.NoPseudo {
		return nil, nil
	}
	var own, moved []wxss.Decl
	if ex := d.exports[n.ID]; ex != nil && ex.node == n {
		own = ex.decls
	}
	for _, prop := range props {
		decl := wxss.Decl{Name: prop}
		switch prop {
		case "color":
			c := mixed.Color
			decl.Value = fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
		case "font-size":
			decl.Value = strconv.FormatFloat(float64(mixed.FontSize)/d.opt.Env.DPR, 'f', -1, 64) + "px"
		default:
			v, ok := mixed.Custom[prop]
			if decl.Value = v; !ok {
				decl.Value = "initial"
			}
		}
		moved = append(moved, decl)
	}
	base := d.styler.Moment(n, slices.Concat(own, moved))
	return base, func(name string) []animation.Frame {
		out, _ := d.frames(n, name, func(decls []wxss.Decl) *style.Computed {
			return d.styler.Moment(n, slices.Concat(own, decls, moved))
		})
		return out
	}
}
