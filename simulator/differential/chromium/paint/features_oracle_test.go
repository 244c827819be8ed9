//go:build oracle

package paint

import (
	"fmt"
	"strings"
)

// feature makes the inside of a cell.
type feature struct {
	name string
	cell func(c *cell) string
}

// features are in the order of how often apps use them.
var features = []feature{
	{"radius", func(c *cell) string { return c.box("background:" + c.color() + ";border-radius:" + c.radius()) }},
	{"flat", func(c *cell) string { return c.odd("background:" + c.color()) }},
	{"border-solid", func(c *cell) string {
		return c.odd("border:" + c.px(1, 6) + " solid " + c.color() + ";background:" + c.color())
	}},
	{"border-radius", func(c *cell) string {
		return c.box("border:" + c.px(1, 8) + " solid " + c.color() + ";background:" + c.color() + ";border-radius:" + c.radius())
	}},
	{"border-mixed", func(c *cell) string {
		return c.box("border-style:solid;border-width:" + c.sides(func() string { return c.px(0, 14) }) + ";border-color:" + c.sides(c.color) + ";background:" + c.color())
	}},
	{"border-mixed-radius", func(c *cell) string {
		return c.box("border-style:solid;border-width:" + c.sides(func() string { return c.px(0, 14) }) + ";border-color:" + c.sides(c.color) + ";border-radius:" + c.radius() + ";background:" + c.color())
	}},
	{"triangle", func(c *cell) string {
		col := []string{"transparent", "transparent", "transparent", "transparent"}
		col[c.n(4)] = c.color()
		if c.chance(0.3) {
			col[c.n(4)] = c.color()
		}
		return c.at(c.in(4, 20), c.in(4, 20), 0, 0, "box-sizing:content-box;border-style:solid;border-width:"+c.sides(func() string { return c.px(0, 30) })+";border-color:"+strings.Join(col, " "))
	}},
	{"border-dashed", func(c *cell) string {
		return c.box("border:" + c.px(1, 7) + " dashed " + c.color() + c.maybe(0.4, ";border-radius:"+c.radius()))
	}},
	{"border-dotted", func(c *cell) string {
		return c.box("border:" + c.px(1, 7) + " dotted " + c.color() + c.maybe(0.4, ";border-radius:"+c.radius()))
	}},
	{"border-styles", func(c *cell) string {
		return c.box("border:" + c.px(1, 12) + " " + c.words("double groove ridge inset outset") + " " + c.color() + c.maybe(0.3, ";border-radius:"+c.radius()))
	}},
	{"border-any", func(c *cell) string {
		return c.box("border-width:" + c.sides(func() string { return c.px(0, 12) }) + ";border-style:" + c.sides(func() string { return c.words("solid solid double dashed dotted groove ridge inset outset none") }) + ";border-color:" + c.sides(c.color) + c.maybe(0.3, ";border-radius:"+c.radius()))
	}},
	{"border-image", func(c *cell) string {
		src := c.of("url(/i/grid.png)", "linear-gradient("+c.solid()+","+c.solid()+")", "linear-gradient(45deg,"+c.solid()+","+c.solid()+")")
		slice := c.of("10", "30%", "10 6", "8 12 6 4", "10 fill", "34%")
		width := c.of("", " / 6px", " / 2", " / 10px 4px", " / auto")
		outset := ""
		if width != "" {
			outset = c.of("", "", " / 4px")
		}
		return c.box("border:" + c.px(4, 12) + " solid " + c.color() + ";border-image:" + src + " " + slice + width + outset + " " + c.of("stretch", "repeat", "round", "space", "stretch round"))
	}},
	{"shadow", func(c *cell) string {
		return c.box("background:" + c.solid() + ";box-shadow:" + c.shadow(false) + c.maybe(0.6, ";border-radius:"+c.radius()))
	}},
	{"shadow-several", func(c *cell) string {
		return c.box("background:" + c.color() + ";box-shadow:" + c.list(2, 3, ",", func() string { return c.shadow(c.chance(0.4)) }) + c.maybe(0.6, ";border-radius:"+c.radius()))
	}},
	{"shadow-inset", func(c *cell) string {
		return c.box("background:" + c.solid() + ";box-shadow:" + c.shadow(true) + c.maybe(0.6, ";border-radius:"+c.radius()) + c.maybe(0.4, ";border:"+c.px(1, 5)+" solid "+c.color()))
	}},
	{"opacity", func(c *cell) string { return c.scene(fmt.Sprintf("opacity:%.2f", c.f(0, 1))) }},
	{"linear", func(c *cell) string { return c.box("background:" + c.linear(false)) }},
	{"linear-odd", func(c *cell) string { return c.odd("background:" + c.linear(true)) }},
	{"linear-hint", func(c *cell) string {
		return c.box("background:linear-gradient(" + c.direction() + "," + c.color() + "," + fmt.Sprint(c.in(10, 90)) + "%," + c.color() + ")")
	}},
	{"radial", func(c *cell) string { return c.box("background:" + c.radial()) }},
	{"conic", func(c *cell) string { return c.box("background:" + c.conic()) }},
	{"layers", func(c *cell) string {
		return c.box("padding:6px;border:4px dashed rgba(0,0,0,.3);background:" + c.list(2, 3, ",", func() string { return c.layer() }) + "," + c.linear(false))
	}},
	{"bg-image", func(c *cell) string { return c.box("background:" + c.layer()) }},
	{"collapse", func(c *cell) string {
		line := func() string {
			return c.maybe(0.8, "border:"+c.px(1, 9)+" "+c.words("solid solid solid dashed dotted double")+" "+c.solid()+";") +
				c.maybe(0.3, "border-"+c.words("top left bottom right")+":"+c.px(0, 12)+" "+c.words("solid solid double groove hidden none")+" "+c.solid()+";")
		}
		var rows strings.Builder
		cells := c.in(1, 3)
		for range c.in(1, 3) {
			rows.WriteString(`<view style="display:table-row;` + c.maybe(0.2, line()) + `">`)
			for range cells {
				rows.WriteString(`<view style="display:table-cell;width:` + c.px(8, 22) + `;height:` + c.px(8, 22) + `;` + line() + c.maybe(0.4, "background:"+c.color()) + `"></view>`)
			}
			rows.WriteString("</view>")
		}
		return `<view style="display:table;border-collapse:collapse;margin:4px;` + line() + c.maybe(0.3, "background:"+c.color()) + `">` + rows.String() + "</view>"
	}},
	{"bg-image-odd", func(c *cell) string { return c.odd("background:" + c.layer()) }},
	{"bg-size", func(c *cell) string {
		return c.box("background:url(/i/" + c.picture() + ") " + c.words("no-repeat repeat") + ";background-size:" + c.of("cover", "contain", "100% 100%", "auto 50%", "30px", c.px(5, 60)+" "+c.px(5, 60)) + ";background-position:" + c.position())
	}},
	{"bg-repeat", func(c *cell) string {
		return c.box("background:url(/i/" + c.words("grid.png small.png alpha.png") + ") " + c.words("repeat repeat-x repeat-y round space") + " " + c.words("repeat no-repeat round space") + ";background-size:" + c.len(9, 30) + ";background-position:" + c.position())
	}},
	{"bg-clip", func(c *cell) string {
		return c.box("padding:" + c.px(2, 10) + ";border:" + c.px(2, 8) + " dashed " + c.color() + ";background:" + c.linear(false) + ";background-origin:" + c.boxName() + ";background-clip:" + c.boxName() + c.maybe(0.4, ";border-radius:"+c.radius()))
	}},
	{"bg-text", func(c *cell) string {
		return c.box("color:transparent;font-size:"+c.px(20, 40)+";line-height:1;background-image:"+c.linear(false)+";-webkit-background-clip:text", "画Ag")
	}},
	{"outline", func(c *cell) string {
		return c.box("background:" + c.color() + ";outline:" + c.px(1, 5) + " " + c.words("solid dashed dotted double groove") + " " + c.color() + ";outline-offset:" + c.px(-6, 6) + c.maybe(0.5, ";border-radius:"+c.radius()))
	}},
	{"rotate", func(c *cell) string { return c.scene(fmt.Sprintf("transform:rotate(%ddeg)", c.n(360))) }},
	{"transform", func(c *cell) string {
		return c.scene("transform:" + c.list(1, 3, " ", c.transform2) + c.maybe(0.5, ";transform-origin:"+c.position()))
	}},
	{"transform-radius", func(c *cell) string {
		return c.box("background:" + c.color() + ";border:" + c.px(1, 6) + " solid " + c.color() + ";border-radius:" + c.radius() + ";transform:" + c.list(1, 2, " ", c.transform2))
	}},
	{"transform-image", func(c *cell) string {
		return c.box("background:url(/i/" + c.picture() + ") 0 0 / 100% 100%;transform:" + c.list(1, 2, " ", c.transform2))
	}},
	{"perspective", func(c *cell) string {
		return c.at(0, 0, 92, 92, "perspective:"+c.px(60, 300)+c.maybe(0.4, ";perspective-origin:"+c.position()), c.scene("transform:"+c.list(1, 2, " ", c.transform3)+c.maybe(0.3, ";backface-visibility:hidden")))
	}},
	{"preserve-3d", func(c *cell) string {
		var in []string
		for range c.in(2, 4) {
			in = append(in, c.box("background:"+c.color()+";transform:"+c.list(1, 2, " ", c.transform3)+c.maybe(0.3, ";backface-visibility:hidden")))
		}
		return c.at(0, 0, 92, 92, "perspective:"+c.px(100, 300), c.at(0, 0, 92, 92, "transform-style:preserve-3d;transform:"+c.transform3(), in...))
	}},
	{"cube", func(c *cell) string {
		s := fmt.Sprintf("perspective:%dpx", c.in(100, 300))
		var in []string
		for i, f := range []string{"translateZ(20px)", "rotateY(90deg) translateZ(20px)", "rotateY(180deg) translateZ(20px)", "rotateY(-90deg) translateZ(20px)", "rotateX(90deg) translateZ(20px)", "rotateX(-90deg) translateZ(20px)"} {
			in = append(in, c.at(26, 26, 40, 40, fmt.Sprintf("background:hsl(%d,70%%,60%%);border:2px solid #333;transform:%s", i*60, f)))
		}
		return c.at(0, 0, 92, 92, s, c.at(0, 0, 92, 92, fmt.Sprintf("transform-style:preserve-3d;transform:rotateX(%ddeg) rotateY(%ddeg)", c.n(360), c.n(360)), in...))
	}},
	{"filter-blur", func(c *cell) string { return c.scene("filter:blur(" + c.len(0.3, 12) + ")") }},
	{"filter-color", func(c *cell) string { return c.scene("filter:" + c.list(1, 2, " ", c.colorFilter)) }},
	{"filter-shadow", func(c *cell) string {
		return c.scene("border-radius:" + c.radius() + ";filter:drop-shadow(" + c.px(-8, 8) + " " + c.px(-8, 8) + " " + c.px(0, 10) + " " + c.color() + ")")
	}},
	{"filter-chain", func(c *cell) string {
		return c.scene("filter:" + c.list(2, 4, " ", func() string {
			return c.of("blur("+c.len(0.5, 4)+")", c.colorFilter(), "drop-shadow("+c.px(-8, 8)+" "+c.px(-8, 8)+" "+c.px(0, 5)+" "+c.solid()+")")
		}))
	}},
	{"backdrop", func(c *cell) string {
		return c.scene("") + c.box("background:rgba(255,255,255,.3);backdrop-filter:"+c.of("blur("+c.len(1, 10)+")", c.colorFilter(), "blur("+c.len(1, 10)+") "+c.colorFilter())+c.maybe(0.5, ";border-radius:"+c.radius()))
	}},
	{"mask", func(c *cell) string {
		return c.scene("-webkit-mask-image:" + c.of("url(/i/star.svg)", c.fade(), "radial-gradient(circle,#000 50%,transparent 51%)") + ";-webkit-mask-size:" + c.of("100% 100%", "20px 20px", "contain", "cover") + ";-webkit-mask-repeat:" + c.words("no-repeat repeat") + ";-webkit-mask-position:" + c.position())
	}},
	{"mask-layers", func(c *cell) string {
		return c.scene("mask:url(/i/star.svg) " + c.position() + " / " + c.px(15, 50) + " no-repeat," + c.fade() + c.maybe(0.6, ";mask-composite:"+c.words("add subtract intersect exclude")))
	}},
	{"clip-path", func(c *cell) string { return c.scene("clip-path:" + c.clipPath()) }},
	{"clip", func(c *cell) string {
		edge := func() string { return c.of("auto", c.px(0, 30), c.px(-5, 40), c.px(20, 80)) }
		return c.scene("position:absolute;clip:rect(" + c.list(4, 4, ", ", edge) + ")" + c.maybe(0.3, ";transform:rotate(10deg)"))
	}},
	{"moves", func(c *cell) string {
		return c.scene(c.maybe(0.6, "translate:"+c.of("5px", "10% 5px", "-4px 3px")+";") + c.maybe(0.6, "rotate:"+c.of("20deg", "x 40deg", "y 30deg", "1 1 0 50deg")+";") +
			c.maybe(0.6, "scale:"+c.of("0.5", "1.2 0.7", "80%")+";") + c.maybe(0.4, "transform:"+c.transform2()))
	}},
	{"blend", func(c *cell) string {
		return c.scene("") + c.box("background:"+c.of(c.color(), c.linear(false))+";mix-blend-mode:"+c.blend())
	}},
	{"isolation", func(c *cell) string {
		return c.scene("") + c.at(0, 0, 92, 92, c.of("isolation:isolate", "opacity:.9", "transform:translate(0,0)", "will-change:transform", ""),
			c.box("background:"+c.color()), c.box("background:"+c.color()+";mix-blend-mode:"+c.blend()))
	}},
	{"bg-blend", func(c *cell) string {
		return c.box("background:" + c.linear(false) + "," + c.linear(false) + "," + c.color() + ";background-blend-mode:" + c.list(1, 2, ",", c.blend))
	}},
	{"image-mode", func(c *cell) string {
		return fmt.Sprintf(`<image src="/i/%s" mode="%s" style="position:absolute;left:%s;top:%s;width:%s;height:%s;%s"/>`, c.picture(),
			c.words("scaleToFill aspectFit aspectFill widthFix heightFix top bottom center left right"), c.len(2, 10), c.len(2, 10), c.len(20, 70), c.len(20, 70), c.maybe(0.4, "border-radius:"+c.radius()))
	}},
	{"image-scale", func(c *cell) string {
		w := c.in(6, 80)
		return fmt.Sprintf(`<image src="/i/%s" style="position:absolute;left:4px;top:4px;width:%dpx;height:%dpx"/>`, c.words("photo.png photo.jpg exif6.jpg noise.png"), w, max(4, w*3/4))
	}},
	{"svg", func(c *cell) string {
		return c.box("background:url(" + c.svg() + ") 0 0 / 100% 100%")
	}},
	{"overflow", func(c *cell) string {
		return c.box("overflow:hidden;border:"+c.px(0, 5)+" solid "+c.color()+";border-radius:"+c.radius(), c.at(c.in(-10, 20), c.in(-10, 20), c.in(20, 60), c.in(20, 60), "background:"+c.color()+c.maybe(0.4, ";border-radius:50%")), c.at(-20, 20, 90, 9, "background:"+c.linear(false)))
	}},
	{"stacking", func(c *cell) string { return c.tree(0) }},
}

