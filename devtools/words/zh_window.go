package words

// chineseWindow are the texts of toolbar, status row and menus.
var chineseWindow = map[string]string{
	"Restart the mini-program": "重启小程序",
}
