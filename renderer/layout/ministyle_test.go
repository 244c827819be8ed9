package layout

import (
	"strconv"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/style"
)

// miniStyles computes styles from style attributes alone: what layout tests need
// without the style package's cascade. view, div and page are blocks, others inline.
type miniStyles struct {
	m        map[*dom.Node]*style.Computed
	vw, vh   float64
	fontSize float32
}

func (s *miniStyles) Of(n *dom.Node, p style.Pseudo) *style.Computed {
	if p != style.NoPseudo {
		return nil
	}
	return s.m[n]
}

func newMini(tree *dom.Tree, fontSize float32, lh float32, vw, vh float64) *miniStyles {
	s := &miniStyles{m: map[*dom.Node]*style.Computed{}, vw: vw, vh: vh, fontSize: fontSize}
	root := &style.Inherited{FontSize: fontSize, FontWeight: 400, FontFamily: []string{"Ahem"}, TabSize: 8,
		LineHeight: style.Length{Kind: style.Number, Pct: lh}}
	s.node(tree.Root, root)
	return s
}

func (s *miniStyles) node(n *dom.Node, parent *style.Inherited) {
	if n.IsText() {
		return
	}
	c := s.compute(n, parent)
	s.m[n] = c
	for k := n.First; k != nil; k = k.Next {
		s.node(k, c.Inherited)
	}
}

func zero() style.Length { return style.Length{Kind: style.Px} }

func (s *miniStyles) compute(n *dom.Node, parent *style.Inherited) *style.Computed {
	in := *parent
	in.TextIndent = zero()
	c := &style.Computed{Inherited: &in, ZAuto: true, Opacity: 1, FlexShrink: 1}
	in.TextIndent = parent.TextIndent
	for i := range c.Margin {
		c.Margin[i], c.Padding[i] = zero(), zero()
		c.BorderWidth[i] = 3
	}
	switch n.Tag {
	case "page", "view", "div":
		c.Display = style.DisplayBlock
	}
	for d := range strings.SplitSeq(n.Style, ";") {
		k, v, ok := strings.Cut(d, ":")
		if ok {
			s.declare(c, &in, strings.TrimSpace(k), strings.TrimSpace(v))
		}
	}
	same := in.FontSize == parent.FontSize && in.LineHeight == parent.LineHeight && in.TextAlign == parent.TextAlign &&
		in.WhiteSpace == parent.WhiteSpace && in.Direction == parent.Direction && in.WordBreak == parent.WordBreak &&
		in.OverflowWrap == parent.OverflowWrap && in.TextIndent == parent.TextIndent && in.LetterSpacing == parent.LetterSpacing &&
		in.TextTransform == parent.TextTransform
	if same {
		c.Inherited = parent
	}
	return c
}

func (s *miniStyles) length(v string, in *style.Inherited) (style.Length, bool) {
	switch v {
	case "auto", "none", "normal":
		return style.Length{}, true
	case "min-content":
		return style.Length{Kind: style.MinContent}, true
	case "max-content":
		return style.Length{Kind: style.MaxContent}, true
	case "fit-content":
		return style.Length{Kind: style.FitContent}, true
	case "content":
		return style.Length{Kind: style.Content}, true
	}
	num := func(suffix string) (float32, bool) {
		if f, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(v, suffix)), 32); err == nil {
			return float32(f), true
		}
		return 0, false
	}
	for suffix, mul := range map[string]float64{"px": 1, "vw": s.vw / 100, "vh": s.vh / 100, "em": float64(in.FontSize)} {
		if strings.HasSuffix(v, suffix) {
			f, ok := num(suffix)
			return style.Length{Kind: style.Px, Px: f * float32(mul)}, ok
		}
	}
	if strings.HasSuffix(v, "fr") {
		f, ok := num("fr")
		return style.Length{Kind: style.Fr, Pct: f}, ok
	}
	if strings.HasSuffix(v, "%") {
		f, ok := num("%")
		return style.Length{Kind: style.Percent, Pct: f}, ok
	}
	if f, ok := num(""); ok && f == 0 {
		return zero(), true
	}
	return style.Length{}, false
}

var miniAlign = map[string]style.Keyword{
	"auto": style.AlignAuto, "normal": style.AlignNormal, "stretch": style.AlignStretch, "start": style.AlignStart, "end": style.AlignEnd,
	"flex-start": style.AlignFlexStart, "flex-end": style.AlignFlexEnd, "center": style.AlignCenter, "baseline": style.AlignBaseline,
	"space-between": style.AlignSpaceBetween, "space-around": style.AlignSpaceAround, "space-evenly": style.AlignSpaceEvenly,
	"self-start": style.AlignSelfStart, "self-end": style.AlignSelfEnd, "left": style.AlignLeft, "right": style.AlignRight,
}

