//go:build oracle

package style

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"diorama/renderer/dom"
	ours "diorama/renderer/style"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
	"diorama/simulator/differential/chromium"
)

// sheetScript makes a document whose root is page, like ours, and reads what a sheet
// gives to each element: order and --v.
const sheetScript = `(tree => {
  document.documentElement.remove()
  const els = []
  for (const n of tree) {
    const el = document.createElement(n.Tag)
    if (n.ID) el.id = n.ID
    if (n.Class) el.className = n.Class
    for (const k in n.Attrs || {}) el.setAttribute(k, n.Attrs[k])
    if (n.Parent < 0) document.append(el); else els[n.Parent].append(...(n.Text ? [n.Text] : []), el)
    els.push(el)
  }
  window.run = texts => texts.map(t => {
    // A new one each: one that has seen layers may stop to apply.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(t)
    document.adoptedStyleSheets = [sheet]
    return els.map(e => { const s = getComputedStyle(e); return s.order + ' ' + s.getPropertyValue('--v').trim() })
  })
  return true
})`

// node is an element of the random tree.
type node struct {
	Tag, ID, Class string
	Attrs          map[string]string
	Text           string // before it
	Parent         int
}

func randomTree(rng *rand.Rand) []node {
	list := []node{{Tag: "page", Parent: -1}}
	for i := range 40 {
		n := node{Tag: []string{"view", "text", "cell"}[rng.IntN(3)], Parent: rng.IntN(len(list)), Attrs: map[string]string{}}
		if rng.IntN(2) == 0 {
			n.Parent = max(0, len(list)-1-rng.IntN(3))
		}
		if rng.IntN(4) == 0 {
			n.ID = "i" + strconv.Itoa(i%6)
		}
		var classes []string
		for _, c := range "abcde" {
			if rng.IntN(3) == 0 {
				classes = append(classes, string(c))
			}
		}
		n.Class = strings.Join(classes, " ")
		if rng.IntN(3) == 0 {
			n.Attrs["x"] = []string{"", "a", "A", "a b", "a-b", "abc", "é"}[rng.IntN(7)]
		}
		if rng.IntN(5) == 0 {
			n.Attrs["y"] = "1"
		}
		if rng.IntN(6) == 0 {
			n.Text = "t"
		}
		list = append(list, n)
	}
	return list
}

