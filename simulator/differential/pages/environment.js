// The same surroundings for both sides of the comparison: wx, layout queries and
// randomness answer alike, so that what is left to differ is templates, data and
// components. assemble.js lets app.js run this first; judge.js runs it too.
(function () {
  var g = globalThis
  if (g.__environment) return
  g.__environment = true

  var seed = 1
  Math.random = function () {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
  }

  var area = { left: 0, right: 375, top: 20, bottom: 667, width: 375, height: 647 }
  var system = {
    SDKVersion: '2.29.1', brand: 'devtools', model: 'iPhone 6/7/8', pixelRatio: 2, platform: 'devtools',
    screenWidth: 375, screenHeight: 667, windowWidth: 375, windowHeight: 667, statusBarHeight: 20, screenTop: 0,
    language: 'zh_CN', system: 'iOS 10.0.1', theme: 'light', version: '8.0.5', fontSizeSetting: 16, benchmarkLevel: 1, safeArea: area
  }
  var info = function () { return JSON.parse(JSON.stringify(system)) }
  var rect = function () { return { id: '', dataset: {}, left: 10, top: 20, right: 110, bottom: 70, width: 100, height: 50 } }

  // inert gives an object that has every member: functions that do nothing and have
  // every member themselves.
  function inert(result) {
    return new Proxy(function () { return result && result() }, {
      get: function (t, k) {
        if (typeof k !== 'string' || k === 'then' || k === 'toJSON' || k === 'prototype') return t[k]
        if (!Object.prototype.hasOwnProperty.call(t, k) || k === 'name' || k === 'length') t[k] = inert(result)
        return t[k]
      }
    })
  }
  var never = function () { return new Promise(function () {}) }

  function query() {
    var asked = [], q
    var node = {}
    var ask = function (value) {
      return function (a, b) {
        var done = typeof a === 'function' ? a : b
        asked.push([value, node.all, done])
        return q
      }
    }
    node.boundingClientRect = ask(rect)
    node.scrollOffset = ask(function () { return { id: '', dataset: {}, scrollLeft: 0, scrollTop: 0, scrollWidth: 375, scrollHeight: 667 } })
    node.fields = ask(rect)
    node.node = ask(function () { return null })
    node.context = ask(function () { return null })
    node.ref = ask(function () { return null })
    q = {
      in: function () { return q },
      select: function () { return Object.assign({}, node, bind(false)) },
      selectAll: function () { return Object.assign({}, node, bind(true)) },
      selectViewport: function () { return Object.assign({}, node, bind(false)) },
      exec: function (done) {
        var list = asked
        asked = []
        setTimeout(function () {
          var answers = list.map(function (x) { return x[1] && x[0]() ? [x[0]()] : x[0]() })
          list.forEach(function (x, i) { if (typeof x[2] === 'function') x[2](answers[i]) })
          if (typeof done === 'function') done(answers)
        }, 10)
        return q
      }
    }
    function bind(all) {
      var out = {}
      Object.keys(node).forEach(function (k) {
        if (typeof node[k] === 'function') out[k] = function (a, b) { node.all = all; return node[k](a, b) }
      })
      return out
    }
    return q
  }

  function observer() {
    var o = { relativeTo: function () { return o }, relativeToViewport: function () { return o }, observe: function () {}, disconnect: function () {} }
    return o
  }

  function animation() {
    var actions = [], now = []
    var a = new Proxy({}, {
      get: function (t, k) {
        if (typeof k !== 'string' || k === 'then' || k === 'toJSON') return undefined
        if (k === 'step') return function (o) { actions.push({ animates: now, option: { transformOrigin: '50% 50% 0', transition: { duration: (o && o.duration) || 400, timingFunction: 'linear', delay: 0 } } }); now = []; return a }
        if (k === 'export') return function () { var out = { actions: actions }; actions = []; return out }
        return function () { now.push({ type: k, args: Array.prototype.slice.call(arguments) }); return a }
      }
    })
    return a
  }

  var store = {}
  var known = {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getSystemInfoSync: info, getWindowInfo: info, getAppBaseInfo: info, getDeviceInfo: info, getSystemSetting: info, getAppAuthorizeSetting: info,
    getSystemInfo: function (o) { if (o && o.success) { o.success(info()); return } return Promise.resolve(info()) },
    getMenuButtonBoundingClientRect: function () { return { top: 24, bottom: 56, left: 281, right: 368, width: 87, height: 32 } },
    getAccountInfoSync: function () { return { miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' }, plugin: {} } },
    getLaunchOptionsSync: function () { return { path: '', scene: 1001, query: {}, referrerInfo: {} } },
    getEnterOptionsSync: function () { return { path: '', scene: 1001, query: {}, referrerInfo: {} } },
    getStorageSync: function (k) { return k in store ? store[k] : '' },
    setStorageSync: function (k, v) { store[k] = v },
    removeStorageSync: function (k) { delete store[k] },
    getStorageInfoSync: function () { return { keys: Object.keys(store), currentSize: 1, limitSize: 10240 } },
    canIUse: function () { return true },
    nextTick: function (f) { Promise.resolve().then(f) },
    createSelectorQuery: query,
    createIntersectionObserver: observer,
    createMediaQueryObserver: observer,
    createAnimation: animation,
    cloud: inert(never), worklet: inert(function () { return inert() }), router: inert(), preloadWebview: undefined
  }
  g.wx = new Proxy(known, {
    get: function (t, k) {
      if (k in t || typeof k !== 'string') return t[k]
      if (/^(on|off)[A-Z]/.test(k)) return t[k] = function () {}
      if (/^create|^get.*(Manager|Account|System)$/.test(k)) return t[k] = function () { return inert() }
      if (/Sync$/.test(k)) return t[k] = function () { return '' }
      return t[k] = function (o) {
        if (o && typeof o === 'object' && (o.success || o.fail || o.complete)) return undefined
        return never()
      }
    }
  })

  // Methods of pages and components that answer from the layout.
  var methods = {
    createSelectorQuery: query, createIntersectionObserver: observer, createMediaQueryObserver: observer,
    animate: function () {}, clearAnimation: function () {}, setUpdatePerformanceListener: function () {},
    getTabBar: function () { return null }, getOpenerEventChannel: function () { return inert() },
    getPageId: function () { return 'page' }, applyAnimatedStyle: function () {}
  }
  function add(to) {
    Object.keys(methods).forEach(function (k) { if (!(k in to)) to[k] = methods[k] })
  }
  // Every component instance in the order of creation, so that a step can name it.
  g.__instances = []
  function note(d) {
    var where = d.lifetimes && d.lifetimes.created ? d.lifetimes : d, created = where.created
    where.created = function () { g.__instances.push(this); if (created) created.apply(this, arguments) }
  }
  var component = g.Component, page = g.Page
  g.Component = function (d) {
    d = d || {}
    d.methods = Object.assign({}, d.methods)
    add(d.methods)
    if (d.lifetimes) d.lifetimes = Object.assign({}, d.lifetimes)
    note(d)
    return component(d)
  }
  g.Page = function (d) {
    d = d || {}
    add(d)
    return page(d)
  }
})()
