package text

import (
	"slices"
	"strings"
)

// candidate is a face in the order in which a style tries them.
type candidate struct {
	*face
	fakeBold, fakeItalic bool
}

// selection is the answer to a list of families, a weight and a slant.
type selection struct {
	id       uint32
	families []string
	weight   int
	italic   bool
	axes     string // Style.Variations

	cands   []candidate
	emoji   []candidate // the same with colour faces first; nil when there is none
	primary int         // index in cands of the first available font, whose metrics count
}

// boldThreshold: from this weight on a lighter face is emboldened, as in Blink.
const boldThreshold = 600

// selectFaces resolves the families of a style; the result is cached.
func (f *Fonts) selectFaces(st *Style) *selection {
	weight := st.Weight
	if weight <= 0 {
		weight = 400
	}
	h := uint64(14695981039346656037)
	for _, name := range st.Families {
		for i := range len(name) {
			h = (h ^ uint64(name[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	h = (h ^ uint64(weight)) * 1099511628211
	if st.Italic {
		h++
	}
	for i := range len(st.Variations) {
		h = (h ^ uint64(st.Variations[i])) * 1099511628211
	}
	for _, s := range f.selections[h] {
		if s.weight == weight && s.italic == st.Italic && s.axes == st.Variations && slices.Equal(s.families, st.Families) {
			return s
		}
	}
	if f.nsel >= maxSelections {
		f.changed() // ids start again, so everything keyed by them goes too
	}
	f.nsel++
	s := &selection{id: uint32(f.nsel), families: slices.Clone(st.Families), weight: weight, italic: st.Italic, axes: strings.Clone(st.Variations)}
	f.resolve(s)
	f.selections[h] = append(f.selections[h], s)
	return s
}

func (f *Fonts) resolve(s *selection) {
	seen := map[FaceID]bool{}
	add := func(family string, all bool) {
		for _, c := range f.match(family, s.weight, s.italic, all) {
			if !seen[c.id] && len(s.cands) < maxCandidates {
				seen[c.id] = true
				if s.axes != "" {
					c.face = f.varied(c.face, s.axes)
				}
				s.cands = append(s.cands, c)
			}
		}
	}
	for _, name := range s.families {
		k := FamilyKey(name)
		if len(f.families[k]) > 0 {
			add(k, false)
			continue
		}
		for _, alias := range f.generic[k] {
			add(FamilyKey(alias), false)
		}
	}
	for _, name := range f.fallback {
		add(FamilyKey(name), true)
	}
	if fc := f.face(f.late.id); fc != nil {
		s.cands = append(s.cands, candidate{face: fc})
	}
	for i, c := range s.cands {
		if c.covers(' ') {
			s.primary = i
			break
		}
	}
	s.sortEmoji()
}

// match gives the faces of a family, best first. Without all, only those that
// share the best face's weight and slant (they differ in unicode-range), the
// one added last first.
// https://drafts.csswg.org/css-fonts-4/#font-style-matching, steps for style
// and weight. Not done: font-stretch, oblique angles.
func (f *Fonts) match(family string, weight int, italic bool, all bool) []candidate {
	ids := f.families[family]
	cands := make([]candidate, 0, len(ids))
	for _, id := range slices.Backward(ids) {
		fc := f.face(id)
		if fc == nil || fc.broken {
			continue
		}
		fc = f.at(fc, weight)
		cands = append(cands, candidate{
			face:       fc,
			fakeBold:   weight >= boldThreshold && fc.weight < boldThreshold,
			fakeItalic: italic && !fc.italic,
		})
	}
	rank := func(c candidate) int {
		r := weightRank(weight, c.weight)
		if c.italic != italic {
			r += 10000
		}
		return r
	}
	slices.SortStableFunc(cands, func(a, b candidate) int { return rank(a) - rank(b) })
	if all || len(cands) == 0 || cands[0].opts.Installed {
		return cands
	}
	best := rank(cands[0])
	n := 1
	for n < len(cands) && rank(cands[n]) == best {
		n++
	}
	return cands[:n]
}

// weightRank orders weights by how well they stand for the wanted one; 0 is best.
func weightRank(want, have int) int {
	switch {
	case want == have:
		return 0
	case want >= 400 && want <= 500:
		switch {
		case have > want && have <= 500:
			return have - want
		case have < want:
			return 1000 + want - have
		}
		return 3000 + have - want
	case want < 400:
		if have < want {
			return want - have
		}
		return 1000 + have - want
	}
	if have > want {
		return have - want
	}
	return 1000 + want - have
}

// covers reports whether the face's unicode-range lets it serve a character.
func (fc *face) covers(r rune) bool {
	if len(fc.opts.UnicodeRange) == 0 {
		return true
	}
	for _, p := range fc.opts.UnicodeRange {
		if r >= p[0] && r <= p[1] {
			return true
		}
	}
	return false
}
