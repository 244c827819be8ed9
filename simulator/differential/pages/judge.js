// Renders pages with WeChat's own compiler (wcc) and component runtime (exparser), many in one process:
//   node judge.js JUDGE PROJECT     JUDGE: where miniprogram-simulate is installed
// A line on standard input is a job {"page":"pages/a/a","seed":1,"steps":3,"wait":100}; the answer is a line
// {page, ok, error, steps:[{call, tree, data}], log, files, generics}. step.call says which setData came before:
// {"at": index of the instance by creation, "data": {…}}; the first step has none. "component": true renders a
// component alone with random properties of their declared types, which the answer names as props. Time is virtual: setTimeout and Date move only in steps.
// Compiler, exparser and the tool's rendering, also its rule which attributes an update gives again (diffAttrs), are
// used as they are. Replaced or added, each marked "tool:" below, is only this, with the reason:
//   updateValues         writes what exparser has written into this.data once more, and dies of a null on the way
//   the diff of children misplaces moved rows, keeps a component over the branches of wx:if, mixes rows of equal keys
//   equal objects        wcc copies every object at each evaluation, so the rule would give each at every setData of the
//                        owner; here one counts as changed when its content changed or the setData wrote it (ours:
//                        simulator/view/given.go, case components/same-value-object)
//   ready                the tool runs it for the first tree only; here later trees too, in its order
//   registration         forgets pureDataPattern, classPrefix (without it no external classes), virtualHost of the json
//                        and class as an external class; behaviors that it does not know are left out
//   instances            have no is, id, dataset, renderer, route, groupSetData; selectComponent throws when there is
//                        nothing
//   relations            are looked up by path without the platform's index rule
//   wcc's output         loses the id 0, tells branches of wx:if by number only, keeps one handler for each event
//   styles, animations   rpx becomes px and animations are mixed in, so that nothing could be compared
//   timers, Date, wx     virtual time and environment.js, the same on both sides; pages, page lifetimes and require as
//                        the platform has them
const fs = require('fs'), path = require('path'), vm = require('vm'), readline = require('readline')
const { spawnSync } = require('child_process')
const [judge, root] = process.argv.slice(2).map(p => fs.realpathSync(p))
const need = name => require(require.resolve(name, { paths: [judge] }))

const { JSDOM } = need('jsdom')
const dom = new JSDOM('<!DOCTYPE html><html><head></head><body></body></html>', { url: 'http://localhost/', pretendToBeVisual: true })
global.window = dom.window
for (const k of ['document', 'Node', 'Element', 'HTMLElement', 'Text', 'CustomEvent', 'TouchEvent', 'DocumentFragment', 'MutationObserver', 'Event']) global[k] = dom.window[k]
need('miniprogram-simulate') // registers the empty built-ins
window.__webview_engine_version__ = 0.02
const jComponent = need('j-component'), exparser = need('miniprogram-exparser'), tools = need('j-component/src/tool/utils')
const esbuild = need('esbuild')
const wcc = path.join(path.dirname(require.resolve('miniprogram-compiler/package.json', { paths: [judge] })), 'bin', process.platform === 'darwin' ? 'mac' : 'linux', 'wcc')
try { fs.chmodSync(wcc, 0o755) } catch (e) { /* it is already */ }
tools.transformRpx = s => s // styles are compared as written
const render = need('j-component/src/render/render')

let logs = []
const print = (...a) => { if (logs.length < 50) logs.push(a.map(x => x && x.stack ? String(x.stack).split('\n').slice(0, 3).join(' | ') : typeof x === 'string' ? x : JSON.stringify(x)).join(' ').slice(0, 300)) }
for (const k of ['log', 'info', 'warn', 'error', 'debug', 'group', 'groupEnd']) console[k] = print
process.on('unhandledRejection', print)
process.on('uncaughtException', print)
exparser.globalOptions.throwGlobalError = false
if (exparser.addGlobalErrorListener) exparser.addGlobalErrorListener(e => { print('error', e && e.error || e); return false })

