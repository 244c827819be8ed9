package audit

// rules is the table: WeChat's 28 with their weights, then what code alone shows.
// WeChat: documentation of 体验评分, 评分方法 and 规则; code quality after 代码质量 of the
// developer tools, which gives no weights.
func rules() []rule {
	return []rule{
		{"script-time", Performance, 7, "Scripts run at most 1 s at a time", "Split long work, leave what is not needed at once for later.", scriptTimes},
		{"first-screen", Performance, 6, "The first page is there within 5 s", "Ask for less before the first setData; show a skeleton.", firstPage},
		{"render-time", Performance, 6, "A page is drawn within 500 ms", "Fewer nodes, simpler styles, smaller setData.", renderTimes},
		{"setdata-often", Performance, 6, "At most 20 setData within a second", "Gather changes into one setData.", setDataOften},
		{"setdata-size", Performance, 6, "At most 256 KB per setData", "Write the paths that changed, keep what is not shown out of data.", setDataSize},
		{"wxml-nodes", Performance, 6, "Fewer than 1,000 nodes, 30 levels and 60 children", "Show long lists in parts; take wrappers out.", wxmlNodes},
		{"request-time", Performance, 5, "Requests are answered within 1 s", "Make the server faster or ask earlier.", requestTimes},
		{"requests-at-once", Performance, 5, "At most 10 requests longer than 300 ms at once", "Join requests; more than ten wait in line.", requestsTogether},
		{"images-at-once", Performance, 5, "At most 6 pictures of one host longer than 100 ms at once", "Load what is in sight first (lazy-load).", imagesTogether},
		{"image-cache", Performance, 4, "Pictures may be cached", "The server should send Cache-Control or Expires.", imageCache},
		{"image-size", Performance, 4, "Pictures are no larger than they are shown", "Offer them in the size of their place times the pixel ratio.", imageSize},
		{"request-cache", Performance, 2, "The same large answer is not asked for twice within 3 minutes", "Keep the answer.", requestCache},

		{"inertial-scroll", Experience, 8, "Scrolling goes on by itself", "Beside overflow: scroll or auto set -webkit-overflow-scrolling: touch.", inertialScroll},
		{"no-active", Experience, 8, "hover-class instead of :active", "The pseudo-class flickers on phones; use the attribute hover-class.", noActive},
		{"image-ratio", Experience, 4, "Pictures keep their proportions", "Set mode, or give the image the picture's proportions (15 % are let through).", imageProportions},
		{"tap-size", Experience, 3, "What is tapped is at least 20 px wide and high", "Make it larger or give it a padding.", tapSizes},
		{"safe-area", Experience, 3, "Fixed controls keep away from the home indicator", "padding-bottom: env(safe-area-inset-bottom).", safeArea},
		{"resizable", Experience, 3, "Pages fit other sizes of the window", "Use rpx, percentages and flex, and look at the page turned.", resizable},
		{"contrast", Experience, 0, "Text stands out from what is behind it", "A contrast of at least 4.5, of large text 3 (WCAG 2).", contrast},

		{"js-errors", Practice, 3, "No uncaught errors", "Catch it or mend it.", jsErrors},
		{"failed-requests", Practice, 3, "No failed requests", "Every request should be answered with a status below 400.", failedRequests},
		{"deprecated-apis", Practice, 2, "No APIs that are given up", "Use what the documentation names instead.", deprecatedAPIs},
		{"https", Practice, 1, "Everything comes by HTTPS", "Phones refuse http: outside of debugging.", onlyHTTPS},
		{"unbound-data", Practice, 1, "setData writes only what WXML reads", "Keep other values on this, not in data.", unboundData},
		{"base-library", Practice, 0, "A lowest base library is set", "Set it in the mini-program's administration.", baseLibrary},
		{"unreachable-pages", Practice, 0, "Every page can be reached", "Remove it from app.json, or link to it.", unreachablePages},
		{"unused-wxss", Practice, 0, "At most 2 KB of unused rules per sheet", "Remove rules for classes that nothing has.", unusedWXSS},
		{"timers-elsewhere", Practice, 0, "Timers do not work for pages that are not shown", "clearTimeout in onHide or onUnload.", timersElsewhere},

		{"package-size", Quality, 0, "No package is larger than 1.5 MB", "Move pages into sub-packages; 2 MB are refused.", packageSize},
		{"media-size", Quality, 0, "Pictures and sounds in the package stay below 200 KB together", "Serve them from the network.", mediaSize},
		{"lazy-code", Quality, 0, "Code is loaded when it is needed", `"lazyCodeLoading": "requiredComponents" in app.json.`, lazyCode},
		{"unused-components", Quality, 0, "Declared components are used", "Take them out of usingComponents.", unusedComponents},
		{"unused-files", Quality, 0, "Every file is used", "Remove it, or name it in packOptions.ignore.", unusedFiles},
		{"inline-data", Quality, 0, "No large data: addresses in the first page's sheets", "Above 10 KB they hold up the first screen.", inlineData},
	}
}
