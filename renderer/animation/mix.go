package animation

import (
	"math"

	"diorama/renderer/style"
)

func lerp(a, b, p float64) float64 { return a + (b-a)*p }

func mixF(a, b float32, p float64) float32 { return float32(lerp(float64(a), float64(b), p)) }

// mixLen mixes lengths; ok is false where only a jump is possible.
func mixLen(a, b style.Length, p float64) (style.Length, bool) {
	if a.Kind == style.Number && b.Kind == style.Number {
		return style.Length{Kind: style.Number, Pct: mixF(a.Pct, b.Pct, p)}, true
	}
	if !a.Definite() || !b.Definite() || a.Fn != nil || b.Fn != nil {
		return jump(a, b, p), a == b
	}
	l := style.Length{Kind: style.Calc, Px: mixF(a.Px, b.Px, p), Pct: mixF(a.Pct, b.Pct, p)}
	if a.Kind == style.Px && b.Kind == style.Px {
		l.Kind = style.Px
	} else if a.Kind == style.Percent && b.Kind == style.Percent {
		l.Kind = style.Percent
	}
	return l, true
}

func jump[T any](a, b T, p float64) T {
	if p < 0.5 {
		return a
	}
	return b
}

// mixColor mixes premultiplied, as CSS Color 4 §12 does for sRGB.
func mixColor(a, b style.Color, p float64) style.Color {
	aa, ba := float64(a.A)/255, float64(b.A)/255
	al := lerp(aa, ba, p)
	if al <= 0 {
		return style.Color{}
	}
	ch := func(x, y uint8) uint8 {
		v := lerp(float64(x)*aa, float64(y)*ba, p) / al
		return uint8(min(max(math.Round(v), 0), 255))
	}
	return style.Color{R: ch(a.R, b.R), G: ch(a.G, b.G), B: ch(a.B, b.B), A: uint8(min(max(math.Round(al*255), 0), 255))}
}

func mixShadows(a, b []style.Shadow, p float64) []style.Shadow {
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
		if x.Inset != y.Inset {
			return jump(a, b, p)
		}
		out[i] = style.Shadow{X: mixF(x.X, y.X, p), Y: mixF(x.Y, y.Y, p), Blur: mixF(x.Blur, y.Blur, p), Spread: mixF(x.Spread, y.Spread, p), Color: mixColor(x.Color, y.Color, p), Inset: x.Inset}
	}
	return out
}

func mixFilters(a, b []style.FilterOp, p float64) []style.FilterOp {
	neutral := func(name string) style.FilterOp {
		op := style.FilterOp{Name: name}
		switch name {
		case "brightness", "contrast", "opacity", "saturate":
			op.Amount = 1
		}
		return op
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
		if x.Name != y.Name {
			return jump(a, b, p)
		}
		out[i] = style.FilterOp{Name: x.Name, Amount: mixF(x.Amount, y.Amount, p), Shadow: style.Shadow{
			X: mixF(x.Shadow.X, y.Shadow.X, p), Y: mixF(x.Shadow.Y, y.Shadow.Y, p), Blur: mixF(x.Shadow.Blur, y.Shadow.Blur, p), Color: mixColor(x.Shadow.Color, y.Shadow.Color, p)}}
	}
	return out
}

