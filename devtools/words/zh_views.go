package words

// chineseViews are the texts of the views beside the first phone and of font sizes.
var chineseViews = map[string]string{
	"Font size %s px": "字号 %s px", "Font size of the first phone": "与第一台手机相同的字号", "standard": "标准", "care mode": "关怀模式",
	"The size of WeChat's care mode, px": "微信关怀模式的字号，px", "The standard of this device, px": "此设备的标准字号，px",
	"Theme and font size of this view": "此视图的主题和字号", "Turn this view": "旋转此视图", "font %s px": "字号 %s px",
	"a click goes back to the first phone": "点击回到第一台手机", "as on %s": "按 %s 显示",
	"fontSizeSetting %s, fontSizeScaleFactor %s; pages follow where page-meta says “system”": "fontSizeSetting %s，fontSizeScaleFactor %s；page-meta 写了 “system” 的页面会跟随",
	"the page stays upright: its pageOrientation says so":                                    "页面保持竖屏：由其 pageOrientation 决定",
}
