package wx

import (
	"slices"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// area is a reference of an IntersectionObserver: a selector or the viewport.
type area struct {
	selector string
	viewport bool
	margins  value.Value
}

// createIntersectionObserver: documentation of wx.createIntersectionObserver. The
// host watches: Request "intersectionObserver" with {nodes, relative: [{nodes,
// viewport, margins}], thresholds, initialRatio, observeAll, nativeMode}, one answer
// for each crossing. WeChat: the view layer looks for the nodes when it gets the
// request, after the setData before it.
func createIntersectionObserver(c *Call) {
	var ref Ref
	opts := c.Arg(0)
	if r, ok := AsRef(opts); ok {
		ref, opts = r, c.Arg(1)
	} else if opts.Kind() != value.Map {
		opts = c.Arg(1)
	}
	if ref.Page == 0 {
		ref.Page = c.Page
	}
	var relative []area
	var cancel func()
	turn := 0 // of observe and disconnect
	stop := func() {
		turn++
		if cancel != nil {
			cancel()
			cancel = nil
		}
	}
	o := &Object{Class: "IntersectionObserver"}
	o.Methods = []API{
		{Name: "disconnect", Kind: Sync, Do: func(*Call) { stop() }},
		{Name: "observe", Kind: Sync, Do: func(c *Call) {
			f := AsFunc(c.Arg(1))
			if f == nil {
				c.Log("warn", "IntersectionObserver.observe: the second argument must be a function")
				return
			}
			stop()
			mine, target, areas := turn, c.Arg(0).ToString(), relative
			c.RT.Settled(func() {
				args, ok := c.observed(ref, target, areas, opts)
				if !ok || mine != turn {
					return
				}
				cancel = c.RT.Subscribe(ref.Page, "intersectionObserver", args, func(v value.Value) {
					if v.Kind() != value.Map {
						c.RT.Unsupported("IntersectionObserver.observe")
						return
					}
					c.RT.Invoke(f, v)
				})
			})
		}},
		{Name: "relativeTo", Kind: Sync, Do: func(c *Call) {
			relative = append(relative, area{selector: c.Arg(0).ToString(), margins: plain(c.Arg(1))})
			c.Return(o.Value())
		}},
		{Name: "relativeToViewport", Kind: Sync, Do: func(c *Call) {
			relative = append(relative, area{viewport: true, margins: plain(c.Arg(0))})
			c.Return(o.Value())
		}},
	}
	c.Return(o.Value())
}

// observed makes the request of an observer; false, and a warning, when there is
// nothing to watch.
func (c *Call) observed(ref Ref, target string, areas []area, opts value.Value) (value.Value, bool) {
	find := func(selector string, all bool) (value.Value, bool) {
		var out []value.Value
		for _, id := range c.RT.Select(ref, selector, all) {
			out = append(out, value.OfInt(int(id)))
		}
		if len(out) == 0 {
			c.Log("warn", "IntersectionObserver: nothing matches "+selector+", so nothing will be told")
		}
		return value.OfList(out), len(out) > 0
	}
	all := opts.Get("observeAll").Truthy()
	nodes, ok := find(target, all)
	if !ok {
		return value.Value{}, false
	}
	var relative []value.Value
	for _, a := range areas {
		list := value.OfList(nil)
		if !a.viewport {
			if list, ok = find(a.selector, false); !ok {
				return value.Value{}, false
			}
		}
		relative = append(relative, value.M("nodes", list, "viewport", a.viewport, "margins", a.margins))
	}
	thresholds := opts.Get("thresholds")
	if thresholds.Kind() != value.List {
		thresholds = value.From([]any{0})
	}
	initial := opts.Get("initialRatio")
	if initial.Kind() != value.Number {
		initial = value.OfInt(0)
	}
	return value.M("nodes", nodes, "relative", value.OfList(relative), "thresholds", plain(thresholds), "initialRatio", initial,
		"observeAll", all, "nativeMode", opts.Get("nativeMode").Truthy()), true
}

// mediaWatch is a MediaQueryObserver at work.
type mediaWatch struct {
	call    *Call
	query   value.Value
	fn      *Func
	matches bool
	told    bool
}

// createMediaQueryObserver: documentation of MediaQueryObserver. WeChat: the state is
// told when observing begins and when it changes.
func createMediaQueryObserver(c *Call) {
	o := &Object{Class: "MediaQueryObserver"}
	o.Methods = []API{
		{Name: "disconnect", Kind: Sync, Do: func(c *Call) { delete(c.State.media, o) }},
		{Name: "observe", Kind: Sync, Do: func(c *Call) {
			f := AsFunc(c.Arg(1))
			if f == nil {
				c.Log("warn", "MediaQueryObserver.observe: the second argument must be a function")
				return
			}
			if c.State.media == nil {
				c.State.media = map[*Object]*mediaWatch{}
			}
			c.State.mediaSeq = append(slices.DeleteFunc(c.State.mediaSeq, func(x *Object) bool { return x == o }), o)
			w := &mediaWatch{call: c, query: plain(c.Arg(0)), fn: f}
			c.State.media[o] = w
			c.RT.After(0, "MediaQueryObserver", func() {
				if c.State.media[o] == w {
					w.look()
				}
			})
		}},
	}
	c.Return(o.Value())
}

// look tells the state when it is not the one told last.
func (w *mediaWatch) look() {
	m := w.call.mediaMatches(w.query)
	if w.told && m == w.matches {
		return
	}
	w.told, w.matches = true, m
	w.call.RT.Invoke(w.fn, value.M("matches", m))
}

// Resized tells the MediaQueryObservers of open pages of another window size, in the
// order in which they began.
func (s *State) Resized() {
	open := map[wire.PageID]bool{}
	for _, p := range s.rt.Pages() {
		open[p.ID] = true
	}
	for _, o := range slices.Clone(s.mediaSeq) {
		w := s.media[o]
		if w != nil && open[w.call.Page] {
			if w.call.Page == s.rt.CurrentPage() { // the size is that of the page on top
				w.look()
			}
			continue
		}
		delete(s.media, o)
		s.mediaSeq = slices.DeleteFunc(s.mediaSeq, func(x *Object) bool { return x == o })
	}
}

func (c *Call) mediaMatches(q value.Value) bool {
	e := c.RT.Env()
	for i, k := range q.Keys() {
		v := q.Index(i).ToNumber()
		ok := true
		switch k {
		case "minWidth":
			ok = e.WindowWidth >= v
		case "maxWidth":
			ok = e.WindowWidth <= v
		case "width":
			ok = e.WindowWidth == v
		case "minHeight":
			ok = e.WindowHeight >= v
		case "maxHeight":
			ok = e.WindowHeight <= v
		case "height":
			ok = e.WindowHeight == v
		case "orientation":
			ok = orientation(e) == q.Index(i).Str()
		}
		if !ok {
			return false
		}
	}
	return true
}
