package wx

import (
	"diorama/renderer/value"
)

// animationState is what createAnimation collects. WeChat: the exported value is
// {actions: [{animates: [{type, args}], option: {transformOrigin, transition:
// {duration, timingFunction, delay}}}]}; a step keeps what earlier steps set.
type animationState struct {
	given   map[string]value.Value // the member option: what createAnimation was given, in one table
	order   []string               // keys of current, in the order they were first set
	current map[string]value.Value
	pending []value.Value
	actions []value.Value
}

// maxAnimationSteps bounds the steps between two exports.
const maxAnimationSteps = 10000

// createAnimation: documentation of wx.createAnimation and Animation.
func createAnimation(c *Call) {
	a := &animationState{given: map[string]value.Value{}, current: map[string]value.Value{}}
	field := func(name string, def any) Prop {
		if a.given[name] = c.Arg(0).Get(name); a.given[name].IsUndefined() {
			a.given[name] = value.From(def)
		}
		return Prop{Name: name, Get: func() value.Value { return a.given[name] }, Set: func(v value.Value) { a.given[name] = v }}
	}
	transition := &Object{Class: "Animation.option.transition", Props: []Prop{field("duration", 400), field("timingFunction", "linear"), field("delay", 0)}}
	// Documented nowhere; notice bars set option.transition.duration between two steps.
	option := &Object{Class: "Animation.option", Props: []Prop{field("transformOrigin", "50% 50% 0"), {Name: "transition", Get: func() value.Value { return transition.Value() }}}}
	o := &Object{Class: "Animation", Data: a, Fields: value.M("option", option.Value())}
	for _, m := range animationMethods {
		o.Methods = append(o.Methods, API{Name: m.name, Kind: Sync, Do: func(c *Call) {
			a.pending = append(a.pending, m.make(m.name, c))
			c.Return(o.Value())
		}})
	}
	o.Methods = append(o.Methods,
		API{Name: "export", Kind: Sync, Do: func(c *Call) {
			c.Return(value.M("actions", value.OfList(a.actions)))
			a.actions = nil
		}},
		API{Name: "step", Kind: Sync, Do: func(c *Call) {
			a.step(c.Arg(0))
			c.Return(o.Value())
		}})
	c.Return(o.Value())
}

func (a *animationState) step(opts value.Value) {
	for _, x := range a.pending {
		key := x.Get("type").Str()
		if key == "style" {
			key += "." + x.Get("args").Index(0).Str()
		}
		if _, had := a.current[key]; !had {
			a.order = append(a.order, key)
		}
		a.current[key] = x
	}
	a.pending = nil
	if len(a.actions) >= maxAnimationSteps {
		return
	}
	animates := make([]value.Value, len(a.order))
	for i, k := range a.order {
		animates[i] = a.current[k]
	}
	pick := func(name string) value.Value {
		if v := opts.Get(name); !v.IsUndefined() {
			return v
		}
		return a.given[name]
	}
	a.actions = append(a.actions, value.M("animates", value.OfList(animates), "option", value.M(
		"transformOrigin", pick("transformOrigin"),
		"transition", value.M("duration", pick("duration"), "timingFunction", pick("timingFunction"), "delay", pick("delay")))))
}

type animationMethod struct {
	name string
	make func(name string, c *Call) value.Value
}

func animate(kind string, args ...value.Value) value.Value {
	return value.M("type", kind, "args", value.OfList(args))
}

// length is a style with a length: a number is in px.
func length(name string, c *Call) value.Value {
	v := c.Arg(0)
	if v.Kind() == value.Number {
		v = value.OfString(v.ToString() + "px")
	}
	return animate("style", value.OfString(name), v)
}

// numbers is a transform with n arguments; missing ones are def.
func numbers(n int, def float64) func(string, *Call) value.Value {
	return func(name string, c *Call) value.Value {
		args := make([]value.Value, n)
		for i := range args {
			if args[i] = c.Arg(i); args[i].IsUndefined() {
				args[i] = value.OfNumber(def)
			}
		}
		return animate(name, args...)
	}
}

// animationMethods are the members of Animation, sorted.
var animationMethods = []animationMethod{
	{"backgroundColor", func(_ string, c *Call) value.Value {
		return animate("style", value.OfString("background-color"), c.Arg(0))
	}},
	{"bottom", length}, {"height", length}, {"left", length},
	{"matrix", numbers(6, 1)}, {"matrix3d", numbers(16, 1)},
	{"opacity", func(_ string, c *Call) value.Value { return animate("style", value.OfString("opacity"), c.Arg(0)) }},
	{"right", length},
	{"rotate", numbers(1, 0)}, {"rotate3d", numbers(4, 0)}, {"rotateX", numbers(1, 0)}, {"rotateY", numbers(1, 0)}, {"rotateZ", numbers(1, 0)},
	{"scale", func(name string, c *Call) value.Value {
		x, y := c.Arg(0), c.Arg(1)
		if x.IsUndefined() {
			x = value.OfInt(1)
		}
		if y.IsUndefined() {
			y = x
		}
		return animate(name, x, y)
	}},
	{"scale3d", numbers(3, 1)}, {"scaleX", numbers(1, 1)}, {"scaleY", numbers(1, 1)}, {"scaleZ", numbers(1, 1)},
	{"skew", numbers(2, 0)}, {"skewX", numbers(1, 0)}, {"skewY", numbers(1, 0)},
	{"top", length},
	{"translate", numbers(2, 0)}, {"translate3d", numbers(3, 0)}, {"translateX", numbers(1, 0)}, {"translateY", numbers(1, 0)}, {"translateZ", numbers(1, 0)},
	{"width", length},
}
