package text

import "slices"

// emojiFamily is the name under which the face of SetEmoji stands.
const emojiFamily = "diorama emoji"

// lateFace is a face that is read when something first needs it.
type lateFace struct {
	data []byte // nil: none, or read already
	id   FaceID // 0 until it is read
}

// SetEmoji gives the colour face for emoji that no other face has. It is the last
// fallback, and is read when the first such character is shaped: most pages have none,
// and reading it takes longer than shaping a page. The bytes are kept and must not be
// changed; what is no font is found out then, and does nothing.
func (f *Fonts) SetEmoji(data []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.late = lateFace{data: data}
}

// needsLate reports runes that only the face of SetEmoji may have.
func (f *Fonts) needsLate(runes []rune, sel *selection) bool {
	for _, r := range runes {
		colour := false
		switch {
		case r < 0x203c, r > 0x3299 && r < 0xfe0f: // Han and the like, which every text is made of
			continue
		case r == 0xfe0f, r == 0x20e3, r >= 0x1f000 && r <= 0x1faff, emojiPresentation(r):
			colour = true
		case r >= 0x2190 && r <= 0x2bff, r >= 0x3030 && r <= 0x303d, r >= 0x3297 && r <= 0x3299, r == 0x203c, r == 0x2049, r == 0x2122, r == 0x2139:
		default:
			continue
		}
		if !slices.ContainsFunc(sel.cands, func(c candidate) bool {
			_, ok := c.font.NominalGlyph(r)
			return ok && c.covers(r) && (c.color || !colour)
		}) {
			return true
		}
	}
	return false
}

// loadLate reads the face of SetEmoji and adds it to all selections. What was shaped
// before stays right: it has no character that the face is asked for.
func (f *Fonts) loadLate() {
	fc, err := parseFace(f.late.data, FaceOptions{Installed: true})
	f.late.data = nil
	if err != nil || len(f.faces) >= maxFaces {
		return
	}
	fc.family, fc.weight, fc.opts = emojiFamily, 400, FaceOptions{Installed: true}
	fc.id = FaceID(len(f.faces) + 1)
	f.faces = append(f.faces, fc)
	f.families[emojiFamily] = append(f.families[emojiFamily], fc.id)
	f.late.id = fc.id
	for _, list := range f.selections {
		for _, s := range list {
			s.cands = append(s.cands, candidate{face: fc})
			s.sortEmoji()
		}
	}
}

// sortEmoji lists the candidates with colour faces first.
func (s *selection) sortEmoji() {
	s.emoji = nil
	if !slices.ContainsFunc(s.cands, func(c candidate) bool { return c.color }) {
		return
	}
	for _, colour := range [...]bool{true, false} {
		for _, c := range s.cands {
			if c.color == colour {
				s.emoji = append(s.emoji, c)
			}
		}
	}
}
