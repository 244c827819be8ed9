// Renders small projects in WeChat's own compiler and component runtime and writes
// their trees, one JSON line for each request line on standard input.
//
//   {"cmd":"case","dir":D,"files":[…],"steps":["({a:1})",…],"comps":bool}
//       → {"ok":true,"trees":[[line,…],…],"fresh":[…]} or {"ok":false,"reject":text} or {"ok":false,"error":text}
//   {"cmd":"syntax","dir":D,"files":["a.wxml",…],"data":"({a:1})"}
//       → {"results":[{"ok":true,"tree":[…]}|{"ok":false,"reject":text}|{"ok":false,"error":text},…]}
//
// Run with the folder that has miniprogram-simulate in node_modules as its cwd.
const path = require('path'), fs = require('fs'), { spawnSync } = require('child_process')
const { createRequire } = require('module')
const req = createRequire(path.join(process.cwd(), 'x.js'))
const { JSDOM } = req('jsdom')
const out = s => fs.writeSync(1, s + '\n')
for (const k of ['log', 'info', 'warn', 'error', 'debug']) console[k] = () => {}
const w = new JSDOM('<!DOCTYPE html><html><body></body></html>', { url: 'http://localhost/' }).window
global.window = w
for (const k of ['document', 'Node', 'Element', 'HTMLElement', 'Text', 'CustomEvent', 'TouchEvent', 'DocumentFragment', 'MutationObserver']) try { global[k] = w[k] } catch (e) {}
global.Event = w.Event
global.navigator = global.navigator || w.navigator
process.on('unhandledRejection', () => {})
process.on('uncaughtException', () => {})
const simulate = req('miniprogram-simulate')
global.Page = d => global.Component({ data: d.data || {}, options: d.options || {} })
const wcc = path.join(process.cwd(), 'node_modules/miniprogram-compiler/bin/linux/wcc')

function lit(v, deep) {
  if (v === undefined) return 'undefined'
  if (typeof v === 'number') return v !== v || v === Infinity || v === -Infinity ? String(v) : JSON.stringify(v)
  if (typeof v === 'function') return 'function'
  if (deep > 12) return '…'
  if (Array.isArray(v)) { const r = []; for (let i = 0; i < v.length; i++) r.push(lit(v[i], deep + 1)); return '[' + r.join(',') + ']' }
  if (v && typeof v === 'object') return '{' + Object.keys(v).map(k => JSON.stringify(k) + ':' + lit(v[k], deep + 1)).join(',') + '}'
  return JSON.stringify(v)
}
const camel = s => s.replace(/-([a-z])/g, (_, c) => c.toUpperCase())
const skip = /^(generic|model|change|mark|worklet|let|slot|extra-attr)(:|$)|^\$/

// head gives the tag with what is on it; attrs is a list of [name, value].
function head(tag, attrs, plain) {
  let id, cls = '', style, words = [], dataset = new Map(), events = new Map() // the last of a name counts
  for (let [name, value] of attrs) {
    if (value === undefined) value = ''
    const ev = /^(capture-)?(mut-)?(bind|catch):?(.+)$/.exec(name)
    if (skip.test(name)) continue
    if (ev) { events.set((ev[1] || '') + (ev[2] || '') + ev[3] + ':' + ev[4], !value || String(value) === 'true' ? '' : String(value)); continue }
    if (name === 'id') { if (String(value) !== 'true') id = String(value) }
    else if (name === 'class') cls = !value || value === true ? '' : String(value)
    else if (name === 'style') style = !value || String(value) === 'true' ? '' : String(value)
    else if (name === 'slot') continue
    else if (/^data-/.test(name)) dataset.set(camel(name.slice(5).toLowerCase()), value)
    else if (/^data:/.test(name)) dataset.set(name.slice(5), value)
    else if (plain) words.push(camel(name).toLowerCase() + '=' + lit(value, 0))
  }
  let s = tag
  if (id) s += ' #' + id
  for (const c of cls.match(/(?:~|\^+)?-?\w[\w-]*/g) || []) if (c && c !== 'true') s += ' .' + c
  if (style) s += ' style=' + JSON.stringify(style)
  for (const x of words.sort()) s += ' ' + x
  for (const x of [...dataset].map(e => 'data:' + e[0] + '=' + lit(e[1], 0)).sort()) s += ' ' + x
  for (const x of [...events].map(e => e[0] + '=' + e[1]).sort()) s += ' ' + x
  return s
}

