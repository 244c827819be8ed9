// Runs cases in WeChat's compiler and component runtime and prints one JSON object:
// {name: text} in the notation of Case.Want; a line `? reason` at the end says that this
// runtime itself failed in the step that would be next. Started in a folder where
// miniprogram-simulate is installed, with the file of a list
// [{name, dir, steps: [{text, do, name, args}]}].
// Ours; it only calls the published interfaces of those packages.
'use strict'
const fs = require('fs')
const path = require('path')
const from = name => require(require.resolve(name, { paths: [process.cwd()] }))

const { window } = new (from('jsdom').JSDOM)('<!DOCTYPE html><body></body>', { url: 'http://localhost/', pretendToBeVisual: true })
global.window = window
for (const k of ['document', 'Node', 'Element', 'HTMLElement', 'Text', 'Event', 'CustomEvent', 'TouchEvent', 'DocumentFragment', 'MutationObserver']) global[k] = window[k]

let out = []
const print = level => (...args) => {
  const line = args.map(a => (typeof a === 'object' && a !== null ? (a.stack || JSON.stringify(a)) : String(a))).join(' ')
  if (level === 'log') for (const l of line.split('\n')) out.push('> ' + l)
  else if (level === 'error') out.push('! ' + line.split('\n')[0])
}
for (const k of ['log', 'info', 'warn', 'error', 'debug']) console[k] = print(k)
process.on('unhandledRejection', e => print('error')(e))
process.on('uncaughtException', e => print('error')(e))

global.getApp = () => ({ globalData: {} })
global.App = () => {}
global.getCurrentPages = () => []
const simulate = from('miniprogram-simulate')
const exparser = from('miniprogram-exparser')
exparser.addGlobalWarningListener(() => {}) // without one it throws where it wants to warn
// Styles are compared as written: the tools' rpx rule is left out.
for (const m of ['miniprogram-simulate/src/utils', 'j-component/src/tool/utils']) from(m).transformRpx = s => s

// The tool looks up relations by path only; those with a target have names.
const setCaller = exparser.Element.setMethodCaller
exparser.Element.setMethodCaller = (el, caller) => {
  const byPath = caller.getRelationNodes
  if (byPath) {
    caller.getRelationNodes = key => {
      const list = byPath(key) ? null : el.getRelationNodes(key)
      return list ? list.map(n => exparser.Element.getMethodCaller(n)) : byPath(key)
    }
  }
  return setCaller(el, caller)
}

// A page is a component whose functions are methods.
global.Page = def => {
  const c = { data: def.data || {}, methods: {}, options: def.options || {}, behaviors: def.behaviors || [] }
  const fields = {}
  for (const k of Object.keys(def)) {
    if (typeof def[k] === 'function') c.methods[k] = def[k]
    else if (!(k in c)) fields[k] = def[k]
  }
  c.created = function () { Object.assign(this, fields) }
  return global.Component(c)
}

const maxLineValue = 400
function literal(v) {
  if (typeof v === 'function') return 'function'
  if (Array.isArray(v)) return '[' + Array.from(v, literal).join(',') + ']'
  if (v && typeof v === 'object') return '{' + Object.keys(v).map(k => JSON.stringify(k) + ':' + literal(v[k])).join(',') + '}'
  if (v === undefined || typeof v === 'number') return Object.is(v, -0) ? '0' : String(v)
  return JSON.stringify(v)
}
function line(v) {
  const b = Buffer.from(literal(v))
  return b.length > maxLineValue ? b.subarray(0, maxLineValue).toString().replace(/\uFFFD+$/, '') + '…' + b.length : b.toString()
}
const camel = s => s.replace(/-+([a-z]?)/g, (m, c) => c.toUpperCase())

let prefixes = new Set()
const unprefixed = c => {
  const at = c.indexOf('--')
  return at > 0 && prefixes.has(c.slice(0, at)) ? c.slice(at + 2) : c
}

function tree(n, depth, lines, root) {
  const pad = '  '.repeat(depth)
  if (n.nodeType === 3) {
    if (n.nodeValue === '') return
    const last = lines[lines.length - 1]
    if (last && last.text !== undefined && last.depth === depth && last.parent === n.parentNode) last.text += n.nodeValue
    else lines.push({ text: n.nodeValue, depth, parent: n.parentNode })
    return
  }
  const ex = n.__wxElement
  const vt = ex && ex._vt
  if (vt && vt.tagName === 'virtual') { // what a template leaves when it shows nothing
    for (const c of n.childNodes) tree(c, depth, lines)
    return
  }
  const builtin = /^wx-/.test(n.localName)
  let s = root ? 'page' : n.localName.replace(/^wx-/, '')
  if (ex && ex.id && !root) s += ' #' + ex.id
  for (const c of (n.getAttribute('class') || '').split(/\s+/).filter(Boolean)) s += ' .' + unprefixed(c)
  const style = n.getAttribute('style')
  if (style) s += ' style=' + line(style)
  const words = []
  if (builtin && vt) {
    for (const a of vt.attrs || []) {
      if (typeof a.name === 'string' && !/^(class|style|slot|id)$|^data-|:/.test(a.name)) words.push(camel(a.name) + '=' + line(a.value))
    }
  }
  s += [...new Set(words.sort())].map(w => ' ' + w).join('')
  if (ex && ex.dataset && !root) s += Object.keys(ex.dataset).map(k => ' data:' + k + '=' + line(ex.dataset[k])).sort().join('')
  if (vt && vt.event) {
    s += Object.values(vt.event).filter(e => e.handler).map(e => ' ' + (e.isCapture ? 'capture-' : '') + (e.isCatch ? 'catch:' : e.isMutated ? 'mut-bind:' : 'bind:') + e.name + '=' + e.handler).sort().join('')
  }
  lines.push({ line: pad + s })
  for (const c of n.childNodes) if (c.nodeType === 1 || c.nodeType === 3) tree(c, depth + 1, lines)
}

