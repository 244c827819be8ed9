package simulator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"diorama/renderer/style"
	"diorama/renderer/text"
	"diorama/renderer/wxss"
	"diorama/simulator/wire"
)

// maxWebFonts bounds the @font-face fonts of a run.
const maxWebFonts = 200

// webFont is a font of an @font-face rule; rules that say the same share one.
type webFont struct {
	id text.FaceID // 0: on its way, or it cannot be had
}

// webFonts holds the fonts of the @font-face rules of a run. Each page has those of its own
// sheets only, as each page of WeChat is a document of its own.
type webFonts struct {
	byKey  map[string]*webFont
	byRule map[*wxss.FontFace]*webFont
}

// prefetch loads the fonts of a sheet.
func (s *Session) prefetch(sheet *wxss.Sheet) {
	for i := range sheet.FontFaces {
		s.webFont(&sheet.FontFaces[i])
	}
}

// families tells which family of the font set each family of the rules is: the last rule
// counts among equals, and a family none of whose fonts is there is missing.
// https://www.w3.org/TR/css-fonts-4/#font-face-rule
func (s *Session) families(rules []style.FontFace) map[string]string {
	if s.lead != nil {
		return s.lead.families(rules)
	}
	faces := map[string][]text.FaceID{}
	for _, r := range rules {
		name := fontFamily(r.FontFace)
		if name == "" {
			continue
		}
		k := text.FamilyKey(name)
		list := faces[k]
		if f := s.webFont(r.FontFace); f != nil && f.id != 0 {
			list = slices.DeleteFunc(list, func(id text.FaceID) bool { return id == f.id })
			list = append(list, f.id)
		}
		faces[k] = list
	}
	if len(faces) == 0 {
		return nil
	}
	out := make(map[string]string, len(faces))
	for k, ids := range faces {
		name := fmt.Sprint(k, "\x00", ids)
		s.fonts.SetFamily(name, ids...)
		out[k] = name
	}
	return out
}

// webFont gives the font of a rule and begins to load it when it is new: files and data
// addresses at once, so that the first picture has them, others arrive later. nil: the
// rule has no family, or there are too many.
func (s *Session) webFont(f *wxss.FontFace) *webFont {
	w := &s.webFonts
	if x, ok := w.byRule[f]; ok {
		return x
	}
	if w.byKey == nil {
		w.byKey = map[string]*webFont{}
	}
	if w.byRule == nil || len(w.byRule) >= 4*maxWebFonts { // of sheets that were read again
		w.byRule = map[*wxss.FontFace]*webFont{}
	}
	sources := fontSources(f.Descriptor("src"))
	var key strings.Builder
	for _, src := range sources {
		key.WriteString(src.format + " " + s.pictures.resolve(src.url, f.File) + "\n")
	}
	for _, d := range [...]string{"font-weight", "font-style", "unicode-range", "ascent-override", "descent-override", "line-gap-override", "size-adjust"} {
		key.WriteString(f.Descriptor(d) + "\n")
	}
	x := w.byKey[key.String()]
	if x == nil && fontFamily(f) != "" && len(w.byKey) < maxWebFonts {
		x = &webFont{}
		w.byKey[key.String()] = x
		s.loadFont(f, x, sources)
	}
	w.byRule[f] = x
	return x
}

func fontFamily(f *wxss.FontFace) string {
	return strings.Trim(strings.TrimSpace(f.Descriptor("font-family")), `"'`)
}

// fontSource is one url() of a src descriptor; format "" when not told.
type fontSource struct{ url, format string }

// loadFont takes the first source that can be had and understood.
func (s *Session) loadFont(f *wxss.FontFace, x *webFont, sources []fontSource) {
	reason := "it has no source"
	for i, src := range sources {
		if src.format == "embedded-opentype" || src.format == "svg" {
			reason = src.format + " fonts are not supported; use ttf, otf, woff or woff2"
			continue
		}
		key := s.pictures.resolve(src.url, f.File)
		if !strings.HasPrefix(key, "http:") && !strings.HasPrefix(key, "https:") {
			data, err := s.pictures.read(key)
			if err == nil {
				err = s.addFont(f, x, data)
			}
			if err == nil {
				return
			}
			reason = err.Error()
			continue
		}
		rest := sources[i+1:]
		p := s.pictures
		p.mu.Lock()
		p.loading[key] = true
		p.mu.Unlock()
		go func() {
			data, err := p.download("font", key)
			s.post(mail{from: key, data: data, bad: err, run: func() {
				p.mu.Lock()
				delete(p.loading, key)
				p.mu.Unlock()
				if err == nil {
					err = s.addFont(f, x, data)
				}
				if err != nil {
					if len(rest) > 0 {
						s.loadFont(f, x, rest)
					} else {
						s.fontFailed(f, err.Error())
					}
				}
				s.fontsReady()
			}})
		}()
		return
	}
	s.fontFailed(f, reason)
}

