package style

import "diorama/renderer/wxss"

func gridShorthands() []shorthand {
	lines := func(name, a, b string) shorthand {
		return shorthand{name, []string{a, b}, func(p *vparser, out *expansion) bool {
			x, ok := p.gridLine()
			if !ok {
				return false
			}
			y := followLine(x.(GridLine))
			if p.slash() {
				v, ok := p.gridLine()
				if !ok {
					return false
				}
				y = v.(GridLine)
			}
			out.set(a, val{ref: x})
			out.set(b, val{ref: y})
			return true
		}}
	}
	template := []string{"grid-template-rows", "grid-template-columns", "grid-template-areas"}
	return []shorthand{
		lines("grid-column", "grid-column-start", "grid-column-end"),
		lines("grid-row", "grid-row-start", "grid-row-end"),
		{"grid-area", []string{"grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"}, gridArea},
		{"grid-template", template, gridTemplate},
		{"grid", append([]string{"grid-auto-flow", "grid-auto-rows", "grid-auto-columns"}, template...), gridAll},
	}
}

// followLine: an omitted end is the same name, else auto (CSS Grid 2 §8.4).
func followLine(g GridLine) GridLine {
	if g.Name != "" && !g.Span && g.N == 0 {
		return g
	}
	return GridLine{}
}

func gridArea(p *vparser, out *expansion) bool {
	var l [4]GridLine
	n := 0
	for n < 4 {
		v, ok := p.gridLine()
		if !ok {
			return false
		}
		l[n] = v.(GridLine)
		n++
		if !p.slash() {
			break
		}
	}
	if n < 2 {
		l[1] = followLine(l[0])
	}
	if n < 3 {
		l[2] = followLine(l[0])
	}
	if n < 4 {
		l[3] = followLine(l[1])
	}
	for i, name := range []string{"grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"} {
		out.set(name, val{ref: l[i]})
	}
	return true
}

func gridTemplate(p *vparser, out *expansion) bool {
	areas := [][]string(nil)
	p.ws()
	save := p.i
	p.lineNames()
	p.ws()
	if p.tok().Kind != wxss.String {
		p.i = save
		rows, ok := p.trackList()
		if !ok {
			return false
		}
		cols := any((*strackList)(nil))
		if p.slash() {
			if cols, ok = p.trackList(); !ok {
				return false
			}
		} else if rows.(*strackList) != nil {
			return false
		}
		out.set("grid-template-rows", val{ref: rows})
		out.set("grid-template-columns", val{ref: cols})
		out.set("grid-template-areas", val{ref: areas})
		return true
	}
	// [names] "areas" size? [names] … / columns
	p.i = save
	rows := &strackList{}
	var strs []wxss.Token
	names := p.lineNames()
	for len(rows.tracks) < MaxTracks {
		p.ws()
		t := p.tok()
		if t.Kind != wxss.String {
			break
		}
		strs = append(strs, *t)
		p.i++
		tr, ok := p.track()
		if !ok {
			tr = strack{min: slen{u: uAuto}, max: slen{u: uAuto}}
		}
		tr.names = names
		rows.tracks = append(rows.tracks, tr)
		names = append(p.lineNames(), p.lineNames()...)
	}
	rows.endNames = names
	sub := vparser{toks: strs}
	v, ok := sub.gridAreas()
	if !ok {
		return false
	}
	cols := any((*strackList)(nil))
	if p.slash() {
		if cols, ok = p.trackList(); !ok {
			return false
		}
	}
	out.set("grid-template-rows", val{ref: rows})
	out.set("grid-template-columns", val{ref: cols})
	out.set("grid-template-areas", val{ref: v})
	return true
}