// Virtual time.
const RealDate = Date, start = RealDate.UTC(2024, 5, 18, 9, 41)
const clock = { now: 0, seq: 0, timers: new Map() }
class VirtualDate extends RealDate { constructor(...a) { if (a.length) super(...a); else super(start + clock.now) } static now() { return start + clock.now } }
const timer = every => (f, ms, ...args) => {
  const id = ++clock.seq, d = Math.max(every ? 4 : 1, +ms || 0)
  clock.timers.set(id, { id, at: clock.now + d, every: every ? d : 0, run: () => f(...args) })
  return id
}
const clear = id => { clock.timers.delete(id) }
const micro = () => new Promise(r => setImmediate(r))
async function advance(ms) {
  await micro()
  const end = clock.now + ms
  for (let n = 0; n < 5000; n++) {
    let next = null
    for (const t of clock.timers.values()) if (t.at <= end && (!next || t.at < next.at || t.at === next.at && t.id < next.id)) next = t
    if (!next) break
    clock.now = Math.max(clock.now, next.at)
    if (next.every) next.at += next.every; else clock.timers.delete(next.id)
    try { next.run() } catch (e) { print('timer', e) }
    await micro()
  }
  clock.now = end
}
const surroundings = {
  setTimeout: timer(false), setInterval: timer(true), clearTimeout: clear, clearInterval: clear, Date: VirtualDate,
  requestAnimationFrame: f => surroundings.setTimeout(() => f(clock.now), 16), cancelAnimationFrame: clear,
  window: undefined, document: undefined, process: undefined, navigator: undefined, self: undefined, location: undefined
}

// Files and references as the platform resolves them.
const isFile = f => { try { return fs.statSync(path.join(root, f)).isFile() } catch (e) { return false } }
const readJSON = f => { try { return JSON.parse(fs.readFileSync(path.join(root, f), 'utf8')) } catch (e) { return null } }
const appJSON = readJSON('app.json') || {}
const aliases = Object.entries(appJSON.resolveAlias || {})
function candidates(from, ref) {
  for (const [k, v] of aliases) {
    const p = k.replace(/\*$/, '')
    if (ref.startsWith(p)) return [path.posix.join(v.replace(/\*$/, ''), ref.slice(p.length))]
  }
  if (ref[0] === '/') return [ref.slice(1)]
  const dir = path.posix.dirname(from)
  const out = [path.posix.join(dir, ref)]
  if (ref[0] !== '.') for (let d = dir; ; d = path.posix.dirname(d)) { out.push(path.posix.join(d, 'miniprogram_npm', ref)); if (d === '.') break }
  return out.filter(p => !p.startsWith('..'))
}
function resolve(from, ref, ext) {
  for (const c of candidates(from, ref)) for (const f of [c + ext, c + '/index' + ext, c]) if (isFile(f) && (f !== c || /\.(js|json)$/.test(c))) return f
  return null
}
const componentOf = (from, ref) => { const f = resolve(from, ref, '.json') || resolve(from, ref, '.js'); return f && f.replace(/\.js(on)?$/, '') }

let modules = new Map(), app, current, pages = [], session = 0
const compiled = new Map()
function load(file) {
  const m = modules.get(file)
  if (m) return m.exports
  const module = { exports: {}, id: file }
  modules.set(file, module)
  if (file.endsWith('.json')) return module.exports = readJSON(file)
  let f = compiled.get(file)
  if (!f) {
    const code = esbuild.transformSync(fs.readFileSync(path.join(root, file), 'utf8'), { loader: 'js', format: 'cjs', target: 'es2020', logLevel: 'silent' }).code
    f = vm.runInThisContext('(function(require,module,exports,' + Object.keys(surroundings) + '){return (function(){' + code + '\n}).call(this)})', { filename: file })
    compiled.set(file, f)
  }
  const req = (ref, done, failed) => {
    const to = resolve(file, String(ref), '.js')
    if (typeof done === 'function') { surroundings.setTimeout(() => to ? done(load(to)) : failed && failed({ mod: ref, errMsg: 'not found' }), 0); return }
    if (!to) throw new Error("module '" + ref + "' is not defined")
    return load(to)
  }
  req.async = ref => new Promise((ok, no) => { const to = resolve(file, String(ref), '.js'); if (to) ok(load(to)); else no({ mod: ref, errMsg: 'not found' }) })
  try { f.call(undefined, req, module, module.exports, ...Object.values(surroundings)) } catch (e) { modules.delete(file); throw e }
  return module.exports
}

