package wx

import (
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// locationOffCode is the code beside the failures of a phone whose location service is off.
const locationOffCode = 2

// place is where the simulated phone is, in the coordinates that type asks for.
func place(e *wire.Env, kind string) (latitude, longitude float64) {
	latitude, longitude = e.Place.Latitude, e.Place.Longitude
	if kind == "gcj02" {
		latitude, longitude = gcj02(latitude, longitude)
	}
	return tidyNumber(latitude), tidyNumber(longitude)
}

// position is the answer of wx.getLocation and the event of wx.onLocationChange.
func position(e *wire.Env, kind string, altitude bool) value.Value {
	lat, lon := place(e, kind)
	p, height := e.Place, 0.0
	if altitude {
		height = p.Altitude
	}
	vertical := p.Accuracy
	if !ios(e) {
		vertical = 0 // WeChat: documentation, Android cannot tell
	}
	return value.M("latitude", lat, "longitude", lon, "speed", p.Speed, "accuracy", p.Accuracy, "altitude", height, "verticalAccuracy", vertical, "horizontalAccuracy", p.Accuracy)
}

// locationOff fails as a phone does whose location service is off.
func (c *Call) locationOff() {
	c.FailWith("ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF", value.M("errCode", locationOffCode))
}

// getLocation: documentation of wx.getLocation.
func getLocation(c *Call) {
	if !c.require(param{"type?", "String"}) {
		return
	}
	kind := c.text("type", "wgs84")
	if kind != "wgs84" && kind != "gcj02" {
		c.Fail("invalid type \"" + kind + "\"")
		return
	}
	c.simulated("the place is the one set in the panel Sensors")
	c.allow("scope.userLocation")
	if c.RT.Env().Place.Off {
		c.locationOff()
		return
	}
	c.Resolve(position(c.RT.Env(), kind, c.Opt("altitude").Truthy()))
}

// getFuzzyLocation: documentation of wx.getFuzzyLocation.
func getFuzzyLocation(c *Call) {
	c.simulated("the place is made up")
	c.allow("scope.userFuzzyLocation")
	if c.RT.Env().Place.Off {
		c.locationOff()
		return
	}
	lat, lon := place(c.RT.Env(), c.text("type", "wgs84"))
	c.Resolve(value.M("latitude", float64(int(lat*100))/100, "longitude", float64(int(lon*100))/100))
}

// chooseLocation: documentation of wx.chooseLocation and wx.choosePoi.
func chooseLocation(c *Call) {
	c.simulated("the place is made up")
	lat, lon := place(c.RT.Env(), "gcj02")
	c.Resolve(value.M("name", "广州塔", "address", "广东省广州市海珠区阅江西路222号", "latitude", c.number("latitude", lat), "longitude", c.number("longitude", lon)))
}

func choosePoi(c *Call) {
	c.simulated("the place is made up")
	lat, lon := place(c.RT.Env(), "gcj02")
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
