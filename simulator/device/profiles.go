package device

// profiles lists the simulated devices; the first is the default.
//
// Sizes of Apple's devices are the points, scales and safe areas of its developer
// documentation and its simulator. Those of Android are the maker's published pixels
// divided by the scale that the phone is set to when it is new; status bars of Android
// and the corners of all are as measured from pictures, within two px.
var profiles = table()

// The three kinds of cut-outs and their navigation bars: Apple's is 44 px, Android's 48.
const (
	iosBar, androidBar, padBar = 44, 48, 50
	iosHome                    = 34 // home indicator
	padHome                    = 20
)

func iphone(name, model, system string, w, h, dpr, status, bottom, corner float64, n Notch) Profile {
	return Profile{Name: name, Brand: "iPhone", Model: model, System: system, Width: w, Height: h, DPR: dpr, StatusBar: status, SafeBottom: bottom,
		NavigationBar: iosBar, Corner: corner, Notch: n}
}

func ipad(name, model string, w, h, status, bottom, corner float64) Profile {
	return Profile{Name: name, Brand: "iPad", Model: model, System: "iOS 18.5", Width: w, Height: h, DPR: 2, StatusBar: status, SafeBottom: bottom,
		NavigationBar: padBar, Corner: corner, Tablet: true}
}

func android(name, brand, model, system string, w, h, dpr, status, corner float64) Profile {
	return Profile{Name: name, Brand: brand, Model: model, System: system, Width: w, Height: h, DPR: dpr, StatusBar: status,
		NavigationBar: androidBar, Corner: corner, Notch: PunchHole}
}

func table() []Profile {
	return []Profile{
		iphone("iPhone 14", "iPhone 14<iPhone14,7>", "iOS 17.2", 390, 844, 3, 47, iosHome, 47, WideNotch),
		iphone("iPhone 17 Pro Max", "iPhone 17 Pro Max<iPhone18,2>", "iOS 26.0", 440, 956, 3, 62, iosHome, 62, Island),
		iphone("iPhone 17 Pro", "iPhone 17 Pro<iPhone18,1>", "iOS 26.0", 402, 874, 3, 62, iosHome, 62, Island),
		iphone("iPhone 17", "iPhone 17<iPhone18,3>", "iOS 26.0", 402, 874, 3, 62, iosHome, 62, Island),
		iphone("iPhone Air", "iPhone Air<iPhone18,4>", "iOS 26.0", 420, 912, 3, 68, iosHome, 62, Island),
		iphone("iPhone 16 Pro Max", "iPhone 16 Pro Max<iPhone17,2>", "iOS 18.5", 440, 956, 3, 62, iosHome, 62, Island),
		iphone("iPhone 16 Pro", "iPhone 16 Pro<iPhone17,1>", "iOS 18.5", 402, 874, 3, 62, iosHome, 62, Island),
		iphone("iPhone 16 Plus", "iPhone 16 Plus<iPhone17,4>", "iOS 18.5", 430, 932, 3, 59, iosHome, 55, Island),
		iphone("iPhone 16", "iPhone 16<iPhone17,3>", "iOS 18.5", 393, 852, 3, 59, iosHome, 55, Island),
		iphone("iPhone 16e", "iPhone 16e<iPhone17,5>", "iOS 18.5", 390, 844, 3, 47, iosHome, 47, WideNotch),
		iphone("iPhone 15 Pro Max", "iPhone 15 Pro Max<iPhone16,2>", "iOS 17.2", 430, 932, 3, 59, iosHome, 55, Island),
		iphone("iPhone 15 Pro", "iPhone 15 Pro<iPhone16,1>", "iOS 17.2", 393, 852, 3, 59, iosHome, 55, Island),
		iphone("iPhone 14 Plus", "iPhone 14 Plus<iPhone14,8>", "iOS 17.2", 428, 926, 3, 47, iosHome, 53, WideNotch),
		iphone("iPhone 12 mini", "iPhone 12 mini<iPhone13,1>", "iOS 17.2", 375, 812, 3, 50, iosHome, 44, WideNotch),
		iphone("iPhone 11", "iPhone 11<iPhone12,1>", "iOS 17.2", 414, 896, 2, 48, iosHome, 41, WideNotch),
		iphone("iPhone X", "iPhone X", "iOS 16.7", 375, 812, 3, 44, iosHome, 39, WideNotch),
		iphone("iPhone 8 Plus", "iPhone 8 Plus", "iOS 16.7", 414, 736, 3, 20, 0, 0, NoNotch),
		iphone("iPhone SE", "iPhone SE<iPhone14,6>", "iOS 17.2", 375, 667, 2, 20, 0, 0, NoNotch),
		iphone("iPhone 5", "iPhone 5", "iOS 10.3", 320, 568, 2, 20, 0, 0, NoNotch),
		android("Mate 60 Pro", "HUAWEI", "ALN-AL00", "Android 12", 360, 777, 3.5, 36, 40), // 1260×2720
		android("Pura 70 Pro", "HUAWEI", "HBN-AL00", "Android 12", 360, 813, 3.5, 36, 40), // 1260×2844
		android("Mate 40", "HUAWEI", "OCE-AN10", "Android 10", 360, 780, 3, 32, 26),
		android("Mate X5 open", "HUAWEI", "ALT-AL00", "Android 12", 741, 832, 3, 36, 20),          // 2224×2496
		android("Xiaomi 15", "Xiaomi", "24129PN74C", "Android 15", 400, 890, 3, 36, 32),           // 1200×2670
		android("Xiaomi 14 Ultra", "Xiaomi", "24030PN60C", "Android 14", 411, 914, 3.5, 36, 36),   // 1440×3200
		android("Redmi Note 12", "Redmi", "22120RN86C", "Android 13", 393, 873, 2.75, 31, 26),     // 1080×2400
		android("OPPO Find X7", "OPPO", "PHZ110", "Android 14", 361, 794, 3.5, 34, 36),            // 1264×2780
		android("vivo X100", "vivo", "V2309A", "Android 14", 360, 800, 3.5, 34, 36),               // 1260×2800
		android("Galaxy S24 Ultra", "samsung", "SM-S9280", "Android 14", 384, 832, 2.8125, 32, 8), // 1080×2340 as it is set when new
		android("Galaxy S22", "samsung", "SM-S9010", "Android 14", 360, 780, 3, 28, 26),           // 1080×2340
		android("Pixel 7", "google", "Pixel 7", "Android 14", 412, 915, 2.625, 32, 28),            // 1080×2400
		ipad("iPad Pro 13", "iPad Pro 13-inch (M4)", 1032, 1376, 24, padHome, 18),
		ipad("iPad Pro 11", "iPad Pro 11-inch (M4)", 834, 1210, 24, padHome, 18),
		ipad("iPad Air", "iPad Air", 820, 1180, 24, padHome, 18),
		ipad("iPad mini", "iPad mini (A17 Pro)", 744, 1133, 24, padHome, 18),
		ipad("iPad 9", "iPad (9th generation)", 810, 1080, 20, 0, 0),
	}
}
