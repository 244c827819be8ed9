package wxss

import "strings"

// ContainerQuery is the condition of an @container rule: the nearest container above an
// element that has the name and the axes that are asked of is to fulfil Cond.
// https://drafts.csswg.org/css-conditional-5/#container-rule
//
// Not done: style() and scroll-state(), which hold never.
type ContainerQuery struct {
	Text string          // as written
	Name string          // "" any
	Cond *MediaCondition // nil: that there is such a container is enough
	// never: something in it is not known, and then there is no such container.
	never bool
	Pos
}

// Axes tells which sizes of the container the query asks for.
func (q *ContainerQuery) Axes() (width, height bool) { return q.Cond.axes() }

func (c *MediaCondition) axes() (width, height bool) {
	if c == nil {
		return false, false
	}
	switch c.Name {
	case "width":
		width = true
	case "height":
		height = true
	case "aspect-ratio", "orientation":
		width, height = true, true
	}
	for _, k := range c.Kids {
		w, h := k.axes()
		width, height = width || w, height || h
	}
	return width, height
}

// Holds evaluates the query for a container: the width and height of e are its own.
func (q *ContainerQuery) Holds(e MediaEnv) bool {
	return !q.never && (q.Cond == nil || q.Cond.eval(e) == yes)
}

// Containers gives the container queries around a rule, the innermost first.
func (c *Condition) Containers() []*ContainerQuery {
	var out []*ContainerQuery
	for ; c != nil; c = c.Parent {
		if c.Container != nil {
			out = append(out, c.Container)
		}
	}
	return out
}

// ParseContainer parses the prelude of @container; nil for one that is no query. unknown
// names what is not supported in it.
func ParseContainer(src string) (q *ContainerQuery, unknown string) {
	src = strings.TrimSpace(preprocess(src))
	c := condParser{src: src, toks: Tokenize(src)}
	c.spaces()
	q = &ContainerQuery{Text: src}
	if t := c.peek(); t.Kind == Ident && !t.Is("not") {
		if t.Is("and") || t.Is("or") || t.Is("none") {
			return nil, ""
		}
		q.Name = t.Text
		c.i++
		c.spaces()
		if c.i == len(c.toks) {
			return q, ""
		}
	}
	if q.Cond = c.condition(true); q.Cond == nil {
		return nil, ""
	}
	c.spaces()
	if c.i != len(c.toks) {
		return nil, ""
	}
	for i := range c.toks {
		if t := &c.toks[i]; t.IsFunc("style") || t.IsFunc("scroll-state") {
			unknown = Lower(t.Text) + "()"
		}
	}
	q.never = !q.Cond.sizes()
	return q, unknown
}

// sizes writes inline and block size as width and height, and reports whether all is a
// size of a container.
//
// Not done: vertical writing modes, where they change places.
func (c *MediaCondition) sizes() bool {
	ok := true
	switch c.Name {
	case "":
		ok = c.Op != "unknown"
	case "width", "height", "aspect-ratio", "orientation":
	case "inline-size":
		c.Name = "width"
	case "block-size":
		c.Name = "height"
	default:
		ok = false
	}
	for _, k := range c.Kids {
		ok = k.sizes() && ok
	}
	return ok
}
