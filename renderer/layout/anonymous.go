package layout

import "diorama/renderer/style"

// anonymousStyle gives the style of an anonymous box: inherited properties from
// its parent, initial values for the rest.
func (t *Tree) anonymousStyle(in *style.Inherited, display style.Keyword) *style.Computed {
	key := anonymousKey{in, display}
	if c := t.anonymous[key]; c != nil {
		return c
	}
	if len(t.anonymous) > maxAnonymous {
		clear(t.anonymous)
	}
	c := &style.Computed{
		Inherited: in, Display: display, ZAuto: true, Opacity: 1, FlexShrink: 1, BoxGroup: 1,
		OriginX:  style.Length{Kind: style.Percent, Pct: 50},
		OriginY:  style.Length{Kind: style.Percent, Pct: 50},
		MinWidth: style.Length{}, MinHeight: style.Length{},
	}
	for i := range c.Margin {
		c.Margin[i] = style.Length{Kind: style.Px}
		c.Padding[i] = style.Length{Kind: style.Px}
	}
	t.anonymous[key] = c
	return c
}

type anonymousKey struct {
	in      *style.Inherited
	display style.Keyword
}
