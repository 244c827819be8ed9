package logic

import (
	"slices"
	"time"

	"diorama/simulator/view"

	"github.com/dop251/goja"
)

// updateListener is what setUpdatePerformanceListener set for one instance. WeChat:
// documentation of custom components, statistics of updates: every update process has
// a number; one that runs inside of another names it as its parent; a setData that
// joins a running update of the same instance is told as merged into that one.
type updateListener struct {
	fn    goja.Value
	paths bool
}

// process is one running update of an instance.
type process struct {
	id, parent int
	began      time.Time
	paths      []string   // of the setData that began it
	merged     [][]string // of each that joined it
}

func (w *Worker) setUpdateListener(in *instance, options, fn goja.Value) {
	if isFunction(options) {
		options, fn = goja.Undefined(), options
	}
	if !isFunction(fn) {
		in.listener = nil
		return
	}
	l := &updateListener{fn: fn}
	if o, ok := options.(*goja.Object); ok {
		v := o.Get("withDataPaths")
		l.paths = v != nil && v.ToBoolean()
	}
	in.listener = l
}

// beginUpdate numbers an update of in; endUpdate tells the listener of it.
func (w *Worker) beginUpdate(in *instance) *process {
	w.updates++
	p := &process{id: w.updates}
	if w.process != nil {
		p.parent = w.process.id
	}
	if in.listener != nil {
		p.began, p.paths = w.clock.date(), pathsOf(in.queue)
	}
	w.process, in.process = p, p
	return p
}

// joinUpdate notes a setData that became part of in's running update.
func (in *instance) joinUpdate(changes []view.Change) {
	if in.listener != nil && in.process != nil {
		in.process.merged = append(in.process.merged, pathsOf(changes))
	}
}

// endUpdate goes back to the update around p. The listener runs when the host has
// painted, like the callbacks of setData.
func (w *Worker) endUpdate(in *instance, p, outer *process) {
	w.process = outer
	in.process = nil
	l := in.listener
	if l == nil {
		return
	}
	end := w.clock.date()
	if p.began.IsZero() {
		p.began = end // the listener was set meanwhile
	}
	ctx := w.ctx
	ctx.cause.Kind, ctx.cause.Name, ctx.instance = "callback", "update performance", in.id
	tell := func(paths []string, merged bool) {
		w.afterPaint(func() {
			res := w.vm.NewObject()
			_ = res.Set("updateProcessId", p.id)
			if p.parent != 0 {
				_ = res.Set("parentUpdateProcessId", p.parent)
			}
			_ = res.Set("isMergedUpdate", merged)
			if l.paths {
				list := make([]any, len(paths))
				for i, s := range paths {
					list[i] = s
				}
				_ = res.Set("dataPaths", w.vm.NewArray(list...))
			}
			_ = res.Set("pendingStartTimestamp", p.began.UnixMilli())
			_ = res.Set("updateStartTimestamp", p.began.UnixMilli())
			_ = res.Set("updateEndTimestamp", end.UnixMilli())
			w.run(ctx, func() { w.invoke("update performance listener", l.fn, in.this, res) })
		})
	}
	for _, paths := range p.merged {
		tell(paths, true)
	}
	tell(p.paths, false)
}

func pathsOf(changes []view.Change) []string {
	out := make([]string, 0, len(changes))
	for _, c := range changes {
		if s := c.Path.String(); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
