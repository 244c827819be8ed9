package wx

import (
	"unicode/utf8"

	"diorama/renderer/value"
)

// maxModalButton is the longest text of a button of showModal, in characters.
const maxModalButton = 4

// maxSheetItems is the most choices of showActionSheet.
const maxSheetItems = 6

// showModal: documentation of wx.showModal.
func showModal(c *Call) {
	if !c.require(param{"title?", "String"}, param{"content?", "String"}, param{"confirmText?", "String"}, param{"cancelText?", "String"}) {
		return
	}
	for _, name := range []string{"confirmText", "cancelText"} {
		if utf8.RuneCountInString(c.Opt(name).Str()) > maxModalButton {
			c.Fail("parameter error: " + name + " should not larger than 4 Chinese characters")
			return
		}
	}
	editable := c.Opt("editable").Truthy()
	c.Host("showModal", plain(c.Options), func(res value.Value, errMsg string) {
		if errMsg != "" {
			c.FailWith(errMsg, res)
			return
		}
		content := value.OfNull()
		if editable && res.Get("confirm").Truthy() {
			content = value.OfString(res.Get("content").Str())
		}
		c.Resolve(value.M("confirm", res.Get("confirm").Truthy(), "cancel", res.Get("cancel").Truthy(), "content", content))
	})
}

// showActionSheet: documentation of wx.showActionSheet; cancelling fails with
// "fail cancel".
func showActionSheet(c *Call) {
	if !c.require(param{"itemList", "Array"}) {
		return
	}
	switch items := c.Opt("itemList"); {
	case items.Len() == 0:
		c.Fail("parameter error: itemList should have at least one item")
		return
	case items.Len() > maxSheetItems:
		c.Fail("parameter error: itemList should not be large than 6")
		return
	default:
		for _, it := range items.Items() {
			if it.Kind() != value.String {
				c.Fail("parameter error: itemList should be String Array;")
				return
			}
		}
	}
	c.Forward("showActionSheet", plain(c.Options))
}
