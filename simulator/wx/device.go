package wx

import (
	"fmt"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

func battery(e *wire.Env) value.Value {
	return value.M("level", e.Battery, "isCharging", e.Charging, "isLowPowerModeEnabled", e.LowPower)
}

// getBatteryInfo: documentation of wx.getBatteryInfo.
func getBatteryInfo(c *Call) { c.Resolve(battery(c.RT.Env())) }

func getBatteryInfoSync(c *Call) { c.Return(battery(c.RT.Env())) }

// vibrateShort: documentation of wx.vibrateShort; it can be read in the log.
func vibrateShort(c *Call) {
	if !c.require(param{"type?", "String"}) {
		return
	}
	switch t := c.text("type", "medium"); t {
	case "heavy", "medium", "light":
		c.simulated("nothing vibrates")
		c.Resolve(value.Value{})
	default:
		c.Fail("style is not support")
	}
}

func vibrateLong(c *Call) {
	c.simulated("nothing vibrates")
	c.Resolve(value.Value{})
}

// makePhoneCall: documentation of wx.makePhoneCall; nobody is called.
func makePhoneCall(c *Call) {
	if !c.require(param{"phoneNumber", "String"}) {
		return
	}
	if c.Opt("phoneNumber").Str() == "" {
		c.Fail("parameter error: parameter.phoneNumber should not be empty")
		return
	}
	c.Log("info", "wx.makePhoneCall is simulated: nobody is called at "+c.Opt("phoneNumber").Str())
	c.Resolve(value.Value{})
}

// scanCode: documentation of wx.scanCode; the code is made up.
func scanCode(c *Call) {
	c.simulated("a made-up QR code is found")
	c.Resolve(value.M("result", "diorama-simulated-code", "scanType", "QR_CODE", "charSet", "UTF-8", "rawData", "ZGlvcmFtYS1zaW11bGF0ZWQtY29kZQ=="))
}

// getScreenBrightness and its setter keep a number; the screen stays as it is.
func getScreenBrightness(c *Call) {
	if c.State.brightness == nil {
		c.Resolve(value.M("value", c.RT.Env().Brightness))
		return
	}
	c.Resolve(value.M("value", *c.State.brightness))
}

func setScreenBrightness(c *Call) {
	if !c.require(param{"value", "Number"}) {
		return
	}
	v := c.Opt("value").Num()
	if !(v == -1 || v >= 0 && v <= 1) {
		c.Fail("parameter error: parameter.value should be between 0 and 1;")
		return
	}
	if c.State.brightness = &v; v == -1 {
		c.State.brightness = nil // WeChat: documentation, it follows the system again
	}
	c.Resolve(value.Value{})
}

// setKeepScreenOn: the screen of a simulator does not go off.
func setKeepScreenOn(c *Call) {
	if c.require(param{"keepScreenOn", "Boolean"}) {
		c.Resolve(value.Value{})
	}
}

// getRandomValues: documentation of wx.getRandomValues. Under a virtual clock the
// bytes come from the seeded source, so that runs repeat.
func getRandomValues(c *Call) {
	if !c.require(param{"length", "Number"}) {
		return
	}
	n := c.Opt("length").Num()
	if !(n >= 0 && n <= maxRandom) || n != float64(int(n)) {
		c.Fail(fmt.Sprintf("parameter error: parameter.length should be an integer between 0 and %d;", maxRandom))
		return
	}
	b := make([]byte, int(n))
	for i := range b { // not for secrets: a recording gives the same again
		b[i] = byte(c.RT.Rand() * 256)
	}
	c.Resolve(value.M("randomValues", OfBytes(b)))
}

// maxRandom is how many bytes getRandomValues gives. WeChat: documentation, 1048576.
const maxRandom = 1048576

// getUserCryptoManager: random values work; keys are WeChat's.
func getUserCryptoManager(c *Call) {
	c.Return((&Object{Class: "UserCryptoManager", Methods: []API{
		{Name: "getLatestUserKey", Do: notSimulated("UserCryptoManager.getLatestUserKey")},
		{Name: "getRandomValues", Do: getRandomValues},
	}}).Value())
}

// notSimulated is an API that says so.
func notSimulated(name string) func(*Call) {
	return func(c *Call) {
		c.RT.Unsupported(name)
		c.Fail("not simulated")
	}
}
