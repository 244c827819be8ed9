//go:build oracle

package style

import "strings"

// pool is tried on every property, one value at a time. Values that a property takes
// are then put together at random for it.
var pool = strings.Split(strings.TrimSpace(values), "\n")

const values = `
0
1
-1
2
0.5
1.5
3
100
400
450
700
1000
1001
1e3
+2
.5
0.0
99999999999
2.0
10px
0px
-10px
1.5px
0.4px
0.6px
-0.4px
100.3px
10PX
+5px
1e1px
10 px
2em
1.5rem
2ex
3ch
10vw
10vh
5vmin
5vmax
10dvh
10svw
10lvh
12pt
1pc
1in
1cm
10mm
40q
1cap
1ic
1lh
1rlh
1cqw
50%
0%
100%
-20%
150%
33.333%
90deg
-45deg
0.25turn
100grad
1rad
0deg
1s
200ms
-1s
0s
1fr
2fr
96dpi
calc(10px + 2em)
calc(100% - 20px)
calc(50% + 10px - 5%)
calc(1px + 2)
calc(2 * 3)
calc(10px * 2)
calc(10px / 2)
calc(10px / 0)
calc(10px*2)
calc(10px+2px)
calc((1px + 2px) * 3)
calc(-10px)
calc(-5%)
calc(1.5)
calc(1.4)
calc(-0.5)
calc(90deg + 0.25turn)
calc(1s + 200ms)
calc(50%)
calc(0)
calc(pi * 1px)
calc(e * 1px)
calc(infinity * 1px)
calc(10px * var(--n, 3))
-webkit-calc(10px + 5px)
min(10px, 5px)
min(50%, 100px)
max(1em, 5px, 10vw)
clamp(1px, 50px, 20px)
clamp(10px, 50%, 100px)
clamp(none, 50px, 20px)
clamp(1, 2, 3)
min(1, 2)
max(10%, 20%)
calc(min(10px, 5px) + 1px)
calc(min(50%, 20px) * 2 + max(5%, 1px))
calc(100% - max(20px, 5vw))
calc(-1 * min(50%, 10px))
min(calc(10px + 5px), 20px)
round(13px, 5px)
round(up, 13px, 5px)
round(down, 18px, 5px)
round(to-zero, -18px, 5px)
mod(18px, 5px)
rem(-18px, 5px)
mod(-18px, 5px)
sin(90deg)
cos(0)
tan(45deg)
asin(1)
acos(1)
atan(1)
atan2(1, 1)
atan2(1px, 1px)
pow(2, 3)
sqrt(9)
hypot(3px, 4px)
log(8, 2)
exp(0)
abs(-10px)
abs(-3)
sign(-5px)
calc(10px * sqrt(4))
calc(10px * sin(30deg))
max(abs(-5px), 2px)
env(safe-area-inset-bottom)
env(safe-area-inset-bottom, 20px)
env(unknown, 12px)
env(unknown)
env(unknown, red)
calc(env(safe-area-inset-bottom) + 10px)
constant(safe-area-inset-bottom)
max(env(safe-area-inset-left), 12px)
var(--p)
var(--c)
var(--none)
var(--none, 5px)
var(--none, red)
var(--none, var(--p))
var(--none, var(--none2, 3px))
var(--none,)
var(--cyc)
var(--cyc, 4px)
var(--empty)
var(--empty) 5px
var(--bad)
calc(var(--p) * 2)
calc(var(--none, 1px) + 1px)
var(--p) var(--p)
var( --p )
VAR(--p)
var(--P, 9px)
var(--p, )
var()
var(p)
var(--p 1)
attr(x)
initial
inherit
unset
revert
revert-layer
INITIAL
Inherit
initial initial
inherit !important
10px !important
10px ! important
red !IMPORTANT
10px !importan
10px important
auto
none
normal
inherit 1px
red
RED
transparent
currentcolor
currentColor
rebeccapurple
#f00
#F00A
#ff000080
#ff0000
#ff00
#12
#12345
#ggg
#1234567
rgb(1,2,3)
rgb(1, 2, 3, .5)
rgba(1,2,3,0.3)
rgba(255,255,255,.1)
rgba(0,0,0,50%)
rgba(0,0,0,1.5)
rgba(300,-20,3,1)
rgb(10%,20%,30%)
rgb(10%,20,30%)
rgb(1 2 3)
rgb(1 2 3 / .5)
rgb(1 2 3 / 50%)
rgb(1 2% 3)
rgb(1.6,2.4,3.5)
rgb(none 2 3)
rgb(1 2 3 / none)
rgb(1,2)
rgb(1 2 3 4)
rgb(1,2,3,4,5)
rgb(1, 2 3)
rgb(calc(1 + 2), 2, 3)
rgba(1,2,3,calc(1 / 2))
rgba(#fff, .5)
rgba(red)
hsl(120, 100%, 50%)
hsl(120deg, 100%, 25%)
hsl(120 100% 50%)
hsl(120 100 50)
hsl(120, 100, 50)
hsl(0.5turn 50% 50% / 0.3)
hsla(240, 50%, 50%, .5)
hsl(-30, 50%, 50%)
hsl(400 120% 50%)
hsl(none 50% 50%)
hwb(120 10% 20%)
hwb(120 60% 60%)
hwb(120, 10%, 20%)
hwb(0.25turn 10% 20% / .5)
lab(50% 40 59.5)
lab(50 40 59.5 / .5)
lch(52.2% 72.2 50)
lch(29% 39 20 / 0.5)
oklab(59% 0.1 0.1)
oklab(0.59 0.1 0.1 / 0.5)
oklch(60% 0.15 50)
oklch(0.4 0.3 180deg)
color(srgb 1 0 0)
color(srgb 0.5 50% 0 / .5)
color(srgb-linear 0.5 0.5 0.5)
color(display-p3 1 0 0)
color(display-p3 0.5 0.5 0.5)
color(a98-rgb 0.5 0.5 0.5)
color(prophoto-rgb 0.5 0.5 0.5)
color(rec2020 0.5 0.5 0.5)
color(xyz 0.3 0.3 0.3)
color(xyz-d50 0.3 0.3 0.3)
color(xyz-d65 0.3 0.3 0.3)
color-mix(in srgb, red, blue)
color-mix(in srgb, red 25%, blue)
color-mix(in srgb, red, transparent)
color-mix(in srgb, currentcolor 50%, white)
color-mix(in oklab, red, blue)
color-mix(in hsl, red, blue)
color-mix(in lch, red, blue 30%)
color-mix(in srgb, red 20%, blue 30%)
light-dark(red, blue)
rgb(from red r g b / 50%)
hsl(from red h s l)
Canvas
CanvasText
ButtonFace
LinkText
-webkit-link
-webkit-text
-webkit-focus-ring-color
activecaption
accentcolor
GrayText
Highlight
url(a.png)
url("a.png")
url( 'a.png' )
url(a b.png)
url()
image-set(url(a.png) 1x, url(b.png) 2x)
-webkit-image-set(url(a.png) 1x)
image-set("a.png" 1x)
linear-gradient(red, blue)
linear-gradient(to right, red, blue)
linear-gradient(to top left, red 10%, blue 90%)
linear-gradient(to left top, red, blue)
linear-gradient(45deg, red, blue)
linear-gradient(0.25turn, red 0 50%, blue 0)
linear-gradient(0, red, blue)
linear-gradient(90, red, blue)
linear-gradient(right, red, blue)
linear-gradient(to right bottom, rgba(0,0,0,.5) 10px, transparent calc(100% - 10px))
linear-gradient(red, 30%, blue)
linear-gradient(red)
linear-gradient(red 50%)
linear-gradient(red 10% 50%)
linear-gradient(red blue)
linear-gradient()
linear-gradient(, red, blue)
linear-gradient(red, blue,)
linear-gradient(red, , blue)
linear-gradient(10% red, blue)
linear-gradient(to right, currentcolor, var(--c))
linear-gradient(in oklab, red, blue)
linear-gradient(in oklch longer hue 90deg, red, blue)
linear-gradient(to right left, red, blue)
linear-gradient(to center, red, blue)
repeating-linear-gradient(45deg, red 0 10px, blue 10px 20px)
-webkit-linear-gradient(left, red, blue)
-webkit-linear-gradient(top left, red, blue)
-webkit-linear-gradient(45deg, red, blue)
-webkit-linear-gradient(red, blue)
-webkit-linear-gradient(to right, red, blue)
-webkit-repeating-linear-gradient(top, red, blue 10px)
-moz-linear-gradient(top, red, blue)
-webkit-gradient(linear, left top, right bottom, from(red), to(blue))
-webkit-gradient(linear, 0 0, 0 100%, from(#fff), color-stop(0.5, red), to(#000))
-webkit-gradient(linear, left top, left bottom, color-stop(50%, transparent), color-stop(50%, red))
-webkit-gradient(radial, center center, 0, center center, 50, from(red), to(blue))
radial-gradient(red, blue)
radial-gradient(circle, red, blue)
radial-gradient(circle at center, red, blue)
radial-gradient(ellipse at top, red, blue)
radial-gradient(closest-side, red, blue)
radial-gradient(circle closest-corner at 10px 20%, red, blue)
radial-gradient(farthest-side circle at right 10px bottom 5px, red, blue)
radial-gradient(20px, red, blue)
radial-gradient(20px 30px at 50% 50%, red, blue)
radial-gradient(circle 20px, red, blue)
radial-gradient(circle 20%, red, blue)
radial-gradient(ellipse 20px, red, blue)
radial-gradient(ellipse 20% 30px, red, blue)
radial-gradient(20%, red, blue)
radial-gradient(circle 20px 30px, red, blue)
radial-gradient(-20px, red, blue)
radial-gradient(circle cover, red, blue)
radial-gradient(at top left, red, blue)
radial-gradient(circle farthest-side, #fff 10%, transparent 10%, red calc(50% + 1px))
repeating-radial-gradient(circle, red, blue 10px)
-webkit-radial-gradient(center, circle, red, blue)
-webkit-radial-gradient(50% 50%, ellipse cover, red, blue)
-webkit-radial-gradient(circle, red, blue)
conic-gradient(red, blue)
conic-gradient(from 45deg, red, blue)
conic-gradient(from 90deg at 25% 50%, red 0deg, blue 90deg 180deg, green 0)
conic-gradient(at top, red, blue)
conic-gradient(red 0 25%, blue 0 50%)
conic-gradient(red 10px, blue)
repeating-conic-gradient(red 0 10%, blue 0 20%)
cross-fade(url(a.png), url(b.png), 50%)
1px 2px
1px 2px 3px
1px 2px 3px 4px
1px 2px 3px 4px 5px
1px, 2px
1px / 2px
10px 20px / 5px 6px
0 0 10px
0 0 10px red
red 0 0 10px
0 0 10px 5px rgba(0,0,0,.3)
inset 0 1px 2px red
0 1px 2px red inset
0 1px red, inset 2px 2px blue
0 1px 2px -3px
0 1px -2px
0 1px inset 2px
1px
1px red
0 0 0 1px
-1px 2px 3px red, 0 0 5px
1px solid red
solid
dashed red
red solid 1px
thin
medium
thick
thick double
1px solid
solid 1px
1px 2px solid
hidden
0 none
groove 3px red
1px solid red blue
none red
1.7px dotted currentcolor
inset
outset
ridge
dotted
double
center
left
right
top
bottom
top left
left top
center center
center top
top center
right 10px bottom 20%
left 10px top
left 10px 20%
bottom right
right bottom
10px top
top 10px
10px center
left left
50% 50%
100% 0
right 20px center
center right 20px
calc(50% - 10px) calc(100% + 5px)
10% 20% 30px
left top 10px
50% left
top 50%
cover
contain
cover contain
auto 50%
10px auto
auto auto
50% auto
-5px auto
repeat
no-repeat
repeat-x
repeat-y
round
space
no-repeat repeat
repeat no-repeat
repeat space
repeat-x repeat
border-box
padding-box
content-box
text
border
content
fill-box
margin-box
view-box
no-clip
padding-box content-box
scroll
fixed
local
url(a.png) no-repeat center / cover
no-repeat url(a.png) center/cover red
red url(a.png) 10px 20px/30px no-repeat fixed padding-box content-box
center / cover
url(a.png), linear-gradient(red, blue)
url(a.png) center, red
red, url(a.png)
url(a.png) 0 0 / 100% 100% no-repeat, blue
#fff url(a.png) repeat-x
none red
url(a.png) border-box
no-repeat left top, no-repeat right bottom
100% 100%
block
inline
inline-block
flex
inline-flex
grid
inline-grid
-webkit-box
-webkit-flex
-webkit-inline-flex
-webkit-inline-box
table
table-cell
table-row
inline-table
table-row-group
table-caption
table-column
contents
flow-root
flow
list-item
block flex
inline flow-root
inline flex
block flow
inline grid
run-in
ruby
math
-ms-flexbox
-moz-box
box
flexbox
static
relative
absolute
sticky
-webkit-sticky
both
inline-start
inline-end
visible
clip
overlay
collapse
hidden scroll
auto hidden
visible hidden
clip visible
row
column
row-reverse
column-reverse
wrap
nowrap
wrap-reverse
row wrap
wrap column
column nowrap wrap
flex-start
flex-end
start
end
space-between
space-around
space-evenly
stretch
baseline
first baseline
last baseline
self-start
self-end
safe center
unsafe flex-end
safe stretch
legacy
legacy center
center legacy
anchor-center
center start
space-between center
stretch center
normal center
1 1 0
1 1 0%
1 1 auto
0 0 100px
1 0
1 100px
100px 1
1 100px 2
2 2
1 1 0px
0 auto
auto 1
1 1 content
none none
1 2 3
-1 1 0
1 1 calc(100% - 10px)
min-content
max-content
fit-content
fit-content(100px)
fit-content(50%)
-webkit-fit-content
-webkit-fill-available
-webkit-min-content
-moz-available
fill-available
content
intrinsic
available
16 / 9
16/9
auto 1 / 2
1 / 2 auto
0 / 1
1 / 0
1.5 auto
bold
bolder
lighter
italic
oblique
oblique 10deg
small-caps
tabular-nums
xx-small
x-small
small
large
x-large
xx-large
xxx-large
-webkit-xxx-large
smaller
larger
math
serif
sans-serif
Arial
"Arial"
'PingFang SC'
PingFang SC
Arial, "PingFang SC", sans-serif
-apple-system, BlinkMacSystemFont, 'Segoe UI'
"a" b
a "b"
Foo Bar Baz
12px Arial
bold 12px/1.5 Arial
italic bold 12px/20px Arial, sans-serif
12px/1.5 "PingFang SC"
bold italic small-caps 12px serif
normal normal 400 12px/1 a
12px
Arial 12px
bold 12px
700 1.2em/150% x
italic 12px / 2 y
condensed 12px x
caption
menu
oblique 20deg 12px x
justify
justify-all
match-parent
-webkit-center
-webkit-right
-webkit-left
-webkit-match-parent
uppercase
lowercase
capitalize
full-width
full-size-kana
uppercase full-width
pre
pre-wrap
pre-line
break-spaces
pre nowrap
nowrap collapse
preserve
preserve-breaks
balance
pretty
stable
break-all
break-word
keep-all
anywhere
auto-phrase
loose
strict
manual
ellipsis
clip ellipsis
ellipsis ellipsis
"..."
""
"a\"b"
'\201c'
"\A"
fade
underline
overline
line-through
underline overline
underline red
underline dotted red 2px
line-through wavy
2px underline
blink
underline underline
underline 10%
from-font
wavy
spelling-error
sub
super
text-top
text-bottom
middle
-webkit-baseline-middle
ltr
rtl
embed
isolate
bidi-override
isolate-override
plaintext
-webkit-isolate
pointer
default
not-allowed
grab
-webkit-grab
hand
url(a.cur), pointer
url(a.cur) 2 2, auto
url(a.cur)
zoom-in
all
visiblePainted
bounding-box
disc
square
decimal
circle
square inside
inside
outside
none inside
url(a.png) inside square
none none
none disc
cjk-ideographic
simp-chinese-informal
lower-roman
"- "
each-line
10px hanging
hanging each-line 10px
translate(10px)
translate(10px, 20%)
translate(50%)
translateX(10px)
translateY(-50%)
translateZ(10px)
translate3d(0,0,0)
translate3d(10px, 50%, 3px)
translate(-50%, -50%) rotate(45deg)
translate(10px 20px)
translate(10px,20px,30px)
translate()
translate(1)
translate(0)
rotate(45deg)
rotate(45)
rotate(0)
rotate(0.5turn)
rotateX(45deg)
rotateY(180deg)
rotateZ(30deg)
rotate3d(1,1,0,45deg)
rotate3d(0,0,0,45deg)
scale(2)
scale(1.5, 2)
scale(50%)
scale(-1, 1)
scaleX(0)
scaleY(.5)
scaleZ(2)
scale3d(1,2,3)
scale(1px)
skew(10deg)
skew(10deg, 20deg)
skewX(45deg)
skewY(-10deg)
matrix(1,0,0,1,10,20)
matrix(1,0,0,1,10)
matrix3d(1,0,0,0,0,1,0,0,0,0,1,0,10,20,30,1)
perspective(100px)
perspective(none)
perspective(0)
perspective(-1px)
perspective(500px) rotateY(45deg)
translate(calc(100% - 10px), 0)
scale(calc(1 + 1)) 
rotate(calc(45deg * 2))
translate(10px)rotate(5deg)
scale(2), rotate(1deg)
translateX(10px) translateX(20px) none
10px 20px 30px
50% 50% 10px
left top 5px
10px 20px 30%
flat
preserve-3d
blur(5px)
blur()
blur(5)
blur(-5px)
brightness(0.5)
brightness(50%)
contrast(150%)
grayscale(1)
grayscale(150%)
grayscale()
invert(100%)
opacity(.5)
saturate(2)
sepia(0.3)
hue-rotate(90deg)
hue-rotate(0)
hue-rotate()
drop-shadow(1px 2px 3px red)
drop-shadow(red 1px 2px)
drop-shadow(1px 2px 3px 4px red)
drop-shadow(0 0 5px)
blur(2px) brightness(.5)
blur(2px), brightness(.5)
url(#f)
brightness(-1)
invert(-1)
multiply
screen
darken
color-dodge
luminosity
plus-lighter
plus-darker
circle(50%)
circle(50px at 10px 20px)
circle()
circle(closest-side at center)
ellipse(50% 20px)
ellipse(20px 30px at 50% 50%)
inset(10px)
inset(10px 20px round 5px)
inset(10px 20% 30px 40px round 5px / 6px)
polygon(0 0, 100% 0, 50% 100%)
polygon(evenodd, 0 0, 100% 0, 50% 100%)
polygon(0 0, 100% 0,)
path("M0 0L10 10Z")
path('M 0 0 h 10 v 10 z')
rect(1px 2px 3px 4px)
xywh(0 0 10px 10px)
circle(50%) border-box
rect(0, 0, 0, 0)
rect(1px, auto, 3px, 4px)
all .3s
all 0.3s ease
opacity 1s linear 2s
transform .3s cubic-bezier(.1,.2,.3,.4), opacity 1s
.3s
none 1s
all
width 1s, height
1s 2s 3s
-1s
ease 1s
opacity ease 1s 200ms
all 0.3s ease-in-out 0s
1s steps(3)
1s foo
background-color 1s, foo-bar 2s
linear
ease
ease-in
ease-out
ease-in-out
step-start
step-end
steps(3)
steps(3, start)
steps(3, end)
steps(3, jump-start)
steps(3, jump-both)
steps(3, jump-none)
steps(1, jump-none)
steps(0)
steps(2.5)
steps(3, middle)
cubic-bezier(.1,.7,1,.1)
cubic-bezier(.1,2,.9,-1)
cubic-bezier(1.1,0,0,0)
cubic-bezier(0,0,1)
linear(0, 0.5, 1)
linear(0, 0.25 75%, 1)
linear(0 0%, 0.5 20% 60%, 1)
linear(1)
ease, linear
1s, 200ms
infinite
alternate
reverse
alternate-reverse
forwards
backwards
running
paused
foo
"foo"
foo, bar
1s foo infinite
foo 1s ease-in 2s 3 alternate both paused
foo 1s linear infinite
1s linear foo
none 1s infinite
foo 1s, bar 2s
foo bar 1s
1s normal normal
infinite alternate foo 2s ease-in-out
1s 2 foo
foo 2.5 1s
repeat(3, 1fr)
repeat(auto-fill, 100px)
repeat(auto-fit, minmax(100px, 1fr))
1fr 2fr
100px 1fr auto
minmax(100px, 1fr)
minmax(1fr, 100px)
minmax(auto, 50%)
[a] 1fr [b]
[a b] 100px [c] repeat(2, [d] 1fr [e])
1fr [a] [b]
repeat(2, 10px 20px) 5px
repeat(0, 1fr)
subgrid
masonry
repeat(auto-fill, 1fr)
repeat(auto-fill, auto)
1fr / 2fr
"a b" "c d"
"a b" 10px "c d" 20px / 1fr 2fr
"a . b"
"a ... b"
"a a" "b c" "b c"
"a b" "a"
"a b" "b a"
a
span 2
span 2 / 3
1 / 3
1 / -1
1 / span 2
-1
auto / auto
a / b
span a
span 2 a
2 a
a 2
1 / 2 / 3 / 4
span 0
0 / 1
a-start
dense
row dense
column dense
dense row
auto-flow / 1fr 1fr
1fr / auto-flow dense
100px / auto-flow 50px
vertical
horizontal
inline-axis
block-axis
antialiased
touch
manipulation
pan-x
pan-y
pan-x pan-y
none
transform
opacity, transform
scroll-position
contents
will-change
fill
scale-down
x mandatory
y proximity
smooth
mandatory
strict
layout paint
alpha
luminance
match-source
add
exclude
source-over
source-in
xor
intersect
no-repeat center/contain url(a.png)
linear-gradient(black, transparent) content-box
linear-gradient(#000, transparent) 0 0 / 10px 10px repeat-x
kern
"tnum"
"tnum" 1
"tnum" on, "kern" off
'smcp' 0
"toolong"
optimizeLegibility
geometricPrecision
horizontal-tb
vertical-rl
vertical-lr
lr-tb
tb-rl
mixed
upright
125%
normal 10px
zh-CN
auto none
2 none
crisp-edges
pixelated
-webkit-optimize-contrast
button
textfield
read-write-plaintext-only
inline-size
size
avoid
always
page
column
spread
sliced
clone
slice
spacing
4px inside
"“" "”"
counter(a)
counter(a) ". "
counters(a, ".")
attr(data-x)
"a" attr(x) "b"
open-quote
url(a.png) "x"
"x" / "alt"
no-close-quote
a 1
a 1 b 2
under
left under
filled
circle red
"x" red
over right
scroll smooth
`
