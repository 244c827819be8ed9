package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"sort"
	"strings"
	"sync"
)

// SVG is a parsed SVG image. Its tree does not change; Raster may be called
// from several goroutines.
//
// Shown: paths and basic shapes, groups, nested svg, symbol and use, fill and
// stroke with dashes, caps and joins, both fill rules, linear and radial
// gradients, opacity, masks, clip paths, transforms, style attributes and simple
// <style> rules. Named in Unsupported: text, filters, patterns, images, animation,
// scripts.
type SVG struct {
	W, H        int // intrinsic size in CSS px
	Unsupported []string

	root *node
	ids  map[string]*node

	mu    sync.Mutex
	cache []raster
}

type raster struct {
	w, h int
	img  *image.RGBA
}

// node is an element; the attributes hold the presentation of style rules too.
type node struct {
	tag   string
	attrs map[string]string
	kids  []*node
}

// ParseSVG reads an SVG document within the limits of depth, count and size.
func ParseSVG(data []byte) (*SVG, error) {
	if len(data) > maxSVGBytes {
		return nil, fmt.Errorf("svg of %d bytes is larger than %d", len(data), maxSVGBytes)
	}
	s := &SVG{ids: map[string]*node{}}
	css, err := s.parse(data)
	if err != nil {
		return nil, fmt.Errorf("svg: %w", err)
	}
	if s.root == nil {
		return nil, errors.New("svg: no svg element")
	}
	applyRules(s.root, css)
	s.size()
	seen := map[string]bool{}
	s.noteUnsupported(s.root, seen)
	for k := range seen {
		s.Unsupported = append(s.Unsupported, "svg "+k)
	}
	sort.Strings(s.Unsupported)
	return s, nil
}

func (s *SVG) parse(data []byte) (css string, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var stack []*node
	count, inStyle := 0, 0
	var sheet strings.Builder
	for {
		t, err := d.RawToken()
		if err == io.EOF || err != nil && s.root != nil {
			return sheet.String(), nil // what was understood is shown
		}
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) >= maxSVGDepth {
				return "", fmt.Errorf("elements nest deeper than %d", maxSVGDepth)
			}
			if count++; count > maxSVGNodes {
				return "", fmt.Errorf("more than %d elements", maxSVGNodes)
			}
			n := &node{tag: t.Name.Local, attrs: make(map[string]string, len(t.Attr))}
			for _, a := range t.Attr {
				if a.Name.Space == "" || a.Name.Space == "xlink" && n.attrs["href"] == "" {
					n.attrs[a.Name.Local] = a.Value
				}
			}
			if id := n.attrs["id"]; id != "" && s.ids[id] == nil {
				s.ids[id] = n
			}
			switch {
			case len(stack) > 0:
				p := stack[len(stack)-1]
				p.kids = append(p.kids, n)
			case s.root == nil:
				if n.tag != "svg" {
					return "", fmt.Errorf("the root is <%s>", n.tag)
				}
				s.root = n
			}
			stack = append(stack, n)
			if n.tag == "style" {
				inStyle++
			}
		case xml.EndElement:
			for i := len(stack) - 1; i >= 0; i-- {
				if stack[i].tag == t.Name.Local {
					stack = stack[:i]
					break
				}
			}
			if t.Name.Local == "style" && inStyle > 0 {
				inStyle--
			}
		case xml.CharData:
			if inStyle > 0 {
				sheet.Write(t)
			}
		}
	}
}

