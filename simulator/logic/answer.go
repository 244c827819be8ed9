package logic

import (
	"errors"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// kept are objects that the console has shown, for a look into them later.
type kept struct {
	last int64
	ring [maxKept]goja.Value
}

// keep notes an object under a number; 0 for what has no properties.
func (w *Worker) keep(v goja.Value) int64 {
	if _, ok := v.(*goja.Object); !ok {
		return 0
	}
	k := &w.console.kept
	k.last++
	k.ring[k.last%maxKept] = v
	return k.last
}

// object gives a kept object, nil when it is no longer kept.
func (k *kept) object(ref int64) goja.Value {
	if ref <= 0 || ref > k.last || ref <= k.last-maxKept {
		return nil
	}
	return k.ring[ref%maxKept]
}

// whilePaused runs what is allowed while JavaScript stands in a setData, under the watchdog.
func (w *Worker) whilePaused(f func()) {
	w.watch.Load().arm()
	defer w.watch.Load().disarm()
	f()
}

func (w *Worker) setMocks(m *wire.Mocks) {
	if w.api != nil && w.api.state != nil {
		w.api.state.SetMocks(m.Rules)
		w.api.state.SetThrottle(m.Throttle)
	}
}

// answer answers a question of the devtools as a task.
func (w *Worker) answer(a *wire.Ask) {
	w.run(context{cause: wire.Cause{Kind: "console", Name: a.Name}, page: w.currentPage(), tool: true}, func() {
		r := &wire.Answer{ID: a.ID}
		var err error
		switch {
		case w.api == nil || w.api.state == nil:
			err = errors.New("the mini-program is not running yet")
		case a.Name == "console.properties":
			r.Result, err = w.properties(int64(a.Args.Get("ref").ToNumber()), a.Args.Get("path").Items(), max(int(a.Args.Get("from").ToNumber()), 0))
		case a.Name == "console.complete":
			r.Result = w.complete(a.Args.Get("code").Str())
		case a.Name == "wxml.place":
			r.Result, err = w.placeOf(wire.PageID(a.Args.Get("page").ToNumber()), dom.NodeID(a.Args.Get("node").ToNumber()), a.Args.Get("name").Str())
		case strings.HasPrefix(a.Name, "data."):
			r.Result, err = w.dataTool(a.Name, a.Args)
		default:
			r.Result, err = w.api.state.Ask(a.Name, a.Args)
		}
		if err != nil {
			r.Err = err.Error()
		}
		w.send(&wire.Message{Answer: r})
	})
}

// placeOf tells where a node and one of its attributes are written.
func (w *Worker) placeOf(page wire.PageID, id dom.NodeID, name string) (value.Value, error) {
	if p := w.router.find(page); p != nil {
		if n := p.view.Node(id); n != nil {
			if file, at := n.Pos(); file != "" {
				source, has := n.Written(name)
				return value.M("file", file, "line", at.Line, "column", at.Column, "tag", n.Tag(), "source", source, "has", has), nil
			}
			return value.Value{}, errors.New("the element is not written in a template")
		}
	}
	return value.Value{}, errors.New("the element is not there any more")
}

// shown is one property of an object as the devtools see it.
type shown struct {
	step  string // how properties is asked for what lies below: "=name", "#3", "^"
	name  string
	value goja.Value // nil: a getter, which is not run
}

// Steps of a path begin with what they mean.
const (
	ownStep   = "=" // a property by name
	entryStep = "#" // an entry of a Map or Set
	protoStep = "^"
)

var errGone = errors.New("the console keeps the last thousand objects; this one is gone")

// properties shows what lies in a kept object, from a property on, at most maxProperties.
func (w *Worker) properties(ref int64, path []value.Value, from int) (value.Value, error) {
	v := w.console.kept.object(ref)
	if v == nil {
		return value.Value{}, errGone
	}
	for _, step := range path {
		o, ok := v.(*goja.Object)
		if !ok {
			return value.Value{}, errGone
		}
		v = nil
		list, err := w.members(o)
		if err != nil {
			return value.Value{}, err
		}
		for _, m := range list {
			if m.step == step.Str() {
				v = m.value
				break
			}
		}
		if v == nil {
			return value.Value{}, errors.New("it is not there any more")
		}
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return value.M("properties", []any{}, "more", 0), nil
	}
	list, err := w.members(o)
	if err != nil {
		return value.Value{}, err
	}
	list = list[min(from, len(list)):]
	part := list[:min(len(list), maxProperties)]
	out := make([]value.Value, len(part))
	for i, m := range part {
		kind, text, opens := "getter", "(…)", false
		if m.value != nil {
			kind, text = kindOf(m.value), preview(w.inspectBelow(m.value))
			_, opens = m.value.(*goja.Object)
		}
		out[i] = value.M("step", m.step, "name", m.name, "value", text, "kind", kind, "opens", opens)
	}
	return value.M("properties", value.OfList(out), "more", len(list)-len(part)), nil
}

// preview is a text for one row.
func preview(s string) string {
	if len(s) <= maxPreview {
		return s
	}
	return strings.ToValidUTF8(s[:maxPreview], "") + "…"
}

// inspectBelow shows a value as it stands inside another: texts in quotes.
func (w *Worker) inspectBelow(v goja.Value) string {
	p := inspector{w: w}
	if ex := w.vm.Try(func() { p.value(v, maxInspectDepth-1) }); ex != nil {
		return "<cannot be shown>"
	}
	return p.b.String()
}

func kindOf(v goja.Value) string {
	switch v := v.(type) {
	case goja.String:
		return "string"
	case *goja.Symbol:
		return "symbol"
	case *goja.Object:
		if _, ok := goja.AssertFunction(v); ok {
			return "function"
		}
		return "object"
	}
	if goja.IsNull(v) || goja.IsUndefined(v) {
		return "undefined"
	}
	if goja.IsNumber(v) || goja.IsBigInt(v) {
		return "number"
	}
	return "boolean"
}

// ownValue is a property of o itself; nil when it has none or a getter, which is not run.
func (w *Worker) ownValue(o *goja.Object, name string) goja.Value {
	d, err := w.console.describe(goja.Undefined(), o, w.vm.ToValue(name))
	if err != nil {
		return nil
	}
	if d, ok := d.(*goja.Object); ok {
		return d.Get("value")
	}
	return nil
}

// members lists an object's own properties, the entries of a collection, and its
// prototype. Getters are not run; traps of a Proxy are, under the watchdog.
func (w *Worker) members(o *goja.Object) (list []shown, err error) {
	ex := w.vm.Try(func() {
		names := o.GetOwnPropertyNames()
		if len(names) > maxMembers {
			names = names[:maxMembers]
		}
		for _, name := range names {
			list = append(list, shown{step: ownStep + name, name: name, value: w.ownValue(o, name)})
		}
		if class := collectionOf(o); class != "" {
			if each, ok := goja.AssertFunction(o.Get("forEach")); ok {
				n := 0
				_, _ = each(o, w.vm.ToValue(func(c goja.FunctionCall) goja.Value {
					if n < maxMembers {
						m := shown{step: entryStep + w.index(n), name: "[" + w.index(n) + "]", value: c.Argument(0)}
						if class == "Map" {
							m.name = preview(w.inspectBelow(c.Argument(1))) + " ⇒"
						}
						list = append(list, m)
					}
					n++
					return goja.Undefined()
				}))
			}
		}
		if p := o.Prototype(); p != nil {
			list = append(list, shown{step: protoStep, name: "[[Prototype]]", value: p})
		}
	})
	if ex != nil {
		return nil, errors.New(w.errorString(ex))
	}
	return list, nil
}