func (c *cell) maybe(p float64, s string) string {
	if c.chance(p) {
		return s
	}
	return ""
}

func (c *cell) sides(f func() string) string { return c.list(4, 4, " ", f) }

func (c *cell) radius() string {
	switch c.n(5) {
	case 0:
		return "50%"
	case 1:
		return c.px(1, 12)
	case 2:
		return c.sides(func() string { return c.px(0, 30) })
	case 3:
		return c.sides(func() string { return c.px(0, 40) }) + " / " + c.sides(func() string { return c.px(0, 60) })
	}
	return c.of("999px", "20%", c.px(10, 30)+" 0", "0 0 "+c.px(10, 30)+" "+c.px(10, 30))
}

func (c *cell) shadow(inset bool) string {
	s := c.px(-8, 8) + " " + c.px(-8, 8) + " " + c.px(0, 14) + " " + c.of("0", c.px(-6, 8)) + " " + c.color()
	if inset {
		s = "inset " + s
	}
	return s
}

func (c *cell) direction() string {
	return c.of(fmt.Sprintf("%ddeg", c.n(360)), "to right", "to bottom", "to top left", "to bottom right", "0.3turn", "45deg")
}

func (c *cell) stops() string {
	last := 0
	return c.list(2, 5, ",", func() string {
		s := c.color()
		if c.chance(0.1) {
			s = "transparent"
		}
		if c.chance(0.5) {
			last += c.n(40)
			s += fmt.Sprintf(" %d%s", last, c.of("%", "%", "px"))
		}
		if c.chance(0.1) {
			last += c.n(20)
			s = c.solid() + fmt.Sprintf(" %d%% %d%%", last, last+10)
		}
		return s
	})
}

