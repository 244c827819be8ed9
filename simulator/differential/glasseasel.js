// Runs cases in glass-easel, WeChat's open component framework, the successor of exparser,
// with its own template compiler and the adapter for Page and Component:
//   node glasseasel.js JOBS      in a folder where the three and jsdom are installed
// Input and output are those of exparser.js. It judges what exparser's tools cannot:
// generics, names of slots that change, dynamic slots, model: on components, change:, classes passed
// through. Events of tags are not written: this runtime does not tell them.
// Ours; it only calls the published interfaces of those packages.
'use strict'
const fs = require('fs')
const path = require('path')
const from = name => require(require.resolve(name, { paths: [process.cwd()] }))

const { window } = new (from('jsdom').JSDOM)('<!DOCTYPE html><body></body>', { url: 'http://localhost/', pretendToBeVisual: true })
global.window = window
for (const k of ['document', 'Node', 'Element', 'HTMLElement', 'Text', 'Event', 'DocumentFragment', 'MutationObserver']) global[k] = window[k]

let out = []
const print = level => (...args) => {
  const line = args.map(a => (typeof a === 'object' && a !== null ? (a.stack || JSON.stringify(a)) : String(a))).join(' ')
  if (level === 'log') for (const l of line.split('\n')) out.push('> ' + l)
  else if (level === 'error') out.push('! ' + line.split('\n')[0])
}
for (const k of ['log', 'info', 'warn', 'error', 'debug']) console[k] = print(k)
process.on('unhandledRejection', e => print('error')(e))
process.on('uncaughtException', e => print('error')(e))

const glassEasel = from('glass-easel')
const adapter = from('glass-easel-miniprogram-adapter')
const { TmplGroup } = from('glass-easel-template-compiler')
glassEasel.globalOptions.throwGlobalError = false
glassEasel.addGlobalWarningListener(() => false)

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

// tree writes the composed tree as the framework tells it, with the classes and styles of the DOM. (The
// DOM itself may have the content of two slots in the wrong order after one was renamed.)
function tree(n, depth, lines, parent) {
  if (glassEasel.TextNode.isTextNode(n)) {
    if (n.textContent === '') return
    const last = lines[lines.length - 1]
    if (last && last.text !== undefined && last.depth === depth && last.parent === parent) last.text += n.textContent
    else lines.push({ text: n.textContent, depth, parent })
    return
  }
  const el = n.getBackendElement()
  let s = parent ? el.localName : 'page'
  if (n.id && parent) s += ' #' + n.id
  // The framework writes the scope before a class, here "s" and a number.
  for (const c of (el.getAttribute('class') || '').split(/\s+/).filter(Boolean)) if (parent) s += ' .' + c.replace(/^s\d+--/, '')
  const style = el.getAttribute('style')
  if (style) s += ' style=' + line(style)
  if (n.dataset && parent) s += Object.keys(n.dataset).map(k => ' data:' + k + '=' + line(n.dataset[k])).sort().join('')
  lines.push({ line: '  '.repeat(depth) + s })
  n.forEachNonVirtualComposedChild(c => { tree(c, depth + 1, lines, n) })
}

function* walk(dir, under = '') {
  for (const e of fs.readdirSync(dir, { withFileTypes: true })) {
    const at = under ? under + '/' + e.name : e.name
    if (e.isDirectory()) yield* walk(path.join(dir, e.name), at)
    else yield at
  }
}
const absolute = (file, ref) => '/' + (ref[0] === '/' ? path.posix.normalize(ref.slice(1)) : path.posix.join(path.posix.dirname(file), ref))

// load defines the program of a folder: templates, json, scripts; page p/p is what is shown.
function load(dir) {
  const files = [...walk(dir)]
  const read = f => fs.readFileSync(path.join(dir, f), 'utf8')
  const group = new TmplGroup()
  for (const f of files) {
    if (f.endsWith('.wxml')) group.addTmpl(f.slice(0, -5), read(f))
    if (f.endsWith('.wxs')) group.addScript(f.slice(0, -4), read(f))
  }
  const groupList = new Function('return ' + group.getTmplGenObjectGroups())()
  group.free()
  const env = new adapter.MiniProgramEnv()
  const code = env.createCodeSpace('', true)
  const app = JSON.parse(read('app.json'))
  const components = []
  let scope = 0
  for (const f of files) {
    if (!f.endsWith('.json') || f === 'app.json') continue
    const name = f.slice(0, -5)
    const json = JSON.parse(read(f))
    const paths = o => { for (const k of Object.keys(o)) o[k] = absolute(name, o[k]); return o }
    paths(json.usingComponents = { ...(app.usingComponents || {}), ...(json.usingComponents || {}) })
    for (const g of Object.values(json.componentGenerics || {})) if (g && g.default) g.default = absolute(name, g.default)
    code.addComponentStaticConfig(name, json)
    if (groupList[name]) code.addCompiledTemplate(name, { groupList, content: groupList[name] })
    code.addStyleSheet(name, undefined, 's' + scope++)
    components.push(name)
  }
  const modules = {}
  const need = (name, env) => {
    if (modules[name]) return modules[name].exports
    const m = modules[name] = { exports: {} }
    new Function('require', 'module', 'exports', 'Component', 'Behavior', 'Page', 'getApp', read(name + '.js'))(
      ref => need(absolute(name, ref).slice(1).replace(/\.js$/, ''), env), m, m.exports, env.Component, env.Behavior, env.Page, () => ({ globalData: {} }))
    return m.exports
  }
  for (const c of components) code.componentEnv(c, env => need(c, env))
  return { env, code }
}

const pause = ms => new Promise(r => setTimeout(r, ms))

// ready runs that lifetime where it did not run: the shadow tree, the component, its
// content, as the platform does; the framework leaves it to its host.
const done = new WeakSet()
function ready(n) {
  if (glassEasel.Component.isComponent(n)) {
    const shadow = n.getShadowRoot()
    if (shadow) for (const c of shadow.childNodes) ready(c)
    if (!done.has(n)) {
      done.add(n)
      n.triggerLifetime('ready', [])
    }
  }
  if (n.childNodes) for (const c of [...n.childNodes]) ready(c)
}

async function run(c) {
  out = []
  let root
  let text = ''
  const snap = async title => {
    await pause(1)
    const logs = out
    out = []
    const lines = []
    if (root) tree(root.getComponent(), 0, lines, null)
    return ['# ' + title, ...logs, ...lines.map(l => (l.text === undefined ? l.line : '  '.repeat(l.depth) + line(l.text)))].join('\n') + '\n'
  }
  try {
    const { env, code } = load(c.dir)
    const backend = env.associateBackend(new glassEasel.CurrentWindowBackendContext())
    root = backend.createRoot('page', code, '/p/p')
    const el = root.getComponent()
    const page = root.get()
    const holder = document.createElement('div')
    document.body.replaceChildren(holder)
    root.attach(document.body, holder)
    ready(el)
    text += await snap('open')
    for (const st of c.steps || []) {
      if (st.do === 'data') page.setData(st.args[0])
      else if (st.do === 'call') page[st.name](...(st.args || []))
      else throw new Error('glasseasel.js does no ' + st.do)
      ready(el)
      text += await snap(st.text)
    }
    root.release()
  } catch (e) {
    const lines = String((e && e.stack) || e).split('\n').map(l => l.trim().replace(/\(.*\/node_modules\//, '('))
    text += '? ' + lines.slice(0, 4).join(' ') + '\n'
  }
  return text
}

(async () => {
  const res = {}
  for (const c of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) res[c.name] = await run(c)
  process.stdout.write(JSON.stringify(res), () => process.exit(0))
})()
