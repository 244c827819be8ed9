package style

import (
	"strings"

	"diorama/renderer/wxss"
)

// strack is a track as specified.
type strack struct {
	min, max slen
	limit    *slen // fit-content(…)
	names    []string
	times    int // how often it stands, 0 for once
}

type strackList struct {
	tracks   []strack
	endNames []string
	auto     []strack
	autoAt   int
	fit      bool
}

func gridProps() []prop {
	lineProp := func(name string, get func(c *Computed) *GridLine) prop {
		return ref(name, get, func(p *vparser) (any, bool) { return p.gridLine() },
			func(_ *applier, v any) GridLine { return v.(GridLine) })
	}
	lists := func(name string, get func(c *Computed) **TrackList) prop {
		return ref(name, get, func(p *vparser) (any, bool) { return p.trackList() },
			func(a *applier, v any) *TrackList { return a.trackList(v.(*strackList)) })
	}
	autos := func(name string, get func(c *Computed) *[]Track) prop {
		return ref(name, get, func(p *vparser) (any, bool) {
			var out []strack
			for !p.end() {
				t, ok := p.track()
				if !ok || len(out) >= MaxTracks {
					return nil, false
				}
				out = append(out, t)
			}
			return out, len(out) > 0
		}, func(a *applier, v any) []Track { return a.tracks(v.([]strack)) })
	}
	return []prop{
		lists("grid-template-columns", func(c *Computed) **TrackList { return &c.GridColumns }),
		lists("grid-template-rows", func(c *Computed) **TrackList { return &c.GridRows }),
		autos("grid-auto-columns", func(c *Computed) *[]Track { return &c.GridAutoCols }),
		autos("grid-auto-rows", func(c *Computed) *[]Track { return &c.GridAutoRows }),
		ref("grid-template-areas", func(c *Computed) *[][]string { return &c.GridAreas },
			func(p *vparser) (any, bool) { return p.gridAreas() },
			func(_ *applier, v any) [][]string { return v.([][]string) }),
		field("grid-auto-flow", func(c *Computed) *Keyword { return &c.GridFlow }, func(p *vparser) (val, bool) {
			k := Keyword(0)
			n := 0
			for !p.end() {
				switch {
				case p.word("row"):
				case p.word("column"):
					k |= 1
				case p.word("dense"):
					k |= 2
				default:
					return val{}, false
				}
				n++
			}
			return val{kw: k}, n > 0 && n < 3
		}, func(_ *applier, v *val) Keyword { return v.kw }),
		lineProp("grid-column-start", func(c *Computed) *GridLine { return &c.GridColStart }),
		lineProp("grid-column-end", func(c *Computed) *GridLine { return &c.GridColEnd }),
		lineProp("grid-row-start", func(c *Computed) *GridLine { return &c.GridRowStart }),
		lineProp("grid-row-end", func(c *Computed) *GridLine { return &c.GridRowEnd }),
	}
}

func (p *vparser) gridLine() (any, bool) {
	var g GridLine
	if p.word("auto") {
		return g, true
	}
	hasN := false
	n := 0
	for ; n < 3; n++ {
		p.ws()
		t := p.tok()
		if p.word("span") {
			if g.Span {
				return g, false
			}
			g.Span = true
			continue
		}
		if t.Kind == wxss.Ident && g.Name == "" && !t.Is("auto") {
			g.Name = t.Text
			p.i++
			continue
		}
		if hasN {
			break
		}
		v, ok := p.integer()
		if !ok {
			break
		}
		if v == 0 {
			return g, false
		}
		g.N, hasN = v, true
	}
	if g.Span && !hasN {
		g.N = 1
	}
	if g.Span && g.N < 1 {
		return g, false
	}
	return g, n > 0 && (hasN || g.Name != "")
}

func (p *vparser) trackSize(flex bool) (slen, bool) {
	p.ws()
	if t := p.tok(); t.Kind == wxss.Dimension && flex {
		if l, ok := tokenLength(t); ok && l.u == uFr && l.v >= 0 {
			p.i++
			return l, true
		}
	}
	p.ws()
	if p.tok().Is("fit-content") {
		return slen{}, false
	}
	return p.length(fAuto | fPct | fIntrinsic)
}

func (p *vparser) track() (strack, bool) {
	p.ws()
	if p.function("minmax") {
		lo, ok := p.trackSize(false)
		if !ok || !p.comma() {
			return strack{}, false
		}
		hi, ok := p.trackSize(true)
		return strack{min: lo, max: hi}, ok && p.close()
	}
	if p.function("fit-content") {
		l, ok := p.length(fPct)
		return strack{min: slen{u: uAuto}, max: slen{u: uFitContent}, limit: &l}, ok && p.close()
	}
	l, ok := p.trackSize(true)
	if !ok {
		return strack{}, false
	}
	if l.u == uFr {
		return strack{min: slen{u: uAuto}, max: l}, true
	}
	return strack{min: l, max: l}, true
}

