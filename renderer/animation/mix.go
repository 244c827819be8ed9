package animation

import (
	"math"
	"strings"

	"diorama/renderer/style"
)

func lerp(a, b, p float64) float64 { return a + (b-a)*p }

func mixF(a, b float32, p float64) float32 { return float32(lerp(float64(a), float64(b), p)) }

func jump[T any](a, b T, p float64) T {
	if p < 0.5 {
		return a
	}
	return b
}

// mixColor mixes premultiplied, as CSS Color 4 §12 does for sRGB.
func mixColor(a, b style.Color, p float64) style.Color {
	aa, ba := float64(a.A)/255, float64(b.A)/255
	al := min(lerp(aa, ba, p), 1)
	if al <= 0 {
		return style.Color{}
	}
	ch := func(x, y uint8) uint8 {
		v := lerp(float64(x)*aa, float64(y)*ba, p) / al
		return uint8(min(max(math.Round(v), 0), 255))
	}
	return style.Color{R: ch(a.R, b.R), G: ch(a.G, b.G), B: ch(a.B, b.B), A: uint8(min(max(math.Round(al*255), 0), 255))}
}

// shadowsMatch: lists mix when the shadows that stand at the same place are both inset or both not.
func shadowsMatch(a, b []style.Shadow) bool {
	for i := range min(len(a), len(b)) {
		if a[i].Inset != b[i].Inset {
			return false
		}
	}
	return true
}

func mixShadows(a, b []style.Shadow, p float64) ([]style.Shadow, bool) {
	if !shadowsMatch(a, b) {
		return jump(a, b, p), false
	}
	if p == 0 && len(b) == 0 || p == 1 && len(a) == 0 {
		return jump(a, b, p), true
	}
	n := max(len(a), len(b))
	out := make([]style.Shadow, n)
	for i := range out {
		var x, y style.Shadow
		switch {
		case i >= len(a):
			y = b[i]
			x = style.Shadow{Inset: y.Inset}
		case i >= len(b):
			x = a[i]
			y = style.Shadow{Inset: x.Inset}
		default:
			x, y = a[i], b[i]
		}
		out[i] = style.Shadow{X: mixF(x.X, y.X, p), Y: mixF(x.Y, y.Y, p), Blur: max(mixF(x.Blur, y.Blur, p), 0), Spread: mixF(x.Spread, y.Spread, p), Color: mixColor(x.Color, y.Color, p), Inset: x.Inset}
	}
	return out, true
}

// mixFilters: https://drafts.fxtf.org/filter-effects-1/#interpolation-of-filters
func mixFilters(a, b []style.FilterOp, p float64) ([]style.FilterOp, bool) {
	neutral := func(name string) style.FilterOp {
		op := style.FilterOp{Name: name}
		switch name {
		case "brightness", "contrast", "opacity", "saturate":
			op.Amount = 1
		}
		return op
	}
	for i := range min(len(a), len(b)) {
		if a[i].Name != b[i].Name {
			return jump(a, b, p), false
		}
	}
	n := max(len(a), len(b))
	out := make([]style.FilterOp, n)
	for i := range out {
		var x, y style.FilterOp
		switch {
		case i >= len(a):
			y = b[i]
			x = neutral(y.Name)
		case i >= len(b):
			x = a[i]
			y = neutral(x.Name)
		default:
			x, y = a[i], b[i]
		}
		amount := mixF(x.Amount, y.Amount, p)
		switch x.Name {
		case "grayscale", "invert", "opacity", "sepia":
			amount = min(max(amount, 0), 1)
		case "blur", "brightness", "contrast", "saturate":
			amount = max(amount, 0)
		}
		out[i] = style.FilterOp{Name: x.Name, Amount: amount, Shadow: style.Shadow{
			X: mixF(x.Shadow.X, y.Shadow.X, p), Y: mixF(x.Shadow.Y, y.Shadow.Y, p), Blur: max(mixF(x.Shadow.Blur, y.Shadow.Blur, p), 0), Color: mixColor(x.Shadow.Color, y.Shadow.Color, p)}}
	}
	return out, true
}

// Kind is how a property goes from one value to another.
type Kind uint8

// The kinds.
const (
	Unknown  Kind = iota // no longhand
	Discrete             // it jumps
	Smooth
)

