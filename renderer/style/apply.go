package style

// origin is where declarations come from, in cascade order.
type origin uint8

const (
	fromUA origin = iota
	fromAuthor
	fromInline
	fromForced
)

// source is one block that applies to an element.
type source struct {
	b      *block
	origin origin
	layer  int16
}

// compute runs the cascade over list (ascending) for an element whose style parent
// is parent; root: there is none. pseudo: ::before and the like.
func (s *Styler) compute(list []source, parent *Computed, root bool) *Computed {
	return s.intern(s.cascade(list, parent, root))
}

// cascade is compute into the scratch style.
func (s *Styler) cascade(list []source, parent *Computed, root bool) *applier {
	a := &s.scratch
	s.own = *s.initial
	a.inh = *parent.Inherited
	a.c = &s.own
	a.c.Inherited = &a.inh
	a.parent, a.initial = parent, s.initial
	a.m = s.metrics
	if len(s.containers) > 0 {
		a.m.cq = s.cq
	}
	a.m.font = float64(a.inh.FontSize)
	a.m.glyphs, a.m.in = s.FontUnits, &a.inh
	a.bg, a.mask, a.transitions, a.animations = layerLists{}, layerLists{}, motionLists{}, motionLists{}
	a.hasBG, a.hasMask, a.hasTrans, a.hasAnim = false, false, false, false
	a.usedParent = false

	early := false
	var own map[string]string
	for i := range list {
		b := list[i].b
		early = early || b.hasEarly
		for _, c := range b.customs {
			if own == nil {
				own = map[string]string{}
			}
			own[c.name] = c.text
		}
	}
	for i := range list {
		for _, c := range list[i].b.icustoms {
			if own == nil {
				own = map[string]string{}
			}
			own[c.name] = c.text
		}
	}
	if own != nil {
		a.inh.Custom = computeCustoms(own, parent.Custom)
	}
	if early {
		s.pass(list, true)
	}
	for i := range 4 {
		a.c.BorderColor[i] = a.c.Color
	}
	a.c.OutlineColor = a.c.Color
	s.pass(list, false)
	s.finish(a, root)
	s.cqUsed = s.cqUsed || a.m.cqUsed
	return a
}

func (s *Styler) pass(list []source, early bool) {
	for i := range list {
		s.items(list, list[i].b.items, early)
	}
	ua := 0
	for ua < len(list) && list[ua].origin == fromUA {
		ua++
	}
	if s.index != nil && s.index.layers != nil {
		s.layeredImportants(list, ua, early)
	} else {
		for i := ua; i < len(list); i++ {
			s.items(list, list[i].b.importants, early)
		}
	}
	for i := range ua {
		s.items(list, list[i].b.importants, early)
	}
}

func (s *Styler) items(list []source, items []item, early bool) {
	a := &s.scratch
	for i := range items {
		it := &items[i]
		if it.prop == pendingProp {
			for j, sub := 0, s.pendingItems(it.v.ref.(*pending)); j < len(sub); j++ {
				if sub[j].early == early {
					s.applyItem(list, a, &sub[j], early)
				}
			}
			continue
		}
		if it.early == early {
			s.applyItem(list, a, it, early)
		}
	}
}

func (s *Styler) applyItem(list []source, a *applier, it *item, early bool) {
	d := &reg.longhands[it.prop]
	a.apply(d, &it.v)
	if it.v.wide != wideRevert {
		return
	}
	// Roll back to what the built-in sheet says.
	for _, src := range list {
		if src.origin != fromUA {
			break
		}
		for i := range src.b.items {
			if u := &src.b.items[i]; u.prop == it.prop && u.v.wide != wideRevert {
				a.apply(d, &u.v)
			}
		}
	}
}

// varKey names a value after var() was put in.
type varKey struct{ name, text, base string }

// pendingItems puts custom properties in and reads the value; what is invalid then
// acts as unset (CSS Variables 1 §3.1).
func (s *Styler) pendingItems(p *pending) []item {
	custom := s.scratch.inh.Custom
	text, ok := substitute(p.text, func(n string) (string, bool) { v, ok := custom[n]; return v, ok }, 0)
	if !ok {
		return wideItems(p.name, wideUnset)
	}
	key := varKey{p.name, text, p.base}
	if items, ok := s.varCache[key]; ok {
		return items
	}
	items, st := parseValue(p.name, text, p.base)
	if st != declOK {
		items = wideItems(p.name, wideUnset)
	}
	if len(s.varCache) >= MaxVarCache {
		clear(s.varCache)
	}
	s.varCache[key] = items
	return items
}

