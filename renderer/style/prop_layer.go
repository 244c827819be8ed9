package style

// layerLists holds the longhands of background or mask until the end of the
// cascade, when they are put together into layers.
type layerLists struct {
	images     []Image
	xs, ys     []Length
	sizes      []layerSize
	repeats    [][2]Keyword
	origins    []Keyword
	clips      []Keyword
	attachment []Keyword
	composites []Keyword
	blends     []string
}

type layerSize struct {
	w, h           Length
	cover, contain bool
}

type ssize struct {
	w, h           slen
	cover, contain bool
}

// split takes finished layers apart again (inherit).
func split(layers []Layer) layerLists {
	var l layerLists
	for _, y := range layers {
		l.images = append(l.images, y.Image)
		l.xs, l.ys = append(l.xs, y.X), append(l.ys, y.Y)
		l.sizes = append(l.sizes, layerSize{y.SizeW, y.SizeH, y.Cover, y.Contain})
		l.repeats = append(l.repeats, [2]Keyword{y.RepeatX, y.RepeatY})
		l.origins, l.clips = append(l.origins, y.Origin), append(l.clips, y.Clip)
		l.attachment = append(l.attachment, y.Attachment)
		l.composites, l.blends = append(l.composites, y.Composite), append(l.blends, y.Blend)
	}
	return l
}

func at[T any](list []T, i int, initial T) T {
	if len(list) == 0 {
		return initial
	}
	return list[i%len(list)]
}

// layers puts the lists together: as many as there are images (CSS Backgrounds 3 §3.1).
func (l *layerLists) layers(origin Keyword) []Layer {
	n := max(1, len(l.images))
	empty := true
	for _, im := range l.images {
		empty = empty && im.URL == "" && im.Gradient == nil
	}
	if empty {
		// No image: only the clip of the colour counts, the last one used.
		clip := at(l.clips, n-1, BorderBox)
		if clip == BorderBox {
			return nil
		}
		return []Layer{{Clip: clip, Origin: origin, X: Length{Kind: Percent}, Y: Length{Kind: Percent}}}
	}
	out := make([]Layer, n)
	for i := range out {
		size := at(l.sizes, i, layerSize{})
		rep := at(l.repeats, i, [2]Keyword{})
		out[i] = Layer{
			Image: at(l.images, i, Image{}), X: at(l.xs, i, Length{Kind: Percent}), Y: at(l.ys, i, Length{Kind: Percent}),
			SizeW: size.w, SizeH: size.h, Cover: size.cover, Contain: size.contain, RepeatX: rep[0], RepeatY: rep[1],
			Origin: at(l.origins, i, origin), Clip: at(l.clips, i, BorderBox), Attachment: at(l.attachment, i, 0),
			Composite: at(l.composites, i, CompositeAdd), Blend: at(l.blends, i, ""),
		}
	}
	return out
}

// layerProp makes a longhand over one list of l.
func layerProp[S, T any](name string, mask bool, get func(l *layerLists) *[]T, item func(p *vparser) (S, bool), conv func(a *applier, s *S) T) prop {
	lists := func(a *applier) *layerLists {
		if mask {
			a.hasMask = true
			return &a.mask
		}
		a.hasBG = true
		return &a.bg
	}
	return prop{
		name: name,
		parse: func(p *vparser) (val, bool) {
			v, ok := list(p, func() (S, bool) { return item(p) })
			return val{ref: v}, ok
		},
		set: func(a *applier, v *val) {
			s := v.ref.([]S)
			out := make([]T, len(s))
			for i := range s {
				out[i] = conv(a, &s[i])
			}
			*get(lists(a)) = out
		},
		copy: func(a *applier, src *Computed) {
			layers := src.Background
			if mask {
				layers = src.Mask
			}
			from := split(layers)
			*get(lists(a)) = *get(&from)
		},
	}
}

func same[T any](_ *applier, v *T) T { return *v }

func (p *vparser) layerSize() (ssize, bool) {
	switch {
	case p.word("cover"):
		return ssize{cover: true}, true
	case p.word("contain"):
		return ssize{contain: true}, true
	}
	w, ok := p.length(fAuto | fPct)
	if !ok {
		return ssize{}, false
	}
	h, ok := p.length(fAuto | fPct)
	if !ok {
		h = slen{u: uAuto}
	}
	return ssize{w: w, h: h}, true
}

