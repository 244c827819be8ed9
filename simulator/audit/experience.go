package audit

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"diorama/renderer/wxss"
)

// sheets calls f for every sheet of the mini-program.
func (c *check) sheets(f func(file *File, sh *wxss.Sheet)) {
	any := false
	for i := range c.s.Files {
		file := &c.s.Files[i]
		if strings.HasSuffix(file.Path, ".wxss") && file.Data != nil {
			any = true
			sh, _ := wxss.Parse(file.Path, file.Data)
			f(file, sh)
		}
	}
	if !any {
		c.nothing("there is no sheet")
	}
}

func place(r *wxss.Rule) Finding {
	return Finding{File: r.File, Line: int(r.Line), Column: int(r.Column)}
}

func inertialScroll(c *check) {
	c.sheets(func(_ *File, sh *wxss.Sheet) {
		for i := range sh.Rules {
			r := &sh.Rules[i]
			scrolls, touch := "", false
			for k := range r.Decls {
				d := &r.Decls[k]
				v := strings.ToLower(d.Value)
				switch {
				case strings.HasPrefix(d.Name, "overflow") && (strings.Contains(v, "scroll") || strings.Contains(v, "auto")):
					scrolls = d.Name + ": " + d.Value
				case d.Name == "-webkit-overflow-scrolling" && v == "touch":
					touch = true
				}
			}
			if scrolls != "" && !touch {
				f := place(r)
				f.Text = selectors(r) + " has " + scrolls + " without -webkit-overflow-scrolling: touch"
				c.add(f)
			}
		}
	})
}

func selectors(r *wxss.Rule) string {
	var out []string
	for _, s := range r.Selectors {
		out = append(out, s.Text)
	}
	return shorten(strings.Join(out, ", "))
}

func noActive(c *check) {
	c.sheets(func(_ *File, sh *wxss.Sheet) {
		for i := range sh.Rules {
			for _, s := range sh.Rules[i].Selectors {
				if strings.Contains(s.Text, ":active") {
					f := place(&sh.Rules[i])
					f.Text = s.Text
					c.add(f)
					break
				}
			}
		}
	})
}

func imageProportions(c *check) {
	c.images(func(p *Page, n *Node) {
		if n.Mode != "" && n.Mode != "scaleToFill" {
			return
		}
		natural, shown := float64(n.NaturalW)/float64(n.NaturalH), n.W/n.H
		if d := math.Abs(shown-natural) / natural; d > imageRatio {
			c.add(Finding{Text: fmt.Sprintf("%s is %d × %d and shown %.0f × %.0f: %.0f %% off", shorten(n.Src), n.NaturalW, n.NaturalH, n.W, n.H, d*100), Page: p.Path, Node: n.ID})
		}
	})
}

// nodes calls f for every element of the pages.
func (c *check) nodes(f func(p *Page, i int, n *Node)) {
	if len(c.s.Pages) == 0 {
		c.nothing("no page is shown")
	}
	for i := range c.s.Pages {
		p := &c.s.Pages[i]
		for k := range p.Nodes {
			f(p, k, &p.Nodes[k])
		}
	}
}

func tapSizes(c *check) {
	any := false
	c.nodes(func(p *Page, _ int, n *Node) {
		if !n.Tap || n.W <= 0 || n.H <= 0 {
			return
		}
		any = true
		if n.W < tapSize-0.01 || n.H < tapSize-0.01 {
			c.add(Finding{Text: fmt.Sprintf("%s is %.1f × %.1f px", n.Name, n.W, n.H), Page: p.Path, Node: n.ID})
		}
	})
	if !any && c.state == Kept {
		c.nothing("nothing can be tapped")
	}
}

func safeArea(c *check) {
	if c.s.SafeArea <= 0 {
		c.unmeasured("the simulated device has no home indicator; choose one that has, such as iPhone X")
		return
	}
	any := false
	c.nodes(func(p *Page, i int, n *Node) {
		if !p.Bottom || !n.Tap || n.W <= 0 || n.H <= 0 {
			return
		}
		fixed := false
		for k := i; k >= 0; k = p.Nodes[k].Parent {
			if p.Nodes[k].Fixed {
				fixed = true
				break
			}
		}
		if !fixed || n.H >= p.Height*0.9 { // a layer over all of the page is no control
			return
		}
		any = true
		if n.Y+n.H > p.Height-c.s.SafeArea+0.5 && n.Y < p.Height {
			c.add(Finding{Text: fmt.Sprintf("%s reaches %.0f px into the home indicator's area", n.Name, min(n.Y+n.H, p.Height)-(p.Height-c.s.SafeArea)), Page: p.Path, Node: n.ID})
		}
	})
	if !any && c.state == Kept {
		c.nothing("no fixed control is shown")
	}
}

func resizable(c *check) {
	w := c.s.App.Raw.Get("window").Get("pageOrientation").Str()
	if !c.s.App.Raw.Get("resizable").Truthy() && w != "auto" && w != "landscape" {
		c.nothing("app.json has neither resizable nor pageOrientation")
		return
	}
	for i := range c.s.Pages {
		p := &c.s.Pages[i]
		for k := range p.Nodes {
			if n := &p.Nodes[k]; n.Parent == 0 && n.X+n.W > p.Width+1 {
				c.add(Finding{Text: fmt.Sprintf("%s is %.0f px wide in a window of %.0f", n.Name, n.W, p.Width), Page: p.Path, Node: n.ID})
			}
		}
	}
	if c.state != Broken {
		c.unmeasured("it fits this size; turn the device and audit again")
	}
}

// rgb is a colour with its share of cover.
type rgb struct{ r, g, b, a float64 }

func rgbOf(c color.NRGBA) rgb {
	return rgb{float64(c.R), float64(c.G), float64(c.B), float64(c.A) / 255}
}

func (c rgb) over(b rgb) rgb {
	return rgb{c.r*c.a + b.r*(1-c.a), c.g*c.a + b.g*(1-c.a), c.b*c.a + b.b*(1-c.a), 1}
}

// luminance is the relative luminance of WCAG 2.
func (c rgb) luminance() float64 {
	f := func(v float64) float64 {
		if v /= 255; v <= 0.03928 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*f(c.r) + 0.7152*f(c.g) + 0.0722*f(c.b)
}

func contrast(c *check) {
	any := false
	c.nodes(func(p *Page, i int, n *Node) {
		if strings.TrimSpace(n.Text) == "" || n.W <= 0 || n.H <= 0 {
			return
		}
		ink := rgbOf(n.Colour)
		if ink.a == 0 {
			return
		}
		var layers []rgb
		solid := false
		for k := i; k >= 0 && !solid; k = p.Nodes[k].Parent {
			if p.Nodes[k].Picture {
				return // what is behind it cannot be told from styles
			}
			if b := rgbOf(p.Nodes[k].Background); b.a > 0 {
				layers = append(layers, b)
				solid = b.a == 1
			}
		}
		ground := rgb{255, 255, 255, 1}
		for k := len(layers) - 1; k >= 0; k-- {
			ground = layers[k].over(ground)
		}
		any = true
		a, b := ink.over(ground).luminance(), ground.luminance()
		ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05)
		least := contrastText
		if n.FontSize >= largeText || n.Bold && n.FontSize >= largeBold {
			least = contrastLarge
		}
		if ratio < least-0.005 {
			c.add(Finding{Text: fmt.Sprintf("%s “%s”: %.1f, at least %.1f", n.Name, shorten(strings.TrimSpace(n.Text)), ratio, least), Page: p.Path, Node: n.ID})
		}
	})
	if !any && c.state == Kept {
		c.nothing("no text is shown")
	}
}