class Lines {
  constructor() { this.out = []; this.text = null; this.depth = 0 }
  flush() { if (this.text !== null && this.text !== '') this.out.push('  '.repeat(this.depth) + JSON.stringify(this.text)); this.text = null }
  add(t) { this.text = (this.text || '') + t }
  open(h) { this.flush(); this.out.push('  '.repeat(this.depth) + h); this.depth++ }
  close() { this.flush(); this.depth-- }
}

// tree writes what the compiled template gives.
function tree(root) {
  const L = new Lines()
  const walk = n => {
    if (n === null || typeof n !== 'object' || n.tag === undefined) { L.add(String(n)); return }
    if (n.tag === 'virtual') { for (const c of n.children || []) walk(c); return }
    const tag = n.tag.replace(/^wx-/, '')
    if (tag === 'slot') return
    L.open(head(tag, Object.entries(n.attr || {}), true))
    for (const c of n.children || []) walk(c)
    L.close()
  }
  for (const c of root.children) walk(c)
  L.flush()
  return L.out
}

// composed writes the document that the runtime keeps.
function composed(dom) {
  const L = new Lines()
  const walk = n => {
    if (n.nodeType === 3) { L.add(n.nodeValue); return }
    const ex = n.__wxElement, vt = ex && ex._vt
    if (!vt) { for (const c of n.childNodes) walk(c); return }
    if (vt.tagName === 'virtual') { for (const c of n.childNodes) walk(c); return }
    const official = vt.componentId === vt.tagName
    const a = vt.attrs.map(x => [x.name, x.value]), names = a.map(x => x[0])
    for (const k of Object.keys(vt.event)) { const e = vt.event[k]; a.push([(e.isCapture ? 'capture-' : '') + (e.isMutated ? 'mut-' : '') + (e.isCatch ? 'catch' : 'bind') + ':' + e.name, e.handler]) }
    let h = head(vt.tagName.replace(/^wx-/, ''), a, official)
    L.open(h)
    for (const c of n.childNodes) walk(c)
    L.close()
  }
  for (const c of dom.childNodes) walk(c)
  L.flush()
  return L.out
}

// compile runs the compiler over all files of dir; gives {fn} or {reject}.
function compile(dir, files) {
  const wx = files.filter(f => /\.wxml$/.test(f)).map(f => './' + f), wxs = files.filter(f => /\.wxs$/.test(f)).map(f => './' + f)
  const args = ['-d', '-cc', '0'].concat(wx, wxs, ['-gn', '$gwx'])
  const comps = []
  for (const f of wx) {
    let j = null
    try { j = JSON.parse(fs.readFileSync(path.join(dir, f.replace(/wxml$/, 'json')), 'utf8')) } catch (e) {}
    if (j && j.usingComponents) comps.push(f, Object.keys(j.usingComponents).length, ...Object.keys(j.usingComponents))
  }
  args[2] = [comps.length ? comps.filter(x => typeof x === 'number').length : 0, ...comps].join(' ')
  const r = spawnSync(wcc, args, { cwd: dir, maxBuffer: 64 << 20 })
  if (r.status !== 0) return { reject: String(r.stderr || r.error).trim() || 'status ' + r.status + ' ' + r.signal }
  // A loop over a huge number would not end here; it is not comparable.
  return { src: r.stdout.toString().replace(/i < (r_)?to_iter ; i\+\+/g, (m, r) => 'i < ' + (r || '') + 'to_iter ; $tick(i++)') }
}

global.$tick = i => { if (i > 3000) throw new Error('a loop is too long') }
req('miniprogram-compiler').wxmlToJs = root => current + ';return function(p, g) { return $gwx("./" + p, g) }'
let started = false, current
function gwxOf(src) {
  global.__WXML_GLOBAL__ = { wxs_nf_init: started || undefined }
  started = true
  w.__webview_engine_version__ = 0.02
  return new Function(src + ';return $gwx')()
}

