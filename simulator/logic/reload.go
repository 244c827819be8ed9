package logic

import (
	"maps"
	"path"
	"strings"

	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// reload shows what changed on disk with the least effort; see DESIGN §7. What does
// not compile is reported and leaves the old code running.
func (w *Worker) reload(r *wire.Reload) {
	clear(w.seen)
	for _, f := range r.Files {
		w.proj.Forget(f)
	}
	if r.Full {
		w.restart()
		return
	}
	full := false
	var scripts, templates, modules []string
	for _, f := range r.Files {
		switch ext := path.Ext(f); ext {
		case ".wxss":
		case ".wxml":
			templates = append(templates, f)
		case ".wxs":
			// A broken file leaves the old functions in use.
			src, err := w.proj.ReadFile(f)
			if err == nil {
				_, err = w.scripts.Wxs(f, src, 1, 1)
			}
			if err != nil {
				w.requireFailed(err)
				continue
			}
			modules = append(modules, f)
		case ".json":
			p := strings.TrimSuffix(f, ".json")
			if f == "app.json" || f == "theme.json" || strings.HasPrefix(path.Base(f), "project.") || w.modules.cache[f] != nil {
				full = true
				continue
			}
			w.proj.Invalidate(p)
			templates = append(templates, p+".wxml")
			w.refreshWindow(p)
		case ".js", ".ts":
			if users := w.modules.users[f]; len(users) > 0 && !w.proj.Exists(f) {
				w.diagnose(false, f, "the file is gone, but %s requires it; the running code was kept", sortedKeys(users)[0])
			} else if w.isOwn(f) {
				scripts = append(scripts, f)
			} else if w.modules.cache[f] != nil || f == "app.js" || f == "app.ts" {
				full = true
			}
		}
	}
	if full {
		w.restart()
		return
	}
	for p, d := range w.reg.defs {
		if d == nil {
			delete(w.reg.defs, p) // it may exist now
		}
	}
	ctx := context{cause: wire.Cause{Kind: "lifecycle", Name: "reload"}}
	w.run(ctx, func() {
		for _, f := range scripts {
			w.reloadScript(f)
		}
		w.reloadTemplates(templates, w.wxs.forget(append(modules, templates...)))
	})
	w.reloaded()
}

func moduleName(f string) string { return strings.TrimSuffix(strings.TrimSuffix(f, ".js"), ".ts") }

// isOwn tells whether the file is the script of a known page or component and no
// other module uses it.
func (w *Worker) isOwn(f string) bool {
	p := moduleName(f)
	_, known := w.reg.defs[p]
	return (known || w.proj.HasPage(p)) && len(w.modules.users[f]) == 0
}

// reloadScript runs the script of a page or component again and gives its methods
// to the live instances; lifecycles are not run again.
func (w *Worker) reloadScript(f string) {
	p := moduleName(f)
	old := w.reg.defs[p]
	m := w.modules.cache[f]
	src, err := w.proj.ReadFile(f)
	if err == nil {
		_, err = w.scripts.Module(f, src)
	}
	if err != nil {
		w.requireFailed(err)
		return
	}
	if old == nil && m == nil {
		delete(w.reg.defs, p) // known to be missing: it exists now
		return
	}
	delete(w.modules.cache, f)
	delete(w.reg.defs, p)
	w.reg.wanted[p] = true
	if _, err := w.require("", f); err != nil || w.reg.defs[p] == nil {
		if err != nil {
			w.requireFailed(err)
		}
		if m != nil {
			w.modules.cache[f] = m
		}
		w.reg.defs[p] = old
		return
	}
	now := w.reg.defs[p]
	if old == nil {
		return
	}
	// The old prototype stays, since instances hang on it; its members are the new ones.
	for _, k := range old.proto.Keys() {
		_ = old.proto.Delete(k)
	}
	for _, k := range now.proto.Keys() {
		w.define(old.proto, k, now.proto.Get(k))
	}
	now.proto = old.proto
	for _, in := range w.liveOf(p) {
		in.def, in.marks = now, nil
		w.addNewData(in, now)
	}
}

func (w *Worker) liveOf(p string) []*instance {
	var out []*instance
	for id := range w.nextIn + 1 {
		if in := w.reg.live[id]; in != nil && in.def.path == p {
			out = append(out, in)
		}
	}
	return out
}

// addNewData gives a live instance the data fields that the new code added.
func (w *Worker) addNewData(in *instance, d *definition) {
	var changes []view.Change
	for i, k := range d.data.Keys() {
		if _, ok := in.in.Data.Lookup(k); !ok {
			changes = append(changes, view.Change{Path: value.Path{{Name: k, Index: -1}}, Value: d.data.Index(i)})
		}
	}
	if len(changes) > 0 {
		w.apply(in, changes, w.newCommit(wire.CommitSetData, in))
	}
}

// reloadTemplates reads changed wxml files again and gives every definition that
// uses one, or one of the files that changed wxs is read by, a new template.
func (w *Worker) reloadTemplates(files []string, wxs map[string]bool) {
	if len(files) == 0 && len(wxs) == 0 {
		return
	}
	old := map[string]*wxml.Template{}
	changed := maps.Clone(wxs)
	clear(w.seen)
	for _, f := range files {
		old[f] = w.reg.wxml[f]
		delete(w.reg.wxml, f)
		changed[f] = true
		src, err := w.proj.ReadFile(f)
		if err != nil {
			continue
		}
		if _, diags := wxml.Parse(f, src); hasError(diags) && old[f] != nil {
			// A broken file leaves the last good page on screen.
			w.reg.wxml[f] = old[f]
			changed[f] = false
			for _, d := range diags {
				w.Report(d)
			}
		}
	}
	for _, p := range sortedKeys(w.reg.defs) {
		d := w.reg.defs[p]
		if d == nil || !w.uses(d.view.Template, changed, map[string]bool{}) && !changed[p+".wxml"] {
			continue
		}
		// A new Definition, since the view compares by identity.
		w.viewDefinition(d, w.readOptions(d.optionsObject(w.vm)))
		for _, pg := range w.router.all() {
			if pg.view != nil && !pg.closed {
				w.dirty[pg.id] = true
				w.inView++
				pg.view.ReplaceTemplate(p, d.view)
				w.inView--
			}
		}
	}
}

func hasError(diags []wxml.Diagnostic) bool {
	for _, d := range diags {
		if d.Severity == wxml.Error {
			return true
		}
	}
	return false
}

func (d *definition) optionsObject(vm *goja.Runtime) *goja.Object {
	if d.root.opts != nil {
		return d.root.opts
	}
	return vm.NewObject()
}

// uses tells whether a template imports or includes one of the files.
func (w *Worker) uses(t *wxml.Template, files, seen map[string]bool) bool {
	if t == nil || seen[t.File] {
		return false
	}
	seen[t.File] = true
	if files[t.File] {
		return true
	}
	refs := append([]wxml.Ref(nil), t.Imports...)
	var walk func(list []*wxml.Node)
	walk = func(list []*wxml.Node) {
		for _, n := range list {
			refs = append(refs, n.Imports...)
			if n.Kind == wxml.Include {
				refs = append(refs, wxml.Ref{Src: n.Src})
			}
			walk(n.Children)
		}
	}
	walk(t.Nodes)
	for _, n := range t.Templates {
		refs = append(refs, n.Imports...)
		walk(n.Children)
	}
	for _, r := range refs {
		f := r.Src
		if strings.HasPrefix(f, "/") {
			f = strings.TrimPrefix(path.Clean(f), "/")
		} else {
			f = strings.TrimPrefix(path.Join("/", path.Dir(t.File), f), "/")
		}
		for _, name := range []string{f, f + ".wxml"} {
			if files[name] || w.uses(w.reg.wxml[name], files, seen) {
				return true
			}
		}
	}
	return false
}

// refreshWindow shows the changed json of an opened page.
func (w *Worker) refreshWindow(p string) {
	c := w.proj.Component(p)
	sent := false
	for _, pg := range w.router.all() {
		if pg.path == p {
			pg.info.Window, pg.info.Title = c.Window, c.Window.NavigationBarTitleText
			sent = true
		}
	}
	if sent {
		w.sendRoute("update")
	}
}

// restart runs all modules anew and opens the pages of the stack again with their
// query and the data they and their components had.
func (w *Worker) restart() {
	w.proj.Reload()
	if len(w.proj.App().Pages) == 0 {
		// A broken app.json leaves the last good pages on screen.
		w.problem(wire.Diagnostic{File: "app.json", Message: "app.json has no pages any more; the running mini-program was kept"})
		w.reloaded()
		return
	}
	if err := w.compilesAll(); err != nil {
		w.requireFailed(err)
		w.reloaded()
		return
	}
	var stack []wire.RouteEntry
	var data []memory
	for _, p := range w.router.stack {
		stack = append(stack, wire.RouteEntry{Path: p.path, Query: p.query})
		data = append(data, remember(p))
	}
	for len(w.router.stack) > 0 {
		w.router.drop(w.router.pop())
	}
	for _, k := range sortedKeys(w.router.tabs) {
		w.router.drop(w.router.tabs[k])
	}
	w.dropTimers()
	w.flush()
	w.sendRoute("restart") // the host forgets dialogs and keeps the picture until Ready
	w.callbacks, w.committed = nil, nil
	clear(w.requests)
	clear(w.seen)
	state := w.api.state.Renew()
	old := w.watch.Load()
	old.disarm()
	if err := w.newRuntime(); err != nil {
		w.problem(wire.Diagnostic{Message: err.Error()})
		w.reloaded()
		return
	}
	w.router.init(w)
	w.wxs = newWxsLayer(w)
	w.installAPI(state)
	w.launch("", value.Value{}, stack)
	w.run(context{cause: wire.Cause{Kind: "lifecycle", Name: "reload"}}, func() {
		for i, p := range w.router.stack {
			if i < len(data) && p.root != nil && i < len(stack) && p.path == stack[i].Path {
				w.restore(p, data[i])
			}
		}
	})
	w.reloaded()
}

// reloaded answers a Reload, also one that was refused.
func (w *Worker) reloaded() {
	w.send(&wire.Message{Ready: &wire.Ready{Version: wire.Version, Diagnostics: w.proj.Diagnostics()}})
}

func (w *Worker) dropTimers() {
	w.clock.timers = nil
}

// compilesAll checks every loaded module as it is on disk now.
func (w *Worker) compilesAll() error {
	for _, f := range sortedKeys(w.modules.cache) {
		if strings.HasSuffix(f, ".json") {
			continue
		}
		src, err := w.proj.ReadFile(f)
		if err != nil {
			continue
		}
		if _, err := w.scripts.Module(f, src); err != nil {
			return err
		}
	}
	return nil
}