// Property writes into dst, whose inherited part is its own, the place p of the way from
// a to b of one longhand.
func Property(dst, a, b *style.Computed, name string, p float64) Kind {
	smooth := true
	size := func(d *style.Length, x, y style.Length, least bool) {
		l, ok := style.MixLength(x, y, p)
		if least && l.Kind == style.Px {
			l.Px = max(l.Px, 0)
		}
		if least && l.Kind == style.Percent {
			l.Pct = max(l.Pct, 0)
		}
		*d, smooth = l, smooth && ok
	}
	number := func(d *float32, x, y, least float32) { *d = max(mixF(x, y, p), least) }
	whole := func(d *int, x, y int) { *d = int(math.Floor(lerp(float64(x), float64(y), p) + 0.5)) }
	color := func(d **style.Color, x, y *style.Color) {
		if x == nil && y == nil {
			*d = nil
			return
		}
		u, v := a.Color, b.Color
		if x != nil {
			u = *x
		}
		if y != nil {
			v = *y
		}
		c := mixColor(u, v, p)
		*d = &c
	}
	discrete := func() Kind {
		if !style.CopyLonghand(dst, jump(a, b, p), name) {
			return Unknown
		}
		return Discrete
	}
	if strings.HasPrefix(name, "--") {
		style.CopyCustom(dst, jump(a, b, p), name)
		return Discrete
	}
	switch name {
	case "opacity":
		dst.Opacity = min(max(mixF(a.Opacity, b.Opacity, p), 0), 1)
	case "transform":
		dst.Transform, smooth = mixTransform(a.Transform, b.Transform, p)
	case "translate", "rotate", "scale":
		x, y, own := a.Uncommon(), b.Uncommon(), dst.Own()
		switch name {
		case "translate":
			own.Translate, _ = mixTransform(x.Translate, y.Translate, p)
		case "rotate":
			own.Rotate, _ = mixTransform(x.Rotate, y.Rotate, p)
		default:
			own.Scale, _ = mixTransform(x.Scale, y.Scale, p)
		}
	case "transform-origin":
		size(&dst.OriginX, a.OriginX, b.OriginX, false)
		size(&dst.OriginY, a.OriginY, b.OriginY, false)
		dst.OriginZ = mixF(a.OriginZ, b.OriginZ, p)
	case "perspective":
		if (a.Perspective == 0) != (b.Perspective == 0) {
			return discrete()
		}
		number(&dst.Perspective, a.Perspective, b.Perspective, 0)
	case "perspective-origin":
		size(&dst.PerspectiveX, a.PerspectiveX, b.PerspectiveX, false)
		size(&dst.PerspectiveY, a.PerspectiveY, b.PerspectiveY, false)
	case "object-position":
		size(&dst.ObjectX, a.ObjectX, b.ObjectX, false)
		size(&dst.ObjectY, a.ObjectY, b.ObjectY, false)
	case "color":
		dst.Inherited.Color = mixColor(a.Color, b.Color, p)
	case "caret-color":
		if a.CaretColor == nil || b.CaretColor == nil {
			return discrete()
		}
		color(&dst.Inherited.CaretColor, a.CaretColor, b.CaretColor)
	case "text-decoration-color":
		color(&dst.DecorationColor, a.DecorationColor, b.DecorationColor)
	case "-webkit-text-fill-color":
		color(&dst.Inherited.TextFillColor, a.TextFillColor, b.TextFillColor)
	case "-webkit-text-stroke-color":
		color(&dst.Inherited.TextStrokeColor, a.TextStrokeColor, b.TextStrokeColor)
	case "background-color":
		dst.BackgroundColor = mixColor(a.BackgroundColor, b.BackgroundColor, p)
	case "outline-color":
		dst.OutlineColor = mixColor(a.OutlineColor, b.OutlineColor, p)
	case "background-position-x", "background-position-y", "background-size":
		dst.Background, smooth = mixLayers(dst.Background, a.Background, b.Background, name[len("background-"):], p)
	case "mask-position-x", "mask-position-y", "mask-size":
		dst.Mask, smooth = mixLayers(dst.Mask, a.Mask, b.Mask, name[len("mask-"):], p)
	case "width":
		size(&dst.Width, a.Width, b.Width, true)
	case "height":
		size(&dst.Height, a.Height, b.Height, true)
	case "min-width":
		size(&dst.MinWidth, a.MinWidth, b.MinWidth, true)
	case "min-height":
		size(&dst.MinHeight, a.MinHeight, b.MinHeight, true)
	case "max-width":
		size(&dst.MaxWidth, a.MaxWidth, b.MaxWidth, true)
	case "max-height":
		size(&dst.MaxHeight, a.MaxHeight, b.MaxHeight, true)
	case "flex-basis":
		size(&dst.FlexBasis, a.FlexBasis, b.FlexBasis, true)
	case "row-gap":
		size(&dst.RowGap, a.RowGap, b.RowGap, true)
	case "column-gap":
		size(&dst.ColumnGap, a.ColumnGap, b.ColumnGap, true)
	case "line-height":
		size(&dst.Inherited.LineHeight, a.LineHeight, b.LineHeight, true)
	case "text-indent":
		size(&dst.Inherited.TextIndent, a.TextIndent, b.TextIndent, false)
	case "text-underline-offset":
		size(&dst.Inherited.TextUnderlineOff, a.TextUnderlineOff, b.TextUnderlineOff, false)
	case "text-decoration-thickness":
		size(&dst.DecorationWidth, a.DecorationWidth, b.DecorationWidth, true)
	case "vertical-align":
		if a.VerticalAlign != style.VALength || b.VerticalAlign != style.VALength {
			return discrete()
		}
		dst.VerticalAlign = style.VALength
		size(&dst.VerticalLength, a.VerticalLength, b.VerticalLength, false)
	case "box-shadow":
		dst.BoxShadow, smooth = mixShadows(a.BoxShadow, b.BoxShadow, p)
	case "text-shadow":
		dst.Inherited.TextShadow, smooth = mixShadows(a.TextShadow, b.TextShadow, p)
	case "filter":
		dst.Filter, smooth = mixFilters(a.Filter, b.Filter, p)
	case "backdrop-filter":
		dst.BackdropFilter, smooth = mixFilters(a.BackdropFilter, b.BackdropFilter, p)
	case "clip-path":
		dst.ClipPath, smooth = mixShape(a.ClipPath, b.ClipPath, p)
	case "font-size":
		number(&dst.Inherited.FontSize, a.FontSize, b.FontSize, 0)
	case "letter-spacing":
		dst.Inherited.LetterSpacing = mixF(a.LetterSpacing, b.LetterSpacing, p)
	case "word-spacing":
		dst.Inherited.WordSpacing = mixF(a.WordSpacing, b.WordSpacing, p)
	case "tab-size":
		if a.TabSize < 0 || b.TabSize < 0 {
			dst.Inherited.TabSize = mixF(a.TabSize, b.TabSize, p) // lengths
		} else {
			number(&dst.Inherited.TabSize, a.TabSize, b.TabSize, 0)
		}
	case "border-spacing":
		// Whole device px, as in Chromium.
		dst.Inherited.BorderSpacingX = float32(math.Trunc(float64(max(mixF(a.BorderSpacingX, b.BorderSpacingX, p), 0))))
		dst.Inherited.BorderSpacingY = float32(math.Trunc(float64(max(mixF(a.BorderSpacingY, b.BorderSpacingY, p), 0))))
	case "font-weight":
		// Fonts are chosen in quarters, as in Chromium.
		w := min(max(mixF(a.FontWeight, b.FontWeight, p), 1), 1000)
		dst.Inherited.FontWeight = float32(math.Floor(float64(w)*4) / 4)
	case "visibility":
		if a.Visibility != style.Visible && b.Visibility != style.Visible {
			return discrete()
		}
		v := a.Visibility
		switch {
		case a.Visibility == b.Visibility:
		case p > 0 && p < 1:
			v = style.Visible
		case p >= 1:
			v = b.Visibility
		}
		dst.Inherited.Visibility = v
	case "z-index":
		if a.ZAuto != b.ZAuto {
			return discrete()
		}
		whole(&dst.ZIndex, a.ZIndex, b.ZIndex)
		dst.ZAuto = a.ZAuto
	case "order":
		whole(&dst.Order, a.Order, b.Order)
	case "aspect-ratio":
		if a.AspectRatio <= 0 || b.AspectRatio <= 0 || a.AspectAuto || b.AspectAuto {
			return discrete()
		}
		dst.AspectRatio = float32(math.Exp(lerp(math.Log(float64(a.AspectRatio)), math.Log(float64(b.AspectRatio)), p)))
	case "flex-grow":
		number(&dst.FlexGrow, a.FlexGrow, b.FlexGrow, 0)
	case "flex-shrink":
		number(&dst.FlexShrink, a.FlexShrink, b.FlexShrink, 0)
	case "outline-width":
		dst.OutlineWidth = snap(mixF(a.OutlineWidth, b.OutlineWidth, p))
	case "outline-offset":
		dst.OutlineOffset = float32(math.Trunc(float64(mixF(a.OutlineOffset, b.OutlineOffset, p))))
	case "display":
		if (a.Display == style.DisplayNone) == (b.Display == style.DisplayNone) || p <= 0 || p >= 1 {
			return discrete()
		}
		// It is there all the way. https://drafts.csswg.org/css-display-4/#display-animation
		dst.Display = a.Display
		if a.Display == style.DisplayNone {
			dst.Display = b.Display
		}
		return Discrete
	default:
		for i, s := range [4]string{"top", "right", "bottom", "left"} {
			switch name {
			case s:
				size(&dst.Inset[i], a.Inset[i], b.Inset[i], false)
			case "margin-" + s:
				size(&dst.Margin[i], a.Margin[i], b.Margin[i], false)
			case "padding-" + s:
				size(&dst.Padding[i], a.Padding[i], b.Padding[i], true)
			case "border-" + s + "-width":
				dst.BorderWidth[i] = snap(mixF(a.BorderWidth[i], b.BorderWidth[i], p))
			case "border-" + s + "-color":
				dst.BorderColor[i] = mixColor(a.BorderColor[i], b.BorderColor[i], p)
			default:
				continue
			}
			return kindOf(smooth)
		}
		for i, c := range [4]string{"top-left", "top-right", "bottom-right", "bottom-left"} {
			if name == "border-"+c+"-radius" {
				size(&dst.Radius[i].X, a.Radius[i].X, b.Radius[i].X, true)
				size(&dst.Radius[i].Y, a.Radius[i].Y, b.Radius[i].Y, true)
				return kindOf(smooth)
			}
		}
		return discrete()
	}
	return kindOf(smooth)
}

