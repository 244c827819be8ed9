package renderer

import "slices"

// unsupported lists, sorted and each once, what components, sheets and tags ask
// for and what is not simulated.
func (d *Document) unsupported() []string {
	out := slices.Clone(d.noted)
	for _, f := range d.styler.Unsupported() {
		out = append(out, f.Name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
