package logic

import (
	"errors"
	"fmt"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// EditCause is the Cause.Kind of a setData that was made by hand in the devtools.
const editCause = "edit"

// dataTool answers the questions of the data panel:
//
//	data.set       {instance, path, value}  a setData of the instance, edited by hand
//	data.global    {}                       getApp().globalData
//	data.setGlobal {path, value}            writes into it
//	data.bindings  {page, node}             what a node shows of the data
//	data.readers   {instance, path}         what shows a path
//
// Bindings are lists of {node, place, code, instance, paths, names}.
func (w *Worker) dataTool(name string, args value.Value) (value.Value, error) {
	switch name {
	case "data.global":
		if w.app == nil || w.app.this == nil {
			return value.Value{}, nil
		}
		v, err := w.toData(w.app.this.Get("globalData"))
		return v, err
	case "data.setGlobal":
		return value.Value{}, w.setGlobal(args.Get("path").Str(), args.Get("value"))
	case "data.bindings":
		for _, p := range w.router.all() {
			if p.id == wire.PageID(args.Get("page").ToNumber()) {
				return bindingList(p.view.Bindings(dom.NodeID(args.Get("node").ToNumber()))), nil
			}
		}
		return value.Value{}, errors.New("the page is not open any more")
	}
	in := w.reg.live[dom.InstanceID(args.Get("instance").ToNumber())]
	if in == nil || in.detached {
		return value.Value{}, errors.New("the instance is gone")
	}
	text := args.Get("path").Str()
	path, err := value.ParsePath(text)
	if err != nil {
		return value.Value{}, err
	}
	switch name {
	case "data.set":
		o := w.vm.NewObject()
		if err := o.Set(text, w.fromData(args.Get("value"))); err != nil {
			return value.Value{}, err
		}
		ctx := context{cause: wire.Cause{Kind: editCause, Name: "edited by hand"}, page: w.ctx.page, instance: in.id}
		if in.page != nil {
			ctx.page = in.page.id
		}
		w.run(ctx, func() {
			if x := w.vm.Try(func() { w.setData(in, o, goja.Undefined()) }); x != nil {
				err = x
			}
		})
		return value.Value{}, err
	case "data.readers":
		if in.in.Page == nil {
			return value.Value{}, errors.New("the instance shows nothing")
		}
		return bindingList(in.in.Page.Readers(in.in, path)), nil
	}
	return value.Value{}, fmt.Errorf("there is no question %q", name)
}

// bindingList writes bindings for the wire.
func bindingList(list []view.Binding) value.Value {
	out := make([]value.Value, len(list))
	for i, b := range list {
		paths, names := make([]any, len(b.Paths)), make([]any, len(b.Names))
		for k, p := range b.Paths {
			paths[k] = p.String()
		}
		for k, n := range b.Names {
			names[k] = n
		}
		instance := 0
		if b.In != nil {
			instance = int(b.In.ID)
		}
		out[i] = value.M("node", int(b.Node), "place", b.Place, "code", b.Code, "instance", instance, "paths", paths, "names", names)
	}
	return value.OfList(out)
}

// setGlobal writes into app.globalData. There is no setData for it, so nothing is
// shown anew and nothing is journalled.
func (w *Worker) setGlobal(text string, v value.Value) error {
	path, err := value.ParsePath(text)
	if err != nil {
		return err
	}
	if w.app == nil || w.app.this == nil || len(path) == 0 {
		return errors.New("there is no app yet")
	}
	at := w.app.this.Get("globalData")
	for i, step := range path {
		o, ok := at.(*goja.Object)
		if !ok {
			return fmt.Errorf("globalData has nothing at %s", path[:i])
		}
		name := step.Name
		if name == "" {
			name = fmt.Sprint(step.Index)
		}
		if i == len(path)-1 {
			return o.Set(name, w.fromData(v))
		}
		at = o.Get(name)
	}
	return nil
}
