package style

import (
	"maps"
	"slices"
)

// CopyLonghand takes one longhand over from src: what a discrete animation does. False
// for a name that is no longhand. dst and dst.Inherited are written.
func CopyLonghand(dst, src *Computed, name string) bool {
	id, ok := reg.byName[canonical(name)]
	if !ok {
		return false
	}
	a := applier{c: dst, parent: src, initial: src}
	if n := reg.longhands[id].name; len(n) > 10 && n[:10] == "background" {
		a.bg = split(dst.Background)
	} else if len(n) > 4 && n[:4] == "mask" {
		a.mask = split(dst.Mask)
	}
	reg.longhands[id].copy(&a, src)
	if a.hasBG {
		dst.Background = a.bg.layers(PaddingBox)
	}
	if a.hasMask {
		dst.Mask = a.mask.layers(BorderBox)
	}
	return true
}

// CopyCustom takes a custom property over from src. dst.Inherited is written.
func CopyCustom(dst, src *Computed, name string) {
	v, ok := src.Custom[name]
	if was, is := dst.Custom[name]; was == v && is == ok {
		return
	}
	m := make(map[string]string, len(dst.Custom)+1)
	maps.Copy(m, dst.Custom)
	if ok {
		m[name] = v
	} else {
		delete(m, name)
	}
	dst.Inherited.Custom = m
}

// LonghandsOf gives the longhands that a property name stands for, itself when it is
// one; nil for an unknown name.
func LonghandsOf(name string) []string {
	name = canonical(name)
	if _, ok := reg.byName[name]; ok {
		return []string{name}
	}
	if s, ok := reg.shorthands[name]; ok {
		return slices.Clone(s.longhands)
	}
	return nil
}

// MixLength gives the length p of the way from a to b; ok is false where there is no way
// (auto, keywords), and the result is a jump.
// https://www.w3.org/TR/css-values-4/#combine-math
func MixLength(a, b Length, p float64) (l Length, ok bool) {
	known := func(l Length) bool { return l.Definite() || l.Kind == Number }
	if !known(a) || !known(b) || (a.Kind == Number) != (b.Kind == Number) {
		if p < 0.5 {
			return a, eqLen(a, b)
		}
		return b, eqLen(a, b)
	}
	mix := func(x, y float32) float32 { return float32(float64(x) + (float64(y)-float64(x))*p) }
	l = Length{Kind: Calc, Px: mix(a.Px, b.Px), Pct: mix(a.Pct, b.Pct)}
	var fns []Length
	for _, x := range [2]struct {
		f *Func
		s float64
	}{{a.Fn, 1 - p}, {b.Fn, p}} {
		if x.f != nil && x.s != 0 {
			fns = append(fns, scaleLength(Length{Kind: Calc, Fn: x.f}, float32(x.s)))
		}
	}
	switch {
	case a.Kind == Number:
		l.Kind = Number
	case len(fns) == 1:
		l.Fn = fns[0].Fn
	case len(fns) == 2:
		l.Fn = &Func{Name: "sum", Args: fns}
	case a.Px == 0 && b.Px == 0 && (a.Kind != Px || b.Kind != Px):
		l.Kind = Percent
	case a.Kind == Px && b.Kind == Px:
		l.Kind = Px
	}
	return l, true
}

// SameInherited reports whether two styles hand the same down.
func SameInherited(a, b *Computed) bool {
	return a.Inherited == b.Inherited || diffInherited(a.Inherited, b.Inherited) == 0
}
