package main

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strings"

	"diorama/simulator"
	"diorama/simulator/device"
	"diorama/simulator/wire"
)

// choices is a flag that takes one value, or for diorama shot several: repeated or in one
// list with commas.
type choices struct {
	list  []string
	first string // the value when the flag is not given
}

func (c *choices) String() string { return c.first }

func (c *choices) Set(s string) error {
	for _, part := range strings.Split(s, ",") {
		c.list = append(c.list, strings.TrimSpace(part))
	}
	return nil
}

// all gives the values, at least one.
func (c *choices) all() []string {
	if len(c.list) == 0 {
		return []string{c.first}
	}
	return c.list
}

// several tells whether more than one value was given.
func (c *choices) several() bool { return len(c.list) > 1 }

// asides makes the screens beside the first: every device in every theme and font size.
func asides(devices, themes, fonts []string, dpr float64) ([]simulator.Aside, error) {
	var out []simulator.Aside
	for _, name := range devices {
		p, err := device.Find(name)
		if err != nil {
			return nil, err
		}
		if dpr > 0 {
			p.DPR = dpr
		}
		for _, theme := range themes {
			for _, font := range fonts {
				size, err := fontSize(p, font)
				if err != nil {
					return nil, err
				}
				out = append(out, simulator.Aside{Device: p, Theme: theme, FontSize: p.FontSize(size)})
			}
		}
	}
	return out[1:], nil
}

// fontSize reads --font-size for a device; 0 is its standard.
func fontSize(p device.Profile, s string) (float64, error) {
	size, ok := p.ParseFont(s)
	if !ok {
		steps := p.FontSteps()
		return 0, fmt.Errorf("--font-size %q: expected standard, px from %d to %d, or a step of %s from %+d to %+d", s, wire.MinFontSize, wire.MaxFontSize,
			p.Name, steps[0].Step, steps[len(steps)-1].Step)
	}
	return size, nil
}

// gap lies between two screens of one picture, px.
const gap = 24

// maxBeside bounds the picture of several screens, px.
const maxBeside = 64 << 20

// sideBySide puts pictures into one row, their upper edges level, on light grey.
func sideBySide(list []*image.RGBA) (*image.RGBA, error) {
	if len(list) == 1 {
		return list[0], nil
	}
	w, h := gap, 0
	for _, img := range list {
		w, h = w+img.Rect.Dx()+gap, max(h, img.Rect.Dy()+2*gap)
	}
	if w*h > maxBeside {
		return nil, fmt.Errorf("%d screens beside each other are %d×%d px, more than %d; a smaller --dpr helps", len(list), w, h, maxBeside)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, image.NewUniform(color.RGBA{0xe4, 0xe4, 0xe8, 0xff}), image.Point{}, draw.Src)
	x := gap
	for _, img := range list {
		draw.Draw(out, img.Rect.Add(image.Pt(x, gap)), img, img.Rect.Min, draw.Over)
		x += img.Rect.Dx() + gap
	}
	return out, nil
}

// picture draws a run and the views beside it.
func picture(ses *simulator.Session, full bool) (*image.RGBA, error) {
	list := []*image.RGBA{ses.Frame().Image}
	if full {
		list[0] = ses.FullPage()
	}
	for _, v := range ses.SideViews() {
		if full {
			list = append(list, v.FullPage())
		} else {
			list = append(list, v.Frame().Image)
		}
	}
	return sideBySide(list)
}