// Property writes into dst the mix of one longhand of a and b. ok is false for a
// property that is not known here; jumps count as known. inherited tells that
// dst.Inherited is dst's own and may be written.
func Property(dst, a, b *style.Computed, name string, p float64) (ok bool) {
	len4 := func(d, x, y *[4]style.Length, i int) { d[i], _ = mixLen(x[i], y[i], p) }
	switch name {
	case "opacity":
		dst.Opacity = min(max(mixF(a.Opacity, b.Opacity, p), 0), 1)
	case "transform":
		dst.Transform = mixTransform(a.Transform, b.Transform, p)
	case "transform-origin":
		dst.OriginX, _ = mixLen(a.OriginX, b.OriginX, p)
		dst.OriginY, _ = mixLen(a.OriginY, b.OriginY, p)
	case "perspective":
		dst.Perspective = mixF(a.Perspective, b.Perspective, p)
	case "color":
		own(dst).Color = mixColor(a.Color, b.Color, p)
	case "background-color":
		dst.BackgroundColor = mixColor(a.BackgroundColor, b.BackgroundColor, p)
	case "background-image", "background-position", "background-position-x", "background-position-y", "background-size":
		dst.Background = mixLayers(a.Background, b.Background, p)
	case "width":
		dst.Width, _ = mixLen(a.Width, b.Width, p)
	case "height":
		dst.Height, _ = mixLen(a.Height, b.Height, p)
	case "min-width":
		dst.MinWidth, _ = mixLen(a.MinWidth, b.MinWidth, p)
	case "min-height":
		dst.MinHeight, _ = mixLen(a.MinHeight, b.MinHeight, p)
	case "max-width":
		dst.MaxWidth, _ = mixLen(a.MaxWidth, b.MaxWidth, p)
	case "max-height":
		dst.MaxHeight, _ = mixLen(a.MaxHeight, b.MaxHeight, p)
	case "box-shadow":
		dst.BoxShadow = mixShadows(a.BoxShadow, b.BoxShadow, p)
	case "text-shadow":
		own(dst).TextShadow = mixShadows(a.TextShadow, b.TextShadow, p)
	case "filter":
		dst.Filter = mixFilters(a.Filter, b.Filter, p)
	case "backdrop-filter":
		dst.BackdropFilter = mixFilters(a.BackdropFilter, b.BackdropFilter, p)
	case "font-size":
		own(dst).FontSize = mixF(a.FontSize, b.FontSize, p)
	case "line-height":
		own(dst).LineHeight, _ = mixLen(a.LineHeight, b.LineHeight, p)
	case "letter-spacing":
		own(dst).LetterSpacing = mixF(a.LetterSpacing, b.LetterSpacing, p)
	case "font-weight":
		own(dst).FontWeight = int(math.Round(lerp(float64(a.FontWeight), float64(b.FontWeight), p)))
	case "visibility":
		v := a.Visibility
		if (a.Visibility == style.Visible || b.Visibility == style.Visible) && p > 0 && p < 1 {
			v = style.Visible
		} else if p >= 1 {
			v = b.Visibility
		}
		own(dst).Visibility = v
	case "z-index":
		dst.ZIndex = int(math.Round(lerp(float64(a.ZIndex), float64(b.ZIndex), p)))
	case "flex-grow":
		dst.FlexGrow = mixF(a.FlexGrow, b.FlexGrow, p)
	case "flex-shrink":
		dst.FlexShrink = mixF(a.FlexShrink, b.FlexShrink, p)
	case "flex-basis":
		dst.FlexBasis, _ = mixLen(a.FlexBasis, b.FlexBasis, p)
	case "row-gap":
		dst.RowGap, _ = mixLen(a.RowGap, b.RowGap, p)
	case "column-gap":
		dst.ColumnGap, _ = mixLen(a.ColumnGap, b.ColumnGap, p)
	case "outline-color":
		dst.OutlineColor = mixColor(a.OutlineColor, b.OutlineColor, p)
	default:
		side := -1
		for i, s := range [4]string{"top", "right", "bottom", "left"} {
			switch name {
			case s:
				len4(&dst.Inset, &a.Inset, &b.Inset, i)
				return true
			case "margin-" + s:
				len4(&dst.Margin, &a.Margin, &b.Margin, i)
				return true
			case "padding-" + s:
				len4(&dst.Padding, &a.Padding, &b.Padding, i)
				return true
			case "border-" + s + "-width":
				dst.BorderWidth[i] = mixF(a.BorderWidth[i], b.BorderWidth[i], p)
				return true
			case "border-" + s + "-color":
				dst.BorderColor[i] = mixColor(a.BorderColor[i], b.BorderColor[i], p)
				return true
			}
		}
		for i, c := range [4]string{"top-left", "top-right", "bottom-right", "bottom-left"} {
			if name == "border-"+c+"-radius" {
				dst.Radius[i].X, _ = mixLen(a.Radius[i].X, b.Radius[i].X, p)
				dst.Radius[i].Y, _ = mixLen(a.Radius[i].Y, b.Radius[i].Y, p)
				return true
			}
		}
		return side >= 0
	}
	return true
}