// wcc for one page: its own files and all they reach, so that a file that does not compile stops only its users.
function templates(files, json) {
  const wxml = new Set(), wxs = new Set()
  const add = f => {
    if (wxml.has(f) || !isFile(f)) return
    wxml.add(f)
    const src = fs.readFileSync(path.join(root, f), 'utf8')
    for (const [, tag, attrs] of src.matchAll(/<\s*(import|include|wxs)\b([^>]*)>/g)) {
      const ref = /\bsrc\s*=\s*["']([^"']+)["']/.exec(attrs)
      if (!ref) continue
      const to = ref[1][0] === '/' ? ref[1].slice(1) : path.posix.join(path.posix.dirname(f), ref[1])
      if (tag === 'wxs') addWxs(to); else add(isFile(to) ? to : to + '.wxml')
    }
    for (const [, ref] of src.matchAll(/\brequire\(\s*["']([^"']+\.wxs)["']\s*\)/g)) addWxs(path.posix.join(path.posix.dirname(f), ref))
  }
  const addWxs = f => {
    if (wxs.has(f) || !isFile(f)) return
    wxs.add(f)
    for (const [, ref] of fs.readFileSync(path.join(root, f), 'utf8').matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)) addWxs(path.posix.join(path.posix.dirname(f), ref))
  }
  for (const f of files) add(f + '.wxml')
  const using = files.filter(f => Object.keys(json.get(f)).length)
  const comp = [using.length, ...using.flatMap(f => { const names = Object.keys(json.get(f)); return [f + '.wxml', names.length, ...names] })]
  if (globalThis.__WXML_GLOBAL__) globalThis.__WXML_GLOBAL__ = { wxs_nf_init: true } // else what was compiled before is used
  const out = spawnSync(wcc, ['-d', '-cc', comp.join(' '), ...wxml, ...wxs, '-gn', '$gwx'], { cwd: root, maxBuffer: 256 << 20 })
  if (out.status !== 0) throw new Error('wcc: ' + (out.error || out.stderr.toString().slice(0, 400)))
  return { gwx: new Function(out.stdout.toString() + '\n;return $gwx')(), files: [...wxml, ...wxs] }
}

// tool: the test tool's registration forgets these options.
const register = exparser.registerElement
exparser.registerElement = def => {
  if (current && current.options) {
    const o = current.options
    if (o.pureDataPattern) def.options.pureDataPattern = o.pureDataPattern
    def.options.classPrefix = 'p' // without one it does not resolve external classes
  }
  if (def.initiator && current) {
    const init = def.initiator, is = current.file, isPage = current.page
    def.initiator = function () {
      init.call(this)
      const me = exparser.Element.getMethodCaller(this)
      // tool: a component that declares class as an external class gets it from the attribute (virtualHost, documentation)
      if (this.hasExternalClass('class')) {
        let p = this, own
        while (p && !(own = Object.getOwnPropertyDescriptor(p, 'class'))) p = Object.getPrototypeOf(p)
        Object.defineProperty(this, 'class', { configurable: true, get: () => own.get.call(this), set: v => { own.set.call(this, v); this.setExternalClass('class', v) } })
      }
      me.is = is
      unready.add(this)
      me.renderer = 'webview' // tool: missing
      if (isPage) { me.route = me.__route__ = is; pages = [me] }
      const one = me.selectComponent
      me.selectComponent = s => this.shadowRoot && this.shadowRoot.querySelector(s) ? one(s) : null // tool: it throws
      me.groupSetData = f => { f && f.call(me) } // tool: missing
      Object.defineProperty(me, 'id', { configurable: true, get: () => this.id })
      Object.defineProperty(me, 'dataset', { configurable: true, get: () => this.dataset || {} })
    }
  }
  const engine = def.options.templateEngine
  if (engine) def.options.templateEngine = { create: (behavior, init) => ours(engine.create(behavior, init)) }
  return register(def)
}
// tool: its updateValues writes changes into this.data a second time and dies of a null on the way; exparser has
// written them already.
let updating = 0, unready = new Set(), top = null
// tool: it calls ready of the first tree only; later trees in its order: shadow tree, component, content.
function readyAll() {
  if (updating || !unready.size || !top) return
  const ready = n => {
    if (n instanceof exparser.Component) {
      if (n.shadowRoot instanceof exparser.Element) ready(n.shadowRoot)
      if (unready.delete(n)) n.triggerLifeTime('ready')
    }
    for (const c of [...n.childNodes]) if (c instanceof exparser.Element) ready(c)
  }
  updating++
  try { for (let size = -1; size !== unready.size;) { size = unready.size; ready(top) } } finally { updating-- }
}
function ours(engine) {
  const make = engine.createInstance
  engine.createInstance = function () {
    const instance = make.apply(this, arguments)
    remember(instance._vt)
    instance.updateValues = function (node, data, paths) {
      const vt = this._generateFunc({ data })
      remember(vt)
      updating++
      const outer = written
      written = new Set()
      for (const p of paths || []) {
        let v = data
        for (const k of p) {
          v = v === null || v === undefined ? undefined : v[k]
          if (v && typeof v === 'object') written.add(line2(v))
        }
        if (v && typeof v === 'object') for (const x of Object.values(v)) if (x && typeof x === 'object') written.add(line2(x))
      }
      try { update(this._vt, vt) } finally { updating--; written = outer }
      this._vt = vt
      readyAll()
    }
    return instance
  }
  return engine
}

