package words

// chineseEmpty is what lists say while there is nothing in them.
var chineseEmpty = map[string]string{
	"No setData yet": "还没有 setData", "Every setData appears here with its cause, its changes and what it cost.": "每次 setData 连同起因、变化和耗时都会列在这里。",
	"No events yet": "还没有事件", "Taps, lifecycles, timers and answers appear here with the handlers that caught them.": "点击、生命周期、定时器和回调连同接住它们的处理函数都会列在这里。",
	"No transfers yet": "还没有网络传输", "Requests, sockets, up- and downloads and pictures appear here as the mini-program makes them.": "小程序发出的请求、套接字、上传、下载和图片都会列在这里。",
	"Nothing is stored": "没有存储内容", "wx.setStorage writes here; Add makes an entry by hand.": "wx.setStorage 会写到这里；也可以用“添加”手工新建。",
	"Nothing was written yet": "还没有输出", "Nothing fits the filter": "没有符合筛选条件的内容", "reading the project …": "正在读取项目……",
}