func (s *Session) fontsReady() {
	for _, p := range s.everyPage() {
		p.doc.FontsReady()
	}
}

// forgetFont loads the fonts of a file again that was written.
func (s *Session) forgetFont(file string) {
	for key, x := range s.webFonts.byKey {
		if strings.Contains(key, " "+file+"\n") {
			delete(s.webFonts.byKey, key)
			s.fonts.RemoveFace(x.id)
		}
	}
	s.webFonts.byRule = nil
	s.fontsReady()
}

func (s *Session) addFont(f *wxss.FontFace, x *webFont, data []byte) error {
	weight, to := 400, 0
	switch w := strings.TrimSpace(f.Descriptor("font-weight")); w {
	case "", "normal":
	case "bold":
		weight = 700
	default:
		ends := strings.Fields(w)
		if n, err := strconv.Atoi(ends[0]); err == nil && n >= 1 && n <= 1000 {
			weight = n
		}
		if len(ends) == 2 { // the range of a variable font
			if n, err := strconv.Atoi(ends[1]); err == nil && n <= 1000 {
				weight, to = min(weight, n), max(weight, n)
			}
		}
	}
	italic := strings.Contains(f.Descriptor("font-style"), "italic")
	id, err := s.fonts.AddFace(fontFamily(f), weight, italic, data, text.FaceOptions{Apart: true, MaxWeight: to, UnicodeRange: unicodeRange(f.Descriptor("unicode-range")),
		AscentOverride: override(f, "ascent-override"), DescentOverride: override(f, "descent-override"), LineGapOverride: override(f, "line-gap-override"),
		SizeAdjust: percent(f.Descriptor("size-adjust"))})
	if err == nil {
		x.id = id
	}
	return err
}

// percent gives a percentage as a factor; 0 for anything else.
func percent(s string) float32 {
	n, ok := strings.CutSuffix(strings.TrimSpace(s), "%")
	v, err := strconv.ParseFloat(n, 32)
	if !ok || err != nil || !(v >= 0 && v <= 1e4) {
		return 0
	}
	return float32(v / 100)
}

// override gives a descriptor of text.FaceOptions: a factor, 0 for none, below 0 for 0 %.
func override(f *wxss.FontFace, name string) float32 {
	d := f.Descriptor(name)
	if v := percent(d); v > 0 || !strings.HasSuffix(strings.TrimSpace(d), "%") {
		return v
	}
	return -1
}

// unicodeRange reads a unicode-range descriptor; nil, which is everything, when it is not one.
// https://www.w3.org/TR/css-syntax-3/#urange
func unicodeRange(s string) [][2]rune {
	var out [][2]rune
	for part := range strings.SplitSeq(s, ",") {
		part = strings.ToLower(strings.TrimSpace(part))
		hex, ok := strings.CutPrefix(part, "u+")
		from, to, two := strings.Cut(hex, "-")
		if !two {
			from, to = strings.ReplaceAll(hex, "?", "0"), strings.ReplaceAll(hex, "?", "f")
		}
		a, err := strconv.ParseUint(from, 16, 21)
		b, err2 := strconv.ParseUint(to, 16, 21)
		if !ok || err != nil || err2 != nil || a > b || b > 0x10FFFF || len(hex) > 13 {
			return nil
		}
		out = append(out, [2]rune{rune(a), rune(b)})
	}
	return out
}

// fontFailed says why a font is missing: its icons show as boxes.
func (s *Session) fontFailed(f *wxss.FontFace, reason string) {
	family := fontFamily(f)
	s.addLog(wire.Log{Time: s.now, Level: "system", Args: []string{fmt.Sprintf("@font-face %q is not shown: %s", family, reason)},
		Stack: []wire.Frame{{File: f.File, Line: int(f.Line), Column: int(f.Column)}}, API: "@font-face " + family})
}

// fontSources reads a src descriptor: url(…) format(…) separated by commas outside
// of brackets and quotes; local() names are passed over.
func fontSources(src string) []fontSource {
	var out []fontSource
	depth, start := 0, 0
	var quote byte
	part := func(s string) {
		s = strings.TrimSpace(s)
		url, ok := inBrackets(s, "url(")
		if !ok {
			return
		}
		format, _ := inBrackets(s, "format(")
		if format == "" {
			path, _, _ := strings.Cut(url, "?")
			switch {
			case strings.HasSuffix(path, ".eot"):
				format = "embedded-opentype"
			}
		}
		out = append(out, fontSource{url, format})
	}
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			part(src[start:i])
			start = i + 1
		}
	}
	part(src[start:])
	return out
}

// inBrackets gives what stands in name…) without quotes.
func inBrackets(s, name string) (string, bool) {
	_, rest, ok := strings.Cut(s, name)
	if !ok {
		return "", false
	}
	rest = strings.TrimSpace(rest)
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		inner, _, ok := strings.Cut(rest[1:], rest[:1])
		return inner, ok
	}
	inner, _, ok := strings.Cut(rest, ")")
	return strings.TrimSpace(inner), ok
}