var miniDisplay = map[string]style.Keyword{
	"block": style.DisplayBlock, "flex": style.DisplayFlex, "none": style.DisplayNone, "contents": style.DisplayContents,
	"grid": style.DisplayGrid, "inline-grid": style.DisplayInlineGrid, "flow-root": style.DisplayFlowRoot, "inline": style.DisplayInline,
	"inline-block": style.DisplayInlineBlock, "inline-flex": style.DisplayInlineFlex, "-webkit-box": style.DisplayWebkitBox,
	"table": style.DisplayTable, "table-row": style.DisplayTableRow, "table-cell": style.DisplayTableCell,
	"table-row-group": style.DisplayTableRowGroup, "inline-table": style.DisplayInlineTable, "table-caption": style.DisplayTableCaption,
}

func keyword(m map[string]style.Keyword, v string, to *style.Keyword) {
	if k, ok := m[v]; ok {
		*to = k
	}
}

func (s *miniStyles) declare(c *style.Computed, in *style.Inherited, k, v string) {
	set := func(to *style.Length) {
		if l, ok := s.length(v, in); ok {
			*to = l
		}
	}
	sides := func(to *[4]style.Length) {
		f := strings.Fields(v)
		if len(f) == 0 {
			return
		}
		idx := [][4]int{{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}}[min(len(f), 4)-1]
		for i := range to {
			if l, ok := s.length(f[idx[i]], in); ok {
				to[i] = l
			}
		}
	}
	number := func(to *float32) {
		if f, err := strconv.ParseFloat(v, 32); err == nil && f >= 0 {
			*to = float32(f)
		}
	}
	rtl := in.Direction == style.RTL
	start, end := style.Left, style.Right
	if rtl {
		start, end = end, start
	}
	border := func(side int) {
		w, st := float32(3), style.BorderNone
		for _, f := range strings.Fields(v) {
			if l, ok := s.length(f, in); ok && l.Kind == style.Px {
				w = l.Px
			}
			if f == "solid" {
				st = style.BorderSolid
			}
		}
		c.BorderWidth[side], c.BorderStyle[side] = w, st
	}
	bw := func(side int) {
		if l, ok := s.length(v, in); ok && l.Kind == style.Px {
			c.BorderWidth[side] = l.Px
		}
	}
	overflow := map[string]style.Keyword{"visible": 0, "hidden": 1, "scroll": 2, "auto": 3, "clip": 4}
	side := map[string]int{"top": 0, "right": 1, "bottom": 2, "left": 3, "inline-start": start, "inline-end": end, "block-start": 0, "block-end": 2}
	switch k {
	case "display":
		keyword(miniDisplay, v, &c.Display)
	case "position":
		keyword(map[string]style.Keyword{"static": 0, "relative": 1, "absolute": 2, "fixed": 3, "sticky": 4}, v, &c.Position)
	case "float":
		keyword(map[string]style.Keyword{"none": 0, "left": 1, "right": 2}, v, &c.Float)
	case "clear":
		keyword(map[string]style.Keyword{"none": 0, "left": 1, "right": 2, "both": 3}, v, &c.Clear)
	case "box-sizing":
		c.BorderBox = v == "border-box"
	case "width":
		set(&c.Width)
	case "height":
		set(&c.Height)
	case "min-width":
		set(&c.MinWidth)
	case "min-height":
		set(&c.MinHeight)
	case "max-width":
		set(&c.MaxWidth)
	case "max-height":
		set(&c.MaxHeight)
	case "aspect-ratio":
		a, b, ok := strings.Cut(v, "/")
		x, _ := strconv.ParseFloat(strings.TrimSpace(a), 32)
		y := 1.0
		if ok {
			y, _ = strconv.ParseFloat(strings.TrimSpace(b), 32)
		}
		if x > 0 && y > 0 {
			c.AspectRatio = float32(x / y)
		}
	case "margin":
		sides(&c.Margin)
	case "padding":
		sides(&c.Padding)
	case "inset":
		sides(&c.Inset)
	case "margin-inline":
		set(&c.Margin[1])
		set(&c.Margin[3])
	case "margin-block":
		set(&c.Margin[0])
		set(&c.Margin[2])
	case "border":
		for i := range 4 {
			border(i)
		}
	case "border-style":
		for i := range 4 {
			if v == "solid" {
				c.BorderStyle[i] = style.BorderSolid
			}
		}
	case "border-width":
		var l [4]style.Length
		sides(&l)
		for i := range 4 {
			c.BorderWidth[i] = l[i].Px
		}
	case "overflow":
		f := strings.Fields(v)
		keyword(overflow, f[0], &c.OverflowX)
		keyword(overflow, f[len(f)-1], &c.OverflowY)
		s.fixOverflow(c)
	case "overflow-x":
		keyword(overflow, v, &c.OverflowX)
		s.fixOverflow(c)
	case "overflow-y":
		keyword(overflow, v, &c.OverflowY)
		s.fixOverflow(c)
	case "flex-direction":
		keyword(map[string]style.Keyword{"row": 0, "row-reverse": 1, "column": 2, "column-reverse": 3}, v, &c.FlexDirection)
	case "flex-wrap":
		keyword(map[string]style.Keyword{"nowrap": 0, "wrap": 1, "wrap-reverse": 2}, v, &c.FlexWrap)
	case "flex-flow":
		for _, f := range strings.Fields(v) {
			s.declare(c, in, "flex-direction", f)
			s.declare(c, in, "flex-wrap", f)
		}
	case "flex-grow":
		number(&c.FlexGrow)
	case "flex-shrink":
		number(&c.FlexShrink)
	case "flex-basis":
		set(&c.FlexBasis)
	case "flex":
		s.flex(c, in, v)
	case "order":
		c.Order, _ = strconv.Atoi(v)
	case "align-items":
		keyword(miniAlign, v, &c.AlignItems)
	case "align-self":
		keyword(miniAlign, v, &c.AlignSelf)
	case "align-content":
		keyword(miniAlign, v, &c.AlignContent)
	case "justify-content":
		keyword(miniAlign, v, &c.JustifyContent)
	case "justify-items":
		keyword(miniAlign, v, &c.JustifyItems)
	case "justify-self":
		keyword(miniAlign, v, &c.JustifySelf)
	case "gap":
		f := strings.Fields(v)
		v = f[0]
		set(&c.RowGap)
		v = f[len(f)-1]
		set(&c.ColumnGap)
	case "row-gap":
		set(&c.RowGap)
	case "column-gap":
		set(&c.ColumnGap)
	case "direction":
		keyword(map[string]style.Keyword{"ltr": style.LTR, "rtl": style.RTL}, v, &in.Direction)
	case "text-align":
		keyword(map[string]style.Keyword{"start": 0, "end": 1, "left": 2, "right": 3, "center": 4, "justify": 5}, v, &in.TextAlign)
	case "white-space":
		keyword(map[string]style.Keyword{"normal": 0, "nowrap": 1, "pre": 2, "pre-wrap": 3, "pre-line": 4, "break-spaces": 5}, v, &in.WhiteSpace)
	case "word-break":
		keyword(map[string]style.Keyword{"normal": 0, "break-all": 1, "keep-all": 2, "break-word": 3}, v, &in.WordBreak)
	case "overflow-wrap", "word-wrap":
		keyword(map[string]style.Keyword{"normal": 0, "break-word": 1, "anywhere": 2}, v, &in.OverflowWrap)
	case "text-indent":
		set(&in.TextIndent)
	case "text-overflow":
		keyword(map[string]style.Keyword{"clip": 0, "ellipsis": 1}, v, &c.TextOverflow)
	case "text-transform":
		keyword(map[string]style.Keyword{"none": 0, "uppercase": 1, "lowercase": 2, "capitalize": 3}, v, &in.TextTransform)
	case "-webkit-line-clamp":
		c.LineClamp, _ = strconv.Atoi(v)
	case "-webkit-box-orient":
		c.BoxOrient = 0
		if v == "vertical" {
			c.BoxOrient = 1
		}
	case "vertical-align":
		if l, ok := s.length(v, in); ok {
			c.VerticalAlign, c.VerticalLength = style.VALength, l
		}
		keyword(map[string]style.Keyword{"baseline": 0, "top": 1, "bottom": 2, "middle": 3, "text-top": 4, "text-bottom": 5, "sub": 6, "super": 7}, v, &c.VerticalAlign)
	case "letter-spacing":
		if l, ok := s.length(v, in); ok {
			in.LetterSpacing = l.Px
		}
	case "font-size":
		if l, ok := s.length(v, in); ok {
			in.FontSize = l.Px
		}
	case "line-height":
		if f, err := strconv.ParseFloat(v, 32); err == nil {
			in.LineHeight = style.Length{Kind: style.Number, Pct: float32(f)}
		} else {
			set(&in.LineHeight)
		}
	case "grid-template-columns":
		c.GridColumns = s.tracks(v, in)
	case "grid-template-rows":
		c.GridRows = s.tracks(v, in)
	case "grid-column-start":
		c.GridColStart = miniLine(v)
	case "grid-column-end":
		c.GridColEnd = miniLine(v)
	case "grid-row-start":
		c.GridRowStart = miniLine(v)
	case "grid-row-end":
		c.GridRowEnd = miniLine(v)
	case "transform":
		c.Transform = []style.TransformOp{{Name: "scale"}}
	case "top", "right", "bottom", "left":
		set(&c.Inset[side[k]])
	default:
		switch {
		case strings.HasPrefix(k, "margin-"):
			if i, ok := side[k[7:]]; ok {
				set(&c.Margin[i])
			}
		case strings.HasPrefix(k, "padding-"):
			if i, ok := side[k[8:]]; ok {
				set(&c.Padding[i])
			}
		case strings.HasPrefix(k, "inset-"):
			if i, ok := side[k[6:]]; ok {
				set(&c.Inset[i])
			}
		case strings.HasPrefix(k, "border-"):
			name, width := strings.CutSuffix(k[7:], "-width")
			if i, ok := side[name]; ok {
				if width {
					bw(i)
				} else {
					border(i)
				}
			}
		}
	}
}

