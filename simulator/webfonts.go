package simulator

import (
	"fmt"
	"strconv"
	"strings"

	"diorama/renderer/style"
	"diorama/renderer/text"
	"diorama/renderer/wxss"
	"diorama/simulator/wire"
)

// maxWebFonts bounds the @font-face fonts of a run.
const maxWebFonts = 200

// webFonts loads the @font-face fonts of a sheet, each once: files and data
// addresses at once, so that the first picture has them, others when they arrive.
func (s *Session) webFonts(sheet *wxss.Sheet) {
	for i := range sheet.FontFaces {
		f := &sheet.FontFaces[i]
		family := strings.Trim(strings.TrimSpace(f.Descriptor("font-family")), `"'`)
		key := family + "|" + f.Descriptor("font-weight") + f.Descriptor("font-style") + "|" + f.Descriptor("src")
		if family == "" || s.fontsSeen[key] || len(s.fontsSeen) >= maxWebFonts {
			continue
		}
		if s.fontsSeen == nil {
			s.fontsSeen = map[string]bool{}
		}
		s.fontsSeen[key] = true
		s.loadFont(f, family, fontSources(f.Descriptor("src")))
	}
}

// fontSource is one url() of a src descriptor; format "" when not told.
type fontSource struct{ url, format string }

// loadFont takes the first source that can be had and understood.
func (s *Session) loadFont(f *wxss.FontFace, family string, sources []fontSource) {
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
				err = s.addFont(f, family, data)
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
					err = s.addFont(f, family, data)
				}
				if err != nil {
					if len(rest) > 0 {
						s.loadFont(f, family, rest)
					} else {
						s.fontFailed(f, family, err.Error())
					}
					return
				}
				for _, pg := range s.everyPage() {
					pg.doc.SetSheet(style.OriginApp, "", s.sheet("app.wxss"))
				}
			}})
		}()
		return
	}
	s.fontFailed(f, family, reason)
}

func (s *Session) addFont(f *wxss.FontFace, family string, data []byte) error {
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
	_, err := s.fonts.AddFace(family, weight, italic, data, text.FaceOptions{MaxWeight: to})
	return err
}

// fontFailed says why a font is missing: its icons show as boxes.
func (s *Session) fontFailed(f *wxss.FontFace, family, reason string) {
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