// snap makes a line as wide as whole device px, and not less than one.
// https://drafts.csswg.org/css-values-4/#snap-a-length-as-a-border-width
func snap(w float32) float32 {
	if w <= 0 {
		return 0
	}
	return float32(max(math.Floor(float64(w)), 1))
}

func kindOf(smooth bool) Kind {
	if smooth {
		return Smooth
	}
	return Discrete
}

// clone copies c so that every field may be written.
func clone(c *style.Computed) *style.Computed {
	d := *c
	in := *c.Inherited
	d.Inherited = &in
	return &d
}

// mixLayers mixes one part of the layers; lists of different lengths repeat.
func mixLayers(dst, a, b []style.Layer, part string, p float64) ([]style.Layer, bool) {
	if len(dst) == 0 || len(a) == 0 || len(b) == 0 {
		return dst, true
	}
	out := make([]style.Layer, len(dst))
	smooth := true
	for i := range dst {
		out[i] = dst[i]
		x, y, o := &a[i%len(a)], &b[i%len(b)], &out[i]
		ok := true
		switch part {
		case "position-x":
			o.X, ok = style.MixLength(x.X, y.X, p)
		case "position-y":
			o.Y, ok = style.MixLength(x.Y, y.Y, p)
		case "size":
			w, okW := style.MixLength(x.SizeW, y.SizeW, p)
			h, okH := style.MixLength(x.SizeH, y.SizeH, p)
			ok = okW && okH && x.Cover == y.Cover && x.Contain == y.Contain
			if !ok {
				z := jump(x, y, p)
				w, h = z.SizeW, z.SizeH
				o.Cover, o.Contain = z.Cover, z.Contain
			}
			o.SizeW, o.SizeH = w, h
		}
		smooth = smooth && ok
	}
	return out, smooth
}