const diff = req('j-component/src/render/diff'), render = req('j-component/src/render/render'), plain = diff.diffVt
function anew(old, vt) {
  const root = old.exparserNode
  vt.exparserNode = root
  for (const c of root.childNodes.slice()) root.removeChild(c)
  for (const c of vt.children) root.appendChild(render.renderExparserNode(c, null, root))
  root._vt = vt
}

function runCase(q) {
  const c = compile(q.dir, q.files)
  if (c.reject) return { ok: false, reject: c.reject }
  try {
    gwxOf(c.src)('./' + q.page + '.wxml')
    current = c.src
    const file = path.join(q.dir, q.page)
    const id = simulate.load(file, 'main', { rootPath: q.dir, compiler: 'official', compilerOptions: { maxBuffer: 64 << 20 } })
    const comp = simulate.render(id)
    const box = document.createElement('div'); document.body.appendChild(box)
    comp.attach(box)
    // A second instance renders everything anew at each step: where the runtime's own
    // update goes wrong (equal or odd keys), its first rendering is what counts.
    const again = simulate.render(id)
    const box2 = document.createElement('div'); document.body.appendChild(box2)
    again.attach(box2)
    const trees = [], fresh = []
    const snap = () => { trees.push(composed(comp.dom)); fresh.push(composed(again.dom)) }
    snap()
    for (const s of q.steps) {
      comp.instance.setData(eval(s))
      diff.diffVt = anew
      try { again.instance.setData(eval(s)) } finally { diff.diffVt = plain }
      snap()
    }
    again.detach(); box2.remove()
    comp.detach(); box.remove()
    return { ok: true, trees, fresh }
  } catch (e) { return { ok: false, error: String(e && e.stack || e).slice(0, 1200) } }
}

function copy(v) {
  if (Array.isArray(v)) { const r = []; for (let i = 0; i < v.length; i++) r.push(copy(v[i])); return r }
  if (v && typeof v === 'object') { const r = {}; for (const k of Object.keys(v)) r[k] = copy(v[k]); return r }
  return v
}

// plainCase judges a page without components by the compiled template alone: the
// data follows setData as the runtime's own data proxy writes it.
function runPlain(q) {
  const c = compile(q.dir, q.files)
  if (c.reject) return { ok: false, reject: c.reject }
  try {
    const gwx = gwxOf(c.src), render = gwx('./' + q.page + '.wxml')
    const proxy = dataOf(eval(q.data))
    const trees = []
    const snap = () => trees.push(tree(render(copy(proxy.data), {}, {})))
    snap()
    for (const s of q.steps) { proxy.set(eval(s)); snap() }
    return { ok: true, trees }
  } catch (e) { return { ok: false, error: String(e && e.stack || e).slice(0, 1200) } }
}

const jComponent = req('j-component')
// dataOf gives a component that shows nothing and has only data.
function dataOf(data) {
  const id = jComponent.register({ template: () => ({ tag: 'wx-page', children: [] }), data, usingComponents: {} })
  const c = jComponent.create(id)
  return { get data() { return c.data }, set: v => c.instance.setData(v) }
}

function runSyntax(q) {
  const results = []
  for (const f of q.files) {
    const c = compile(q.dir, [f])
    if (c.reject) { results.push({ ok: false, reject: c.reject }); continue }
    try { results.push({ ok: true, tree: tree(gwxOf(c.src)('./' + f)(copy(eval(q.data)), {}, {})) }) } catch (e) { results.push({ ok: false, error: String(e && e.stack || e).slice(0, 400) }) }
  }
  return { results }
}

let buf = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', d => {
  buf += d
  for (let i; (i = buf.indexOf('\n')) >= 0;) {
    const line = buf.slice(0, i); buf = buf.slice(i + 1)
    if (!line) continue
    let r
    try { const q = JSON.parse(line); r = q.cmd === 'syntax' ? runSyntax(q) : q.comps ? runCase(q) : runPlain(q) } catch (e) { r = { ok: false, error: String(e && e.stack || e) } }
    out(JSON.stringify(r))
  }
})
process.stdin.on('end', () => process.exit(0))