// gridAll: the template forms and auto-flow forms of grid.
func gridAll(p *vparser, out *expansion) bool {
	flow := val{}
	rows, cols := []strack(nil), []strack(nil)
	save := p.i
	auto := func(dir Keyword) (*[]strack, bool) {
		if !p.word("auto-flow") {
			return nil, false
		}
		flow.kw = dir
		if p.word("dense") {
			flow.kw |= 2
		}
		var l []strack
		for !p.end() && !p.tok().IsDelim('/') && len(l) < MaxTracks {
			t, ok := p.track()
			if !ok {
				return nil, false
			}
			l = append(l, t)
		}
		return &l, true
	}
	none := any((*strackList)(nil))
	done := func(r, c any) bool {
		out.set("grid-template-rows", val{ref: r})
		out.set("grid-template-columns", val{ref: c})
		out.set("grid-template-areas", val{ref: [][]string(nil)})
		out.set("grid-auto-flow", flow)
		out.set("grid-auto-rows", val{ref: rows})
		out.set("grid-auto-columns", val{ref: cols})
		return true
	}
	if l, ok := auto(0); ok {
		rows = *l
		if !p.slash() {
			return false
		}
		c, ok := p.trackList()
		return ok && done(none, c)
	}
	p.i = save
	if r, ok := p.trackList(); ok && p.slash() {
		if l, ok := auto(1); ok {
			cols = *l
			return done(r, none)
		}
	}
	p.i = save
	flow = val{}
	if !gridTemplate(p, out) {
		return false
	}
	out.set("grid-auto-flow", val{})
	out.set("grid-auto-rows", val{ref: rows})
	out.set("grid-auto-columns", val{ref: cols})
	return true
}

var backgroundLonghands = []string{
	"background-image", "background-position-x", "background-position-y", "background-size", "background-repeat", "background-origin",
	"background-clip", "background-attachment", "background-color",
}

func layerShorthands() []shorthand {
	position := func(n string) shorthand {
		return shorthand{n + "-position", []string{n + "-position-x", n + "-position-y"}, func(p *vparser, out *expansion) bool {
			v, ok := list(p, p.position)
			var xs, ys []slen
			for _, xy := range v {
				xs, ys = append(xs, xy[0]), append(ys, xy[1])
			}
			out.set(n+"-position-x", val{ref: xs})
			out.set(n+"-position-y", val{ref: ys})
			return ok
		}}
	}
	return []shorthand{
		position("background"), position("mask"),
		{"background", backgroundLonghands, func(p *vparser, out *expansion) bool { return layerShorthand(p, out, "background") }},
		{"mask", []string{"mask-image", "mask-position-x", "mask-position-y", "mask-size", "mask-repeat", "mask-origin", "mask-clip"},
			func(p *vparser, out *expansion) bool { return layerShorthand(p, out, "mask") }},
	}
}

// layerShorthand: CSS Backgrounds 3 §3.10.
func layerShorthand(p *vparser, out *expansion, n string) bool {
	bg := n == "background"
	var images []simage
	var xs, ys []slen
	var sizes []ssize
	var repeats [][2]Keyword
	var origins, clips, attach []Keyword
	color := scolor{}
	first := PaddingBox
	if !bg {
		first = BorderBox
	}
	for {
		im, size, rep := simage{}, ssize{w: slen{u: uAuto}, h: slen{u: uAuto}}, [2]Keyword{}
		xy := [2]slen{{u: uPct}, {u: uPct}}
		origin, clip, att := first, BorderBox, Keyword(0)
		var hasIm, hasPos, hasRep, hasColor, hasAtt bool
		boxes, parts := 0, 0
		for {
			p.ws()
			if p.i >= len(p.toks) || p.tok().Kind == wxss.Comma {
				break
			}
			parts++
			if !hasIm {
				start := p.i // image goes into functions of other kinds too
				if v, ok := p.image(); ok {
					im, hasIm = v, true
					continue
				}
				p.i = start
			}
			if !hasRep {
				if v, ok := p.repeatStyle(); ok {
					rep, hasRep = v, true
					continue
				}
			}
			if bg && !hasAtt {
				if k, ok := p.keyword(attachmentWords); ok {
					att, hasAtt = k, true
					continue
				}
			}
			if boxes < 2 {
				if k, ok := p.keyword(clipWords); ok {
					if boxes == 0 && k != TextClip {
						origin = k
					}
					clip = k
					boxes++
					continue
				}
			}
			if !hasPos {
				if v, ok := p.position(); ok {
					xy, hasPos = v, true
					if p.slash() {
						if size, ok = p.layerSize(); !ok {
							return false
						}
					}
					continue
				}
			}
			if bg && !hasColor {
				if c, ok := p.color(); ok {
					color, hasColor = c, true
					continue
				}
			}
			return false
		}
		if parts == 0 {
			return false
		}
		images = append(images, im)
		xs, ys = append(xs, xy[0]), append(ys, xy[1])
		sizes, repeats = append(sizes, size), append(repeats, rep)
		origins, clips, attach = append(origins, origin), append(clips, clip), append(attach, att)
		if !p.comma() {
			break
		}
		if hasColor || len(images) >= MaxListItems {
			return false // the colour belongs to the last layer
		}
	}
	out.set(n+"-image", val{ref: images})
	out.set(n+"-position-x", val{ref: xs})
	out.set(n+"-position-y", val{ref: ys})
	out.set(n+"-size", val{ref: sizes})
	out.set(n+"-repeat", val{ref: repeats})
	out.set(n+"-origin", val{ref: origins})
	out.set(n+"-clip", val{ref: clips})
	if bg {
		out.set("background-attachment", val{ref: attach})
		out.set("background-color", val{col: color})
	}
	return true
}

