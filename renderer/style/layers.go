package style

import (
	"math"
	"strings"
)

// unlayered is the layer of rules outside of all layers: the last one.
const unlayered = math.MaxInt16

// maxLayers bounds the cascade layers of a page; rules of further ones count as unlayered.
const maxLayers = unlayered - 1

// layerOrder numbers the cascade layers of all sheets, which stand in one document: in the
// order in which they are named, a layer after those inside it (CSS Cascade 5 §6.4.3).
func layerOrder(sheets []*sheetEntry) map[string]int16 {
	kids := map[string][]string{}
	known := map[string]bool{}
	for _, e := range sheets {
		for _, l := range e.sheet.Layers {
			for at := 0; at < len(l.Name); at++ {
				end := at + layerEnd(l.Name[at:])
				name := l.Name[:end]
				if !known[name] && len(known) < maxLayers {
					known[name] = true
					outer := strings.TrimSuffix(l.Name[:at], ".")
					kids[outer] = append(kids[outer], name)
				}
				at = end
			}
		}
	}
	if len(known) == 0 {
		return nil
	}
	order := make(map[string]int16, len(known))
	var number func(name string)
	number = func(name string) {
		for _, k := range kids[name] {
			number(k)
		}
		if name != "" {
			order[name] = int16(len(order))
		}
	}
	number("")
	return order
}

// layerEnd is the length of the first part of a layer's name; one without a name stands in
// parentheses.
func layerEnd(name string) int {
	if name[0] == '(' {
		if i := strings.IndexByte(name, ')'); i >= 0 {
			return i + 1
		}
		return len(name)
	}
	if i := strings.IndexByte(name, '.'); i >= 0 {
		return i
	}
	return len(name)
}

func (x *index) layerOf(name string) int16 {
	if n, ok := x.layers[name]; ok && name != "" {
		return n
	}
	return unlayered
}

// less reports whether m comes before o in the cascade.
func (m *matched) less(o *matched) bool {
	return m.layer < o.layer || m.layer == o.layer && m.key < o.key
}

// layeredImportants applies the important declarations of authors: of the first layer
// last, and those of the element itself after all.
func (s *Styler) layeredImportants(list []source, from int, early bool) {
	end := from
	for end < len(list) && list[end].origin <= fromAuthor {
		end++
	}
	for hi := end; hi > from; {
		lo := hi - 1
		for lo > from && list[lo-1].layer == list[hi-1].layer {
			lo--
		}
		for i := lo; i < hi; i++ {
			s.items(list, list[i].b.importants, early)
		}
		hi = lo
	}
	for i := end; i < len(list); i++ {
		s.items(list, list[i].b.importants, early)
	}
}
