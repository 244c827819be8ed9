package wx

import (
	"strconv"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Nothing is drawn: canvas is not simulated, and every call says so. What follows
// has the form of the real objects, so that a program that draws goes on to the rest
// of its page instead of ending at a null. requestAnimationFrame calls nothing back and
// pictures never load: what has drawn nothing is never reported as drawn.

// canvasNode is the Node of a canvas. WeChat: documentation of Canvas; its size is
// 300 by 150 until it is set.
func (s *State) canvasNode(page wire.PageID, id dom.NodeID) *Object {
	s.rt.Unsupported("NodesRef.node of canvas")
	o := s.inertOf(page, id, "Canvas")
	if o.Methods != nil {
		return o
	}
	o.Fields = value.M("width", 300, "height", 150)
	var context *Object
	o.Methods = []API{
		{Name: "getContext", Kind: Sync, Do: func(c *Call) {
			if kind := c.Arg(0).ToString(); kind != "2d" {
				c.RT.Unsupported("Canvas.getContext of " + kind)
				c.Return(value.OfNull())
				return
			}
			if context == nil {
				context = drawingContext("CanvasRenderingContext2D")
				context.Fields = value.M("canvas", o.Value(), "direction", "inherit", "fillStyle", "#000000", "filter", "none",
					"globalAlpha", 1, "globalCompositeOperation", "source-over", "imageSmoothingEnabled", true,
					"lineCap", "butt", "lineDashOffset", 0, "lineJoin", "miter", "lineWidth", 1, "miterLimit", 10, "shadowBlur", 0,
					"shadowColor", "rgba(0, 0, 0, 0)", "shadowOffsetX", 0, "shadowOffsetY", 0, "strokeStyle", "#000000", "textAlign", "start", "textBaseline", "alphabetic")
			}
			c.Return(context.Value())
		}},
		blank("createImage", "Canvas", func() value.Value {
			return (&Object{Class: "Image", Fields: value.M("src", "", "width", 0, "height", 0, "onload", nil, "onerror", nil)}).Value()
		}),
		blank("createPath2D", "Canvas", func() value.Value { return (&Object{Class: "Path2D", Inert: true}).Value() }),
		blank("requestAnimationFrame", "Canvas", func() value.Value { return value.OfNumber(0) }),
	}
	return o
}

// createCanvasContext: documentation of wx.createCanvasContext, the interface before
// 2.9.0; createContext is what it replaced.
func createCanvasContext(c *Call) {
	c.RT.Unsupported("wx." + c.Name)
	c.Return(drawingContext("CanvasContext").Value())
}

// drawCanvas is the other half of wx.createContext, which createCanvasContext replaced.
func drawCanvas(c *Call) {
	c.RT.Unsupported("wx.drawCanvas")
	c.Fail("not simulated")
}

// drawingContext has the members of a context that give something; all others are
// inert.
func drawingContext(class string) *Object {
	o := &Object{Class: class, Inert: true}
	font, size := "10px sans-serif", 10.0 // size in px
	o.Props = []Prop{{Name: "font", Get: func() value.Value { return value.OfString(font) }, Set: func(v value.Value) {
		if px, ok := fontPixels(v.ToString()); ok {
			font, size = v.ToString(), px
		}
	}}}
	gradient := func() value.Value { return (&Object{Class: "CanvasGradient", Inert: true}).Value() }
	o.Methods = append(o.Methods, blank("getActions", class, func() value.Value { return value.OfList(nil) }))
	for _, n := range []string{"createLinearGradient", "createRadialGradient", "createCircularGradient", "createConicGradient", "createPattern"} {
		o.Methods = append(o.Methods, blank(n, class, gradient))
	}
	o.Methods = append(o.Methods,
		API{Name: "setFontSize", Kind: Sync, Do: func(c *Call) {
			if n := c.Arg(0).ToNumber(); n >= 0 && n <= maxFontPixels {
				size = n
			}
		}},
		API{Name: "measureText", Kind: Sync, Do: func(c *Call) {
			c.RT.Unsupported(class + ".measureText") // the width is an estimate: fonts are not here
			c.Return(value.M("width", estimatedWidth(c.Arg(0).ToString(), size)))
		}})
	return o
}

// maxFontPixels bounds a font size that is taken over.
const maxFontPixels = 10000

// fontPixels is the size in a CSS font: "bold 12px sans-serif" has 12.
func fontPixels(font string) (float64, bool) {
	for _, w := range strings.Fields(font) {
		size, _, _ := strings.Cut(w, "/")
		if n, ok := strings.CutSuffix(size, "px"); ok {
			px, err := strconv.ParseFloat(n, 64)
			return px, err == nil && px >= 0 && px <= maxFontPixels
		}
	}
	return 0, false
}

// estimatedWidth counts half an em for Latin letters and one for what is beyond them.
func estimatedWidth(text string, size float64) float64 {
	halves := 0
	for _, r := range text {
		if halves++; r >= 0x1100 {
			halves++
		}
	}
	return float64(halves) * size / 2
}

// blank is a method that says that it is not simulated and gives an empty result.
func blank(name, class string, result func() value.Value) API {
	return API{Name: name, Kind: Sync, Do: func(c *Call) {
		c.RT.Unsupported(class + "." + name)
		c.Return(result())
	}}
}
