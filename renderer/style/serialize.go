package style

import (
	"fmt"
	"slices"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// Property is one computed property as text, lengths in CSS px.
type Property struct{ Name, Value string }

// ComputedList gives the computed style of n for the Styles panel and for
// getComputedStyle, sorted by name; nil for a node without style.
func (s *Styler) ComputedList(n *dom.Node, pseudo Pseudo) []Property {
	c := s.Of(n, pseudo)
	if c == nil {
		return nil
	}
	return Describe(c, s.env.DPR)
}

// Describe writes a style as properties, lengths in CSS px.
func Describe(c *Computed, dpr float64) []Property {
	w := writer{dpr: dpr}
	w.all(c)
	slices.SortFunc(w.out, func(a, b Property) int { return strings.Compare(a.Name, b.Name) })
	return w.out
}

type writer struct {
	dpr float64
	out []Property
}

func (w *writer) put(name, value string) { w.out = append(w.out, Property{name, value}) }

func (w *writer) px(v float32) string { return formatNumber(float64(v)/w.dpr) + "px" }

func (w *writer) length(l Length, auto string) string {
	switch l.Kind {
	case Auto:
		return auto
	case Px:
		return w.px(l.Px)
	case Percent:
		return formatNumber(float64(l.Pct)) + "%"
	case MinContent:
		return "min-content"
	case MaxContent:
		return "max-content"
	case FitContent:
		return "fit-content"
	case Content:
		return "content"
	case Stretch:
		return "stretch"
	case Fr:
		return formatNumber(float64(l.Pct)) + "fr"
	case Number:
		return formatNumber(float64(l.Pct))
	}
	if l.Kind == Calc && l.Fn == nil && l.Px == 0 {
		return formatNumber(float64(l.Pct)) + "%"
	}
	if l.Fn != nil && l.Fn.Name != "sum" && l.Fn.Name != "scale" && l.Px == 0 && l.Pct == 0 {
		return w.fn(l.Fn)
	}
	return "calc(" + w.calc(l) + ")"
}

// calc writes what stands in calc(): the percentage first, and always where a length
// could have one.
func (w *writer) calc(l Length) string {
	if l.Kind == Px {
		return w.px(l.Px)
	}
	var out string
	if l.Fn != nil {
		out = w.fn(l.Fn)
	}
	if l.Pct != 0 || l.Fn == nil {
		out = plus(out, formatNumber(float64(l.Pct))+"%")
	}
	if l.Px != 0 {
		out = plus(out, w.px(l.Px))
	}
	return out
}

func (w *writer) fn(f *Func) string {
	var args []string
	for _, a := range f.Args {
		if a.Kind == Number {
			args = append(args, formatNumber(float64(a.Pct)))
		} else {
			args = append(args, w.calc(a))
		}
	}
	switch f.Name {
	case "sum":
		return strings.Join(args, " + ")
	case "scale":
		return "(" + args[0] + ") * " + args[1]
	}
	return f.Name + "(" + strings.Join(args, ", ") + ")"
}

// plus adds a term that may be negative.
func plus(sum, term string) string {
	if sum == "" {
		return term
	}
	if t, neg := strings.CutPrefix(term, "-"); neg {
		return sum + " - " + t
	}
	return sum + " + " + term
}

// FormatColor writes a colour as CSSOM does.
func FormatColor(c Color) string {
	if c.A == 255 {
		return fmt.Sprintf("rgb(%d, %d, %d)", c.R, c.G, c.B)
	}
	a := float64(c.A) / 255
	text := formatNumber(float64(int(a*100+0.5)) / 100)
	if clamp255(float64(int(a*100+0.5))/100*255) != c.A {
		text = formatNumber(float64(int(a*1000+0.5)) / 1000)
	}
	return fmt.Sprintf("rgba(%d, %d, %d, %s)", c.R, c.G, c.B, text)
}

func word(m map[string]Keyword, k Keyword) string {
	best := ""
	for n, v := range m {
		// Of several spellings the plain, longest one that sorts first.
		if v == k && (best == "" || better(n, best)) {
			best = n
		}
	}
	return best
}

func better(a, b string) bool {
	pa, pb := strings.HasPrefix(a, "-"), strings.HasPrefix(b, "-")
	if pa != pb {
		return pb
	}
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

func pick(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

// shadows writes a list; box tells that they have a spread.
func (w *writer) shadows(list []Shadow, box bool) string {
	if len(list) == 0 {
		return "none"
	}
	var parts []string
	for _, x := range list {
		t := FormatColor(x.Color) + " " + w.px(x.X) + " " + w.px(x.Y) + " " + w.px(x.Blur)
		if box {
			t += " " + w.px(x.Spread)
		}
		parts = append(parts, t+pick(x.Inset, " inset", ""))
	}
	return strings.Join(parts, ", ")
}

func (w *writer) transform(list []TransformOp) string {
	if len(list) == 0 {
		return "none"
	}
	var parts []string
	for _, t := range list {
		var args []string
		nums := func(n int, unit string) {
			for i := range n {
				args = append(args, formatNumber(float64(t.N[i]))+unit)
			}
		}
		switch t.Name {
		case "translate":
			args = []string{w.length(t.X, ""), w.length(t.Y, "")}
		case "translate3d":
			args = []string{w.length(t.X, ""), w.length(t.Y, ""), w.length(t.Z, "")}
		case "scale":
			nums(2, "")
		case "scale3d":
			nums(3, "")
		case "rotate", "rotateX", "rotateY", "skewX", "skewY":
			nums(1, "deg")
		case "rotate3d":
			nums(3, "")
			args = append(args, formatNumber(float64(t.N[3]))+"deg")
		case "skew":
			nums(2, "deg")
		case "matrix":
			t.N[4], t.N[5] = t.N[4]/float32(w.dpr), t.N[5]/float32(w.dpr)
			nums(6, "")
		case "matrix3d":
			for k := range 3 {
				t.N[12+k], t.N[4*k+3] = t.N[12+k]/float32(w.dpr), t.N[4*k+3]*float32(w.dpr)
			}
			nums(16, "")
		case "perspective":
			args = []string{w.length(t.X, "none")}
		}
		parts = append(parts, t.Name+"("+strings.Join(args, ", ")+")")
	}
	return strings.Join(parts, " ")
}

func (w *writer) filters(list []FilterOp) string {
	if len(list) == 0 {
		return "none"
	}
	var parts []string
	for _, f := range list {
		arg := formatNumber(float64(f.Amount))
		switch f.Name {
		case "blur":
			arg = w.px(f.Amount)
		case "hue-rotate":
			arg += "deg"
		case "drop-shadow":
			arg = w.shadows([]Shadow{f.Shadow}, false)
		}
		parts = append(parts, f.Name+"("+arg+")")
	}
	return strings.Join(parts, " ")
}

func (w *writer) image(im Image) string {
	g := im.Gradient
	if g == nil {
		if im.URL == "" {
			return "none"
		}
		return "url(" + quote(im.URL) + ")"
	}
	var head, name string
	if g.Points {
		parts := []string{"linear", w.length(g.CX, "") + " " + w.length(g.CY, ""), w.length(g.RX, "") + " " + w.length(g.RY, "")}
		for _, st := range g.Stops {
			parts = append(parts, "color-stop("+formatNumber(float64(st.Pos.Pct)/100)+", "+FormatColor(st.Color)+")")
		}
		return "-webkit-gradient(" + strings.Join(parts, ", ") + ")"
	}
	switch g.Kind {
	case Linear:
		name, head = "linear-gradient", formatNumber(float64(g.Angle))+"deg"
		if g.ToCorner != 0 {
			head = "to"
			for i, s := range []string{"top", "right", "bottom", "left"} {
				if g.ToCorner&(1<<i) != 0 {
					head += " " + s
				}
			}
		}
	case Radial:
		name, head = "radial-gradient", pick(g.Circle, "circle", "ellipse")
		switch g.Extent {
		case 4:
			head += " " + w.length(g.RX, "") + " " + w.length(g.RY, "")
		default:
			head += " " + [...]string{"farthest-corner", "closest-side", "closest-corner", "farthest-side"}[g.Extent]
		}
		head += " at " + w.length(g.CX, "") + " " + w.length(g.CY, "")
	default:
		name = "conic-gradient"
		head = "from " + formatNumber(float64(g.Angle)) + "deg at " + w.length(g.CX, "") + " " + w.length(g.CY, "")
	}
	parts := []string{head}
	if head == "180deg" {
		parts = nil // what it is anyway
	}
	for _, st := range g.Stops {
		t := FormatColor(st.Color)
		if st.Hint {
			t = w.length(st.Pos, "")
		} else if st.Pos.Kind != Auto {
			t += " " + w.length(st.Pos, "")
		}
		parts = append(parts, t)
	}
	return pick(g.Repeating, "repeating-", "") + name + "(" + strings.Join(parts, ", ") + ")"
}

func (w *writer) layers(prefix string, layers []Layer) {
	if len(layers) == 0 {
		w.put(prefix+"-image", "none")
		return
	}
	var img, pos, size, rep, org, clip []string
	for _, l := range layers {
		img = append(img, w.image(l.Image))
		pos = append(pos, w.length(l.X, "")+" "+w.length(l.Y, ""))
		switch {
		case l.Cover:
			size = append(size, "cover")
		case l.Contain:
			size = append(size, "contain")
		default:
			size = append(size, w.length(l.SizeW, "auto"))
			if !l.SizeH.IsAuto() {
				size[len(size)-1] += " " + w.length(l.SizeH, "auto")
			}
		}
		rep = append(rep, repeat(l.RepeatX, l.RepeatY))
		org, clip = append(org, boxName(l.Origin)), append(clip, boxName(l.Clip))
	}
	join := func(s []string) string { return strings.Join(s, ", ") }
	w.put(prefix+"-image", join(img))
	w.put(prefix+"-position", join(pos))
	w.put(prefix+"-size", join(size))
	w.put(prefix+"-repeat", join(rep))
	w.put(prefix+"-origin", join(org))
	w.put(prefix+"-clip", join(clip))
}

func repeat(x, y Keyword) string {
	u, v := word(repeatWords, x), word(repeatWords, y)
	switch {
	case u == v:
		return u
	case u == "repeat" && v == "no-repeat":
		return "repeat-x"
	case v == "repeat" && u == "no-repeat":
		return "repeat-y"
	}
	return u + " " + v
}

func boxName(k Keyword) string {
	return [...]string{"border-box", "padding-box", "content-box", "text"}[min(k, 3)]
}

func (w *writer) tracks(t *TrackList) string {
	if t == nil {
		return "none"
	}
	var parts []string
	one := func(k Track) string {
		s := ""
		if len(k.Names) > 0 {
			s = "[" + strings.Join(k.Names, " ") + "] "
		}
		switch {
		case k.Max.Kind == FitContent && k.FitLimit.Definite():
			return s + "fit-content(" + w.length(k.FitLimit, "") + ")"
		case eqLen(k.Min, k.Max), k.Max.Kind == Fr && k.Min.Kind == Auto:
			return s + w.length(k.Max, "auto")
		}
		return s + "minmax(" + w.length(k.Min, "auto") + ", " + w.length(k.Max, "auto") + ")"
	}
	for i := 0; i <= len(t.Tracks); i++ {
		if i == t.AutoAt && t.AutoRepeat != nil {
			var in []string
			for _, k := range t.AutoRepeat {
				in = append(in, one(k))
			}
			parts = append(parts, "repeat("+pick(t.AutoFit, "auto-fit", "auto-fill")+", "+strings.Join(in, " ")+")")
		}
		if i < len(t.Tracks) {
			for range max(1, t.Tracks[i].Times) {
				parts = append(parts, one(t.Tracks[i]))
			}
		}
	}
	if len(t.EndNames) > 0 {
		parts = append(parts, "["+strings.Join(t.EndNames, " ")+"]")
	}
	return strings.Join(parts, " ")
}

func gridLine(g GridLine) string {
	var parts []string
	if g.Span {
		parts = append(parts, "span")
	}
	if g.N != 0 {
		parts = append(parts, fmt.Sprint(g.N))
	}
	if g.Name != "" {
		parts = append(parts, g.Name)
	}
	if len(parts) == 0 {
		return "auto"
	}
	return strings.Join(parts, " ")
}

func timing(t Timing) string {
	for _, name := range []string{"linear", "ease", "ease-in", "ease-out", "ease-in-out"} {
		p := vparser{toks: []wxss.Token{{Kind: wxss.Ident, Text: name}}}
		if k, _ := p.timing(); k == t {
			return name
		}
	}
	var p []string
	if t.Linear != nil {
		for _, x := range *t.Linear {
			p = append(p, formatNumber(x.Out)+" "+formatNumber(100*x.In)+"%")
		}
		return "linear(" + strings.Join(p, ", ") + ")"
	}
	if t.Steps > 0 {
		if t.Jump == JumpEnd {
			return fmt.Sprintf("steps(%d)", t.Steps)
		}
		return fmt.Sprintf("steps(%d, %s)", t.Steps, [...]string{JumpStart: "start", JumpNone: "jump-none", JumpBoth: "jump-both"}[t.Jump])
	}
	for _, v := range t.P {
		p = append(p, formatNumber(float64(v)))
	}
	return "cubic-bezier(" + strings.Join(p, ", ") + ")"
}