func (s *miniStyles) fixOverflow(c *style.Computed) {
	fix := func(a, b *style.Keyword) {
		if *b != style.OverflowVisible && *b != style.OverflowClip {
			switch *a {
			case style.OverflowVisible:
				*a = style.OverflowAuto
			case style.OverflowClip:
				*a = style.OverflowHidden
			}
		}
	}
	fix(&c.OverflowX, &c.OverflowY)
	fix(&c.OverflowY, &c.OverflowX)
}

func (s *miniStyles) flex(c *style.Computed, in *style.Inherited, v string) {
	switch v {
	case "none":
		c.FlexGrow, c.FlexShrink, c.FlexBasis = 0, 0, style.Length{}
		return
	case "auto":
		c.FlexGrow, c.FlexShrink, c.FlexBasis = 1, 1, style.Length{}
		return
	}
	c.FlexGrow, c.FlexShrink, c.FlexBasis = 1, 1, zero()
	n := 0
	for _, f := range strings.Fields(v) {
		if x, err := strconv.ParseFloat(f, 32); err == nil && n < 2 {
			if n == 0 {
				c.FlexGrow = float32(x)
			} else {
				c.FlexShrink = float32(x)
			}
			n++
		} else if l, ok := s.length(f, in); ok {
			c.FlexBasis = l
		}
	}
}

