package renderer

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"diorama/renderer/animation"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
)

// maxActions bounds the steps of one exported animation.
const maxActions = 1000

// exported is what the attribute animation (wx.createAnimation().export()) does to
// an element: its steps run one after the other, and the last stays.
// WeChat: documentation of Animation; the form of the data is the one that export
// gives: {actions: [{animates: [{type, args}], option: {transformOrigin,
// transition: {delay, duration, timingFunction}}}]}.
type exported struct {
	node   *dom.Node
	steps  []exportStep
	next   int
	at     time.Duration // when the next step begins
	begun  bool
	decls  []wxss.Decl // in force
	base   *style.Computed
	result *style.Computed // base with decls
}

type exportStep struct {
	decls []wxss.Decl
	spec  style.Transition
}

// export reads the attribute animation of an element.
func (d *Document) export(n *dom.Node, v value.Value) {
	actions := v.Get("actions")
	if v.Kind() != value.Map || actions.Kind() != value.List || actions.Len() == 0 {
		return // WeChat: an empty export leaves what was done
	}
	ex := d.exports[n.ID]
	if ex == nil || ex.node != n {
		ex = &exported{node: n}
		d.exports[n.ID] = ex
	}
	ex.steps, ex.next, ex.begun = nil, 0, false
	for i, a := range actions.Items() {
		if i >= maxActions {
			break
		}
		ex.steps = append(ex.steps, readStep(a))
	}
	d.mut.Damage(n, dom.DamageStyle)
}

func readStep(a value.Value) exportStep {
	var st exportStep
	var transform []string
	set := func(name, val string) {
		st.decls = append(st.decls, wxss.Decl{Name: name, Value: val})
	}
	for _, an := range a.Get("animates").Items() {
		typ, args := an.Get("type").ToString(), an.Get("args")
		switch typ {
		case "style":
			set(dom.Dashed(args.Index(0).ToString()), withUnit(args.Index(0).ToString(), args.Index(1)))
		case "opacity", "backgroundColor", "width", "height", "top", "left", "right", "bottom":
			set(dom.Dashed(typ), withUnit(typ, args.Index(0)))
		default:
			var parts []string
			for i, arg := range args.Items() {
				s := arg.ToString()
				if arg.Kind() == value.Number {
					switch {
					case strings.HasPrefix(typ, "translate"):
						s += "px"
					case strings.HasPrefix(typ, "skew"), strings.HasPrefix(typ, "rotate") && typ != "rotate3d", typ == "rotate3d" && i == 3:
						s += "deg"
					}
				}
				parts = append(parts, s)
			}
			transform = append(transform, typ+"("+strings.Join(parts, ",")+")")
		}
	}
	if transform != nil {
		set("transform", strings.Join(transform, " "))
	}
	opt := a.Get("option")
	if o := opt.Get("transformOrigin"); !o.IsNil() {
		set("transform-origin", o.ToString())
	}
	tr := opt.Get("transition")
	st.spec = style.Transition{
		Property: "all", Duration: float32(seconds(tr.Get("duration"), 400)), Delay: float32(seconds(tr.Get("delay"), 0)),
		Timing: timingOf(tr.Get("timingFunction").ToString()),
	}
	return st
}

func withUnit(name string, v value.Value) string {
	s := v.ToString()
	if v.Kind() == value.Number {
		switch name {
		case "width", "height", "top", "left", "right", "bottom":
			return s + "px"
		}
	}
	return s
}

func seconds(v value.Value, def float64) float64 {
	if v.Kind() != value.Number {
		return def / 1000
	}
	return min(max(v.Num(), 0), 3600e3) / 1000
}

// timingOf reads an easing function, ease when it is none.
func timingOf(s string) style.Timing {
	if t, ok := style.ParseTiming(s); ok {
		return t
	}
	return style.Timing{P: [4]float32{0.25, 0.1, 0.25, 1}}
}

// baseOf gives the style of an element with what exported animations left on it.
func (d *Document) baseOf(n *dom.Node, p style.Pseudo) *style.Computed {
	base := d.styler.Of(n, p)
	if base == nil || p != style.NoPseudo || len(d.exports) == 0 {
		return base
	}
	ex := d.exports[n.ID]
	if ex == nil || ex.node != n || len(ex.decls) == 0 {
		return base
	}
	if ex.base != base || ex.result == nil {
		ex.base, ex.result = base, d.styler.Apply(n, ex.decls)
	}
	return ex.result
}

// stepExports begins the steps that are due.
func (d *Document) stepExports() (changed bool) {
	for id, ex := range d.exports {
		if d.tree.Node(id) != ex.node {
			delete(d.exports, id)
			continue
		}
		if d.styler.Of(ex.node, style.NoPseudo) == nil {
			continue // not in the page yet
		}
		if !ex.begun {
			ex.begun, ex.at = true, d.now
		}
		k := animation.Key{Node: id}
		for ex.next < len(ex.steps) && ex.at <= d.now {
			st := ex.steps[ex.next]
			from := d.styleOf(ex.node, style.NoPseudo) // turns from where it stands
			if ex.next > 0 {
				from = d.baseOf(ex.node, style.NoPseudo) // the end of the step before
			}
			ex.next++
			ex.put(st.decls)
			ex.result = nil
			to := d.baseOf(ex.node, style.NoPseudo)
			var props []string
			for _, decl := range st.decls {
				props = append(props, animation.Longhands(decl.Name)...)
			}
			d.player.Run(k, from, to, props, st.spec, ex.at)
			ex.at += time.Duration(float64(st.spec.Duration+st.spec.Delay) * float64(time.Second))
			changed = true
			d.mix()
		}
	}
	return changed
}