// finish turns specified into computed where properties depend on each other.
func (s *Styler) finish(a *applier, root bool) {
	c := a.c
	for i := range 4 {
		if c.BorderStyle[i] <= BorderHidden {
			c.BorderWidth[i] = 0
		}
	}
	if c.OutlineStyle <= BorderHidden {
		c.OutlineWidth = 0
	}
	// CSS Overflow 3 §3: visible and clip beside a scrolling axis.
	if scrolls(c.OverflowX) != scrolls(c.OverflowY) {
		c.OverflowX, c.OverflowY = beside(c.OverflowX), beside(c.OverflowY)
	}
	if a.hasBG {
		c.Background = a.bg.layers(PaddingBox)
	}
	if a.hasMask {
		c.Mask = a.mask.layers(BorderBox)
	}
	if a.hasTrans {
		c.Transitions = a.transitions.transitions()
	}
	if a.hasAnim {
		c.Animations = a.animations.animations()
	}
	if r := c.Rare; r != nil {
		switch r.ContainerType {
		case ContainerInline:
			c.Contain |= ContainInlineSize | ContainStyle | ContainFlow
		case ContainerBoth:
			c.Contain |= ContainSize | ContainStyle | ContainFlow
		}
	}
	form := plainKids
	if !root {
		form = kidsOf(a.parent)
	}
	c.Item, c.Legacy = form != plainKids, form == legacyKids
	floats := c.Float != FloatNone
	if c.OutOfFlow() || c.Item && c.Display != DisplayContents {
		c.Float = FloatNone
	}
	c.InlineLevel = false
	if root || c.OutOfFlow() || floats || form == itemKids {
		switch c.Display {
		case DisplayInline, DisplayInlineBlock, DisplayInlineFlex, DisplayInlineGrid, DisplayInlineTable, DisplayWebkitInlineBox:
			c.InlineLevel = true
		}
		c.Display = blockified(c.Display)
	}
	if !root {
		adjustMode(c, a.parent)
	}
	if root && c.Display == DisplayContents {
		c.Display = DisplayBlock
	}
}

func scrolls(k Keyword) bool { return k != OverflowVisible && k != OverflowClip }

func beside(k Keyword) Keyword {
	switch k {
	case OverflowVisible:
		return OverflowAuto
	case OverflowClip:
		return OverflowHidden
	}
	return k
}

// kidsForm is what a box makes of its children.
type kidsForm uint8

const (
	plainKids  kidsForm = iota
	itemKids            // flex or grid items, which are blocks
	legacyKids          // items of a -webkit-box: inline-level ones stay so and share anonymous items
)

// kidsOf tells what a box with this style makes of its children.
func kidsOf(c *Computed) kidsForm {
	switch c.Display {
	case DisplayFlex, DisplayInlineFlex, DisplayGrid, DisplayInlineGrid:
		return itemKids
	case DisplayWebkitBox, DisplayWebkitInlineBox:
		if c.BoxOrient == 1 && c.LineClamp > 0 {
			return plainKids // a block whose lines are counted
		}
		return legacyKids
	case DisplayContents:
		switch {
		case c.Legacy:
			return legacyKids
		case c.Item:
			return itemKids
		}
	}
	return plainKids
}

// blockified: CSS Display 3 §2.7.
func blockified(k Keyword) Keyword {
	switch k {
	case DisplayInline, DisplayInlineBlock, DisplayTableRow, DisplayTableCell, DisplayTableRowGroup, DisplayTableHeaderGroup,
		DisplayTableFooterGroup, DisplayTableColumn, DisplayTableColumnGroup, DisplayTableCaption:
		return DisplayBlock
	case DisplayInlineFlex:
		return DisplayFlex
	case DisplayInlineGrid:
		return DisplayGrid
	case DisplayInlineTable:
		return DisplayTable
	case DisplayWebkitInlineBox:
		return DisplayWebkitBox
	}
	return k
}
