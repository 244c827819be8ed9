const store = require('../../utils/store')

Page({
  data: {
    task: { title: '', note: '', level: 1, done: false },
    tags: ['工作', '生活', '健康', '新的'],
    tag: 0,
    levels: [{ id: 1, name: '普通' }, { id: 2, name: '重要' }, { id: 3, name: '紧急' }],
    length: 0
  },

  onLoad({ id }) {
    const task = store.load().find(t => t.id === Number(id))
    if (!task) return
    this.setData({ task, tag: Math.max(0, this.data.tags.indexOf(task.tag)), length: task.note.length })
  },

  pickTag(e) {
    this.setData({ tag: Number(e.detail.value) })
  },

  count(e) {
    this.setData({ length: e.detail.value.length })
  },

  submit(e) {
    const { title, note, done, level } = e.detail.value
    if (!title.trim()) {
      wx.showToast({ title: '标题不能为空', icon: 'none' })
      return
    }
    const task = { ...this.data.task, title, note, done, level: Number(level), tag: this.data.tags[this.data.tag] }
    store.save(store.load().map(t => t.id === task.id ? task : t))
    wx.navigateBack()
    wx.showToast({ title: '已保存' })
  }
})