function findId(n, id) {
  if (n.__wxElement && n.__wxElement.id === id) return n.__wxElement
  for (const c of n.childNodes) {
    const f = findId(c, id)
    if (f) return f
  }
}

// The runtime keeps in this field whether a node is attached. What came since the last
// ready is noted, and so is a component that it attaches although it is attached.
let came = []
let twice = false
const attachedTwice = 'a component that is attached is attached again'
Object.defineProperty(exparser.Element.prototype, '__attached', {
  get() { return this.attachedHere === true },
  set(on) {
    if (on && this instanceof exparser.Component) {
      if (this.attachedHere) twice = true
      else came.push(this)
    }
    this.attachedHere = on
  }
})

// ready runs that lifetime of components that came and did not have it: the shadow tree,
// the component, its content. The tool's runtime leaves it to its user; what comes while
// it runs has its turn afterwards, in the order in which it came.
const done = new WeakSet()
function ready(n) {
  if (n instanceof exparser.Component) {
    if (n.shadowRoot instanceof exparser.Element) ready(n.shadowRoot)
    if (n.attachedHere && !done.has(n)) {
      done.add(n)
      n.triggerLifeTime('ready')
    }
  }
  for (let i = 0; i < n.childNodes.length; i++) if (n.childNodes[i] instanceof exparser.Element) ready(n.childNodes[i])
}
function allReady() {
  while (came.length) {
    const list = came
    came = []
    for (const n of list) if (n.attachedHere) ready(n)
  }
}

// ownFault tells an error of the judge's own code from one that the program under test made.
function ownFault(e) {
  if (!(e instanceof TypeError || e instanceof RangeError || e instanceof ReferenceError)) return false
  const at = String(e.stack).split('\n').find(l => /^\s+at /.test(l)) || ''
  return /node_modules\/(j-component|miniprogram-(simulate|exparser))\//.test(at)
}

const pause = ms => new Promise(r => setTimeout(r, ms))

let started // the natives of wxs are put into the prototypes once
async function run(c) {
  out = []
  // Compiled templates keep tables under names that repeat from case to case.
  const tables = global.__WXML_GLOBAL__
  if (tables) for (const k of ['modules', 'ops_cached', 'ops_set', 'ops_init']) tables[k] = {}
  let comp
  const snap = async title => {
    await pause(c.timers ? 60 : 1)
    if (twice) throw attachedTwice
    const logs = out
    out = []
    const lines = []
    if (comp) tree(comp.dom, 0, lines, true)
    return ['# ' + title, ...logs, ...lines.map(l => (l.text === undefined ? l.line : '  '.repeat(l.depth) + line(l.text)))].join('\n') + '\n'
  }
  let text = ''
  came = []
  twice = false
  try {
    // What the compiler writes keeps its expressions in a global, by number: one case must not see those of another.
    global.__WXML_GLOBAL__ = { wxs_nf_init: started }
    started = true
    const id = simulate.load(path.join(c.dir, 'p/p'), 'main', { rootPath: c.dir, compiler: 'official', less: true })
    comp = simulate.render(id)
    prefixes = new Set(['main', ...usedTags(c.dir)])
    const parent = document.createElement('div')
    document.body.appendChild(parent)
    // As comp.attach does, but in the order of a page: attached, onLoad, onShow, ready, onReady.
    parent.appendChild(comp.dom)
    comp.parentNode = parent
    exparser.Element.pretendAttached(comp._exparserNode)
    if (typeof comp.instance.onLoad === 'function') comp.instance.onLoad({})
    comp._exparserNode.triggerPageLifeTime('show', [])
    if (typeof comp.instance.onShow === 'function') comp.instance.onShow({})
    allReady()
    if (typeof comp.instance.onReady === 'function') comp.instance.onReady({})
    text += await snap('open')
    for (const st of c.steps || []) {
      if (st.do === 'data') comp.setData(st.args[0])
      else if (st.do === 'call') comp.instance[st.name](...(st.args || []))
      else if (st.do === 'tap') {
        const el = findId(comp.dom, st.name)
        exparser.Event.dispatchEvent(el, exparser.Event.create('tap', { x: 0, y: 0 }, { bubbles: true, capturePhase: true, composed: true, extraFields: { touches: [], changedTouches: [] } }))
      }
      await pause(0)
      allReady()
      text += await snap(st.text)
    }
    comp.detach()
  } catch (e) {
    const lines = String((e && e.stack) || e).split('\n').map(l => l.trim().replace(/\(.*\/node_modules\//, '('))
    text += e === attachedTwice ? '? ' + e + '\n' : ownFault(e) ? '? ' + lines.slice(0, 4).join(' ') + '\n' : '! ' + lines[0] + '\n'
  }
  return text
}

function usedTags(dir) {
  const tags = []
  for (const f of fs.readdirSync(dir, { recursive: true })) {
    if (!f.endsWith('.json')) continue
    try { tags.push(...Object.keys(JSON.parse(fs.readFileSync(path.join(dir, f), 'utf8')).usingComponents || {})) } catch (e) { /* not ours to judge */ }
  }
  return tags
}

(async () => {
  const res = {}
  for (const c of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) res[c.name] = await run(c)
  process.stdout.write(JSON.stringify(res), () => process.exit(0))
})()
