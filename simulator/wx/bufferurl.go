package wx

import (
	"net/http"

	"diorama/renderer/value"
)

// createBufferURL: documentation of wx.createBufferURL; the bytes lie in a temporary
// file.
func createBufferURL(c *Call) {
	b, ok := AsBytes(c.Arg(0))
	if !ok {
		c.requireArg(0, "ArrayBuffer")
		c.Return(value.OfString(""))
		return
	}
	p, err := c.saveDownload("", "", http.DetectContentType(b), b)
	if err != nil {
		text, _ := fileFault(err)
		c.Throw(text)
		return
	}
	c.Return(value.OfString(p))
}

// revokeBufferURL: documentation of wx.revokeBufferURL.
func revokeBufferURL(c *Call) {
	if f := c.State.files(); f != nil && c.requireArg(0, "String") {
		_ = f.Unlink(c.Arg(0).Str())
	}
}

// openDocument: documentation of wx.openDocument. The file is checked; it is not
// shown.
func openDocument(c *Call) {
	if !c.require(param{"filePath", "String"}) {
		return
	}
	if _, err := c.localFile(c.Opt("filePath").Str()); err != nil {
		text, _ := fileFault(err)
		c.Fail(text)
		return
	}
	c.simulated("the document is not shown")
	c.Resolve(value.Value{})
}

// checkIsAddedToMyMiniProgram: documentation of the API.
func checkIsAddedToMyMiniProgram(c *Call) { c.Resolve(value.M("added", false)) }