// names reads [a b].
func (p *vparser) lineNames() []string {
	p.ws()
	if p.tok().Kind != wxss.OpenSquare {
		return nil
	}
	p.i++
	var out []string
	for p.i < len(p.toks) && p.toks[p.i].Kind != wxss.CloseSquare {
		if p.toks[p.i].Kind == wxss.Ident {
			out = append(out, p.toks[p.i].Text)
		}
		p.i++
	}
	p.i++
	return out
}

// tracks reads [names]? track … until ")" or the end.
func (p *vparser) trackRun(l *strackList, nested bool) ([]strack, []string, bool) {
	var out []strack
	var names []string
	for {
		names = append(names, p.lineNames()...)
		if p.atClose() || !nested && p.tok().IsDelim('/') {
			return out, names, true
		}
		if p.tok().Kind == wxss.OpenSquare {
			continue
		}
		if len(out) > MaxTracks {
			return nil, nil, false
		}
		if !nested && p.function("repeat") {
			n, fixed := p.integer()
			fit := false
			if !fixed {
				switch {
				case p.word("auto-fill"):
				case p.word("auto-fit"):
					fit = true
				default:
					return nil, nil, false
				}
			} else if n < 1 {
				return nil, nil, false
			}
			if !p.comma() {
				return nil, nil, false
			}
			run, end, ok := p.trackRun(l, true)
			if !ok || len(run) == 0 || !p.close() {
				return nil, nil, false
			}
			if !fixed {
				if l.auto != nil {
					return nil, nil, false
				}
				run[0].names = append(names, run[0].names...)
				l.auto, l.autoAt, l.fit = run, len(out), fit
				names = end
				continue
			}
			if len(run) == 1 && len(run[0].names) == 0 && len(end) == 0 && n > MaxTracks/10 && len(out)+1 < MaxTracks {
				// So many of one kind stand as one.
				t := run[0]
				t.names, names = names, nil
				if len(t.names) > 0 {
					out = append(out, t)
					t.names, n = nil, n-1
				}
				t.times = min(n, MaxRepeat)
				out = append(out, t)
				continue
			}
			for k := 0; k < n && len(out) < MaxTracks; k++ {
				for _, t := range run {
					t.names = append(names[:len(names):len(names)], t.names...)
					names = nil
					out = append(out, t)
				}
				names = append([]string(nil), end...)
			}
			continue
		}
		t, ok := p.track()
		if !ok {
			return nil, nil, false
		}
		t.names = names
		names = nil
		out = append(out, t)
	}
}

func (p *vparser) trackList() (any, bool) {
	if p.word("none") {
		return (*strackList)(nil), true
	}
	l := &strackList{}
	var ok bool
	l.tracks, l.endNames, ok = p.trackRun(l, false)
	return l, ok && (len(l.tracks) > 0 || l.auto != nil)
}

func (a *applier) tracks(s []strack) []Track {
	if len(s) == 0 {
		return nil
	}
	out := make([]Track, len(s))
	for i, t := range s {
		out[i] = Track{Min: a.m.length(t.min), Max: a.m.length(t.max), Names: t.names, Times: t.times}
		if t.limit != nil {
			out[i].FitLimit = a.m.length(*t.limit)
		}
	}
	return out
}

func (a *applier) trackList(l *strackList) *TrackList {
	if l == nil {
		return nil
	}
	return &TrackList{Tracks: a.tracks(l.tracks), EndNames: l.endNames, AutoRepeat: a.tracks(l.auto), AutoAt: l.autoAt, AutoFit: l.fit}
}

// gridAreas reads the strings of grid-template-areas; they must form rectangles.
func (p *vparser) gridAreas() (any, bool) {
	if p.word("none") {
		return [][]string(nil), true
	}
	var rows [][]string
	for {
		s, ok := p.str()
		if !ok {
			break
		}
		row := strings.Fields(s)
		for i, n := range row {
			if strings.Trim(n, ".") == "" {
				row[i] = "."
			}
		}
		if len(row) == 0 || len(rows) > 0 && len(row) != len(rows[0]) || len(rows) > MaxTracks {
			return nil, false
		}
		rows = append(rows, row)
	}
	return rows, len(rows) > 0 && rectangles(rows)
}

func rectangles(rows [][]string) bool {
	type box struct{ x0, y0, x1, y1, n int }
	boxes := map[string]*box{}
	for y, row := range rows {
		for x, n := range row {
			if n == "." {
				continue
			}
			b := boxes[n]
			if b == nil {
				b = &box{x, y, x, y, 0}
				boxes[n] = b
			}
			b.x0, b.x1, b.y1 = min(b.x0, x), max(b.x1, x), max(b.y1, y)
			b.n++
		}
	}
	for _, b := range boxes {
		if b.n != (b.x1-b.x0+1)*(b.y1-b.y0+1) {
			return false
		}
	}
	return true
}
