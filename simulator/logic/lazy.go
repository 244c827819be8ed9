package logic

import (
	"strings"

	"diorama/simulator/project"
	"diorama/simulator/wire"
)

// Components with a placeholder come late in two cases. WeChat: documentation of
// componentPlaceholder: with lazyCodeLoading "requiredComponents" on every page, and
// when they are in a sub-package that no page was opened of.

func (w *Worker) lazy() bool {
	return w.proj.App().Raw.Get("lazyCodeLoading").ToString() == "requiredComponents"
}

// lateTags are the tags of a page or component whose code may come late, nil for none.
func (w *Worker) lateTags(from string, c *project.Component) map[string]bool {
	var late map[string]bool
	for tag := range c.Placeholder {
		path, used := c.Using[tag]
		if !used || !w.lazy() && (w.packageOf(path) == "" || w.packageOf(path) == w.packageOf(from)) {
			continue
		}
		stands := false
		for _, other := range c.Placeholder {
			stands = stands || other == tag
		}
		if !stands {
			if late == nil {
				late = map[string]bool{}
			}
			late[tag] = true
		}
	}
	return late
}

// packageOf is the root of the sub-package that a path is in, "" for the main one.
func (w *Worker) packageOf(path string) string {
	for _, s := range w.proj.App().SubPackages {
		if root := strings.Trim(s.Root, "/"); root != "" && strings.HasPrefix(path, root+"/") {
			return root
		}
	}
	return ""
}

// available tells whether a late component's code is there.
func (w *Worker) available(path string) bool {
	return !w.lazy() && w.reg.loaded[w.packageOf(path)]
}

// injectLater lets the late components of all pages come when this Patch is painted.
func (w *Worker) injectLater() {
	for _, p := range w.router.all() {
		if p.closed || !p.view.HasLate() {
			continue
		}
		w.afterPaint(func() {
			if p.closed {
				return
			}
			w.run(context{cause: wire.Cause{Kind: "lifecycle", Name: "inject"}, page: p.id}, func() {
				w.dirty[p.id] = true
				w.inView++
				p.view.Inject(func(path string) { w.reg.loaded[w.packageOf(path)] = true })
				w.inView--
			})
		})
	}
}