// tool: its diff keeps a component over the branches of wx:if and misplaces moved rows. Which attributes are given is
// its own rule (diffAttrs); only a value that is an object counts as unchanged while its content is, see the head.
let written = new Set() // the objects that the setData under way wrote: who is given one gets it again, also when it is equal
function remember(vt) {
  for (const a of vt.attrs || []) a.was = a.value && typeof a.value === 'object' ? line2(a.value) : a.value
  for (const c of vt.children) remember(c)
}
const line2 = v => { try { return literal(v) } catch (e) { return v } }
const sameEvents = (a, b) => { const k = Object.keys(a); return k.length === Object.keys(b).length && k.every(n => b[n] && b[n].name === a[n].name && b[n].isCapture === a[n].isCapture && b[n].isMutated === a[n].isMutated && b[n].isCatch === a[n].isCatch && b[n].handler === a[n].handler) }
const { diffAttrs } = need('j-component/src/render/diff')
const TEXT = need('j-component/src/tool/constant').TYPE_TEXT
const IF = need('j-component/src/tool/constant').TYPE_IF
const alike = (a, b, places) => a.type === b.type && a.componentId === b.componentId && (a.key === b.key || a.type === IF || places)
function update(old, next) {
  const node = old.exparserNode
  next.exparserNode = node
  node._vt = next
  if (next.type === TEXT) { if (next.content !== old.content) node.textContent = next.content; return }
  const now = new Map(next.attrs.map(a => [a.name, a]))
  const unchanged = (o, a) => a && a.value && typeof a.value === 'object' && o.was === a.was && !written.has(a.was)
  const attrs = diffAttrs(old.attrs.map(o => unchanged(o, now.get(o.name)) ? now.get(o.name) : o), next.attrs)
  if (attrs) render.updateAttrs(node, attrs)
  if (!sameEvents(old.event, next.event)) {
    for (const e of Object.values(old.event)) exparser.removeListenerFromElement(node, e.name, e.id, { capture: e.isCapture })
    render.updateEvent(node, next.event)
  } else next.event = old.event
  const same = old.key === next.key // else another branch of wx:if
  const free = new Set(old.children), keyed = new Map()
  const unique = list => { const seen = new Set(); return list.every(c => c.key === undefined || c.type === IF || !seen.has(c.key) && seen.add(c.key)) }
  const byKey = unique(old.children) && unique(next.children) // rows with equal keys go by their places
  if (same && byKey) for (const c of old.children) if (c.key && c.type !== IF && !keyed.has(c.key)) keyed.set(c.key, c)
  const matched = next.children.map((c, i) => {
    let o = byKey && c.key && c.type !== IF ? keyed.get(c.key) : same ? old.children[i] : null
    if (o && (!free.has(o) || !alike(o, c, !byKey))) o = null
    if (o) free.delete(o)
    return o || null
  })
  for (const o of free) node.removeChild(o.exparserNode)
  next.children.forEach((c, i) => {
    if (matched[i]) update(matched[i], c)
    else render.renderExparserNode(c, null, node instanceof exparser.ShadowRoot ? node : node.ownerShadowRoot)
    const after = node.childNodes[i]
    if (after !== c.exparserNode) { if (after) node.insertBefore(c.exparserNode, after); else node.appendChild(c.exparserNode) }
  })
}