func (c *cell) linear(repeat bool) string {
	if repeat && c.chance(0.5) {
		n := c.in(4, 20)
		return fmt.Sprintf("repeating-linear-gradient(%s,%s 0,%s %dpx,%s %dpx)", c.direction(), c.color(), c.color(), n, c.color(), n+c.n(10))
	}
	return "linear-gradient(" + c.direction() + "," + c.stops() + ")"
}

func (c *cell) fade() string { return "linear-gradient(" + c.direction() + ",#000,transparent)" }

func (c *cell) radial() string {
	shape := c.of("", "circle ", "ellipse ") + c.of("", "closest-side ", "farthest-side ", "closest-corner ", "farthest-corner ")
	if c.chance(0.2) {
		shape = c.of(c.px(10, 40), c.px(10, 40)+" "+c.px(10, 40), "30% 60%") + " "
	}
	if c.chance(0.5) {
		shape += "at " + c.position()
	}
	if shape = strings.TrimSpace(shape); shape != "" {
		shape += ","
	}
	if c.chance(0.25) {
		n := c.in(4, 12)
		return fmt.Sprintf("repeating-radial-gradient(%s%s 0,%s %dpx)", shape, c.color(), c.color(), n)
	}
	return "radial-gradient(" + shape + c.stops() + ")"
}