func (p *vparser) repeatStyle() ([2]Keyword, bool) {
	if p.word("repeat-x") {
		return [2]Keyword{Repeat, NoRepeat}, true
	}
	if p.word("repeat-y") {
		return [2]Keyword{NoRepeat, Repeat}, true
	}
	x, ok := p.keyword(repeatWords)
	if !ok {
		return [2]Keyword{}, false
	}
	y, ok := p.keyword(repeatWords)
	if !ok {
		y = x
	}
	return [2]Keyword{x, y}, true
}

func convSize(a *applier, s *ssize) layerSize {
	if s.cover || s.contain {
		return layerSize{cover: s.cover, contain: s.contain}
	}
	return layerSize{w: a.m.length(s.w), h: a.m.length(s.h)}
}

func convLen(a *applier, s *slen) Length { return a.m.length(*s) }

// axis reads one axis of a background position: side words and a length.
func (p *vparser) axis(start, end string) (slen, bool) {
	switch {
	case p.word("center"):
		return slen{u: uPct, v: 50}, true
	case p.word(start):
		if l, ok := p.length(fPct | fNeg); ok {
			return l, true
		}
		return slen{u: uPct}, true
	case p.word(end):
		if l, ok := p.length(fPct | fNeg); ok {
			return fromEdge(end, l), true
		}
		return slen{u: uPct, v: 100}, true
	}
	return p.length(fPct | fNeg)
}

func layerProps() []prop {
	var out []prop
	for _, mask := range []bool{false, true} {
		n := "background"
		if mask {
			n = "mask"
		}
		box := func(words map[string]Keyword) func(p *vparser) (Keyword, bool) {
			return func(p *vparser) (Keyword, bool) { return p.keyword(words) }
		}
		out = append(out,
			layerProp(n+"-image", mask, func(l *layerLists) *[]Image { return &l.images }, (*vparser).image, func(a *applier, s *simage) Image { return a.image(s) }),
			layerProp(n+"-position-x", mask, func(l *layerLists) *[]Length { return &l.xs }, func(p *vparser) (slen, bool) { return p.axis("left", "right") }, convLen),
			layerProp(n+"-position-y", mask, func(l *layerLists) *[]Length { return &l.ys }, func(p *vparser) (slen, bool) { return p.axis("top", "bottom") }, convLen),
			layerProp(n+"-size", mask, func(l *layerLists) *[]layerSize { return &l.sizes }, (*vparser).layerSize, convSize),
			layerProp(n+"-repeat", mask, func(l *layerLists) *[][2]Keyword { return &l.repeats }, (*vparser).repeatStyle, same[[2]Keyword]),
			layerProp(n+"-origin", mask, func(l *layerLists) *[]Keyword { return &l.origins }, box(boxWords), same[Keyword]),
			layerProp(n+"-clip", mask, func(l *layerLists) *[]Keyword { return &l.clips }, box(clipWords), same[Keyword]),
		)
	}
	out = append(out,
		layerProp("background-attachment", false, func(l *layerLists) *[]Keyword { return &l.attachment },
			func(p *vparser) (Keyword, bool) { return p.keyword(attachmentWords) }, same[Keyword]),
		layerProp("mask-composite", true, func(l *layerLists) *[]Keyword { return &l.composites },
			func(p *vparser) (Keyword, bool) { return p.keyword(compositeWords) }, same[Keyword]),
		layerProp("background-blend-mode", false, func(l *layerLists) *[]string { return &l.blends }, (*vparser).blendMode, same[string]),
		maskMode("mask-mode"))
	return out
}

// compositeWords has the names of -webkit-mask-composite too.
var compositeWords = map[string]Keyword{
	"add": CompositeAdd, "subtract": CompositeSubtract, "intersect": CompositeIntersect, "exclude": CompositeExclude,
	"source-over": CompositeAdd, "source-out": CompositeSubtract, "source-in": CompositeIntersect, "xor": CompositeExclude,
}

func (p *vparser) blendMode() (string, bool) {
	w, ok := p.ident()
	if w == "normal" {
		return "", ok
	}
	return w, ok && blendModes[w]
}

// maskMode: Not done: the initial values only.
func maskMode(name string) prop {
	return prop{name: name, parse: func(p *vparser) (val, bool) {
		_, ok := list(p, func() (string, bool) {
			w, ok := p.ident()
			return w, ok && (w == "match-source" || w == "alpha")
		})
		return val{}, ok
	}, set: func(*applier, *val) {}, copy: func(*applier, *Computed) {}}
}