// applyRules resolves the simple selectors of <style> (tag, .class, #id and
// lists of them) and style attributes into attributes.
func applyRules(n *node, css string) {
	type rule struct {
		sel   string
		decls []string
	}
	var rules []rule
	for len(css) > 0 {
		if i := strings.Index(css, "/*"); i >= 0 {
			if j := strings.Index(css[i+2:], "*/"); j >= 0 {
				css = css[:i] + css[i+2+j+2:]
				continue
			}
			css = css[:i]
		}
		break
	}
	for _, block := range strings.Split(css, "}") {
		sel, body, ok := strings.Cut(block, "{")
		if !ok || len(rules) > 500 {
			continue
		}
		for _, one := range strings.Split(sel, ",") {
			rules = append(rules, rule{strings.TrimSpace(one), strings.Split(body, ";")})
		}
	}
	var walk func(n *node)
	walk = func(n *node) {
		set := func(decls []string) {
			for _, d := range decls {
				if k, v, ok := strings.Cut(d, ":"); ok {
					v, _, _ = strings.Cut(v, "!important")
					k, v = strings.ToLower(strings.TrimSpace(k)), strings.TrimSpace(v)
					if validDeclaration(k, v) {
						n.attrs[k] = v
					}
				}
			}
		}
		classes := strings.Fields(n.attrs["class"])
		for pass := range 3 { // by specificity: tag, class, id
			for _, r := range rules {
				switch {
				case r.sel == "":
				case pass == 0 && (r.sel == n.tag || r.sel == "*"):
					set(r.decls)
				case pass == 1 && r.sel[0] == '.':
					for _, c := range classes {
						if c == r.sel[1:] {
							set(r.decls)
						}
					}
				case pass == 2 && r.sel[0] == '#' && r.sel[1:] == n.attrs["id"]:
					set(r.decls)
				}
			}
		}
		set(strings.Split(n.attrs["style"], ";"))
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(n)
}

// validDeclaration leaves out what cannot be read, so that what stood there before
// counts: drawing tools write fill:#07c160;fill:color(display-p3 …).
func validDeclaration(name, v string) bool {
	switch name {
	case "fill", "stroke", "stop-color", "color":
	default:
		return true
	}
	switch v {
	case "none", "inherit", "initial", "unset", "context-fill", "context-stroke":
		return true
	}
	if strings.HasPrefix(v, "url(") {
		return true
	}
	_, ok := parseColor(v, color.NRGBA{})
	return ok
}

// size computes the intrinsic size: width and height, else the viewBox, else 300×150.
// https://www.w3.org/TR/SVG2/coords.html#SizingSVGInCSS
func (s *SVG) size() {
	w, wok := length(s.root.attrs["width"], 0)
	h, hok := length(s.root.attrs["height"], 0)
	wok = wok && w > 0 && !strings.HasSuffix(strings.TrimSpace(s.root.attrs["width"]), "%")
	hok = hok && h > 0 && !strings.HasSuffix(strings.TrimSpace(s.root.attrs["height"]), "%")
	box, ok := viewBox(s.root)
	switch {
	case wok && hok:
	case wok && ok:
		h = w * box[3] / box[2]
	case hok && ok:
		w = h * box[2] / box[3]
	case ok:
		w, h = box[2], box[3]
	default:
		if !wok {
			w = 300
		}
		if !hok {
			h = 150
		}
	}
	s.W = int(min(max(1, math.Round(w)), maxSide))
	s.H = int(min(max(1, math.Round(h)), maxSide))
}

func viewBox(n *node) (b [4]float64, ok bool) {
	v := numbers(n.attrs["viewBox"])
	if len(v) != 4 || !(v[2] > 0) || !(v[3] > 0) {
		return b, false
	}
	copy(b[:], v)
	return b, true
}

var unsupportedTags = map[string]bool{
	"text": true, "filter": true, "pattern": true, "image": true, "foreignObject": true,
	"script": true, "animate": true, "animateTransform": true, "animateMotion": true, "set": true, "marker": true,
}

func (s *SVG) noteUnsupported(n *node, seen map[string]bool) {
	if unsupportedTags[n.tag] {
		seen["<"+n.tag+">"] = true
		return
	}
	for _, k := range n.kids {
		s.noteUnsupported(k, seen)
	}
}

// Raster draws the image at a size in device px. Recent results are kept and
// shared; they must not be changed.
func (s *SVG) Raster(w, h int) (*image.RGBA, error) {
	if w <= 0 || h <= 0 || w > maxRasterSide || h > maxRasterSide || w*h > MaxPixels {
		return nil, fmt.Errorf("svg: cannot draw at %d×%d", w, h)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, r := range s.cache {
		if r.w == w && r.h == h {
			copy(s.cache[1:i+1], s.cache[:i])
			s.cache[0] = r
			return r.img, nil
		}
	}
	var img *image.RGBA
	var whole bool
	if !guard(func() { img, whole = s.draw(w, h) }) {
		return nil, errors.New("svg: cannot be drawn")
	}
	if !whole {
		return nil, errors.New("svg: too complex to draw")
	}
	if len(img.Pix) <= svgCacheBytes {
		s.cache = append([]raster{{w, h, img}}, s.cache...)
		sum := 0
		for i, r := range s.cache {
			if sum += len(r.img.Pix); sum > svgCacheBytes {
				s.cache = s.cache[:i]
				break
			}
		}
	}
	return img, nil
}