// Animatable lists the longhands that do not only jump, for "all".
var Animatable = []string{
	"opacity", "transform", "translate", "rotate", "scale", "transform-origin", "perspective", "perspective-origin", "color", "background-color", "background-position-x", "background-position-y", "background-size",
	"width", "height", "min-width", "min-height", "max-width", "max-height",
	"box-shadow", "text-shadow", "filter", "backdrop-filter", "clip-path", "font-size", "line-height", "letter-spacing", "word-spacing", "text-indent", "font-weight", "visibility", "z-index", "order", "aspect-ratio",
	"flex-grow", "flex-shrink", "flex-basis", "row-gap", "column-gap", "outline-color", "outline-width", "outline-offset", "object-position", "vertical-align", "tab-size", "border-spacing",
	"caret-color", "text-decoration-color", "text-decoration-thickness", "text-underline-offset", "-webkit-text-fill-color", "-webkit-text-stroke-color",
	"mask-position-x", "mask-position-y", "mask-size",
	"top", "right", "bottom", "left",
	"margin-top", "margin-right", "margin-bottom", "margin-left",
	"padding-top", "padding-right", "padding-bottom", "padding-left",
	"border-top-width", "border-right-width", "border-bottom-width", "border-left-width",
	"border-top-color", "border-right-color", "border-bottom-color", "border-left-color",
	"border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius", "border-bottom-left-radius",
}

// Longhands gives the longhands that a name of transition-property stands for, those of
// Animatable for all.
func Longhands(name string) []string {
	if name == "all" {
		return Animatable
	}
	return style.LonghandsOf(name)
}
