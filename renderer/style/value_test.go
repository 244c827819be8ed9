package style

import (
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// What a declaration computes to, as ComputedList writes it. Oracle: hand, from the
// specifications of the properties and Chromium's getComputedStyle. Viewport
// 375×667, DPR 2, parent font size 20px.
const valueTable = `
width: 100rpx => width: 50px
width: calc(100% - 40rpx) => width: calc(100% - 20px)
width: calc(2 * (10px + 5px)) => width: 30px
width: calc((100% - 30px) / 3) => width: calc(33.3333% - 10px)
width: min(50%, 100px) => width: min(50%, 100px)
width: clamp(10px, 20px, 15px) => width: 15px
width: max(env(safe-area-inset-bottom), 20rpx) => width: 34px
width: calc(env(safe-area-inset-bottom) + 10px) => width: 44px
width: calc(constant(safe-area-inset-top) * 2) => width: 88px
width: env(nothing, 7px) => width: 7px
width: 50vw => width: 187.5px
height: 10vh => height: 66.7px
height: 2em => height: 40px
height: 2rem => height: 32px
width: 72pt => width: 96px
width: 100 => width: auto
width: -5px => width: auto
width: 600px !important => width: 600px
width: fit-content => width: fit-content
width: calc(1px + 2) => width: auto
margin: 1px 2px 3px => margin-left: 2px
margin: 0 auto => margin-right: auto
margin: -10rpx => margin-top: -5px
margin-inline: 1px 2px => margin-right: 2px
inset: 0 1px => left: 1px
inset-inline-start: 3px => left: 3px
padding-block: 1px 2px => padding-bottom: 2px
writing-mode: tb-rl; margin-block-start: 3px => margin-right: 3px
writing-mode: vertical-rl; margin-inline: 1px 2px => margin-bottom: 2px
margin-inline-start: 4px; writing-mode: vertical-lr; direction: rtl => margin-bottom: 4px
writing-mode: sideways-lr; inset-inline-start: 5px => bottom: 5px
writing-mode: vertical-lr; inline-size: 6px => height: 6px
writing-mode: vertical-rl; border-start-end-radius: 7px => border-bottom-right-radius: 7px
writing-mode: lr => writing-mode: horizontal-tb
text-emphasis: open red => text-emphasis-style: open dot
text-emphasis: "ab" => text-emphasis-style: "a"
writing-mode: vertical-rl; text-emphasis: filled => text-emphasis-style: sesame
text-emphasis-position: under left => text-emphasis-position: under left
font: small-caps 12px sans-serif => font-variant-caps: small-caps
font-size-adjust: ex-height 0.5 => font-size-adjust: 0.5
border: 1rpx solid red => border-top-width: 0.5px
border: 0.1px solid => border-left-width: 0.5px
border: 3rpx solid => border-left-width: 1.5px
border: solid #ccc => border-top-width: 3px
border: none => border-top-width: 0px
border-bottom: 2px dashed rgba(0,0,0,.5) => border-bottom-color: rgba(0, 0, 0, 0.5)
border-width: 1px 2px; border-style: solid => border-right-width: 2px
border-color: red currentColor; color: #00f => border-left-color: rgb(0, 0, 255)
border-radius: 50% => border-top-left-radius: 50%
border-radius: 10px 20px / 5px => border-top-right-radius: 20px 5px
border-top-left-radius: 1px 2px => border-top-left-radius: 1px 2px
color: #12345678 => color: rgba(18, 52, 86, 0.47)
color: #abc => color: rgb(170, 187, 204)
color: rgb(255 0 0 / 50%) => color: rgba(255, 0, 0, 0.5)
color: rgb(10%, 20%, 30%) => color: rgb(26, 51, 77)
color: hsl(120, 100%, 25%) => color: rgb(0, 128, 0)
color: hsla(120deg 100% 25% / .5) => color: rgba(0, 128, 0, 0.5)
color: hwb(0 0% 0%) => color: rgb(255, 0, 0)
color: RebeccaPurple => color: rgb(102, 51, 153)
color: transparent => color: rgba(0, 0, 0, 0)
color: rgb(1,2) => color: rgb(0, 0, 0)
color: rgba(0,0,0,.3 => color: rgba(0, 0, 0, 0.3)
font-size: 150% => font-size: 30px
font-size: 1.5em => font-size: 30px
font-size: larger => font-size: 24px
font-size: x-large => font-size: 24px
font-size: calc(1em + 2px) => font-size: 22px
font-size: 10px; line-height: 2em => line-height: 20px
line-height: 1.5 => line-height: 1.5
line-height: 150% => line-height: 30px
line-height: 44rpx => line-height: 22px
font-weight: bolder => font-weight: 700
font-weight: 650 => font-weight: 650
font-weight: 600px => font-weight: 400
font: italic bold 12px/1.5 "PingFang SC", sans-serif => font-family: "PingFang SC", sans-serif
font: italic bold 12px/1.5 Arial => font-weight: 700
font: 12px/30px Georgia => line-height: 30px
font-family: Helvetica Neue, Arial => font-family: "Helvetica Neue", Arial
letter-spacing: 0.1em => letter-spacing: 2px
text-indent: 2em => text-indent: 40px
text-indent: hanging 2em each-line => text-indent: 40px
flex: 1 => flex-basis: 0%
flex: 0 0 200rpx => flex-basis: 100px
flex: none => flex-shrink: 0
flex: auto => flex-basis: auto
flex: 1 1 0 => flex-basis: 0px
flex: 0 0 calc(50% - 10rpx) => flex-basis: calc(50% - 5px)
flex: 2 30% => flex-basis: 30%
-webkit-flex: 3 => flex-grow: 3
flex-flow: column wrap => flex-direction: column
gap: 10px 20px => column-gap: 20px
grid-gap: 8px => row-gap: 8px
justify-content: space-evenly => justify-content: space-evenly
align-items: first baseline => align-items: baseline
align-items: top => align-items: normal
place-items: center => justify-items: center
place-content: center space-between => justify-content: space-between
overflow: hidden => overflow-y: hidden
overflow-x: auto => overflow-y: auto
overflow: none => overflow-x: visible
z-index: 10 => z-index: 10
z-index: 1.5 => z-index: auto
vertical-align: -4rpx => vertical-align: -2px
vertical-align: middle => vertical-align: middle
vertical-align: center => vertical-align: baseline
opacity: 50% => opacity: 0.5
opacity: 2 => opacity: 1
display: -webkit-flex => display: flex
display: inlin-block => display: inline
display: inline-flex; position: absolute => display: flex
float: left => display: block
position: -webkit-sticky => position: sticky
aspect-ratio: 16 / 8 => aspect-ratio: 2 / 1
background: red => background-color: rgb(255, 0, 0)
background: url(a.png) no-repeat center / cover => background-size: cover
background: url("a.png") 10px 20% / 50rpx auto repeat-x #fff => background-position: 10px 20%
background: linear-gradient(90deg, red, blue 50%) => background-image: linear-gradient(90deg, rgb(255, 0, 0), rgb(0, 0, 255) 50%)
background-image: linear-gradient(to top right, red 0 10%, 30%, blue) => background-image: linear-gradient(to top right, rgb(255, 0, 0) 0px, rgb(255, 0, 0) 10%, 30%, rgb(0, 0, 255))
background-image: -webkit-gradient(linear, left 0, 100 bottom, to(blue), color-stop(140%, lime), from(red)) => background-image: -webkit-gradient(linear, 0% 0px, 100px 100%, color-stop(0, rgb(255, 0, 0)), color-stop(1, rgb(0, 0, 255)), color-stop(1, rgb(0, 255, 0)))
background-image: -webkit-gradient(radial, center 50%, 10, 50% center, 40, from(red), to(blue)) => background-image: radial-gradient(circle 40px 40px at 50% 50%, rgb(255, 0, 0) 25%, rgb(0, 0, 255) 100%)
background-image: -webkit-gradient(radial, 0 0, 10, 1 1, 40, from(red)) => background-image: none
background-image: -webkit-gradient(linear, top left, right bottom, from(red)) => background-image: none
background-image: -webkit-linear-gradient(left, red, blue) => background-image: linear-gradient(to right, rgb(255, 0, 0), rgb(0, 0, 255))
background-image: -webkit-linear-gradient(0deg, red, blue) => background-image: linear-gradient(90deg, rgb(255, 0, 0), rgb(0, 0, 255))
background-image: linear-gradient(left, red, blue) => background-image: none
background-image: radial-gradient(circle at 30% 40%, red, blue) => background-image: radial-gradient(circle farthest-corner at 30% 40%, rgb(255, 0, 0), rgb(0, 0, 255))
background-image: radial-gradient(10px 20px at left top, red, blue) => background-image: radial-gradient(ellipse 10px 20px at 0% 0%, rgb(255, 0, 0), rgb(0, 0, 255))
background-image: conic-gradient(from 90deg, red 0.25turn, blue 180deg) => background-image: conic-gradient(from 90deg at 50% 50%, rgb(255, 0, 0) 25%, rgb(0, 0, 255) 50%)
background-image: repeating-linear-gradient(45deg, #000 0 2px, #fff 2px 4px) => background-image: repeating-linear-gradient(45deg, rgb(0, 0, 0) 0px, rgb(0, 0, 0) 2px, rgb(255, 255, 255) 2px, rgb(255, 255, 255) 4px)
background: url(a.png), url(b.png) bottom right; background-size: 10px, 20px => background-position: 0% 0%, 100% 100%
background-position: right 10px bottom 20px; background-image: url(x) => background-position: calc(100% - 10px) calc(100% - 20px)
background-position: top center; background-image: url(x) => background-position: 50% 0%
-webkit-background-clip: text; background: red; background-clip: text => background-clip: text
box-shadow: 0 2rpx 4rpx rgba(0,0,0,.1), inset 1px 1px red => box-shadow: rgba(0, 0, 0, 0.1) 0px 1px 2px 0px, rgb(255, 0, 0) 1px 1px 0px 0px inset
text-shadow: 1px 1px => text-shadow: rgb(0, 0, 0) 1px 1px 0px
transform: translate(-50%, 10rpx) rotate(45deg) scale(1.2) => transform: translate(-50%, 5px) rotate(45deg) scale(1.2, 1.2)
transform: translate3d(0, 0, 0) rotate(0.5turn) => transform: translate3d(0px, 0px, 0px) rotate(180deg)
transform: matrix(1,0,0,1,5,6) => transform: matrix(1, 0, 0, 1, 5, 6)
-webkit-transform: scaleY(.5) => transform: scale(1, 0.5)
transform-origin: 0 0 => transform-origin: 0px 0px
transform-origin: left => transform-origin: 0% 50%
transform-origin: top right 5px => transform-origin: 100% 0% 5px
filter: blur(10rpx) brightness(80%) => filter: blur(5px) brightness(0.8)
filter: drop-shadow(1px 2px 3px red) => filter: drop-shadow(rgb(255, 0, 0) 1px 2px 3px)
clip-path: inset(1px 2px round 3px / 10%) content-box => clip-path: inset(1px 2px round 3px / 10%) content-box
clip-path: circle(10px); clip-path: circle(10deg) => clip-path: circle(10px)
clip-path: circle(10px); clip-path: polygon(0 0, 1px) => clip-path: circle(10px)
clip-path: ELLIPSE(closest-side 20rpx at right 1px top) => clip-path: ellipse(closest-side 10px at calc(100% - 1px) 0%)
clip-path: padding-box => clip-path: padding-box
clip-path: path(evenodd, 'M0 0L9 9') => clip-path: path(evenodd, "M0 0L9 9")
clip-path: polygon(0 0, 100% 0, calc(50% + 10rpx) 100rpx) => clip-path: polygon(0px 0px, 100% 0px, calc(50% + 5px) 50px)
transition: all .3s => transition: 0.3s
transition: transform 200ms ease-in-out 1s, opacity .5s steps(4, start) => transition: transform 0.2s ease-in-out 1s, opacity 0.5s steps(4, start)
transition-duration: 1s; transition-property: color => transition: color 1s
animation: spin 1s linear infinite => animation: 1s linear infinite spin
animation: 2s .5s both alternate a, b 3s => animation: 2s 0.5s alternate both a, 3s b
-webkit-animation-name: x; animation-duration: 1s => animation: 1s x
grid-template-columns: repeat(3, 1fr) => grid-template-columns: 1fr 1fr 1fr
grid-template-columns: [a] 100rpx minmax(10px, 1fr) [b] => grid-template-columns: [a] 50px minmax(10px, 1fr) [b]
grid-template-columns: repeat(auto-fill, minmax(100px, 1fr)) => grid-template-columns: repeat(auto-fill, minmax(100px, 1fr))
grid-template-areas: "a a" "b ." => grid-template-areas: "a a" "b ."
grid-template-areas: "a b" "b a" => grid-template-areas: none
grid-area: 1 / 2 / span 2 => grid-row-end: span 2
grid-column: span 2 / -1 => grid-column-start: span 2
grid-auto-flow: row dense => grid-auto-flow: row dense
text-decoration: underline dotted red => text-decoration-color: rgb(255, 0, 0)
text-decoration: line-through => text-decoration-line: line-through
text-overflow: ellipsis => text-overflow: ellipsis
-webkit-line-clamp: 3 => -webkit-line-clamp: 3
white-space: pre-wrap => white-space: pre-wrap
word-wrap: break-word => overflow-wrap: break-word
list-style: none => list-style-type: none
outline: none => outline-width: 0px
object-fit: cover => object-fit: cover
cursor: pointer => cursor: pointer
display: inherit => display: flex
width: inherit => width: 200px
color: inherit => color: rgb(0, 0, 0)
all: unset; color: red => color: rgb(255, 0, 0)
--a: 10px; width: var(--a) => width: 10px
--a: var(--b); --b: 20rpx; width: calc(var(--a) * 2) => width: 20px
width: var(--no, 30px) => width: 30px
width: var(--no, var(--nono, 5px)) => width: 5px
width: 9px; width: var(--no) => width: auto
--a: var(--b); --b: var(--a); width: var(--a, 7px) => width: 7px
--c: 255, 0, 0; color: rgba(var(--c), .5) => color: rgba(255, 0, 0, 0.5)
--m: 1px 2px; margin: var(--m) => margin-right: 2px
width: var(--fromparent) => width: 33px
-webkit-text-fill-color: transparent => -webkit-text-fill-color: rgba(0, 0, 0, 0)
WIDTH: 5PX => width: 5px
width: 5px; width: bogus => width: 5px
width/**/: /**/5px/**/ => width: 5px
`

func TestValues(t *testing.T) { testValues(t, valueTable) }

// testValues takes rows of "declarations => property: computed value".
func testValues(t *testing.T, table string) {
	t.Helper()
	for _, row := range strings.Split(strings.TrimSpace(table), "\n") {
		decl, want, ok := strings.Cut(row, " => ")
		if !ok {
			t.Fatal(row)
		}
		b := newBuilder(t)
		parent := b.add(1, "view", "font-size: 20px; width: 200px; --fromparent: 33px")
		if decl == "display: inherit" {
			b.do(dom.Op{Kind: dom.OpSetStyle, ID: parent, Text: "font-size:20px;display:flex"})
		}
		id := b.add(parent, "span", decl)
		s := newStyler(t, "")
		s.Update(b.tree)
		name, value, _ := strings.Cut(want, ": ")
		got := "(absent)"
		for _, p := range s.ComputedList(b.tree.Node(id), NoPseudo) {
			if p.Name == name {
				got = p.Value
			}
		}
		if got != value {
			t.Errorf("%s\n   got %s: %s\n  want %s", decl, name, got, want)
		}
	}
}

// Every listed name is known and takes the CSS-wide keywords. Oracle: hand, CSS Cascade 4 §7.
func TestNamesRoundTrip(t *testing.T) {
	for _, n := range PropertyNames() {
		if !reg.known(n) {
			t.Errorf("%s is listed and not known", n)
		}
		if !Supported(n, "inherit") {
			t.Errorf("%s: inherit", n)
		}
	}
}

func FuzzValue(f *testing.F) {
	for _, row := range strings.Split(strings.TrimSpace(valueTable), "\n") {
		decl, _, _ := strings.Cut(row, " => ")
		f.Add(decl)
	}
	f.Fuzz(func(t *testing.T, decl string) {
		b := newBuilder(t)
		id := b.add(1, "view", decl)
		s := New(testEnv)
		s.Update(b.tree)
		s.ComputedList(b.tree.Node(id), NoPseudo)
		Check(&wxss.Sheet{Rules: []wxss.Rule{{Decls: wxss.ParseDeclarations(decl)}}})
		s.Matched(b.tree.Node(id), NoPseudo)
	})
}
