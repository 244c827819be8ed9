// Oracle chromium: rows that the differential in simulator/differential/chromium/style found.

package style

import (
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

func classOp(id dom.NodeID, names ...string) dom.Op {
	return dom.Op{Kind: dom.OpSetClass, ID: id, Classes: classes(0, names...)}
}

// Chromium's computed values (getComputedStyle), in the frame of TestValues.
const chromiumTable = `
width: round(13px, 5px) => width: 15px
width: round(up, 13px, 5px) => width: 15px
width: round(to-zero, 18px, 5px) => width: 15px
width: mod(18px, 5px) => width: 3px
margin-left: mod(-18px, 5px) => margin-left: 2px
margin-left: rem(-18px, 5px) => margin-left: -3px
width: hypot(3px, 4px) => width: 5px
width: calc(10px * sin(30deg)) => width: 5px
width: calc(10px * sqrt(4)) => width: 20px
width: clamp(none, 50px, 20px) => width: 20px
width: calc(pi * 1px) => width: 3.14159px
padding-left: calc(-10px) => padding-left: 0px
padding-left: calc(-5%) => padding-left: 0%
margin-left: calc(-5%) => margin-left: -5%
opacity: calc(-1) => opacity: 0
order: calc(1.5) => order: 2
order: calc(-0.5) => order: 0
z-index: calc(1.4) => z-index: 1
font-weight: calc(0) => font-weight: 1
width: 10cqw => width: 37.5px
width: 2ic => width: 40px
color: env(nothing, red) => color: rgb(255, 0, 0)
border: env(nothing, 1px) solid env(nothing, var(--no, #00f)) => border-top-color: rgb(0, 0, 255)
width: 5px; width: env(nothing) => width: auto
width: 5px; width: env(1) => width: 5px
width: 5px; width: var(x) => width: 5px
width: 5px; width: var(--x 1) => width: 5px
color: color-mix(in srgb, red, blue) => color: rgb(128, 0, 128)
color: color-mix(in srgb, red 25%, blue) => color: rgb(64, 0, 191)
color: color-mix(in srgb, red 20%, blue 30%) => color: rgba(102, 0, 153, 0.5)
color: oklch(60% 0.15 50) => color: rgb(196, 96, 22)
color: lab(50% 40 59.5) => color: rgb(191, 87, 0)
color: color(display-p3 0.5 0.5 0.5) => color: rgb(128, 128, 128)
color: color(srgb 0.5 50% 0 / .5) => color: rgba(128, 128, 0, 0.5)
color: hsl(400 120% 50%) => color: rgb(255, 179, 0)
color: red; color: hsl(120, 100, 50) => color: rgb(255, 0, 0)
color: red; color: hwb(120, 10%, 20%) => color: rgb(255, 0, 0)
background: red; background: radial-gradient(circle 20%, red, blue) => background-color: rgb(255, 0, 0)
background: red; background: radial-gradient(ellipse 20px, red, blue) => background-color: rgb(255, 0, 0)
background: red; background: linear-gradient(to right left, red, blue) => background-color: rgb(255, 0, 0)
background: red; background: conic-gradient(red 10px, blue) => background-color: rgb(255, 0, 0)
background-image: image-set(url(a.png) 1x, "b.png" 2x, url(c.png) 3x) => background-image: url("b.png")
-webkit-border-radius: 1px 2px => border-top-left-radius: 1px 2px
-webkit-perspective: 100 => perspective: 100px
perspective: 0 => perspective: 1px
display: inline flow-root => display: inline-block
display: block flex => display: flex
text-decoration: underline; text-decoration: 1px 2px => text-decoration-line: underline
align-items: end; align-items: safe stretch => align-items: end
justify-content: end; justify-content: baseline => justify-content: end
flex-basis: 1px; flex-basis: -webkit-fill-available => flex-basis: 1px
width: 1px; width: intrinsic => width: 1px
outline: 1px solid; outline-style: hidden => outline-style: solid
transition: .3s => transition: 0.3s
animation: foo 1s ease-in 2s 3 alternate both paused => animation: 1s ease-in 2s 3 alternate both paused foo
`

func TestChromiumValues(t *testing.T) { testValues(t, chromiumTable) }

// rpx anywhere a length may stand; 375 px are 750 rpx, two device px a px. WeChat: what
// is not 0 never comes to less than one device px. Oracle: hand.
const rpxTable = `
width: calc(50% - 10rpx + 2px) => width: calc(50% - 3px)
height: 0.2rpx => height: 0.5px
height: calc(10px + 0.2rpx) => height: 10.5px
margin-top: -0.2rpx => margin-top: -0.5px
margin-top: -7rpx => margin-top: -3.5px
height: 0rpx => height: 0px
letter-spacing: -1rpx => letter-spacing: -0.5px
text-shadow: 1rpx -2rpx 4rpx red => text-shadow: rgb(255, 0, 0) 0.5px -1px 2px
background-image: linear-gradient(red 10rpx, blue calc(100% - 10rpx)) => background-image: linear-gradient(rgb(255, 0, 0) 5px, rgb(0, 0, 255) calc(100% - 5px))
background-image: radial-gradient(10RPX at 4rpx 6rpx, red, blue) => background-image: radial-gradient(circle 5px 5px at 2px 3px, rgb(255, 0, 0), rgb(0, 0, 255))
transform: translate3d(-10rpx, calc(50% + 2rpx), 4rpx) => transform: translate3d(-5px, calc(50% + 1px), 2px)
filter: drop-shadow(2rpx 4rpx 6rpx red) => filter: drop-shadow(rgb(255, 0, 0) 1px 2px 3px)
--a: 20rpx; padding: var(--a) calc(var(--a) / 2) => padding-left: 5px
width: max(100rpx, 10px) => width: 50px
flex-basis: clamp(10rpx, 50%, 20rpx) => flex-basis: max(5px, min(50%, 10px))
grid-template-columns: repeat(2, 10rpx) fit-content(20rpx) => grid-template-columns: 5px 5px fit-content(10px)
border-radius: 10rpx / 20rpx => border-top-left-radius: 5px 10px
`

func TestRpx(t *testing.T) { testValues(t, rpxTable) }

// :has() looks down and behind, follows changes, and declarations that are not known
// are listed once, with file and line. Oracle: chromium for the matching, hand for the list.
func TestHas(t *testing.T) {
	b := newBuilder(t)
	list := b.add(1, "view", "", "list")
	item := b.add(list, "view", "", "item")
	leaf := b.add(item, "view", "", "leaf")
	next := b.add(list, "view", "", "next")
	s := newStyler(t, `.list:has(.on){order:1}.item:has(> .on){order:2}.item:has(+ .on){order:3}.item:has(~ .x .y, .on:not(.off)) .leaf{order:4}`)
	orders := func(want ...int) {
		t.Helper()
		s.Update(b.tree)
		for i, id := range []dom.NodeID{list, item, leaf, next} {
			if c := s.Of(b.tree.Node(id), NoPseudo); c.Order != want[i] {
				t.Errorf("element %d: order %d, want %d", i, c.Order, want[i])
			}
		}
		b.tree.ClearDamage()
	}
	orders(0, 0, 0, 0)
	b.do(classOp(leaf, "leaf", "on"))
	orders(1, 2, 4, 0)
	b.do(classOp(leaf, "leaf", "on", "off"))
	orders(1, 2, 0, 0)
	b.do(classOp(leaf, "leaf"), classOp(next, "on"))
	orders(1, 3, 0, 0)
}

func TestUnknownOnce(t *testing.T) {
	sheet, _ := wxss.Parse("a.wxss", []byte(".a{foo:1}\n.b{foo:2;width:red}\n.c{width:red;-moz-x:1}"))
	var out []string
	for _, f := range Check(sheet) {
		out = append(out, f.File+":"+string(rune('0'+f.Line))+" "+f.Name)
	}
	want := "a.wxss:1 property foo\na.wxss:2 value width: red"
	if got := strings.Join(out, "\n"); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