// tool: a branch of wx:if is told by its number only; an id stays what it is instead of
// becoming text, so that 0, null and false are lost (glass-easel: String(x)).
function amend(o) {
  if (!o || typeof o !== 'object') return o
  if ((o.wxXCkey === 1 || o.wxXCkey === 3) && o.wxVkey !== undefined && o.wxKey === undefined) o.wxKey = 'branch ' + o.wxVkey
  if (o.tag === 'virtual' && o.wxXCkey === undefined) o.wxXCkey = 3 // a template that is not there
  if (o.attr && o.attr.id !== undefined) o.attr.id = String(o.attr.id)
  for (const [name, v] of Object.entries(o.attr || {})) { // tool: it keeps one handler for each event
    const m = /^(capture-)?(mut-)?(bind|catch):?(.+)$/.exec(name)
    if (m && v && typeof v === 'string') (o.attr.$events = o.attr.$events || []).push((m[1] || '') + (m[3] === 'catch' ? 'catch:' : m[2] ? 'mut-bind:' : 'bind:') + m[4] + '=' + v)
  }
  if (o.children) o.children.forEach(amend)
  return o
}

let waiting = null // the definition that the running file is to give
const realComponent = def => { if (waiting && !waiting.def) waiting.def = { component: def } }
const realPage = def => { if (waiting && !waiting.def) waiting.def = { page: def } }
global.App = def => { Object.assign(app, def) }
global.getApp = () => app
global.getCurrentPages = () => pages.slice()
global.Behavior = def => {
  const b = jComponent.behavior(Object.assign({}, def))
  behaviors.set(b, def)
  return b
}
let behaviors = new Map(), alone = null // what each behavior was made of; the component that is shown alone
global.requirePlugin = () => ({})
global.__wxConfig = {}

function pageDefinition(def) {
  const d = { data: def.data || {}, methods: {}, options: def.options || {}, behaviors: def.behaviors || [], lifetimes: {} }
  if (def.observers) d.observers = def.observers
  const extra = {}
  for (const k of Object.keys(def)) if (typeof def[k] === 'function') d.methods[k] = def[k]; else if (!['data', 'options', 'behaviors', 'observers'].includes(k)) extra[k] = def[k]
  d.created = function () { Object.assign(this, extra) }
  return d
}

// Instances by the order of creation, the page first; environment.js notes them.
const instances = () => { const first = alone ? [alone] : pages; return first.concat(globalThis.__instances.filter(x => !first.includes(x))) }

