// wx.worklet as pages see it that are drawn as WebView ones: shared values, easing and
// the calls between the two threads work, in one thread. An animation gives its last
// value at once and says so. WeChat: documentation of worklet animations.
module.exports = function (global, host) {
  'use strict'
  const later = (f, ...args) => { if (typeof f === 'function') global.setTimeout(() => f(...args), 0) }

  class Animation {
    constructor (end, done) { this.end = end; this.done = done }
  }
  const animation = (name, end, done) => {
    host.unsupported('wx.worklet.' + name)
    return new Animation(end, done)
  }
  const endOf = (a, from) => {
    if (!(a instanceof Animation)) return a
    later(a.done, true)
    return a.end(from)
  }
  const shared = value => ({
    get value () { return value },
    set value (v) { value = endOf(v, value) }
  })
  const derived = update => ({ get value () { return update() } })
  const call = f => (...args) => f(...args)

  const decay = (o, done) => animation('decay', from => {
    const { velocity = 0, deceleration = 0.998, clamp = [] } = o || {}
    const end = Number(from) + velocity / 1000 / (1 - deceleration) // px/s, slower by that factor each ms
    return clamp.length === 2 ? Math.min(Math.max(end, clamp[0]), clamp[1]) : end
  }, done)
  const repeat = (a, times = 2, reverse = false, done) => animation('repeat', from => {
    const end = endOf(a, from)
    return reverse && times > 0 && times % 2 === 0 ? from : end
  }, done)

  // Solves x(t) = x of a cubic Bezier curve from (0,0) to (1,1), by halving.
  const bezier = (x1, y1, x2, y2) => {
    const at = (a, b, t) => 3 * a * t * (1 - t) * (1 - t) + 3 * b * t * t * (1 - t) + t * t * t
    const f = x => {
      if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
      let low = 0
      let high = 1
      for (let i = 0; i < 50; i++) {
        const mid = (low + high) / 2
        if (at(x1, x2, mid) < x) low = mid; else high = mid
      }
      return at(y1, y2, (low + high) / 2)
    }
    f.factory = () => f
    return f
  }
  const landing = t => {
    for (const [until, middle, height] of [[1 / 2.75, 0, 0], [2 / 2.75, 1.5 / 2.75, 0.75], [2.5 / 2.75, 2.25 / 2.75, 0.9375], [Infinity, 2.625 / 2.75, 0.984375]]) {
      if (t < until) return 7.5625 * (t - middle) * (t - middle) + height
    }
  }
  const Easing = {
    linear: t => t,
    ease: bezier(0.42, 0, 1, 1),
    quad: t => t * t,
    cubic: t => t * t * t,
    poly: n => t => Math.pow(t, n),
    sin: t => 1 - Math.cos(t * Math.PI / 2),
    circle: t => 1 - Math.sqrt(1 - t * t),
    exp: t => Math.pow(2, 10 * (t - 1)),
    elastic: (bounciness = 1) => t => 1 - Math.pow(Math.cos(t * Math.PI / 2), 3) * Math.cos(t * bounciness * Math.PI),
    back: (s = 1.70158) => t => t * t * ((s + 1) * t - s),
    bounce: t => 1 - landing(1 - t),
    bezier,
    cubicBezier: bezier,
    step0: t => t > 0 ? 1 : 0,
    step1: t => t >= 1 ? 1 : 0,
    in: f => f,
    out: f => t => 1 - f(1 - t),
    inOut: f => t => t < 0.5 ? f(t * 2) / 2 : 1 - f((1 - t) * 2) / 2
  }
  return {
    shared,
    derived,
    cancelAnimation () {},
    runOnUI: call,
    runOnJS: f => (...args) => later(f, ...args),
    timing: (to, _options, done) => animation('timing', () => to, done),
    spring: (to, _options, done) => animation('spring', () => to, done),
    decay,
    delay: (_ms, a) => animation('delay', from => endOf(a, from)),
    sequence: (...all) => animation('sequence', from => all.reduce((at, a) => endOf(a, at), from)),
    repeat,
    scrollViewContext: { scrollTo () { host.unsupported('wx.worklet.scrollViewContext.scrollTo') } },
    Easing
  }
}
