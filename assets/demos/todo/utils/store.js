const KEY = 'todo.tasks'

const first = [
  { id: 1, title: '写完周报，发给团队', tag: '工作', level: 2, done: false, note: '附上本周的数据' },
  { id: 2, title: '去超市买牛奶和鸡蛋', tag: '生活', level: 1, done: false, note: '' },
  { id: 3, title: 'Review the layout pull request', tag: '工作', level: 3, done: false, note: 'flex-wrap and gap' },
  { id: 4, title: '晚上跑步五公里', tag: '健康', level: 1, done: true, note: '' }
]

function load() {
  const saved = wx.getStorageSync(KEY)
  return Array.isArray(saved) ? saved : first
}

function save(tasks) {
  wx.setStorageSync(KEY, tasks)
}

function visits() {
  const n = (wx.getStorageSync('todo.visits') || 0) + 1
  wx.setStorageSync('todo.visits', n)
  return n
}

module.exports = { load, save, visits }
