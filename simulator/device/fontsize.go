package device

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"diorama/simulator/wire"
)

// FontStep is one position of WeChat's font size slider on a device.
type FontStep struct {
	Step  int     // 0 is the standard, -1 smaller, +1 and on bigger
	Size  float64 // fontSizeSetting, CSS px
	Scale float64 // fontSizeScaleFactor
	Care  bool    // the size of the mode for the elderly
}

// WeChat: documentation of the design guide for the elderly (小程序适老化设计指南, 2.1):
// iOS has sizes by the width of the screen around a standard of 17, Android factors on a
// standard of 16 whose product is rounded.
var (
	iosFonts = []struct {
		width float64 // of the screen at least, CSS px
		care  int     // index
		sizes []float64
	}{
		{414, 5, []float64{16, 17, 18.5, 20, 22, 23.8, 25.5}},
		{375, 6, []float64{16, 17, 18, 19.5, 21, 22, 23.8}},
		{0, 6, []float64{16, 17, 18, 19, 20.5, 22, 23.8}},
	}
	tabletFonts  = []float64{16, 17, 20, 24.5, 27.5, 29.75, 29.75}
	androidFonts = []float64{1, 1, 1, 1.12, 1.125, 1.4, 1.55, 1.65}
)

const (
	iosStandard, androidStandard = 17, 16
	tabletCare, androidCare      = 3, 5
)

// FontSteps gives the font sizes that can be set on the device, the smallest first.
func (p Profile) FontSteps() []FontStep {
	var out []FontStep
	if !p.IOS() {
		for i, f := range androidFonts {
			out = append(out, FontStep{i - 1, math.Round(androidStandard * f), f, i == androidCare})
		}
		return out
	}
	sizes, care := tabletFonts, tabletCare
	if !p.Tablet {
		width := min(p.Width, p.Height)
		for _, f := range iosFonts {
			if width >= f.width {
				sizes, care = f.sizes, f.care
				break
			}
		}
	}
	for i, v := range sizes {
		out = append(out, FontStep{i - 1, v, v / iosStandard, i == care})
	}
	return out
}

// FontSizes is FontSteps without those that repeat a size: Android has some.
func (p Profile) FontSizes() []FontStep {
	return slices.CompactFunc(p.FontSteps(), func(a, b FontStep) bool { return a.Size == b.Size })
}

// FontSize gives the size that counts for a setting: 0 is the device's standard.
func (p Profile) FontSize(setting float64) float64 {
	switch {
	case setting > 0:
		return setting
	case p.IOS():
		return iosStandard
	}
	return androidStandard
}

// FontScale gives fontSizeScaleFactor for a size.
func (p Profile) FontScale(size float64) float64 {
	if p.IOS() {
		return size / iosStandard
	}
	for _, f := range p.FontSteps() {
		if f.Size == size {
			return f.Scale
		}
	}
	return size / androidStandard
}

// BarFont gives the size of the navigation bar's title. WeChat: the same guide; on
// Android the bar is Android's own, which the guide does not tell.
func (p Profile) BarFont(size float64) float64 {
	const most = 20
	switch {
	case !p.IOS():
		return iosStandard
	case size <= iosStandard:
		return max(size, iosStandard-1)
	}
	for _, f := range p.FontSteps() {
		if f.Size == size && f.Step == 1 {
			return 18.5
		}
	}
	return min(size, most)
}

// ParseFont reads a font size as people write it: px, or a step of the slider with its
// sign ("+3"); "standard" is 0.
func (p Profile) ParseFont(s string) (size float64, ok bool) {
	s = strings.TrimSpace(s)
	if s == "standard" || s == "0" || s == "+0" {
		return 0, true
	}
	n, err := strconv.ParseFloat(strings.TrimSuffix(s, "px"), 64)
	if err != nil {
		return 0, false
	}
	if s[0] == '+' || s[0] == '-' {
		for _, f := range p.FontSteps() {
			if float64(f.Step) == n {
				return f.Size, true
			}
		}
		return 0, false
	}
	return n, n >= wire.MinFontSize && n <= wire.MaxFontSize
}