// build makes the tree here.
func build(t *testing.T, list []node) *dom.Tree {
	tree := dom.NewTree()
	id := func(i int) dom.NodeID { return dom.NodeID(i + 1) }
	next := dom.NodeID(1000)
	for i, n := range list {
		if i == 0 {
			continue
		}
		ops := []dom.Op{{Kind: dom.OpElement, ID: id(i), Name: n.Tag}}
		if n.ID != "" {
			ops = append(ops, dom.Op{Kind: dom.OpSetID, ID: id(i), Text: n.ID})
		}
		var classes []dom.Class
		for _, c := range strings.Fields(n.Class) {
			classes = append(classes, dom.Class{Name: c})
		}
		ops = append(ops, dom.Op{Kind: dom.OpSetClass, ID: id(i), Classes: classes})
		for k, v := range n.Attrs {
			ops = append(ops, dom.Op{Kind: dom.OpSetAttr, ID: id(i), Name: k, Value: value.OfString(v)})
		}
		if n.Text != "" {
			next++
			ops = append(ops, dom.Op{Kind: dom.OpText, ID: next, Text: n.Text}, dom.Op{Kind: dom.OpInsert, ID: next, Parent: id(n.Parent)})
		}
		ops = append(ops, dom.Op{Kind: dom.OpInsert, ID: id(i), Parent: id(n.Parent)})
		if err := tree.Mutate().Apply(ops); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

// read gives what our reading of a sheet gives to each element.
func read(tree *dom.Tree, count int, text string) []string {
	s := ours.New(ours.Env{Width: viewWidth, Height: viewHeight, ScreenWidth: viewWidth, DPR: chromium.DPR, RootFontSize: 16})
	sheet, _ := wxss.Parse("p", []byte(text))
	s.SetSheet(ours.OriginPage, "p", sheet)
	s.Update(tree)
	out := make([]string, count)
	for i := range out {
		c := s.Of(tree.Node(dom.NodeID(i+1)), ours.NoPseudo)
		out[i] = strconv.Itoa(c.Order) + " " + strings.TrimSpace(c.Custom["--v"])
	}
	return out
}

// gen writes random sheets.
type gen struct {
	rng *rand.Rand
	n   int
}

func (g *gen) pick(list ...string) string { return list[g.rng.IntN(len(list))] }

func (g *gen) compound(depth int) string {
	var s string
	switch g.rng.IntN(6) {
	case 0, 1:
		s = g.pick("view", "text", "cell", "VIEW", "*", "page", "a")
	case 2:
		s = "&"
		if g.rng.IntN(8) > 0 {
			s = ""
		}
	}
	for range g.rng.IntN(3) {
		s += "." + g.pick("a", "b", "c", "d", "e", "A", `\61 `, `\000062`, "z")
	}
	if g.rng.IntN(8) == 0 {
		s += "#i" + strconv.Itoa(g.rng.IntN(6))
	}
	if g.rng.IntN(6) == 0 {
		s += g.pick("[x]", "[y]", "[x=a]", `[x="a"]`, "[x=a i]", `[x="A" I]`, `[x="a" s]`, "[x~=a]", "[x|=a]", "[x^=a]", "[x$=b]", `[x*=""]`, `[x=""]`,
			"[x*=b]", "[ x = 'a b' ]", "[x=a b]", "[class=a]", "[class~=b]", "[id]", "[X]", "[x=é]", "[x=1]", "[y='1']", "[x=a]i", "[*|x]", "[|x]", "[x==a]")
	}
	if s == "" || g.rng.IntN(4) == 0 {
		s += g.pseudo(depth)
	}
	return s
}

func (g *gen) pseudo(depth int) string {
	plain := []string{":first-child", ":last-child", ":only-child", ":first-of-type", ":last-of-type", ":only-of-type", ":empty", ":root",
		":nth-child(2)", ":nth-child(2n)", ":nth-child(odd)", ":nth-child(EVEN)", ":nth-child( 2n + 1 )", ":nth-child(-n+3)", ":nth-child(+3n-1)",
		":nth-child(n)", ":nth-child(-n)", ":nth-child(2n +1)", ":nth-child(2n+ 1)", ":nth-child(2 n)", ":nth-child(n+-1)", ":nth-child()", ":nth-child(0)", ":nth-child(+ 2)",
		":nth-child(1.0)", ":nth-child(n-2)", ":nth-child(-2n-1)", ":nth-child(n - 2)", ":nth-child(--n)", ":nth-child(2N)",
		":nth-last-child(2)", ":nth-of-type(2)", ":nth-last-of-type(2n+1)", ":nth-of-type(1 of .a)", ":hover", ":active", ":focus", ":target", ":visited",
		":first", ":last", ":foo", "::before", ":after", "::foo", "::-webkit-foo", ":-webkit-any-link", ":not()", ":is()", ":where()", ":scope", ":NOT(.a)",
		":first-child()", ":is", "::placeholder", "::selection", "::first-letter", "::marker", ":lang(en)", ":dir(ltr)", ":any-link", ":defined", ":has()"}
	if depth > 2 || g.rng.IntN(2) == 0 {
		return g.pick(plain...)
	}
	list := func() string {
		var parts []string
		for range 1 + g.rng.IntN(2) {
			parts = append(parts, g.complex(depth+1))
		}
		return strings.Join(parts, g.pick(",", ", "))
	}
	switch g.rng.IntN(8) {
	case 0, 1:
		return ":not(" + list() + ")"
	case 2:
		return ":is(" + list() + ")"
	case 3:
		return ":where(" + list() + ")"
	case 4:
		return ":nth-child(" + g.pick("2", "odd", "n+2", "-n+2") + " of " + list() + ")"
	case 5:
		return ":nth-last-child(" + g.pick("2", "odd", "n+2") + " of " + list() + ")"
	case 6:
		return ":has(" + g.pick("", "", "> ", "+ ", "~ ") + list() + ")"
	}
	return ":-webkit-any(" + list() + ")"
}

func (g *gen) complex(depth int) string {
	s := g.compound(depth)
	for range g.rng.IntN(3) {
		s += g.pick(" ", " ", " > ", ">", " + ", "~", " ~ ") + g.compound(depth)
	}
	return s
}

func (g *gen) decls() string {
	g.n++
	n := strconv.Itoa(g.n)
	var s string
	for range 1 + g.rng.IntN(3) {
		s += g.pick("order:"+n, "order:"+n, "--v:"+n, "order : "+n+" ", "order:"+n+"!important", "--v:"+n+" ! important", "order:"+n+"px", "order:x",
			"foo:bar", "*order:"+n, "order"+n, "--v:{a:"+n+"}", "--v:("+n, "--v:"+n+")", "--v:'"+n+"'", "order:"+n+"/**/", "/**/order:"+n, "ORDER:"+n,
			`\6frder:`+n, "--V:"+n, "order:"+n+" !ie", "order:var(--v)", "order:var(--q,"+n+")", "--v:", "--v: ", "--v:a;b", "--v:url(a b)", "--v:url(x"+n+")", "order:"+n+"!",
			"--v:!important", "--v:"+n+"!x", "filter:progid:DXImage(a='b',c=1)", "--v:\"a\nb\"", "--v:[;]"+n, "--v:a{b;c}"+n, "--v:<!--"+n+"-->", "order:calc("+n+")",
			"-:"+n, "--:"+n, "order:"+n+"}", "@foo;", "@media{}", ":order:"+n, "order:"+n+",", "order:initial", "order:inherit", "all:unset", "--v:inherit", "--v:initial") + g.pick(";", ";", ";", ";", ";;", " ; ", "")
	}
	return s
}

func (g *gen) rule(depth int) string {
	switch k := g.rng.IntN(14); {
	case k == 0 && depth < 3:
		if g.rng.IntN(2) == 0 {
			return "@layer " + g.pick("a", "b", "c", "a.b", "b.c", "", "initial", "a b", "a, b") + "{" + g.rules(depth+1) + "}"
		}
		return "@media " + g.media() + "{" + g.rules(depth+1) + "}"
	case k == 1 && depth < 3:
		return "@supports " + g.supports(0) + "{" + g.rules(depth+1) + "}"
	case k == 2:
		return g.pick("@charset 'x';", "@foo bar;", "@foo bar{a{b:c}}", "@font-face{font-family:x;src:url(y)}", "@page{margin:1px}", "@namespace a url(b);", "@keyframes k{from{order:1}to{order:2}}",
			"@-webkit-keyframes k{0%,50%{order:1}}", "@keyframes{a{order:9}}", "<!--", "-->", "/* x */", "@media;", "@counter-style x{}", "@property --z{syntax:'*';inherits:true}", "@media screen;", "};", "@layer z;", "@layer c, a;", "@layer b.c,a.b;")
	case k == 3 && depth < 3:
		return g.selectors() + "{" + g.decls() + ";" + g.rule(depth+1) + g.decls() + "}"
	case k == 4 && depth < 3:
		return g.selectors() + "{" + g.pick("&", "& > ", "> ", "+", ".a &", ":is(&)", "& &") + g.compound(0) + "{" + g.decls() + "}" + g.decls() + "}"
	case k == 5 && depth < 3:
		return g.selectors() + "{@media " + g.media() + "{" + g.decls() + "}" + g.decls() + "}"
	}
	return g.selectors() + "{" + g.decls() + "}"
}

func (g *gen) selectors() string {
	s := g.complex(0)
	for range g.rng.IntN(8) / 5 {
		s += "," + g.complex(0)
	}
	return s
}

func (g *gen) rules(depth int) string {
	var s string
	for range 1 + g.rng.IntN(3) {
		s += g.rule(depth) + g.pick("", "\n", " ")
	}
	return s
}

func (g *gen) media() string {
	one := func() string {
		return g.pick("screen", "print", "all", "(min-width:300px)", "(max-width:300px)", "(width:375px)", "(width >= 300px)", "(300px < width <= 400px)", "(400px>width)",
			"(orientation:portrait)", "(orientation:landscape)", "(min-device-width:300px)", "(prefers-color-scheme:dark)", "(prefers-color-scheme: light)", "not screen", "only screen",
			"(min-resolution:2dppx)", "(-webkit-min-device-pixel-ratio:2)", "(-webkit-max-device-pixel-ratio:1.5)", "(min-aspect-ratio:1/2)", "(aspect-ratio:375/667)", "(color)", "(min-color:8)", "(hover)", "(hover:none)", "(color)",
			"(min-width:20em)", "(width)", "(foo)", "(min-width)", "(min-width:300)", "not (width:375px)", "((width:375px))", "(not (width:1px))", "(width:375px) and (height:667px)", "(width:1px) or (height:667px)",
			"screen and (min-width:1px)", "screen and (not (min-width:1px))", "screen or (width:1px)", "(width:1px) and (height:1px) or (color)", "and", "not", "()", "(width=375px)", "(width:375px", "screen and(color)", "(min-height:0)", "(prefers-reduced-motion:no-preference)", "(grid:0)", "(monochrome)", "(update:fast)", "(width>=300px) and (width<400px)", "(300px<width>200px)", "(display-mode:browser)", "(any-hover:hover)", "tv", "1px", "(min-resolution:192dpi)", "(resolution:2x)", "(min--moz-device-pixel-ratio:1.5)")
	}
	s := one()
	for range g.rng.IntN(5) / 3 {
		s += g.pick(",", " and ", ", ") + one()
	}
	return s
}

func (g *gen) supports(depth int) string {
	one := g.pick("(display:flex)", "(display:foo)", "(order:1)", "(--a:b)", "(foo:bar)", "not (foo:bar)", "(display:flex) and (order:1)", "(display:x) or (order:1)", "(display:x) and (order:1) or (order:1)",
		"selector(.a > .b)", "selector(:foo)", "selector(::before)", "((display:flex))", "(not (display:foo))", "(display:flex) foo", "display:flex", "()", "foo(bar)", "(display:flex !important)", "not(order:1)", "(order:1)and (order:1)", "selector(.a,.b)", "(width:constant(x))", "(a", "(order: var(--x))")
	if depth < 2 && g.rng.IntN(3) == 0 {
		return g.pick("not ", "") + "(" + g.supports(depth+1) + ")" + g.pick("", " and "+one, " or "+one)
	}
	return one
}

// mangle breaks a sheet.
func (g *gen) mangle(s string) string {
	for range g.rng.IntN(4) {
		i := g.rng.IntN(len(s) + 1)
		switch g.rng.IntN(4) {
		case 0:
			s = s[:i] + s[min(len(s), i+1+g.rng.IntN(3)):]
		default:
			s = s[:i] + g.pick("{", "}", "(", ")", "[", "]", ";", ":", `"`, "'", `\`, "/*", "*/", "!", "@", "url(", "--", "&", ",", ">", "<!--", "-->", "\n", "\\\n", "#", ".", "/", " ", "U+0-7", "url('a' b)", "!important", "*", "|", "$", "%", "1e3", "é") + s[i:]
		}
	}
	return s
}

// TestSheets reads random and mangled sheets over a random tree in Chromium and here
// and compares what each element gets. DIORAMA_ROUNDS is how many thousand,
// DIORAMA_SEED the first seed. Oracle: chromium.
func TestSheets(t *testing.T) {
	b := start(t)
	rounds, _ := strconv.Atoi(cmp.Or(os.Getenv("DIORAMA_ROUNDS"), "5"))
	seed, _ := strconv.ParseUint(cmp.Or(os.Getenv("DIORAMA_SEED"), "1"), 10, 64)
	g := &gen{rng: rand.New(rand.NewPCG(seed, 7))}
	list := randomTree(g.rng)
	tree := build(t, list)
	var ok bool
	call(t, b, sheetScript, list, &ok)
	differs := func(text string) (int, string, string) {
		var got [][]string
		call(t, b, "run", []string{text}, &got)
		mine := read(tree, len(list), text)
		for i := range mine {
			if mine[i] != got[0][i] {
				return i, mine[i], got[0][i]
			}
		}
		return -1, "", ""
	}
	var log strings.Builder
	total, bad := 0, 0
	for range rounds {
		texts := make([]string, 1000)
		for i := range texts {
			g.n = 0
			texts[i] = g.rules(0)
			if i%2 == 1 {
				texts[i] = g.mangle(texts[i])
			}
			texts[i] = strings.ToValidUTF8(texts[i], "?")
		}
		var got [][]string
		call(t, b, "run", texts, &got)
		for k, text := range texts {
			total++
			mine := read(tree, len(list), text)
			same := true
			for i := range mine {
				same = same && mine[i] == got[k][i]
			}
			if same {
				continue
			}
			bad++
			if bad > 150 {
				continue
			}
			small := shrink(text, func(s string) bool { i, _, _ := differs(s); return i >= 0 })
			i, m, c := differs(small)
			fmt.Fprintf(&log, "%q\n\t%+v: %q, chromium %q\n", small, list[i], m, c)
		}
	}
	t.Logf("%d sheets, %d differ", total, bad)
	if out := os.Getenv("DIORAMA_OUT"); out != "" {
		if err := os.WriteFile(filepath.Join(out, "sheets.txt"), []byte(log.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// shrink takes parts out of a text while it still fails.
func shrink(s string, fails func(string) bool) string {
	for size := len(s) / 2; size > 0; size /= 2 {
		for i := 0; i+size <= len(s); {
			if t := strings.ToValidUTF8(s[:i]+s[i+size:], "?"); t != s && len(t) < len(s) && fails(t) {
				s = t
			} else {
				i += size
			}
		}
	}
	return s
}
