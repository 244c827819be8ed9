package style

import (
	"math"
	"sort"
	"strconv"
	"strings"
)

// all writes every property that the panel shows.
func (w *writer) all(c *Computed) {
	kws := []struct {
		name  string
		k     Keyword
		words map[string]Keyword
	}{
		{"position", c.Position, positionWords}, {"float", c.Float, floatWords}, {"clear", c.Clear, clearWords},
		{"overflow-x", c.OverflowX, overflowWords}, {"overflow-y", c.OverflowY, overflowWords},
		{"flex-direction", c.FlexDirection, flexDirectionWords}, {"flex-wrap", c.FlexWrap, flexWrapWords},
		{"align-items", c.AlignItems, itemsWords}, {"align-self", c.AlignSelf, selfWords}, {"align-content", c.AlignContent, alignContentWords},
		{"justify-content", c.JustifyContent, justifyContentWords}, {"justify-items", c.JustifyItems, justifyItemsWords},
		{"justify-self", c.JustifySelf, justifySelfWords}, {"object-fit", c.ObjectFit, objectFitWords},
		{"text-align", c.TextAlign, textAlignWords}, {"text-transform", c.TextTransform, textTransformWords},
		{"white-space", c.WhiteSpace, whiteSpaceWords}, {"word-break", c.WordBreak, wordBreakWords},
		{"overflow-wrap", c.OverflowWrap, overflowWrapWords}, {"visibility", c.Visibility, visibilityWords},
		{"direction", c.Direction, directionWords}, {"writing-mode", c.WritingMode, writingModeWords}, {"text-orientation", c.TextOrientation, orientationWords}, {"pointer-events", c.PointerEvents, map[string]Keyword{"auto": 0, "none": 1}},
		{"text-overflow", c.TextOverflow, textOverflowWords}, {"text-decoration-style", c.DecorationStyle, decorationStyleWords},
		{"outline-style", c.OutlineStyle, lineStyleWords}, {"user-select", c.UserSelect, userSelectWords},
		{"-webkit-box-orient", c.BoxOrient, boxOrientWords}, {"unicode-bidi", c.UnicodeBidi, unicodeBidiWords},
	}
	for _, k := range kws {
		v := word(k.words, k.k)
		if k.name == "white-space" && k.k == WhiteSpaceNormal {
			v = "normal" // of the many words for it
		}
		if k.k == AlignLastBaseline && v == "" {
			v = "last baseline"
		}
		w.put(k.name, v)
	}
	display := word(displayWords, c.Display)
	if c.Display == DisplayBlock {
		display = "block"
	}
	w.put("display", display)
	if int(c.Cursor) < len(CursorNames) {
		w.put("cursor", CursorNames[c.Cursor])
	}
	w.put("box-sizing", pick(c.BorderBox, "border-box", "content-box"))
	for _, l := range []struct {
		name, auto string
		l          Length
	}{
		{"width", "auto", c.Width}, {"height", "auto", c.Height}, {"min-width", "auto", c.MinWidth}, {"min-height", "auto", c.MinHeight},
		{"max-width", "none", c.MaxWidth}, {"max-height", "none", c.MaxHeight}, {"flex-basis", "auto", c.FlexBasis},
		{"row-gap", "normal", c.RowGap}, {"column-gap", "normal", c.ColumnGap}, {"line-height", "normal", c.LineHeight},
		{"text-indent", "", c.TextIndent}, {"text-decoration-thickness", "auto", c.DecorationWidth},
		{"text-underline-offset", "auto", c.TextUnderlineOff},
	} {
		w.put(l.name, w.length(l.l, l.auto))
	}
	for i, s := range sideNames {
		w.put("margin-"+s, w.length(c.Margin[i], "auto"))
		w.put("padding-"+s, w.length(c.Padding[i], ""))
		w.put(s, w.length(c.Inset[i], "auto"))
		w.put("border-"+s+"-width", w.px(c.BorderWidth[i]))
		w.put("border-"+s+"-style", word(lineStyleWords, c.BorderStyle[i]))
		w.put("border-"+s+"-color", FormatColor(c.BorderColor[i]))
	}
	for i, s := range [4]string{"top-left", "top-right", "bottom-right", "bottom-left"} {
		v := w.length(c.Radius[i].X, "")
		if y := w.length(c.Radius[i].Y, ""); y != v {
			v += " " + y
		}
		w.put("border-"+s+"-radius", v)
	}
	w.put("z-index", pick(c.ZAuto, "auto", strconv.Itoa(c.ZIndex)))
	w.put("order", strconv.Itoa(c.Order))
	w.put("flex-grow", formatNumber(float64(c.FlexGrow)))
	w.put("flex-shrink", formatNumber(float64(c.FlexShrink)))
	w.put("opacity", formatNumber(float64(c.Opacity)))
	w.put("aspect-ratio", pick(c.AspectRatio == 0, "auto", pick(c.AspectAuto, "auto ", "")+formatNumber(float64(c.AspectRatio))+" / 1"))
	va := w.length(c.VerticalLength, "")
	if c.VerticalAlign != VALength {
		va = word(verticalAlignWords, c.VerticalAlign)
	}
	w.put("vertical-align", va)
	w.put("object-position", w.length(c.ObjectX, "")+" "+w.length(c.ObjectY, ""))
	w.text(c)
	w.looks(c)
	w.grid(c)
	w.motion(c)
	w.rare(c)
	names := make([]string, 0, len(c.Custom))
	for n := range c.Custom {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		w.put(n, c.Custom[n])
	}
}

