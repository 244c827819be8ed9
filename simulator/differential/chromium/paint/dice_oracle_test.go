//go:build oracle

package paint

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// dice gives random pieces of CSS.
type dice struct{ r *rand.Rand }

func (d dice) n(n int) int               { return d.r.IntN(n) }
func (d dice) in(lo, hi int) int         { return lo + d.r.IntN(hi-lo+1) }
func (d dice) f(lo, hi float64) float64  { return float64(int((lo+d.r.Float64()*(hi-lo))*100)) / 100 }
func (d dice) chance(p float64) bool     { return d.r.Float64() < p }
func (d dice) of(list ...string) string  { return list[d.r.IntN(len(list))] }
func (d dice) words(list string) string  { return d.of(strings.Fields(list)...) }
func (d dice) px(lo, hi int) string      { return fmt.Sprintf("%dpx", d.in(lo, hi)) }
func (d dice) len(lo, hi float64) string { return fmt.Sprintf("%.2fpx", d.f(lo, hi)) }

// color is opaque three times out of four.
func (d dice) color() string {
	if d.chance(0.25) {
		return fmt.Sprintf("rgba(%d,%d,%d,%.2f)", d.n(256), d.n(256), d.n(256), d.f(0.1, 0.9))
	}
	return d.solid()
}

func (d dice) solid() string { return fmt.Sprintf("#%02x%02x%02x", d.n(256), d.n(256), d.n(256)) }

// list joins lo…hi results of f.
func (d dice) list(lo, hi int, sep string, f func() string) string {
	var out []string
	for range d.in(lo, hi) {
		out = append(out, f())
	}
	return strings.Join(out, sep)
}

// cell is one box being made; ground is the style of its cell.
type cell struct {
	dice
	ground string
}

// box is a box in the middle of the cell with a style.
func (c *cell) box(style string, inner ...string) string {
	return c.at(c.in(6, 20), c.in(6, 20), c.in(30, 64), c.in(30, 64), style, inner...)
}

// odd is a box whose edges are off the pixels.
func (c *cell) odd(style string, inner ...string) string {
	return fmt.Sprintf(`<view style="position:absolute;left:%s;top:%s;width:%s;height:%s;%s">%s</view>`,
		c.len(6, 20), c.len(6, 20), c.len(30, 64), c.len(30, 64), style, strings.Join(inner, ""))
}

func (c *cell) at(x, y, w, h int, style string, inner ...string) string {
	return fmt.Sprintf(`<view style="position:absolute;left:%dpx;top:%dpx;width:%dpx;height:%dpx;%s">%s</view>`, x, y, w, h, style, strings.Join(inner, ""))
}

// scene is a box with something to see in it: a gradient, a border and a child.
func (c *cell) scene(style string) string {
	return c.box("background:linear-gradient("+fmt.Sprint(c.n(360))+"deg,"+c.solid()+","+c.solid()+");border:3px solid "+c.solid()+";"+style,
		c.at(4, 4, 20, 14, "background:"+c.color()), c.at(12, 10, 14, 14, "border-radius:50%;background:"+c.color()))
}