func (c *cell) conic() string {
	from := c.maybe(0.5, fmt.Sprintf("from %ddeg ", c.n(360))) + c.maybe(0.4, "at "+c.position())
	if from = strings.TrimSpace(from); from != "" {
		from += ","
	}
	if c.chance(0.25) {
		return fmt.Sprintf("repeating-conic-gradient(%s%s 0,%s %ddeg)", from, c.color(), c.color(), c.in(20, 90))
	}
	last := 0
	return "conic-gradient(" + from + c.list(2, 5, ",", func() string {
		s := c.color()
		if c.chance(0.4) {
			last += c.n(30)
			s += fmt.Sprintf(" %d%%", last)
		}
		return s
	}) + ")"
}

func (c *cell) picture() string {
	return c.words("grid.png small.png alpha.png photo.png photo.jpg star.svg exif6.jpg")
}

func (c *cell) position() string {
	return c.of("center", "left top", "right bottom", "50% 50%", fmt.Sprintf("%d%% %d%%", c.n(101), c.n(101)), c.px(-10, 30)+" "+c.px(-10, 30), c.words("left right center")+" "+c.words("top bottom center"))
}

func (c *cell) edge() string {
	return c.of(c.position(), c.position(), "right "+c.px(0, 10)+" bottom "+c.px(0, 10), "left 20% top "+c.px(0, 9))
}