func (w *writer) text(c *Computed) {
	var fam []string
	for _, f := range c.FontFamily {
		if strings.ContainsAny(f, " \"'") {
			f = quote(f)
		}
		fam = append(fam, f)
	}
	w.put("font-family", strings.Join(fam, ", "))
	w.put("font-size", w.px(c.FontSize))
	w.put("font-weight", formatNumber(float64(c.FontWeight)))
	w.put("font-style", pick(c.Italic, "italic", "normal"))
	w.put("color", FormatColor(c.Color))
	w.put("letter-spacing", pick(c.LetterSpacing == 0, "normal", w.px(c.LetterSpacing)))
	w.put("word-spacing", w.px(c.WordSpacing))
	w.put("text-shadow", w.shadows(c.TextShadow, false))
	if c.TabSize < 0 {
		w.put("tab-size", w.px(-c.TabSize))
	} else {
		w.put("tab-size", formatNumber(float64(c.TabSize)))
	}
	lt := c.ListStyle
	if lt != "" && lt[0] == '"' {
		lt = quote(lt[1:])
	}
	w.put("list-style-type", lt)
	w.put("list-style-position", pick(c.ListInside, "inside", "outside"))
	w.put("border-spacing", w.px(c.BorderSpacingX)+pick(c.BorderSpacingX == c.BorderSpacingY, "", " "+w.px(c.BorderSpacingY)))
	w.put("border-collapse", pick(c.BorderCollapse, "collapse", "separate"))
	w.put("-webkit-line-clamp", pick(c.LineClamp == 0, "none", strconv.Itoa(c.LineClamp)))
	var lines []string
	for k, n := range []string{"underline", "overline", "line-through"} {
		if c.Decoration&(1<<k) != 0 {
			lines = append(lines, n)
		}
	}
	w.put("text-decoration-line", pick(len(lines) == 0, "none", strings.Join(lines, " ")))
	opt := func(name string, p *Color) {
		v := c.Color
		if p != nil {
			v = *p
		}
		w.put(name, FormatColor(v))
	}
	opt("text-decoration-color", c.DecorationColor)
	opt("-webkit-text-fill-color", c.TextFillColor)
	opt("-webkit-text-stroke-color", c.TextStrokeColor)
	opt("caret-color", c.CaretColor)
	opt("text-emphasis-color", c.EmphasisColor)
	w.emphasis(c)
	w.put("-webkit-text-stroke-width", w.px(c.TextStrokeWidth))
	content := "normal"
	if c.HasContent {
		var parts []string
		for _, it := range c.Content {
			switch {
			case it.Attr != "":
				parts = append(parts, "attr("+it.Attr+")")
			case it.Counter != "":
				v := "counter(" + it.Counter
				if it.All {
					v = "counters(" + it.Counter + ", " + quote(it.Separator)
				}
				if it.Form != "decimal" {
					v += ", " + it.Form
				}
				parts = append(parts, v+")")
			case it.URL != "":
				parts = append(parts, "url("+quote(it.URL)+")")
			default:
				parts = append(parts, quote(it.Text))
			}
		}
		content = strings.Join(parts, " ")
	}
	w.put("content", content)
}

