const store = require('../../utils/store')

Page({
  data: {
    greeting: '你好',
    draft: '',
    filter: 'all',
    filters: [{ id: 'all', name: '全部' }, { id: 'open', name: '进行中' }, { id: 'done', name: '已完成' }],
    counts: { all: 0, open: 0, done: 0 },
    shown: [],
    left: 0,
    percent: 0
  },

  onLoad() {
    const hour = new Date().getHours()
    this.setData({ greeting: hour < 6 ? '夜深了' : hour < 12 ? '早上好' : hour < 18 ? '下午好' : '晚上好' })
  },

  onShow() {
    this.tasks = store.load()
    this.refresh()
  },

  refresh() {
    const { filter } = this.data
    const done = this.tasks.filter(t => t.done).length
    const all = this.tasks.length
    this.setData({
      shown: this.tasks.filter(t => filter === 'all' || t.done === (filter === 'done')),
      counts: { all, open: all - done, done },
      left: all - done,
      percent: all ? Math.round(done / all * 100) : 100
    })
  },

  type(e) {
    this.setData({ draft: e.detail.value })
  },

  add() {
    const title = this.data.draft.trim()
    if (!title) {
      wx.showToast({ title: '先写点什么', icon: 'none' })
      return
    }
    const id = this.tasks.reduce((max, t) => Math.max(max, t.id), 0) + 1
    this.tasks = [{ id, title, tag: '新的', level: 1, done: false, note: '' }, ...this.tasks]
    store.save(this.tasks)
    this.setData({ draft: '' })
    this.refresh()
  },

  choose(e) {
    this.setData({ filter: e.currentTarget.dataset.id })
    this.refresh()
  },

  toggle(e) {
    const { id, done } = e.detail
    const index = this.data.shown.findIndex(t => t.id === id)
    this.tasks = this.tasks.map(t => t.id === id ? { ...t, done } : t)
    store.save(this.tasks)
    this.setData({ [`shown[${index}].done`]: done })
    this.refresh()
  },

  open(e) {
    wx.navigateTo({ url: '/pages/edit/edit?id=' + e.currentTarget.dataset.id })
  },

  async remove(e) {
    const id = e.currentTarget.dataset.id
    const { confirm } = await wx.showModal({ title: '删除这件事？', content: this.tasks.find(t => t.id === id).title })
    if (confirm) {
      this.tasks = this.tasks.filter(t => t.id !== id)
      store.save(this.tasks)
      this.refresh()
    }
  }
})
