package chromium

import (
	"fmt"
	"html"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
)

// An Export is a page said in HTML and CSS.
type Export struct {
	HTML  string
	Nodes []*dom.Node // elements in document order; data-i is the index
}

// exporter writes one page.
type exporter struct {
	doc    *renderer.Document
	sheets []style.SheetUse
	reach  map[dom.ScopeID][]style.Reach
	root   string // file:// address of the project folder, with a slash
	b      strings.Builder
	out    *Export
	rpx    float64 // CSS px of one rpx
}

// HTML writes the page as the browser needs it to come to the same result: the
// composed tree with the inner nodes of built-ins, and all sheets, the built-ins' one
// first, with style scopes spelled out in selectors. root is the project folder.
func HTML(doc *renderer.Document, root string) *Export {
	st := doc.Styler()
	e := &exporter{doc: doc, sheets: st.Sheets(), reach: map[dom.ScopeID][]style.Reach{}, out: &Export{}, rpx: doc.Env().ScreenWidth / 750}
	e.root = (&url.URL{Scheme: "file", Path: strings.TrimSuffix(root, "/") + "/"}).String()
	e.b.WriteString("<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><style>\n")
	// What the view layer is before any sheet of ours. Fonts come from the browser's own
	// folder: @font-face would place glyphs on whole px, as phones do not.
	e.b.WriteString("html{font-size:" + num(doc.Env().RootFontSize) + "px;height:100%;text-spacing-trim:space-all;text-autospace:no-autospace;-webkit-text-size-adjust:none}body{margin:0}:root{line-height:normal}\n")
	order := make([]int, len(e.sheets))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return e.sheets[a].Rank - e.sheets[b].Rank })
	// Rules whose subject is :host come before the program's sheets.
	own := slices.IndexFunc(order, func(i int) bool { return e.sheets[i].Origin != style.OriginUA })
	if own < 0 {
		own = len(order)
	}
	for _, i := range order[:own] {
		e.sheet(i)
	}
	for _, i := range order[own:] {
		e.rules(i, subjectHost)
	}
	for _, i := range order[own:] {
		e.sheet(i)
	}
	e.b.WriteString("</style></head>")
	for _, id := range []dom.ScopeID{0} {
		e.reach[id] = st.Reach(id)
	}
	e.node(st, doc.Tree().Root)
	e.b.WriteString("</html>")
	e.out.HTML = e.b.String()
	return e.out
}