func (c *cell) layer() string {
	img := c.of("url(/i/"+c.picture()+")", c.linear(true), c.radial())
	return img + " " + c.edge() + " / " + c.of("auto", "cover", "contain", c.px(8, 40), c.px(8, 40)+" "+c.px(8, 40), "50% auto", "33% 25%") + " " + c.of("no-repeat", "repeat", "repeat-x", "repeat-y", "round", "space") + c.maybe(0.3, " "+c.boxName())
}

func (c *cell) boxName() string { return c.words("border-box padding-box content-box") }

func (c *cell) transform2() string {
	switch c.n(7) {
	case 0:
		return fmt.Sprintf("rotate(%ddeg)", c.n(360))
	case 1:
		return fmt.Sprintf("scale(%.2f)", c.f(0.3, 1.5))
	case 2:
		return fmt.Sprintf("scale(%.2f,%.2f)", c.f(-1.2, 1.5), c.f(0.3, 1.5))
	case 3:
		return fmt.Sprintf("skew(%ddeg,%ddeg)", c.in(-30, 30), c.in(-20, 20))
	case 4:
		return fmt.Sprintf("translate(%s,%s)", c.len(-10, 10), c.len(-10, 10))
	case 5:
		return fmt.Sprintf("matrix(%.2f,%.2f,%.2f,%.2f,%d,%d)", c.f(0.5, 1.2), c.f(-0.4, 0.4), c.f(-0.4, 0.4), c.f(0.5, 1.2), c.in(-8, 8), c.in(-8, 8))
	}
	return fmt.Sprintf("translate(%d%%,%d%%)", c.in(-20, 20), c.in(-20, 20))
}

