const store = require('./utils/store')

App({
  globalData: { opened: 0 },
  onLaunch() {
    this.globalData.opened = store.visits()
    console.info('Todo opened', this.globalData.opened, 'times')
  }
})