// put lays declarations over those in force.
func (ex *exported) put(decls []wxss.Decl) {
	for _, x := range decls {
		i := slices.IndexFunc(ex.decls, func(o wxss.Decl) bool { return o.Name == x.Name })
		if i >= 0 {
			ex.decls[i] = x
		} else {
			ex.decls = append(ex.decls, x)
		}
	}
}

// exportsDue is when the next step begins.
func (d *Document) exportsDue() (at time.Duration, ok bool) {
	for _, ex := range d.exports {
		if ex.begun && ex.next < len(ex.steps) && (!ok || ex.at < at) {
			at, ok = ex.at, true
		}
	}
	return at, ok
}

// Keyframe is one frame of Animate: declarations as in a style attribute.
type Keyframe struct {
	Offset float64 // 0…1; negative: spread evenly
	Style  string
	Ease   string // easing to the next frame, "" ease
}

// Animate runs keyframes on an element (this.animate); the last frame stays until
// ClearAnimation.
func (d *Document) Animate(id dom.NodeID, frames []Keyframe, duration time.Duration) {
	if out := d.keyframesOf(id, frames); out != nil {
		d.player.Play(animation.Key{Node: id}, scripted(duration), out, d.now)
		d.mix()
	}
}

// ScrollTimeline binds an animation to the scrolling of a node: between Start and End,
// CSS px, the time goes from 0 to Range. Documentation of this.animate.
type ScrollTimeline struct {
	Source     dom.NodeID
	Horizontal bool
	Start, End float64
	Range      time.Duration
}

// AnimateOnScroll runs keyframes by a scroll offset instead of the clock.
func (d *Document) AnimateOnScroll(id dom.NodeID, frames []Keyframe, duration time.Duration, tl ScrollTimeline) {
	out := d.keyframesOf(id, frames)
	if out == nil {
		return
	}
	d.driven = true
	d.player.Drive(animation.Key{Node: id}, scripted(duration), out, func() float64 {
		n := d.scrollTarget(d.tree.Node(tl.Source))
		if n == nil {
			return 0
		}
		at, y := d.ScrollOffset(n)
		if !tl.Horizontal {
			at = y
		}
		switch {
		case tl.End != tl.Start:
			at = (at - tl.Start) / (tl.End - tl.Start)
		case at < tl.Start:
			at = 0
		default:
			at = 1
		}
		return min(max(at, 0), 1) * tl.Range.Seconds()
	})
	d.mix()
}

func scripted(duration time.Duration) style.Animation {
	return style.Animation{Name: "animate", Duration: float32(duration.Seconds()), Iterations: 1, Fill: 3}
}

// keyframesOf gives the frames with styles, nil when there is nothing to animate.
func (d *Document) keyframesOf(id dom.NodeID, frames []Keyframe) []animation.Frame {
	d.settle()
	n := d.tree.Node(id)
	if n == nil || n.IsText() {
		return nil
	}
	var out []animation.Frame
	for i, at := range spread(frames) {
		f := &frames[i]
		decls := wxss.ParseDeclarations(f.Style)
		c := d.styler.Apply(n, decls)
		if c == nil {
			return nil
		}
		timing := timingOf(f.Ease)
		fr := animation.Frame{Offset: at, Style: c, Timing: &timing}
		for _, decl := range decls {
			fr.Props = append(fr.Props, animation.Longhands(decl.Name)...)
		}
		out = append(out, fr)
	}
	slices.SortStableFunc(out, func(a, b animation.Frame) int { return cmp.Compare(a.Offset, b.Offset) })
	return out
}

// spread gives the offsets: the first is 0 and the last 1 when they are not said, the
// others lie evenly between their neighbours.
// https://www.w3.org/TR/web-animations-1/#compute-missing-keyframe-offsets
func spread(frames []Keyframe) []float64 {
	out := make([]float64, len(frames))
	for i := range frames {
		out[i] = min(frames[i].Offset, 1)
	}
	if n := len(out); n > 0 {
		if out[n-1] < 0 {
			out[n-1] = 1
		}
		if out[0] < 0 {
			out[0] = 0
		}
	}
	for i := 1; i < len(out); i++ {
		if out[i] >= 0 {
			continue
		}
		end := i
		for out[end] < 0 {
			end++
		}
		from, to, n := out[i-1], out[end], float64(end-i+1)
		for k := i; k < end; k++ {
			out[k] = from + (to-from)*float64(k-i+1)/n
		}
	}
	return out
}

// ClearAnimation ends what Animate did to an element; props names the properties
// to clear, nil all.
func (d *Document) ClearAnimation(id dom.NodeID, props []string) {
	var long []string
	for _, p := range props {
		long = append(long, animation.Longhands(dom.Dashed(p))...)
	}
	d.player.Stop(animation.Key{Node: id}, long)
	d.mix()
}
