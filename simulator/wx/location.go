package wx

import (
	"diorama/renderer/value"
)

// place is where the simulated phone is: the Canton Tower, in the coordinates that
// type asks for.
func place(kind string) (latitude, longitude float64) {
	if kind == "gcj02" {
		return 23.106574, 113.324587
	}
	return 23.109163, 113.319165
}

// getLocation: documentation of wx.getLocation; the place is made up.
func getLocation(c *Call) {
	if !c.require(param{"type?", "String"}) {
		return
	}
	kind := c.text("type", "wgs84")
	if kind != "wgs84" && kind != "gcj02" {
		c.Fail("invalid type \"" + kind + "\"")
		return
	}
	c.simulated("the place is made up")
	c.allow("scope.userLocation")
	lat, lon := place(kind)
	altitude := 0.0
	if c.Opt("altitude").Truthy() {
		altitude = 44
	}
	c.Resolve(value.M("latitude", lat, "longitude", lon, "speed", -1, "accuracy", 65, "altitude", altitude, "verticalAccuracy", 65, "horizontalAccuracy", 65))
}

// getFuzzyLocation: documentation of wx.getFuzzyLocation.
func getFuzzyLocation(c *Call) {
	c.simulated("the place is made up")
	c.allow("scope.userFuzzyLocation")
	lat, lon := place(c.text("type", "wgs84"))
	c.Resolve(value.M("latitude", float64(int(lat*100))/100, "longitude", float64(int(lon*100))/100))
}

// chooseLocation: documentation of wx.chooseLocation and wx.choosePoi.
func chooseLocation(c *Call) {
	c.simulated("the place is made up")
	lat, lon := place("gcj02")
	c.Resolve(value.M("name", "广州塔", "address", "广东省广州市海珠区阅江西路222号", "latitude", c.number("latitude", lat), "longitude", c.number("longitude", lon)))
}

func choosePoi(c *Call) {
	c.simulated("the place is made up")
	lat, lon := place("gcj02")
	c.Resolve(value.M("type", 2, "city", "广州市", "name", "广州塔", "address", "广东省广州市海珠区阅江西路222号", "latitude", lat, "longitude", lon))
}

// openLocation: documentation of wx.openLocation; no map is shown.
func openLocation(c *Call) {
	if !c.require(param{"latitude", "Number"}, param{"longitude", "Number"}) {
		return
	}
	c.simulated("no map is shown")
	c.Resolve(value.Value{})
}

// chooseAddress: documentation of wx.chooseAddress; the address is made up.
func chooseAddress(c *Call) {
	c.simulated("the address is made up")
	c.Resolve(value.M("userName", "张三", "postalCode", "510000", "provinceName", "广东省", "cityName", "广州市", "countyName", "海珠区", "streetName", "新港中路",
		"detailInfo", "某某大街1号", "detailInfoNew", "某某大街1号", "nationalCode", "510000", "telNumber", "020-81167888"))
}