func motionShorthands() []shorthand {
	return []shorthand{
		{"transition", []string{"transition-property", "transition-duration", "transition-timing-function", "transition-delay"}, transitionShorthand},
		{"animation", []string{"animation-name", "animation-duration", "animation-timing-function", "animation-delay",
			"animation-iteration-count", "animation-direction", "animation-fill-mode", "animation-play-state"}, animationShorthand},
	}
}

// anyOrder takes the parts of one layer of a list up to its comma: each reader in
// takes at most once, and the first that can read a part has it. The layer has at
// least one part.
func (p *vparser) anyOrder(takes ...func() bool) bool {
	used := make([]bool, len(takes))
	for parts := 0; ; parts++ {
		p.ws()
		if p.i >= len(p.toks) || p.tok().Kind == wxss.Comma {
			return parts > 0
		}
		i := 0
		for i < len(takes) && (used[i] || !takes[i]()) {
			i++
		}
		if i == len(takes) {
			return false
		}
		used[i] = true
	}
}

// into gives a reader that keeps what it read in d.
func into[T any](d *T, read func() (T, bool)) func() bool {
	return func() bool {
		v, ok := read()
		if ok {
			*d = v
		}
		return ok
	}
}

// timesInto gives the readers of a duration and of the delay that may follow it.
func (p *vparser) timesInto(dur, delay *float32) (func() bool, func() bool) {
	time := func() (float32, bool) { v, ok := p.time(); return float32(v), ok }
	return into(dur, func() (float32, bool) { v, ok := time(); return max(0, v), ok }), into(delay, time)
}

func transitionShorthand(p *vparser, out *expansion) bool {
	l := motionLists{names: []string{}}
	_, ok := list(p, func() (struct{}, bool) {
		name, dur, delay, tm := "all", float32(0), float32(0), easeTiming
		first, second := p.timesInto(&dur, &delay)
		ok := p.anyOrder(first, second, into(&tm, p.timing), into(&name, p.transitionName))
		if name != "none" {
			l.names = append(l.names, name)
		}
		l.durations, l.delays, l.timings = append(l.durations, dur), append(l.delays, delay), append(l.timings, tm)
		return struct{}{}, ok
	})
	out.set("transition-property", val{ref: l.names})
	out.set("transition-duration", val{ref: l.durations})
	out.set("transition-timing-function", val{ref: l.timings})
	out.set("transition-delay", val{ref: l.delays})
	return ok
}

func animationShorthand(p *vparser, out *expansion) bool {
	var l motionLists
	word := func(d *Keyword, m map[string]Keyword) func() bool {
		return into(d, func() (Keyword, bool) { return p.keyword(m) })
	}
	_, ok := list(p, func() (struct{}, bool) {
		name, dur, delay, tm, n := "", float32(0), float32(0), easeTiming, float32(1)
		var dir, fill, paused Keyword
		first, second := p.timesInto(&dur, &delay)
		ok := p.anyOrder(first, second, into(&tm, p.timing), into(&n, p.iterations), word(&dir, playDirectionWords),
			word(&fill, fillModeWords), word(&paused, playStateWords), into(&name, p.animationName))
		l.names, l.durations, l.delays, l.timings = append(l.names, name), append(l.durations, dur), append(l.delays, delay), append(l.timings, tm)
		l.iterations, l.directions = append(l.iterations, n), append(l.directions, dir)
		l.fills, l.paused = append(l.fills, fill), append(l.paused, paused)
		return struct{}{}, ok
	})
	out.set("animation-name", val{ref: l.names})
	out.set("animation-duration", val{ref: l.durations})
	out.set("animation-timing-function", val{ref: l.timings})
	out.set("animation-delay", val{ref: l.delays})
	out.set("animation-iteration-count", val{ref: l.iterations})
	out.set("animation-direction", val{ref: l.directions})
	out.set("animation-fill-mode", val{ref: l.fills})
	out.set("animation-play-state", val{ref: l.paused})
	return ok
}