function open(page, isPage) {
  session++
  modules = new Map(); behaviors = new Map(); pages = []; alone = null; globalThis.__instances = []; logs = []; app = {}; unready = new Set(); top = null; updating = 0
  clock.now = 0; clock.timers.clear()
  delete globalThis.__environment
  global.Component = realComponent; global.Page = realPage
  const json = new Map(), ids = new Map(), raw = new Map(), order = []
  const visit = f => { // dependencies first
    if (ids.has(f)) return
    ids.set(f, 's' + session + ':' + f)
    const j = readJSON(f + '.json') || {}
    raw.set(f, j)
    const using = {}
    const given = [[f, Object.assign({}, j.usingComponents)], ['app', Object.assign({}, appJSON.usingComponents)]]
    for (const [from, list] of given) for (const [k, v] of Object.entries(list)) {
      const c = typeof v === 'string' && componentOf(from, v)
      if (c && !(k in using)) using[k] = c
    }
    json.set(f, using)
    for (const c of Object.values(using)) visit(c)
    order.push(f)
  }
  visit(page)
  let properties = {}
  const { gwx, files } = templates(order, json)
  load('app.js')
  const options = { path: page, query: {}, scene: 1001, referrerInfo: {}, mode: 'default', shareTicket: undefined, apiCategory: 'default' }
  for (const hook of ['onLaunch', 'onShow']) if (typeof app[hook] === 'function') try { app[hook](options) } catch (e) { print(hook, e) }
  for (const f of order) {
    waiting = { def: null }
    let failed
    if (isFile(f + '.js')) try { load(f + '.js') } catch (e) { failed = e; print('module ' + f, e) }
    if (failed && f === page) throw failed
    const given = waiting.def || { component: {} }
    waiting = null
    const def = given.page ? pageDefinition(given.page) : Object.assign({}, given.component, { options: Object.assign({}, given.component.options) })
    if (!def.options.virtualHost && raw.get(f).virtualHost) def.options.virtualHost = true
    if (f === page && !isPage) def.options.virtualHost = false // nothing is around it
    def.behaviors = (def.behaviors || []).filter(b => typeof b !== 'string' || !/^wx:\/\//.test(b) || /^wx:\/\/(form-field|form-field-group|form-field-button|component-export)$/.test(b)) // tool: it has only these
    if (f === page) properties = declared(def)
    const using = Object.fromEntries(Object.entries(json.get(f)).map(([k, c]) => [k, ids.get(c)]))
    const relations = {}
    for (const [k, r] of Object.entries(def.relations || {})) {
      const c = k[0] === '/' ? k.slice(1) : path.posix.join(path.posix.dirname(f), k)
      const own = Object.assign({}, r)
      const target = ids.has(c) ? c : ids.has(c + '/index') ? c + '/index' : null
      if (target && !own.target) own.target = ids.get(target)
      relations[target ? ids.get(target) : k] = own
    }
    if (def.relations) def.relations = relations
    let gen
    try { gen = gwx(f + '.wxml') } catch (e) { throw new Error('template ' + f + ': ' + e) }
    current = { file: f, page: f === page && isPage, options: def.options }
    jComponent.register(Object.assign({}, def, { id: ids.get(f), path: '/' + f, template: gen ? data => amend(gen(data)) : (() => ({ tag: 'wx-page', children: [], attr: {} })), usingComponents: using, tagName: f === page ? 'main' : undefined }))
    current = null
  }
  return { id: ids.get(page), properties, files, generics: [...raw].filter(([, j]) => j.componentGenerics).map(([f]) => f), missing: order.filter(f => !isFile(f + '.wxml')) }
}

const plain = v => { try { return JSON.parse(JSON.stringify(v, (k, x) => typeof x === 'function' ? undefined : typeof x === 'number' && !isFinite(x) ? String(x) : x)) } catch (e) { return '(circular)' } }
// The notation of differential.WriteTree.
const maxLineValue = 400
function literal(v) {
  if (typeof v === 'function') return 'function'
  if (Array.isArray(v)) return '[' + Array.from(v, literal).join(',') + ']'
  if (v && typeof v === 'object') return '{' + Object.keys(v).map(k => JSON.stringify(k) + ':' + literal(v[k])).join(',') + '}'
  if (v === undefined || typeof v === 'number') return Object.is(v, -0) ? '0' : String(v)
  return (JSON.stringify(v) || 'undefined').replace(/(?<!\\)((?:\\\\)*)\\([bf])/g, (m, a, c) => a + (c === 'b' ? '\\u0008' : '\\u000c'))
}
function line(v) {
  let s
  try { s = literal(v) } catch (e) { s = '(circular)' }
  const b = Buffer.from(s)
  return b.length > maxLineValue ? b.subarray(0, maxLineValue).toString().replace(/\uFFFD+$/, '') + '…' + b.length : b.toString()
}
const camel = s => s.replace(/-+([a-z]?)/g, (m, c) => c.toUpperCase())
function tree(n, depth, out, root) { // composed DOM
  const pad = '  '.repeat(depth), ex = n.__wxElement, vt = ex && ex._vt
  const own = vt && vt.componentId && /^s\d+:/.test(vt.componentId)
  let s = root ? 'page' : vt && vt.tagName || n.localName || '#'
  if (ex && ex.id && !root) s += ' #' + ex.id
  for (const c of (n.getAttribute && n.getAttribute('class') || '').split(/\s+/).filter(Boolean)) s += ' .' + c.replace(/^p--/, '')
  const given = vt && (vt.attrs || []).find(a => a.name === 'style') // tool: it mixes animations into the DOM's
  const style = given && !root ? given.value && String(given.value) : ''
  if (style) s += ' style=' + line(style)
  const words = []
  if (vt && !own && !root) for (const a of vt.attrs || []) if (!/^(class|style|slot|id|\$gdc|\$events)$|^data-|:/.test(a.name)) words.push(camel(a.name) + '=' + line(a.value))
  s += [...new Set(words.sort())].map(w => ' ' + w).join('')
  if (ex && ex.dataset && !root) s += Object.keys(ex.dataset).map(k => ' data:' + k + '=' + line(ex.dataset[k])).sort().join('')
  const bound = vt && (vt.attrs || []).find(a => a.name === '$events')
  if (bound) s += bound.value.map(e => ' ' + e).sort().join('')
  out.push(pad + s)
  let text = ''
  const decoded = vt && vt.tagName === 'text' && (vt.attrs || []).some(a => a.name === 'decode' && a.value) // by the built-in, which is empty here
  const flush = () => { if (decoded) text = text.replace(/&(nbsp|lt|gt|amp|apos|ensp|emsp);/g, (m, e) => ({ nbsp: '\u00a0', lt: '<', gt: '>', amp: '&', apos: "'", ensp: '\u2002', emsp: '\u2003' })[e]); if (text) out.push(pad + '  ' + line(text)); text = '' }
  const walk = list => {
    for (const k of list) {
      const vt = k.__wxElement && k.__wxElement._vt
      if (k.nodeType === 3) text += k.nodeValue
      else if (vt && vt.tagName === 'virtual') walk(k.childNodes) // what a template leaves when it shows nothing
      else if (k.nodeType === 1 || k.nodeType === 11) { flush(); tree(k, depth + 1, out) }
    }
  }
  walk(n.childNodes)
  flush()
  return out
}

// Random values that keep close to what is there.
function random(seed) {
  let s = seed >>> 0 || 1
  return n => { s = (Math.imul(s, 1664525) + 1013904223) >>> 0; return Math.floor(s / 4294967296 * n) }
}
const words = ['', 'a', 'red', '12', 'top', '中文', 'x y', '0', 'true', 'large']
function mutate(v, rnd, depth) {
  const r = rnd(12)
  if (r === 0) return null
  switch (typeof v) {
    case 'boolean': return !v
    case 'number': return [0, 1, -1, v + 1, v * 2, 3.5, 100][rnd(7)]
    case 'string': return r < 3 ? v : words[rnd(words.length)]
  }
  if (Array.isArray(v)) {
    if (r === 1) return []
    if (r < 4 && v.length) return v.concat([mutate(v[rnd(v.length)], rnd, depth + 1)])
    if (r < 6) return v.slice(0, rnd(v.length + 1))
    if (r < 8) return v.slice().reverse()
    return v.map(x => rnd(3) && depth < 4 ? x : mutate(x, rnd, depth + 1))
  }
  if (v && typeof v === 'object') {
    const o = {}
    for (const k of Object.keys(v)) o[k] = rnd(3) && depth < 4 ? v[k] : mutate(v[k], rnd, depth + 1)
    return o
  }
  return [1, 'new', true, null][rnd(4)]
}
function change(data, rnd, keys) {
  const out = {}
  keys = keys.filter(k => /^[A-Za-z_$][\w$]*$/.test(k))
  if (!keys.length) return null
  for (let n = 1 + rnd(3); n > 0; n--) {
    let k = keys[rnd(keys.length)], v = data[k]
    while (v && typeof v === 'object' && rnd(2)) { // a path into it
      const ks = Object.keys(v)
      if (!ks.length) break
      const x = ks[rnd(ks.length)]
      if (!Array.isArray(v) && !/^[A-Za-z_$][\w$]*$/.test(x)) break
      k += Array.isArray(v) ? '[' + x + ']' : '.' + x
      v = v[x]
    }
    const p = plain(mutate(plain(v), rnd, 0))
    out[k] = p === undefined ? null : p
  }
  return out
}
// declared gives the properties of a definition and of its behaviors.
function declared(def) {
  const out = {}
  for (const b of def.behaviors || []) if (behaviors.has(b)) Object.assign(out, declared(behaviors.get(b)))
  return Object.assign(out, def.properties)
}
// given makes values of the declared types for about half of the properties.
function given(properties, rnd) {
  const rows = [[], [1, 2, 3], ['a', 'b'], [{ label: 'a', text: 'A', name: 'n', value: 1, key: 'k' }, { label: 'b', value: '2', children: [], disabled: true }], [[1], [2]], [null]]
  const make = (type, was) => {
    if (was !== undefined && was !== null && !rnd(4)) return plain(mutate(plain(was), rnd, 0))
    switch (type) {
      case String: return words[rnd(words.length)]
      case Number: return [0, 1, 2, 3, -1, 3.5, 100][rnd(7)]
      case Boolean: return !rnd(2)
      case Array: return rows[rnd(rows.length)]
      case Object: return [{}, { a: 1 }, { label: 'a', value: 'b', text: 'c', name: 'd' }, null][rnd(4)]
    }
    return make([String, Number, Boolean, Array, Object][rnd(5)], was)
  }
  const out = {}
  for (const [k, p] of Object.entries(properties).sort()) {
    if (!rnd(2) || k === 'id' || k === 'style' || k === 'class') continue // tool: they are set on the node only, and an id of true is none
    const spec = p && typeof p === 'object' ? p : { type: p }, types = [spec.type].concat(spec.optionalTypes || [])
    const v = make(types[rnd(types.length)], spec.value)
    if (v !== undefined) out[k] = v
  }
  return out
}
const hash = s => { let h = 2166136261; for (const c of s) h = Math.imul(h ^ c.codePointAt(0), 16777619); return h >>> 0 }

async function run(job) {
  const out = { page: job.page, ok: true, steps: [] }
  try {
    const opened = open(job.page, !job.component)
    out.files = opened.files; out.generics = opened.generics; out.missing = opened.missing
    if (job.component) out.props = job.props || given(opened.properties, random(hash(job.page) ^ job.seed))
    const comp = jComponent.create(opened.id, out.props && JSON.parse(JSON.stringify(out.props)))
    const parent = document.createElement('div')
    document.body.appendChild(parent)
    parent.appendChild(comp.dom)
    const node = comp._exparserNode, me = comp.instance
    if (job.component) alone = me
    updating = 1 // nothing is ready before the whole page is attached
    exparser.Element.pretendAttached(node)
    const call = (name, arg) => { if (!job.component && typeof me[name] === 'function') try { me[name](arg) } catch (e) { print(name, e) } }
    call('onLoad', {})
    try { node.triggerPageLifeTime('show', []) } catch (e) { print('show', e) }
    call('onShow')
    updating = 0
    top = node
    readyAll()
    call('onReady')
    // the route of the first page has no animation: it is done when the page is ready
    try { node.triggerPageLifeTime('routeDone', []) } catch (e) { print('routeDone', e) }
    call('onRouteDone')
    await advance(job.wait)
    const snap = c => out.steps.push({ call: c, tree: tree(comp.dom, 0, [], true), data: instances().map(x => ({ is: x.is, data: plain(x.data) })) })
    snap()
    const rnd = random(hash(job.page) ^ Math.imul(job.seed, 2654435761))
    for (let i = 0; i < job.steps; i++) {
      const all = instances()
      const live = all.map((x, at) => at).filter(at => Object.keys(all[at].data || {}).length && (!job.only || new RegExp(job.only).test(all[at].is)))
      if (!live.length) break
      const at = rnd(3) && live.includes(0) ? 0 : live[rnd(live.length)]
      const data = change(all[at].data, rnd, Object.keys(all[at].data))
      if (!data) continue
      try { all[at].setData(JSON.parse(JSON.stringify(data))) } catch (e) { print('setData', e) }
      await advance(job.wait)
      snap({ at, is: all[at].is, data })
    }
    parent.remove()
  } catch (e) { out.ok = false; out.error = String(e && e.stack || e).slice(0, 600) }
  out.log = logs
  return out
}

;(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (!line.trim()) continue
    const out = await run(JSON.parse(line))
    await new Promise(r => process.stdout.write(JSON.stringify(out) + '\n', r))
  }
  process.exit(0)
})()