func (w *writer) looks(c *Computed) {
	w.put("background-color", FormatColor(c.BackgroundColor))
	w.layers("background", c.Background)
	w.layers("mask", c.Mask)
	w.put("box-shadow", w.shadows(c.BoxShadow, true))
	w.put("outline-width", w.px(c.OutlineWidth))
	w.put("outline-color", FormatColor(c.OutlineColor))
	w.put("outline-offset", w.px(c.OutlineOffset))
	w.put("transform", w.transform(c.Transform))
	origin := w.length(c.OriginX, "") + " " + w.length(c.OriginY, "")
	if c.OriginZ != 0 {
		origin += " " + w.px(c.OriginZ)
	}
	w.put("transform-origin", origin)
	w.put("transform-style", pick(c.Preserve3D, "preserve-3d", "flat"))
	w.put("perspective-origin", w.length(c.PerspectiveX, "")+" "+w.length(c.PerspectiveY, ""))
	w.put("perspective", pick(c.Perspective == 0, "none", w.px(c.Perspective)))
	w.put("backface-visibility", pick(c.BackfaceHidden, "hidden", "visible"))
	w.put("filter", w.filters(c.Filter))
	w.put("backdrop-filter", w.filters(c.BackdropFilter))
	w.put("mix-blend-mode", pick(c.MixBlend == "", "normal", c.MixBlend))
	w.put("clip-path", w.shape(c.ClipPath))
}

func (w *writer) grid(c *Computed) {
	w.put("grid-template-columns", w.tracks(c.GridColumns))
	w.put("grid-template-rows", w.tracks(c.GridRows))
	w.put("grid-auto-columns", w.tracks(orAuto(c.GridAutoCols)))
	w.put("grid-auto-rows", w.tracks(orAuto(c.GridAutoRows)))
	areas := "none"
	if len(c.GridAreas) > 0 {
		var rows []string
		for _, r := range c.GridAreas {
			rows = append(rows, quote(strings.Join(r, " ")))
		}
		areas = strings.Join(rows, " ")
	}
	w.put("grid-template-areas", areas)
	w.put("grid-auto-flow", [...]string{"row", "column", "row dense", "column dense"}[c.GridFlow&3])
	w.put("grid-column-start", gridLine(c.GridColStart))
	w.put("grid-column-end", gridLine(c.GridColEnd))
	w.put("grid-row-start", gridLine(c.GridRowStart))
	w.put("grid-row-end", gridLine(c.GridRowEnd))
}

func orAuto(t []Track) *TrackList {
	if len(t) == 0 {
		t = []Track{{}}
	}
	return &TrackList{Tracks: t}
}

// motion writes transition and animation as CSSOM does: parts with their initial
// value are left out.
func (w *writer) motion(c *Computed) {
	sec := func(v float32) string { return formatNumber(float64(v)) + "s" }
	head := func(t []string, duration, delay float32, tm Timing) []string {
		if duration != 0 || delay != 0 {
			t = append(t, sec(duration))
		}
		if tm != easeTiming {
			t = append(t, timing(tm))
		}
		if delay != 0 {
			t = append(t, sec(delay))
		}
		return t
	}
	var parts []string
	for _, t := range c.Transitions {
		var p []string
		if t.Property != "all" {
			p = append(p, t.Property)
		}
		parts = append(parts, strings.Join(head(p, t.Duration, t.Delay, t.Timing), " "))
	}
	w.put("transition", pick(parts == nil, "all", strings.Join(parts, ", ")))
	parts = nil
	for _, a := range c.Animations {
		p := head(nil, a.Duration, a.Delay, a.Timing)
		switch {
		case math.IsInf(float64(a.Iterations), 1):
			p = append(p, "infinite")
		case a.Iterations != 1:
			p = append(p, formatNumber(float64(a.Iterations)))
		}
		if a.Direction != 0 {
			p = append(p, word(playDirectionWords, a.Direction))
		}
		if a.Fill != 0 {
			p = append(p, word(fillModeWords, a.Fill))
		}
		if a.Paused {
			p = append(p, "paused")
		}
		parts = append(parts, strings.Join(append(p, a.Name), " "))
	}
	w.put("animation", pick(parts == nil, "none", strings.Join(parts, ", ")))
}