func num(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func (e *exporter) node(st *style.Styler, n *dom.Node) {
	if n.IsText() {
		e.b.WriteString(html.EscapeString(n.Text))
		return
	}
	tag := element(n.Tag)
	e.b.WriteString("<" + tag)
	attr := func(k, v string) { e.b.WriteString(" " + k + `="` + html.EscapeString(v) + `"`) }
	attr("data-i", strconv.Itoa(len(e.out.Nodes)))
	e.out.Nodes = append(e.out.Nodes, n)
	if n.ElemID != "" {
		attr("id", n.ElemID)
		attr("a-id", n.ElemID)
	}
	if n.Style != "" {
		attr("a-style", n.Style)
	}
	if n.Is != "" {
		attr("a-is", n.Is)
	}
	var names []string
	for _, c := range n.Classes {
		names = append(names, c.Name)
	}
	if len(names) > 0 {
		attr("a-class", strings.Join(names, " "))
	}
	var classes []string
	for _, list := range [][]dom.Class{n.Classes, n.HoverClasses} {
		for _, c := range list {
			classes = append(classes, "h-"+c.Name)
			for i, r := range e.reachOf(st, c.Scope) {
				if r == style.ReachNames {
					classes = append(classes, "s"+strconv.Itoa(i)+"-"+c.Name)
				}
			}
		}
	}
	if len(classes) > 0 {
		attr("class", strings.Join(classes, " "))
	}
	var whole, tags []string
	for i, r := range e.reachOf(st, n.Scope) {
		switch r {
		case style.ReachNames:
			whole, tags = append(whole, strconv.Itoa(i)), append(tags, strconv.Itoa(i))
		case style.ReachBare:
			tags = append(tags, strconv.Itoa(i))
		}
	}
	attr("data-w", strings.Join(whole, " "))
	attr("data-t", strings.Join(tags, " "))
	if n.Internal {
		attr("data-inner", "")
	}
	if n.Instance != 0 {
		attr("data-is", n.Is)
	}
	for _, a := range n.Attrs {
		if !attrName.MatchString(a.Name) {
			continue
		}
		switch a.Value.Kind() { // as selectors see them: false and null are no attribute
		case value.Undefined, value.Null, value.Func:
		case value.Bool:
			if a.Value.Truthy() {
				attr("a-"+strings.ToLower(a.Name), "")
			}
		default:
			attr("a-"+strings.ToLower(a.Name), a.Value.ToString())
		}
	}
	if n.State&dom.StateDisabled != 0 || n.AttrOn("disabled") {
		attr("data-disabled", "")
	}
	if n.State&dom.StateChecked != 0 || n.AttrOn("checked") {
		attr("data-checked", "")
	}
	css := n.Style
	if n.Forced != "" {
		css += ";" + n.Forced
	}
	css += e.moved(n)
	if css != "" {
		attr("style", e.value(css, ""))
	}
	e.b.WriteString(">")
	for c := n.First; c != nil; c = c.Next {
		e.node(st, c)
	}
	e.b.WriteString("</" + tag + ">")
}

// moved says what transitions and scripted animations have made of a style, which the
// browser cannot know; CSS animations run there too.
func (e *exporter) moved(n *dom.Node) string {
	now, own := e.doc.MovingStyle(n), e.doc.Styler().Of(n, style.NoPseudo)
	if now == nil || own == nil || len(own.Animations) > 0 {
		return ""
	}
	was := map[string]string{}
	for _, p := range style.Describe(own, e.doc.Env().DPR) {
		was[p.Name] = p.Value
	}
	var b strings.Builder
	for _, p := range style.Describe(now, e.doc.Env().DPR) {
		if was[p.Name] != p.Value {
			b.WriteString(";" + p.Name + ":" + p.Value + " !important")
		}
	}
	return b.String()
}

// element is the HTML element of a tag; page is the body, as in WeChat.
func element(tag string) string {
	if tag == "page" {
		return "body"
	}
	return "wx-" + strings.ToLower(tag)
}

var attrName = regexp.MustCompile(`^[A-Za-z][\w-]*$`)

func (e *exporter) reachOf(st *style.Styler, id dom.ScopeID) []style.Reach {
	r, ok := e.reach[id]
	if !ok {
		r = st.Reach(id)
		e.reach[id] = r
	}
	return r
}

var (
	rpxUnit = regexp.MustCompile(`(?i)([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)rpx\b`)
	inset   = regexp.MustCompile(`(?i)(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)`)
	urlFunc = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)`)
)

// value says a value in the browser's words: px for rpx and for the safe area of the
// phone, file addresses for the project's paths.
func (e *exporter) value(v, from string) string {
	v = rpxUnit.ReplaceAllStringFunc(v, func(m string) string {
		f, err := strconv.ParseFloat(m[:len(m)-3], 64)
		if err != nil {
			return m
		}
		px := f * e.rpx
		if dpr := e.doc.Env().DPR; px != 0 && px > -1/dpr && px < 1/dpr {
			px = max(min(px*dpr*1e9, 1), -1) / dpr // a hairline never vanishes
		}
		return num(px) + "px"
	})
	v = inset.ReplaceAllStringFunc(v, func(m string) string {
		i := slices.Index([]string{"top", "right", "bottom", "left"}, strings.ToLower(inset.FindStringSubmatch(m)[1]))
		return num(e.doc.Env().SafeArea[i]) + "px"
	})
	return urlFunc.ReplaceAllStringFunc(v, func(m string) string {
		g := urlFunc.FindStringSubmatch(m)
		u := g[1] + g[2] + g[3]
		switch {
		case strings.HasPrefix(u, "data:"), strings.Contains(u, "://"), strings.HasPrefix(u, "//"):
			return m
		case strings.HasPrefix(u, "/"):
			u = u[1:]
		default:
			u = path.Join(path.Dir(from), u)
		}
		return `url("` + e.root + (&url.URL{Path: u}).EscapedPath() + `")`
	})
}

func (e *exporter) decls(list []wxss.Decl, file string) {
	e.b.WriteString("{")
	for _, d := range list {
		e.b.WriteString(d.Name + ":" + e.value(d.Value, file))
		if d.Important {
			e.b.WriteString(" !important")
		}
		e.b.WriteString(";")
	}
	e.b.WriteString("}\n")
}

// layerName spells a layer; those without a name have one made of their place.
func layerName(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '(', ')', ':', '/':
			return '_'
		}
		return r
	}, strings.ReplaceAll(name, ".wxss", "_wxss"))
}

func (e *exporter) sheet(i int) {
	u := e.sheets[i]
	for _, l := range u.Sheet.Layers {
		e.b.WriteString("@layer " + layerName(l.Name) + ";\n")
	}
	for _, f := range u.Sheet.FontFaces {
		if e.holds(f.Cond) {
			e.b.WriteString("@font-face")
			e.decls(f.Decls, f.File)
		}
	}
	for _, k := range u.Sheet.Keyframes {
		if !e.holds(k.Cond) {
			continue
		}
		e.b.WriteString("@keyframes " + k.Name + "{\n")
		for _, f := range k.Frames {
			for j, o := range f.Offsets {
				if j > 0 {
					e.b.WriteString(",")
				}
				e.b.WriteString(num(o*100) + "%")
			}
			e.decls(f.Decls, k.File)
		}
		e.b.WriteString("}\n")
	}
	e.rules(i, func(s *wxss.Selector) bool { return u.Origin == style.OriginUA || !subjectHost(s) })
}

// subjectHost reports a selector whose subject is the host of the sheet's component.
func subjectHost(s *wxss.Selector) bool {
	return s.Host && slices.ContainsFunc(s.Compounds[0].Rest, func(m wxss.Simple) bool { return m.Kind == wxss.SimpleHost })
}

// holds reports whether the condition of a rule is met.
func (e *exporter) holds(c *wxss.Condition) bool {
	env := e.doc.Env()
	media := wxss.MediaEnv{Width: env.Width, Height: env.Height, DeviceWidth: env.ScreenWidth, DPR: env.DPR, Dark: env.Dark}
	return c.Holds(media, func(string, string) bool { return true })
}

// rules writes the rules of a sheet with the selectors that are wanted.
func (e *exporter) rules(i int, wanted func(*wxss.Selector) bool) {
	for _, r := range e.sheets[i].Sheet.Rules {
		if !e.holds(r.Cond) {
			continue
		}
		for _, s := range r.Selectors {
			if !wanted(s) {
				continue
			}
			if text, ok := e.selector(s, i); ok {
				close := ""
				for _, q := range r.Cond.Containers() {
					e.b.WriteString("@container " + q.Text + "{")
					close += "}"
				}
				if r.Layer != "" {
					e.b.WriteString("@layer " + layerName(r.Layer) + "{")
					close += "}"
				}
				e.b.WriteString(text)
				e.decls(r.Decls, r.File)
				e.b.WriteString(close)
			}
		}
	}
}

var pseudoText = map[wxss.PseudoElement]string{wxss.NoPseudo: "", wxss.Before: "::before", wxss.After: "::after", wxss.FirstLetter: "::first-letter"}

func (e *exporter) selector(s *wxss.Selector, sheet int) (string, bool) {
	pseudo, ok := pseudoText[s.Pseudo]
	if !ok {
		return "", false
	}
	var b strings.Builder
	for i := len(s.Compounds) - 1; i >= 0; i-- {
		c := &s.Compounds[i]
		switch c.Left {
		case wxss.Descendant:
			b.WriteString(" ")
		case wxss.Child:
			b.WriteString(" > ")
		case wxss.NextSibling:
			b.WriteString(" + ")
		case wxss.LaterSibling:
			b.WriteString(" ~ ")
		}
		text, ok := e.compound(c, sheet)
		if !ok {
			return "", false
		}
		b.WriteString(text)
	}
	return b.String() + pseudo, true
}

func (e *exporter) compound(c *wxss.Compound, sheet int) (string, bool) {
	var b strings.Builder
	n := strconv.Itoa(sheet)
	host := len(c.Rest) > 0 && slices.ContainsFunc(c.Rest, func(m wxss.Simple) bool { return m.Kind == wxss.SimpleHost })
	if c.Tag != "" {
		b.WriteString(element(c.Tag))
		if e.sheets[sheet].Origin != style.OriginUA {
			b.WriteString(":where(:not([data-inner]))")
		}
	}
	if c.ID != "" {
		b.WriteString("#" + escape(c.ID))
	}
	for _, name := range c.Classes {
		if host {
			b.WriteString("." + escape("h-"+name))
		} else {
			b.WriteString("." + escape("s"+n+"-"+name))
		}
	}
	switch {
	case c.ID != "":
		b.WriteString(`:where([data-w~="` + n + `"])`)
	case !host && len(c.Classes) == 0:
		b.WriteString(`:where([data-t~="` + n + `"])`)
	}
	for i := range c.Rest {
		text, ok := e.simple(&c.Rest[i], sheet)
		if !ok {
			return "", false
		}
		b.WriteString(text)
	}
	return b.String(), true
}

func (e *exporter) simple(m *wxss.Simple, sheet int) (string, bool) {
	list := func(name string) (string, bool) {
		var parts []string
		for _, l := range m.List {
			t, ok := e.selector(l, sheet)
			if !ok {
				return "", false
			}
			parts = append(parts, t)
		}
		return ":" + name + "(" + strings.Join(parts, ", ") + ")", true
	}
	nth := func(name string) (string, bool) {
		return fmt.Sprintf(":%s(%dn + %d)", name, m.A, m.B), len(m.List) == 0
	}
	switch m.Kind {
	case wxss.SimpleAttr:
		op := ""
		if m.Op != 0 {
			op = strings.TrimPrefix(string(m.Op), "=") + "=" + strconv.Quote(m.Value)
			if m.Fold {
				op += " i"
			}
		}
		return "[a-" + strings.ToLower(m.Name) + op + "]", true
	case wxss.SimpleID:
		return "#" + escape(m.Name), true
	case wxss.SimpleNot:
		return list("not")
	case wxss.SimpleIs:
		return list("is")
	case wxss.SimpleHas:
		return list("has")
	case wxss.SimpleAnchor:
		return ":scope", true
	case wxss.SimpleAlways:
		return ":not(:not(*))", true
	case wxss.SimpleHost:
		return `[data-is="` + e.sheets[sheet].Path + `"]`, len(m.List) == 0
	case wxss.SimpleRoot:
		return ":root", true
	case wxss.SimpleEmpty:
		return ":empty", true
	case wxss.SimpleNthChild:
		return nth("nth-child")
	case wxss.SimpleNthLastChild:
		return nth("nth-last-child")
	case wxss.SimpleNthOfType:
		return nth("nth-of-type")
	case wxss.SimpleNthLastOfType:
		return nth("nth-last-of-type")
	case wxss.SimpleDisabled:
		return "[data-disabled]", true
	case wxss.SimpleEnabled:
		return ":not([data-disabled])", true
	case wxss.SimpleChecked:
		return "[data-checked]", true
	}
	return "", false // states that a page at rest has not
}

// escape writes a CSS identifier.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_', r >= 0x80, i > 0 && (r == '-' || r >= '0' && r <= '9'):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\%x `, r)
		}
	}
	return b.String()
}