func (s *miniStyles) tracks(v string, in *style.Inherited) *style.TrackList {
	if v == "none" {
		return nil
	}
	tl := &style.TrackList{}
	one := func(f string) style.Track {
		l, _ := s.length(f, in)
		return style.Track{Min: l, Max: l}
	}
	for v = strings.TrimSpace(v); v != ""; v = strings.TrimSpace(v) {
		if rest, ok := strings.CutPrefix(v, "repeat("); ok {
			body, after, _ := strings.Cut(rest, ")")
			n, list, _ := strings.Cut(body, ",")
			var part []style.Track
			for _, f := range strings.Fields(list) {
				part = append(part, one(f))
			}
			if k, err := strconv.Atoi(strings.TrimSpace(n)); err == nil {
				for range k {
					tl.Tracks = append(tl.Tracks, part...)
				}
			} else {
				tl.AutoRepeat, tl.AutoAt, tl.AutoFit = part, len(tl.Tracks), strings.TrimSpace(n) == "auto-fit"
			}
			v = after
			continue
		}
		f, after, _ := strings.Cut(v, " ")
		tl.Tracks = append(tl.Tracks, one(f))
		v = after
	}
	return tl
}

func miniLine(v string) style.GridLine {
	if n, ok := strings.CutPrefix(v, "span "); ok {
		k, _ := strconv.Atoi(n)
		return style.GridLine{N: k, Span: true}
	}
	n, _ := strconv.Atoi(v)
	return style.GridLine{N: n}
}
