package wx

import (
	"diorama/renderer/value"
)

// createIntersectionObserver: documentation of wx.createIntersectionObserver. The
// host watches: Request "intersectionObserver" with {instance, nodes, relative:
// [{nodes, viewport, margins}], thresholds, initialRatio, observeAll}, one answer
// for each crossing.
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
	var relative []value.Value
	var cancel func()
	stop := func() {
		if cancel != nil {
			cancel()
			cancel = nil
		}
	}
	ids := func(selector string, all bool) value.Value {
		var out []value.Value
		for _, id := range c.RT.Select(ref, selector, all) {
			out = append(out, value.OfInt(int(id)))
		}
		return value.OfList(out)
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
			thresholds := opts.Get("thresholds")
			if thresholds.Kind() != value.List {
				thresholds = value.From([]any{0})
			}
			initial := opts.Get("initialRatio")
			if initial.Kind() != value.Number {
				initial = value.OfInt(0)
			}
			args := value.M("nodes", ids(c.Arg(0).ToString(), opts.Get("observeAll").Truthy()), "relative", value.OfList(relative),
				"thresholds", plain(thresholds), "initialRatio", initial, "observeAll", opts.Get("observeAll").Truthy())
			cancel = c.RT.Subscribe(ref.Page, "intersectionObserver", args, func(v value.Value) {
				if v.Kind() != value.Map {
					c.RT.Unsupported("IntersectionObserver.observe")
					return
				}
				c.RT.Invoke(f, v)
			})
		}},
		{Name: "relativeTo", Kind: Sync, Do: func(c *Call) {
			relative = append(relative, value.M("nodes", ids(c.Arg(0).ToString(), false), "viewport", false, "margins", plain(c.Arg(1))))
			c.Return(o.Value())
		}},
		{Name: "relativeToViewport", Kind: Sync, Do: func(c *Call) {
			relative = append(relative, value.M("nodes", value.OfList(nil), "viewport", true, "margins", plain(c.Arg(0))))
			c.Return(o.Value())
		}},
	}
	c.Return(o.Value())
}

// createMediaQueryObserver: documentation of MediaQueryObserver. The screen turns
// only with another device, so one answer is all.
func createMediaQueryObserver(c *Call) {
	o := &Object{Class: "MediaQueryObserver"}
	o.Methods = []API{
		{Name: "disconnect", Kind: Sync, Do: func(*Call) { o.Data = nil }},
		{Name: "observe", Kind: Sync, Do: func(c *Call) {
			f := AsFunc(c.Arg(1))
			if f == nil {
				return
			}
			o.Data = f
			q := c.Arg(0)
			c.RT.After(0, "MediaQueryObserver", func() {
				if o.Data == f {
					c.RT.Invoke(f, value.M("matches", c.mediaMatches(q)))
				}
			})
		}},
	}
	c.Return(o.Value())
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
