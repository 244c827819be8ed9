// What the language needs and goja lacks, in the form WeChat's logic layer has it.
module.exports = function (global, host) {
  'use strict'
  const hide = (o, name, value) => Object.defineProperty(o, name, { value, writable: true, configurable: true, enumerable: false })
  const missing = (o, name, value) => { if (!(name in o)) hide(o, name, value) }

  hide(global, 'global', global)
  for (const n of ['window', 'document', 'frames', 'self', 'location', 'navigator', 'localStorage', 'sessionStorage', 'history', 'screen',
    'alert', 'confirm', 'prompt', 'fetch', 'XMLHttpRequest', 'WebSocket', 'process', 'Buffer']) hide(global, n, undefined)

  // WeChat: eval and new Function are absent; libraries ask Function('return this')()
  // for the global object, which is answered.
  const FunctionPrototype = Function.prototype
  const NoFunction = function Function () {
    if (/^\s*return this;?\s*$/.test(String(arguments[arguments.length - 1]))) return function () { return global }
    host.refused('new Function')
    return function () {}
  }
  NoFunction.prototype = FunctionPrototype
  for (const f of [function () {}, async function () {}, function * () {}]) {
    const proto = Object.getPrototypeOf(f)
    try { Object.defineProperty(proto, 'constructor', { value: NoFunction, writable: true, configurable: true, enumerable: false }) } catch (e) {}
  }
  hide(global, 'Function', NoFunction)
  hide(global, 'eval', function () { throw new EvalError('eval is not available in mini-programs') })

  if (!Symbol.asyncIterator) Object.defineProperty(Symbol, 'asyncIterator', { value: Symbol('Symbol.asyncIterator') })
  const group = (put) => (items, key) => { let i = 0; const out = put.make(); for (const x of items) put.add(out, key(x, i++), x); return out }
  missing(Object, 'groupBy', group({ make: () => Object.create(null), add: (o, k, x) => { (k in o ? o[k] : (o[k] = [])).push(x) } }))
  missing(Map, 'groupBy', group({ make: () => new Map(), add: (m, k, x) => { m.has(k) ? m.get(k).push(x) : m.set(k, [x]) } }))
  missing(Promise, 'withResolvers', function () { let resolve, reject; const promise = new this((a, b) => { resolve = a; reject = b }); return { promise, resolve, reject } })
  missing(Promise, 'try', function (f, ...args) { return new this(resolve => resolve(f(...args))) })
  missing(Error, 'captureStackTrace', function () {})
  // A reference that is never collected: the engine cannot tell.
  missing(global, 'WeakRef', class WeakRef { #t; constructor (t) { this.#t = t } deref () { return this.#t } })
  missing(global, 'FinalizationRegistry', class FinalizationRegistry { register () {} unregister () {} })
  missing(Date.prototype, 'getYear', function () { return this.getFullYear() - 1900 })
  missing(Date.prototype, 'setYear', function (y) { y = Number(y); return isNaN(y) ? this.setTime(NaN) : this.setFullYear(Math.trunc(y) >= 0 && Math.trunc(y) <= 99 ? 1900 + Math.trunc(y) : y) })
  missing(Date.prototype, 'toGMTString', Date.prototype.toUTCString)
  missing(Object.prototype, '__defineGetter__', function (k, get) { Object.defineProperty(this, k, { get, configurable: true, enumerable: true }) })
  missing(Object.prototype, '__defineSetter__', function (k, set) { Object.defineProperty(this, k, { set, configurable: true, enumerable: true }) })
  missing(Object.prototype, '__lookupSetter__', function (k) { for (let o = this; o; o = Object.getPrototypeOf(o)) { const d = Object.getOwnPropertyDescriptor(o, k); if (d) return d.set } })
  missing(Object.prototype, '__lookupGetter__', function (k) { for (let o = this; o; o = Object.getPrototypeOf(o)) { const d = Object.getOwnPropertyDescriptor(o, k); if (d) return d.get } })

  // Regular expressions made at run time: \p{…} as in literals.
  const BaseRegExp = RegExp
  const NewRegExp = new Proxy(BaseRegExp, {
    construct (T, [p, f], nt) { return Reflect.construct(T, typeof p === 'string' && f ? [host.pattern(p, String(f)), f] : f === undefined ? [p] : [p, f], nt === NewRegExp ? BaseRegExp : nt) },
    apply (T, t, [p, f]) { return typeof p === 'string' && f ? T(host.pattern(p, String(f)), f) : f === undefined ? T(p) : T(p, f) }
  })
  hide(global, 'RegExp', NewRegExp)
  // RegExp.$1 and its like: every match is noted. Only for programs that use them, as
  // goja's own matching is slower once exec is replaced.
  const matches = () => {
    const exec = BaseRegExp.prototype.exec
    let last = null
    hide(BaseRegExp.prototype, 'exec', function (s) {
      const m = exec.call(this, s)
      if (m) last = m
      return m
    })
    hide(BaseRegExp.prototype, 'test', function (s) { return this.exec(s) !== null }) // goja's own does not call exec
    const legacy = (names, f) => { for (const n of names) Object.defineProperty(BaseRegExp, n, { get: () => last ? f(last) || '' : '', set () {}, configurable: true }) }
    for (let i = 1; i < 10; i++) legacy(['$' + i], m => m[i])
    legacy(['lastMatch', '$&'], m => m[0])
    legacy(['lastParen', '$+'], m => m.length > 1 ? m[m.length - 1] : '')
    legacy(['leftContext', '$`'], m => m.input.slice(0, m.index))
    legacy(['rightContext', "$'"], m => m.input.slice(m.index + m[0].length))
    legacy(['input', '$_'], m => m.input)
  }
  hide(BaseRegExp.prototype, 'constructor', NewRegExp)

  // A subset of Intl for zh-CN and en-US.
  const pad = (n, w = 2) => String(n).padStart(w, '0')
  const english = l => /^en/i.test(Array.isArray(l) ? l[0] : l || 'zh-CN')
  const CURRENCY = { CNY: '¥', USD: '$', EUR: '€', JPY: '¥', GBP: '£', HKD: 'HK$' }
  function formatNumber (x, locale, o = {}) {
    x = Number(x)
    if (!isFinite(x)) return isNaN(x) ? 'NaN' : (x < 0 ? '-∞' : '∞')
    const money = o.style === 'currency'
    const percent = o.style === 'percent'
    if (percent) x *= 100
    const least = o.minimumFractionDigits ?? (money ? 2 : 0)
    const most = Math.max(least, o.maximumFractionDigits ?? (money ? 2 : percent ? 0 : 3))
    let [i, f = ''] = Math.abs(x).toFixed(Math.min(most, 20)).split('.')
    while (f.length > least && f.endsWith('0')) f = f.slice(0, -1)
    i = i.padStart(o.minimumIntegerDigits || 1, '0')
    if (o.useGrouping !== false) i = i.replace(/\B(?=(\d{3})+$)/g, ',')
    const sign = x < 0 && /[1-9]/.test(i + f) ? '-' : ''
    return sign + (money ? CURRENCY[o.currency] || (o.currency + ' ') : '') + i + (f && '.' + f) + (percent ? '%' : '')
  }
  const WEEK = [['日', '一', '二', '三', '四', '五', '六'], ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']]
  const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
  function formatDate (d, locale, o = {}, need) {
    if (isNaN(d)) return 'Invalid Date'
    const en = english(locale)
    const names = ['weekday', 'year', 'month', 'day', 'hour', 'minute', 'second', 'dateStyle', 'timeStyle']
    if (!names.some(n => o[n] !== undefined)) {
      o = Object.assign({}, o)
      if (need !== 'time') o.year = o.month = o.day = 'numeric'
      if (need !== 'date') { o.hour = 'numeric'; o.minute = o.second = '2-digit' }
    }
    if (o.dateStyle) o = Object.assign({ year: 'numeric', month: o.dateStyle === 'short' ? 'numeric' : 'long', day: 'numeric', weekday: o.dateStyle === 'full' ? 'long' : undefined }, o)
    if (o.timeStyle) o = Object.assign({ hour: 'numeric', minute: '2-digit', second: o.timeStyle === 'short' ? undefined : '2-digit' }, o)
    if (o.timeZone === 'UTC') { const u = new Date(d); d = new Date(u.getTime() + u.getTimezoneOffset() * 60000) }
    const num = (v, f) => f === '2-digit' ? pad(v % 100) : String(v)
    const y = o.year && (o.year === '2-digit' ? pad(d.getFullYear() % 100) : String(d.getFullYear()))
    const day = o.day && num(d.getDate(), o.day)
    const words = o.month === 'long' || o.month === 'short'
    let date
    if (en) {
      const mon = o.month && (words ? (o.month === 'short' ? MONTHS[d.getMonth()].slice(0, 3) : MONTHS[d.getMonth()]) : num(d.getMonth() + 1, o.month))
      date = words ? [mon, day].filter(Boolean).join(' ') + (y ? (day ? ', ' : ' ') + y : '') : [mon, day, y].filter(Boolean).join('/')
      if (o.weekday) { const n = WEEK[1][d.getDay()]; date = [o.weekday === 'long' ? n : n.slice(0, 3), date].filter(Boolean).join(', ') }
    } else {
      const mon = o.month && num(d.getMonth() + 1, o.month)
      const w = o.weekday && (o.weekday === 'long' ? '星期' : '周') + WEEK[0][d.getDay()]
      date = words || (y && !mon) || (y && mon && !day && words) ? (y ? y + '年' : '') + (mon ? mon + '月' : '') + (day ? day + '日' : '') : [y, mon, day].filter(Boolean).join('/')
      if (w) date += w
    }
    let time = ''
    if (o.hour || o.minute || o.second) {
      const twelve = o.hour12 ?? en
      const h = d.getHours()
      const parts = []
      if (o.hour) parts.push(twelve ? (o.hour === '2-digit' ? pad(h % 12 || 12) : String(h % 12 || 12)) : pad(h))
      if (o.minute) parts.push(o.hour || o.second || o.minute === '2-digit' ? pad(d.getMinutes()) : String(d.getMinutes()))
      if (o.second) parts.push(o.minute || o.second === '2-digit' ? pad(d.getSeconds()) : String(d.getSeconds()))
      time = parts.join(':')
      if (o.hour && twelve) time = en ? time + (h < 12 ? ' AM' : ' PM') : (h < 12 ? '上午' : '下午') + time
    }
    return date && time ? date + (en ? ', ' : ' ') + time : date || time
  }
  hide(Number.prototype, 'toLocaleString', function (l, o) { return formatNumber(this, l, o) })
  hide(Date.prototype, 'toLocaleString', function (l, o) { return formatDate(this, l, o, 'any') })
  hide(Date.prototype, 'toLocaleDateString', function (l, o) { return formatDate(this, l, o, 'date') })
  hide(Date.prototype, 'toLocaleTimeString', function (l, o) { return formatDate(this, l, o, 'time') })
  class Format { constructor (locale, options) { this.locale = locale; this.options = options } resolvedOptions () { return Object.assign({ locale: this.locale || 'zh-CN', timeZone: 'Asia/Shanghai' }, this.options) } }
  missing(global, 'Intl', {
    NumberFormat: function (l, o) { const f = new Format(l, o); f.format = x => formatNumber(x, l, o); return f },
    DateTimeFormat: function (l, o) { const f = new Format(l, o); f.format = x => formatDate(x === undefined ? new Date() : new Date(x), l, o, 'date'); return f },
    Collator: function () { return { compare: (a, b) => String(a).localeCompare(String(b)) } }
  })

  // An object whose unknown members are functions that only say "not simulated".
  const inert = (name, members) => new Proxy(members, {
    get (t, k) {
      if (k in t || typeof k === 'symbol' || k === 'then' || k === 'toJSON') return t[k]
      return (t[k] = function () { host.unsupported(name + '.' + k); return undefined })
    }
  })
  // Event channels between pages: what one end emits, the other end hears.
  // WeChat: documentation of EventChannel.
  function channel (events) {
    const end = () => ({ on: new Map() })
    const a = end()
    const b = end()
    const add = (e, name, fn, once) => { if (typeof fn === 'function') { const l = e.on.get(name) || []; l.push({ fn, once }); e.on.set(name, l) } }
    const face = (mine, other) => ({
      on (name, fn) { add(mine, name, fn, false) },
      once (name, fn) { add(mine, name, fn, true) },
      off (name, fn) { if (fn) mine.on.set(name, (mine.on.get(name) || []).filter(l => l.fn !== fn)); else mine.on.delete(name) },
      emit (name, ...args) {
        const l = other.on.get(name) || []
        other.on.set(name, l.filter(x => !x.once))
        for (const x of l) x.fn(...args)
      }
    })
    const opener = face(a, b)
    if (events && typeof events === 'object') for (const k of Object.keys(events)) opener.on(k, events[k])
    return { opener, opened: face(b, a) }
  }
  return { inert, channel, matches }
}