// own makes the inherited part of dst its own before it is written. Mixed styles
// are made with a private copy; see clone.
func own(dst *style.Computed) *style.Inherited { return dst.Inherited }

// clone copies c so that every field may be written.
func clone(c *style.Computed) *style.Computed {
	d := *c
	in := *c.Inherited
	d.Inherited = &in
	return &d
}

func mixLayers(a, b []style.Layer, p float64) []style.Layer {
	if len(a) != len(b) {
		return jump(a, b, p)
	}
	out := make([]style.Layer, len(a))
	for i := range a {
		out[i] = jump(a[i], b[i], p)
		x, okX := mixLen(a[i].X, b[i].X, p)
		y, okY := mixLen(a[i].Y, b[i].Y, p)
		if okX && okY {
			out[i].X, out[i].Y = x, y
		}
		w, okW := mixLen(a[i].SizeW, b[i].SizeW, p)
		h, okH := mixLen(a[i].SizeH, b[i].SizeH, p)
		if okW && okH {
			out[i].SizeW, out[i].SizeH = w, h
		}
	}
	return out
}

// Animatable lists the longhands that Property knows, for "all".
var Animatable = []string{
	"opacity", "transform", "transform-origin", "perspective", "color", "background-color", "background-image",
	"width", "height", "min-width", "min-height", "max-width", "max-height",
	"box-shadow", "text-shadow", "filter", "backdrop-filter", "font-size", "line-height", "letter-spacing", "font-weight", "visibility", "z-index",
	"flex-grow", "flex-shrink", "flex-basis", "row-gap", "column-gap", "outline-color",
	"top", "right", "bottom", "left",
	"margin-top", "margin-right", "margin-bottom", "margin-left",
	"padding-top", "padding-right", "padding-bottom", "padding-left",
	"border-top-width", "border-right-width", "border-bottom-width", "border-left-width",
	"border-top-color", "border-right-color", "border-bottom-color", "border-left-color",
	"border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius", "border-bottom-left-radius",
}

// Longhands gives the longhands of Animatable that a property name stands for.
func Longhands(name string) []string {
	sides := func(before, after string) []string {
		return []string{before + "top" + after, before + "right" + after, before + "bottom" + after, before + "left" + after}
	}
	switch name {
	case "all":
		return Animatable
	case "margin":
		return sides("margin-", "")
	case "padding":
		return sides("padding-", "")
	case "inset":
		return sides("", "")
	case "border":
		return append(sides("border-", "-width"), sides("border-", "-color")...)
	case "border-color":
		return sides("border-", "-color")
	case "border-width":
		return sides("border-", "-width")
	case "border-top", "border-right", "border-bottom", "border-left":
		return []string{name + "-width", name + "-color"}
	case "border-radius":
		return []string{"border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius", "border-bottom-left-radius"}
	case "background":
		return []string{"background-color", "background-image"}
	case "background-position", "background-size", "background-position-x", "background-position-y":
		return []string{"background-image"}
	case "flex":
		return []string{"flex-grow", "flex-shrink", "flex-basis"}
	case "gap":
		return []string{"row-gap", "column-gap"}
	case "font":
		return []string{"font-size", "line-height", "font-weight"}
	case "-webkit-transform":
		return []string{"transform"}
	case "none":
		return nil
	}
	return []string{name}
}
