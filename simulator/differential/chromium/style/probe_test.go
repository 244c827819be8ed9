//go:build oracle

// Package style holds Diorama's reading of style sheets against Chromium's: which
// declarations are taken, what they compute to, how broken sheets are read, and which
// elements a selector finds. Tests only.
//
// Its one idea: what differs in spelling is given back to Chromium; when it computes
// the same from our text, the difference is one of spelling and not of meaning.
package style

import (
	"encoding/json"
	"testing"

	"diorama/renderer/dom"
	ours "diorama/renderer/style"
	"diorama/renderer/wxss"
	"diorama/simulator/differential/chromium"
)

// The viewport on both sides, CSS px.
const (
	viewWidth  = 375
	viewHeight = 667
)

// parentStyle is what the element under test inherits from.
const parentStyle = "font-size:20px;color:rgb(1,2,3);line-height:30px;--p:7px;--c:red;--cyc:var(--cyc2);--cyc2:var(--cyc);--empty: ;--bad:1foo"

// page has a probe without a box, whose resolved values are the computed ones, and one
// with a box, for transform.
const page = `<!doctype html><meta charset=utf-8><style>body{margin:0}</style>
<div style="display:none;` + parentStyle + `"><div id=a></div></div>
<div style="` + parentStyle + `;position:absolute;width:300px;height:200px"><div id=b></div></div>
<div id=c style="position:absolute"><div id=d></div></div><canvas id=e width=1 height=1></canvas>
<script>
const ctx = e.getContext('2d', {willReadFrequently: true})
function pixel(v) {
  ctx.clearRect(0, 0, 1, 1); ctx.fillStyle = v; ctx.fillRect(0, 0, 1, 1)
  return ctx.getImageData(0, 0, 1, 1).data
}
// near tells whether two single values mean the same: colours by their pixel (of little
// opacity: roughly), lengths by what they come to in two widths.
function near(x, y) {
  if (x === y) return true
  if (CSS.supports('color', x) && CSS.supports('color', y)) {
    const p = pixel(x), q = pixel(y), slack = 1 + 255 / Math.max(1, p[3])
    return [0, 1, 2].every(i => Math.abs(p[i] - q[i]) <= slack) && Math.abs(p[3] - q[3]) <= 1
  }
  if (CSS.supports('margin-left', x) && CSS.supports('margin-left', y)) {
    return [300, 37].every(w => {
      c.style.width = w + 'px'
      const at = v => { d.style.marginLeft = v; return parseFloat(getComputedStyle(d).marginLeft) }
      return Math.abs(at(x) - at(y)) <= 0.03
    })
  }
  return false
}
// parts cuts a value at spaces and commas outside of the functions that are one value.
function parts(v) {
  const out = []; let depth = 0, from = 0
  for (let i = 0; i <= v.length; i++) {
    if (v[i] === '(' && (depth || /(rgba?|color|color-mix|lab|lch|oklab|oklch|calc|min|max|clamp|hypot|round|mod|rem|abs)$/.test(v.slice(from, i)))) depth++
    else if (v[i] === ')' && depth) depth--
    if (i === v.length || !depth && /[ ,()]/.test(v[i])) { out.push(v.slice(from, i)); from = i + 1 }
  }
  return out.filter(x => x)
}
function alike(x, y) {
  x = x.replace(/image-set\((url\([^)]*\)) 1dppx\)/g, '$1').replace(/file:[^")]*\//g, '')
  const p = parts(x), q = parts(y)
  return p.length === q.length && p.every((v, i) => near(v, q[i]))
}
const BASE = "width:100px;height:60px;"
function read(el, names) { const s = getComputedStyle(el); return names.map(n => s.getPropertyValue(n)) }
function start(names) { window.names = names; a.style.cssText = ''; b.style.cssText = BASE; window.base = read(a, names); return base }
// one gives null when nothing of the declaration is taken, else the values that differ.
function one(decl) {
  a.style.cssText = decl
  if (!a.style.length) return null
  const out = {}, s = getComputedStyle(a)
  for (let i = 0; i < names.length; i++) { const v = s.getPropertyValue(names[i]); if (v !== base[i]) out[names[i]] = v }
  if (decl.includes('transform')) { b.style.cssText = BASE + decl; out.transform = getComputedStyle(b).transform }
  return out
}
function all(decls) { return decls.map(one) }
// again sets the values of ours under the same declaration and tells which compute as theirs.
function again(list) {
  return list.map(([decl, name, value]) => {
    const el = name === 'transform' ? b : a, head = name === 'transform' ? BASE : ''
    el.style.cssText = head + decl
    const want = getComputedStyle(el).getPropertyValue(name)
    if (alike(want, value)) return true
    el.style.setProperty(name, value)
    if (el.style.getPropertyValue(name) === '') return false
    el.style.cssText = head + decl + ';' + name + ':' + value
    const got = getComputedStyle(el).getPropertyValue(name)
    return want !== '' && (got === want || alike(want, got))
  })
}
</script>`

// start opens a browser with the probe page.
func start(t *testing.T) *chromium.Browser {
	t.Helper()
	b := chromium.ForTest(t, viewWidth, viewHeight)
	if err := b.Show(page); err != nil {
		t.Fatal(err)
	}
	return b
}

// call calls a function of the page.
func call(t *testing.T, b *chromium.Browser, fn string, arg, out any) {
	t.Helper()
	raw, err := json.Marshal(arg)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Eval(fn+"("+string(raw)+")", out); err != nil {
		t.Fatal(err)
	}
}

// probe is one element whose style attribute is set again and again.
type probe struct {
	t      *testing.T
	tree   *dom.Tree
	styler *ours.Styler
}

const probeID = 3

func newProbe(t *testing.T) *probe {
	p := &probe{t: t, tree: dom.NewTree()}
	p.styler = ours.New(ours.Env{Width: viewWidth, Height: viewHeight, ScreenWidth: viewWidth, DPR: chromium.DPR, RootFontSize: 16})
	ua, _ := wxss.Parse("ua", []byte("view{display:block}"))
	p.styler.SetSheet(ours.OriginUA, "", ua)
	p.do(dom.Op{Kind: dom.OpElement, ID: 2, Name: "view"}, dom.Op{Kind: dom.OpSetStyle, ID: 2, Text: parentStyle},
		dom.Op{Kind: dom.OpInsert, ID: 2, Parent: 1},
		dom.Op{Kind: dom.OpElement, ID: probeID, Name: "view"}, dom.Op{Kind: dom.OpInsert, ID: probeID, Parent: 2})
	return p
}

func (p *probe) do(ops ...dom.Op) {
	p.t.Helper()
	if err := p.tree.Mutate().Apply(ops); err != nil {
		p.t.Fatal(err)
	}
}

// computed gives the computed values under a style attribute.
func (p *probe) computed(decl string) map[string]string {
	p.do(dom.Op{Kind: dom.OpSetStyle, ID: probeID, Text: decl})
	p.styler.Update(p.tree)
	out := map[string]string{}
	for _, x := range p.styler.ComputedList(p.tree.Node(probeID), ours.NoPseudo) {
		out[x.Name] = x.Value
	}
	return out
}