func (c *cell) transform3() string {
	switch c.n(6) {
	case 0:
		return fmt.Sprintf("rotateX(%ddeg)", c.in(-80, 80))
	case 1:
		return fmt.Sprintf("rotateY(%ddeg)", c.n(360))
	case 2:
		return fmt.Sprintf("rotate3d(%d,%d,%d,%ddeg)", c.n(3), c.n(3), 1, c.n(360))
	case 3:
		return fmt.Sprintf("translateZ(%dpx)", c.in(-60, 30))
	case 4:
		return fmt.Sprintf("rotateZ(%ddeg)", c.n(360))
	}
	return fmt.Sprintf("translate3d(%dpx,%dpx,%dpx)", c.in(-10, 10), c.in(-10, 10), c.in(-40, 20))
}

func (c *cell) colorFilter() string {
	name := c.words("brightness contrast saturate hue-rotate invert sepia grayscale opacity")
	switch name {
	case "hue-rotate":
		return fmt.Sprintf("hue-rotate(%ddeg)", c.n(360))
	case "brightness", "contrast", "saturate":
		return fmt.Sprintf("%s(%.2f)", name, c.f(0, 2))
	}
	return fmt.Sprintf("%s(%d%%)", name, c.n(101))
}

func (c *cell) clipPath() string {
	switch c.n(5) {
	case 0:
		return fmt.Sprintf("inset(%s %s %s %s round %s)", c.px(0, 10), c.px(0, 10), c.px(0, 10), c.px(0, 10), c.px(0, 20))
	case 1:
		return fmt.Sprintf("circle(%s at %s)", c.of("40%", "closest-side", c.px(8, 30)), c.position())
	case 2:
		return fmt.Sprintf("ellipse(%d%% %d%% at %s)", c.in(10, 60), c.in(10, 60), c.position())
	case 3:
		return "polygon(" + c.maybe(0.3, "evenodd,") + c.list(3, 7, ",", func() string { return fmt.Sprintf("%d%% %d%%", c.n(101), c.n(101)) }) + ")"
	}
	return fmt.Sprintf("path('M%d %d L60 10 Q %d %d 50 60 C 20 70 5 50 5 %d A 12 8 30 0 1 30 20 Z')", c.n(20), c.n(20), c.n(60), c.n(60), c.n(50))
}

func (c *cell) blend() string {
	return c.words("multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference exclusion hue saturation color luminosity normal")
}

// tree is a small tree of boxes that overlap, with all that makes stacking contexts.
// Sizes are fixed and nothing flows, so that layout has no say.
func (c *cell) tree(depth int) string {
	var b strings.Builder
	for range c.in(2, 4) {
		style := fmt.Sprintf("width:%dpx;height:%dpx;background:%s;", c.in(20, 50), c.in(9, 20), c.solid())
		style += c.of("", fmt.Sprintf("margin-left:%dpx;", c.n(20)), fmt.Sprintf("position:relative;left:%dpx;top:%dpx;", c.in(-8, 8), c.in(-8, 8)), fmt.Sprintf("position:absolute;left:%dpx;top:%dpx;", c.n(30), c.n(30)))
		style += c.of("", "", fmt.Sprintf("z-index:%d;", c.in(-2, 3)))
		style += c.of("", "", "", "opacity:.8;", "transform:translate(2px,3px);", "filter:brightness(1.1);", "will-change:transform;", "isolation:isolate;", "mix-blend-mode:multiply;", "clip-path:inset(1px);", "overflow:hidden;", "visibility:hidden;", "perspective:100px;")
		inner := ""
		if depth < 2 {
			inner = c.tree(depth + 1)
			if c.chance(0.2) {
				inner = `<view style="visibility:visible;width:10px;height:10px;background:red"></view>` + inner
			}
		}
		b.WriteString(`<view style="` + style + `">` + inner + "</view>")
	}
	return b.String()
}
