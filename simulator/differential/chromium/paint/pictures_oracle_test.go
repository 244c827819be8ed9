//go:build oracle

package paint

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"net/url"
	"strings"
)

// pictures are the files that the galleries show.
func pictures() map[string][]byte {
	out := map[string][]byte{}
	put := func(name string, m image.Image) {
		var b bytes.Buffer
		png.Encode(&b, m)
		out[name] = b.Bytes()
	}
	draw := func(w, h int, f func(x, y int) color.NRGBA) *image.NRGBA {
		m := image.NewNRGBA(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				m.SetNRGBA(x, y, f(x, y))
			}
		}
		return m
	}
	put("grid.png", draw(30, 30, func(x, y int) color.NRGBA {
		return color.NRGBA{uint8(x / 10 * 110), uint8(y / 10 * 110), uint8((x*7 + y*3) % 256), 255}
	}))
	put("small.png", draw(9, 7, func(x, y int) color.NRGBA {
		return color.NRGBA{uint8(x * 28), uint8(y * 36), uint8((x ^ y) & 1 * 255), 255}
	}))
	put("alpha.png", draw(24, 20, func(x, y int) color.NRGBA {
		d := math.Hypot(float64(x)-12, float64(y)-10)
		return color.NRGBA{200, uint8(x * 10), 40, uint8(max(0, min(255, 300-d*28)))}
	}))
	photo := func(x, y int) color.NRGBA {
		f := func(a, b, c float64) uint8 { return uint8(128 + 120*math.Sin(a*float64(x)+b*float64(y)+c)) }
		return color.NRGBA{f(0.05, 0.02, 0), f(0.013, 0.09, 1), f(0.2, -0.17, 2), 255}
	}
	put("photo.png", draw(160, 120, photo))
	r := rand.New(rand.NewPCG(3, 4))
	put("noise.png", draw(80, 60, func(x, y int) color.NRGBA {
		v := r.Uint32()
		return color.NRGBA{uint8(v), uint8(v >> 8), uint8(v >> 16), 255}
	}))
	var b bytes.Buffer
	jpeg.Encode(&b, draw(160, 120, photo), &jpeg.Options{Quality: 90})
	out["photo.jpg"] = b.Bytes()
	out["exif6.jpg"] = withOrientation(b.Bytes(), 6)
	out["star.svg"] = []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 24 24"><path fill="#c26" d="M12 2l3 7h7l-5.500 4.500 2 7.500-6.500-4.500-6.500 4.500 2-7.500L2 9h7z"/></svg>`)
	return out
}

// withOrientation puts an Exif block with an orientation behind a JPEG's start.
func withOrientation(data []byte, o byte) []byte {
	tiff := []byte{'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, o, 0, 0, 0, 0, 0, 0, 0}
	body := append([]byte("Exif\x00\x00"), tiff...)
	n := len(body) + 2
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xff, 0xe1, byte(n>>8), byte(n))
	return append(append(out, body...), data[2:]...)
}

// svg is a random picture as a data URI.
func (c *cell) svg() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' %s viewBox='0 0 100 100'>", c.of("width='100' height='100'", "width='50' height='80'", "preserveAspectRatio='xMinYMax slice' width='60' height='40'", "preserveAspectRatio='none' width='60' height='40'"))
	b.WriteString("<style>.a{fill:teal;stroke:#222;stroke-width:3}</style>")
	fmt.Fprintf(&b, "<defs><linearGradient id='g' %s><stop offset='10%%' stop-color='%s'/><stop offset='.9' stop-color='%s' stop-opacity='.6'/></linearGradient>", c.of("", "x2='0' y2='1'", "gradientUnits='userSpaceOnUse' x1='10' x2='60'", "gradientTransform='rotate(30)' spreadMethod='reflect' x2='.4'"), c.solid(), c.solid())
	fmt.Fprintf(&b, "<radialGradient id='r' %s><stop stop-color='%s'/><stop offset='1' stop-color='%s'/></radialGradient>", c.of("", "cx='.3' cy='.3'", "fx='.2' fy='.4' r='.6'", "spreadMethod='repeat' r='.2'"), c.solid(), c.solid())
	fmt.Fprintf(&b, "<clipPath id='c'><circle cx='50' cy='50' r='%d'/></clipPath><mask id='m'><rect width='100' height='100' fill='#888'/><circle cx='40' cy='40' r='30' fill='white'/></mask><g id='u'><rect width='30' height='20' rx='5'/></g></defs>", c.in(20, 50))
	fill := func() string {
		return c.of("fill='"+c.solid()+"'", "fill='url(#g)'", "fill='url(#r)'", "class='a'", "fill='none' stroke='"+c.solid()+"' stroke-width='"+fmt.Sprint(c.in(1, 9))+"' stroke-linejoin='"+c.words("miter round bevel")+"' stroke-linecap='"+c.words("butt round square")+"'"+c.maybe(0.4, " stroke-dasharray='8 5 2'"), "fill='currentColor'", "style='fill:"+c.solid()+";opacity:.5'")
	}
	b.WriteString(c.list(2, 5, "", func() string {
		f := fill() + c.of("", "", " clip-path='url(#c)'", " mask='url(#m)'", " transform='rotate("+fmt.Sprint(c.n(90))+" 50 50)'", " opacity='.6'", " fill-opacity='.5'")
		switch c.n(8) {
		case 0:
			return fmt.Sprintf("<rect x='%d' y='%d' width='%d' height='%d' rx='%d' %s/>", c.n(50), c.n(50), c.in(10, 60), c.in(10, 60), c.n(15), f)
		case 1:
			return fmt.Sprintf("<circle cx='%d' cy='%d' r='%d' %s/>", c.n(90), c.n(90), c.in(5, 40), f)
		case 2:
			return fmt.Sprintf("<ellipse cx='%d' cy='%d' rx='%d' ry='%d' %s/>", c.n(90), c.n(90), c.in(5, 40), c.in(5, 40), f)
		case 3:
			return fmt.Sprintf("<polygon points='%d,%d %d,%d %d,%d %d,%d' %s %s/>", c.n(100), c.n(100), c.n(100), c.n(100), c.n(100), c.n(100), c.n(100), c.n(100), f, c.maybe(0.5, "fill-rule='evenodd'"))
		case 4:
			return fmt.Sprintf("<polyline points='%d,%d %d,%d %d,%d' %s/>", c.n(100), c.n(100), c.n(100), c.n(100), c.n(100), c.n(100), f)
		case 5:
			return fmt.Sprintf("<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='%s' stroke-width='%d'/>", c.n(100), c.n(100), c.n(100), c.n(100), c.solid(), c.in(1, 9))
		case 6:
			return fmt.Sprintf("<use xlink:href='#u' x='%d' y='%d' %s/>", c.n(60), c.n(60), f)
		}
		return fmt.Sprintf("<path d='M%d %dc10-20 30 0 40 20s-10 40-30 20q-20-10-10-30t5 5a20 12 30 1 0 20 10z' %s/>", c.n(50), c.n(50), f)
	}))
	b.WriteString("</svg>")
	return "data:image/svg+xml," + strings.ReplaceAll(url.PathEscape(b.String()), "'", "%27")
}
