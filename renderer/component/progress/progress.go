// Package progress is the progress bar.
package progress

import (
	"math"
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is the progress component.
var Kind = builtin.Kind{Tag: "progress", New: newProgress}

type progress struct {
	h                builtin.Host
	n                *dom.Node
	bar, inner, info *dom.Node
	words            *dom.Node
	shown, from, to  float64
	start            time.Duration
	moving, fresh    bool
}

func newProgress(h builtin.Host, n *dom.Node) builtin.Instance {
	p := &progress{h: h, n: n, fresh: true}
	p.bar = builtin.Part(h, n, n, "view", "wx-progress-bar")
	p.inner = builtin.Part(h, n, p.bar, "view", "wx-progress-inner-bar")
	p.info = builtin.Part(h, n, n, "view", "wx-progress-info")
	p.words = builtin.PartText(h, n, p.info, "")
	return p
}

func (p *progress) percent() float64 {
	return min(max(builtin.Num(p.n, "percent", 0), 0), 100)
}

func (p *progress) Update() {
	to := p.percent()
	if p.fresh || to != p.to {
		active := builtin.On(p.n, "active", false)
		p.from = 0
		if builtin.Str(p.n, "active-mode", "backwards") == "forwards" && !p.fresh {
			p.from = p.shown
		}
		p.to, p.start, p.moving = to, p.h.Now(), active
		p.shown = to
		if active {
			p.shown = p.from
		}
	}
	p.fresh = false
	p.paint()
}

func (p *progress) paint() {
	m := p.h.Dom()
	radius := builtin.Length(p.n, "border-radius", "0px")
	m.SetForced(p.bar, "height:"+builtin.Length(p.n, "stroke-width", "6px")+";border-radius:"+radius+
		";background-color:"+builtin.Color(p.n, "backgroundColor", builtin.Color(p.n, "background-color", "#ebebeb")))
	color := "#09bb07"
	for _, name := range []string{"color", "active-color"} {
		if s := builtin.Color(p.n, name, ""); s != "" {
			color = s
		}
	}
	m.SetForced(p.inner, "width:"+builtin.Pct(p.shown)+";border-radius:"+radius+";background-color:"+color)
	if builtin.On(p.n, "show-info", false) {
		m.SetForced(p.info, "font-size:"+builtin.Length(p.n, "font-size", "16px"))
		m.SetText(p.words, value.NumberString(math.Floor(p.shown))+"%")
	} else {
		m.SetForced(p.info, "display:none")
	}
}

// perPercent is the attribute duration: milliseconds for one percent.
func (p *progress) perPercent() time.Duration {
	return max(time.Millisecond, builtin.Millis(p.n, "duration", 30*time.Millisecond))
}

func (p *progress) Tick(now time.Duration) {
	if !p.moving {
		return
	}
	p.shown = min(p.to, p.from+math.Floor(float64(now-p.start)/float64(p.perPercent())))
	if p.from > p.to {
		p.shown = p.to
	}
	if p.shown >= p.to {
		p.moving = false
		p.h.Emit(p.n, builtin.Emit{Type: "activeend", Detail: value.M("curPercent", p.to)})
	}
	p.paint()
}

func (p *progress) Next() (time.Duration, bool) {
	if !p.moving {
		return 0, false
	}
	steps := time.Duration(p.shown - p.from)
	return p.start + (steps+1)*p.perPercent(), true
}
