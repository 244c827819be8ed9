//go:build oracle

package motion

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Case is one element that moves: its declarations, those of its second class, and
// what is looked at and when.
type Case struct {
	Feature string
	Style   string    // declarations
	To      string    // declarations that the second class adds
	Frames  string    // body of @keyframes; NAME in Style names them
	Toggles []float64 // ms at which the second class comes and goes
	Times   []float64 // ms at which the style is read
	Props   []string
	Child   bool // the child of the element is looked at
}

var defaultTimes = []float64{0, 100, 250, 410, 500, 710, 900, 999, 1000, 1200}

// transitions gives a case per pair: property, from, to.
func transitions(feature string, list ...[3]string) []Case {
	var out []Case
	for _, x := range list {
		rest := ""
		if strings.HasPrefix(x[0], "background-") { // kept only for an image
			rest = ";background-image:linear-gradient(red,blue)" + strings.Repeat(",linear-gradient(red,blue)", strings.Count(x[1], ", "))
		}
		out = append(out, Case{
			Feature: feature, Style: x[0] + ":" + x[1] + rest + ";transition:" + x[0] + " 1s linear", To: x[0] + ":" + x[2],
			Toggles: []float64{0}, Times: defaultTimes, Props: longhands(x[0]),
		}, Case{
			Feature: feature + " (keyframes)", Style: "animation:NAME 1s linear both" + rest,
			Frames: "from{" + x[0] + ":" + x[1] + "}to{" + x[0] + ":" + x[2] + "}", Times: defaultTimes, Props: longhands(x[0]),
		})
	}
	return out
}

func longhands(name string) []string {
	sides := func(a, b string) (out []string) {
		for _, s := range []string{"top", "right", "bottom", "left"} {
			out = append(out, a+s+b)
		}
		return out
	}
	switch name {
	case "margin", "padding":
		return sides(name+"-", "")
	case "border-color":
		return sides("border-", "-color")
	case "border-radius":
		return []string{"border-top-left-radius", "border-bottom-right-radius"}
	case "background":
		return []string{"background-color", "background-image"}
	case "inset":
		return sides("", "")
	case "gap":
		return []string{"row-gap", "column-gap"}
	}
	return []string{name}
}

var transforms = []string{
	"none", "translate(10px,20px)", "translateX(50%)", "translate(calc(50% + 10px), 4rpx)", "rotate(90deg)", "rotate(450deg)", "rotate(-30deg) scale(2)",
	"scale(0)", "scale(2,.5)", "skew(20deg,10deg)", "skewX(30deg)", "skewY(-20deg)", "translate(10px) rotate(45deg) scale(1.5)", "translate(10px) rotate(45deg)",
	"rotate(45deg) translate(10px)", "matrix(1,.5,-.5,1,10,20)", "matrix(-1,0,0,1,5,5)", "translate3d(10px,20px,30px)", "translateZ(40px)",
	"rotateX(60deg)", "rotateY(-45deg)", "rotate3d(1,1,0,50deg)", "rotate3d(0,0,1,120deg)", "perspective(400px) rotateY(40deg)", "perspective(200px)", "scale3d(1,2,3)", "scaleZ(2)",
	"matrix3d(1,0,0,0, 0,.5,.8,0, 0,-.8,.5,0, 10,20,30,1)", "rotate(.5turn)", "translate(1em,2em) rotateZ(1rad)", "scaleX(-1)", "translateY(-100%) scale(1.2)",
}

var easings = []string{
	"linear", "ease", "ease-in", "ease-out", "ease-in-out", "step-start", "step-end", "cubic-bezier(.5,-1,.5,2)", "cubic-bezier(0,0,0,0)", "cubic-bezier(1,0,0,1)",
	"cubic-bezier(.2,1.8,.7,-.4)", "cubic-bezier(0,1,1,0)", "steps(4)", "steps(4,start)", "steps(4,end)", "steps(4,jump-start)", "steps(4,jump-end)", "steps(4,jump-none)", "steps(4,jump-both)",
	"steps(1,jump-both)", "steps(3, jump-none)", "linear(0, .3, 1)", "linear(0, .8 20%, .2 60% 70%, 1)", "linear(0 10%, 1.5, .5 80%)", "linear(.2 -10%, 1 120%)",
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// Cases gives all cases; those by chance come from the seed.
func Cases(seed uint64, n int) []Case {
	r := rand.New(rand.NewPCG(seed, 4))
	var out []Case
	add := func(c ...Case) { out = append(out, c...) }

	for _, e := range easings {
		add(Case{Feature: "easing", Style: "left:0;transition:left 1s " + e, To: "left:100px", Toggles: []float64{0}, Times: defaultTimes, Props: []string{"left"}})
		add(Case{Feature: "easing", Style: "animation:NAME 1s both " + e, Frames: "from{left:0}to{left:100px}", Times: defaultTimes, Props: []string{"left"}})
		add(Case{Feature: "easing per keyframe", Style: "animation:NAME 1s both linear", Frames: "from{left:0;animation-timing-function:" + e + "}60%{left:100px;animation-timing-function:" + pick(r, easings) + "}to{left:40px}", Times: defaultTimes, Props: []string{"left"}})
		add(Case{Feature: "easing in reverse", Style: "animation:NAME .4s 3 both alternate-reverse " + e, Frames: "from{left:0}to{left:100px}", Times: defaultTimes, Props: []string{"left"}})
	}
	for _, dir := range []string{"normal", "reverse", "alternate", "alternate-reverse"} {
		for _, fill := range []string{"none", "forwards", "backwards", "both"} {
			for _, rest := range []string{"1s 1 0s", "300ms 2.5 200ms", "400ms infinite -500ms", "300ms 1.25 -100ms", "0s 1 100ms", "300ms 0 100ms", "0s infinite 0s", "250ms 3 0s", "0s 2.5 300ms", "400ms .5 0s"} {
				f := strings.Fields(rest)
				add(Case{Feature: "timing", Style: fmt.Sprintf("left:7px;animation:NAME;animation-timing-function:%s;animation-duration:%s;animation-iteration-count:%s;animation-delay:%s;animation-direction:%s;animation-fill-mode:%s", pick(r, easings[:7]), f[0], f[1], f[2], dir, fill),
					Frames: "from{left:10px}to{left:110px}", Times: defaultTimes, Props: []string{"left"}})
			}
		}
	}
	for _, e := range easings[5:7] {
		for _, dir := range []string{"normal", "reverse", "alternate", "alternate-reverse"} {
			add(Case{Feature: "timing", Style: "left:7px;animation:NAME 1s " + e + " 100ms 0 both " + dir, Frames: "from{left:10px}to{left:110px}", Times: defaultTimes, Props: []string{"left"}})
		}
	}
	// What is computed from a colour, a font size or a custom property that moves.
	for _, x := range [][2]string{{"color:red;", "color:rgba(0,0,255,.5);"}, {"color:red;background-color:currentColor;", "color:blue;background-color:lime;"}, {"font-size:10px;", "font-size:3em;"}, {"font-size:10px;left:1em;", "font-size:30px;left:2em;"}, {"--v:4px;", "--v:40px;"}, {"--v:4px;left:var(--v);", "--v:40px;left:50px;"}} {
		rest := "border-color:currentColor;background-color:currentColor;width:4em;left:2em;padding-top:var(--v);--v:1px;"
		props := []string{"color", "font-size", "border-top-color", "background-color", "width", "left", "padding-top", "--v"}
		add(Case{Feature: "computed from", Style: rest + x[0] + "transition:all 1s linear", To: x[1], Toggles: []float64{0}, Times: defaultTimes, Props: props},
			Case{Feature: "computed from", Style: rest + x[0] + "transition:color 1s linear,font-size .5s", To: x[1], Toggles: []float64{0, 410}, Times: defaultTimes, Props: props},
			Case{Feature: "computed from", Style: rest + "animation:NAME 1s linear both", Frames: "from{" + x[0] + "}to{" + x[1] + "}", Times: defaultTimes, Props: props},
			Case{Feature: "computed from", Style: rest + "animation:NAME .7s linear 1.5", Frames: "40%{" + x[1] + "}", Times: defaultTimes, Props: props})
	}
	for _, a := range transforms {
		for _, b := range transforms {
			if a != b && r.IntN(6) == 0 {
				add(Case{Feature: "transform", Style: "transform:" + a + ";transition:transform 1s linear", To: "transform:" + b, Toggles: []float64{0}, Times: []float64{0, 200, 500, 850, 1000}, Props: []string{"transform"}})
				add(Case{Feature: "transform (bounce)", Style: "animation:NAME 1s both cubic-bezier(.5,-1,.5,2)", Frames: "from{transform:" + a + "}to{transform:" + b + "}", Times: []float64{0, 200, 500, 850, 1000}, Props: []string{"transform"}})
			}
		}
		if a != "none" {
			add(Case{Feature: "transform to none", Style: "transform:" + a + ";transition:transform 1s linear", To: "transform:none", Toggles: []float64{0}, Times: []float64{0, 200, 500, 850, 1000}, Props: []string{"transform"}})
		}
	}
	add(transitions("colour",
		[3]string{"color", "red", "blue"}, [3]string{"color", "rgba(255,0,0,.2)", "rgba(0,0,255,1)"}, [3]string{"background-color", "transparent", "#0f0"},
		[3]string{"background-color", "rgba(0,0,0,0)", "rgba(255,200,100,.5)"}, [3]string{"border-color", "currentColor", "red"}, [3]string{"background-color", "currentColor", "rgb(10,20,30)"},
		[3]string{"border-color", "hsl(120,50%,50%)", "hsla(0,100%,50%,.3)"}, [3]string{"outline-color", "red", "lime"}, [3]string{"caret-color", "red", "blue"}, [3]string{"text-decoration-color", "red", "blue"})...)
	add(transitions("length",
		[3]string{"width", "10px", "100%"}, [3]string{"width", "10em", "50rpx"}, [3]string{"width", "calc(50% - 10px)", "calc(10% + 3em)"}, [3]string{"height", "auto", "100px"}, [3]string{"height", "10px", "2em"},
		[3]string{"margin", "1px 2px 3px 4px", "-10px"}, [3]string{"margin", "auto", "10px"}, [3]string{"padding", "0", "1em 10%"}, [3]string{"inset", "auto", "1px"}, [3]string{"left", "-50%", "100px"}, [3]string{"top", "1em", "50%"},
		[3]string{"min-width", "0", "50%"}, [3]string{"max-height", "0", "1000px"}, [3]string{"max-width", "none", "50px"}, [3]string{"letter-spacing", "normal", "4px"}, [3]string{"letter-spacing", "1em", "4px"}, [3]string{"word-spacing", "0", "10px"},
		[3]string{"text-indent", "0", "50%"}, [3]string{"font-size", "10px", "2em"}, [3]string{"font-size", "20px", "50%"}, [3]string{"line-height", "1", "2.5"}, [3]string{"line-height", "20px", "40px"}, [3]string{"line-height", "normal", "40px"}, [3]string{"line-height", "1", "40px"},
		[3]string{"border-radius", "0", "50%"}, [3]string{"border-radius", "10px/20px", "30% 5px"}, [3]string{"flex-basis", "0", "100px"}, [3]string{"flex-basis", "auto", "100px"}, [3]string{"gap", "0", "10px 20px"}, [3]string{"vertical-align", "0", "10px"},
		[3]string{"outline-width", "0", "10px"}, [3]string{"outline-offset", "0", "10px"}, [3]string{"border-spacing", "0", "10px 20px"}, [3]string{"width", "min(50%,100px)", "200px"}, [3]string{"width", "clamp(10px,50%,90px)", "max(1em,20%)"},
		[3]string{"-webkit-text-stroke-width", "0", "4px"}, [3]string{"text-underline-offset", "0px", "4px"}, [3]string{"text-decoration-thickness", "1px", "5px"}, [3]string{"perspective", "100px", "500px"}, [3]string{"perspective", "none", "500px"}, [3]string{"tab-size", "2", "8"})...)
	add(transitions("number",
		[3]string{"opacity", "0", "1"}, [3]string{"opacity", ".3", "50%"}, [3]string{"z-index", "1", "10"}, [3]string{"z-index", "auto", "10"}, [3]string{"order", "0", "7"}, [3]string{"order", "-3", "4"}, [3]string{"flex-grow", "0", "3"}, [3]string{"flex-shrink", "1", "0"},
		[3]string{"font-weight", "400", "700"}, [3]string{"font-weight", "bold", "100"}, [3]string{"aspect-ratio", "1", "2"}, [3]string{"aspect-ratio", "auto", "2"}, [3]string{"-webkit-line-clamp", "1", "4"})...)
	add(transitions("position",
		[3]string{"background-position", "0 0", "100% 50px"}, [3]string{"background-position", "left 10px top 5px", "right 10px bottom 5px"}, [3]string{"background-size", "10px 20px", "50% 50%"}, [3]string{"background-size", "cover", "50% 50%"}, [3]string{"background-size", "auto", "10px 10px"},
		[3]string{"object-position", "0 0", "50% 20px"}, [3]string{"transform-origin", "0 0", "50% 100%"}, [3]string{"transform-origin", "10px 20px 5px", "right bottom"}, [3]string{"perspective-origin", "0 0", "100% 10px"}, [3]string{"background-position", "0 0, 1px 1px", "10px 10px"})...)
	add(transitions("shadow",
		[3]string{"box-shadow", "none", "2px 4px 8px red"}, [3]string{"box-shadow", "1px 1px red, inset 2px 2px blue", "5px 5px 10px 3px lime"}, [3]string{"box-shadow", "inset 1px 1px red", "1px 1px red"}, [3]string{"box-shadow", "1px 2px currentColor", "5px 5px 5px 5px rgba(0,0,0,.5)"},
		[3]string{"text-shadow", "none", "2px 4px 8px red"}, [3]string{"text-shadow", "1px 1px red", "5px 5px 10px blue, 1px 1px lime"}, [3]string{"box-shadow", "0 0 1em red", "0 0 10rpx red"})...)
	add(transitions("filter",
		[3]string{"filter", "none", "blur(10px)"}, [3]string{"filter", "blur(2px) brightness(.5)", "blur(10px)"}, [3]string{"filter", "grayscale(1)", "sepia(1)"}, [3]string{"filter", "hue-rotate(0deg)", "hue-rotate(1turn)"}, [3]string{"filter", "none", "contrast(2) saturate(0) opacity(50%) invert(1)"},
		[3]string{"filter", "drop-shadow(1px 2px 3px red)", "drop-shadow(10px 10px 0 blue)"}, [3]string{"filter", "none", "drop-shadow(4px 4px 4px red)"}, [3]string{"backdrop-filter", "blur(0)", "blur(20px)"})...)
	add(transitions("clip-path",
		[3]string{"clip-path", "polygon(0 0, 100% 0, 50% 100%)", "polygon(50% 0, 100% 100%, 0 100%)"}, [3]string{"clip-path", "polygon(0 0, 100% 0, 50% 100%)", "polygon(50% 0, 100% 100%)"}, [3]string{"clip-path", "circle(10px at 0 0)", "circle(50% at 50% 50%)"},
		[3]string{"clip-path", "inset(0)", "inset(10px 20% round 5px)"}, [3]string{"clip-path", "circle(40%)", "circle(0)"}, [3]string{"clip-path", "none", "circle(40%)"}, [3]string{"clip-path", "ellipse(10px 20px at 50% 50%)", "ellipse(50% 50% at 0 0)"})...)
	add(transitions("discrete",
		[3]string{"visibility", "visible", "hidden"}, [3]string{"visibility", "hidden", "visible"}, [3]string{"visibility", "hidden", "collapse"}, [3]string{"display", "block", "none"}, [3]string{"display", "none", "block"}, [3]string{"display", "flex", "block"}, [3]string{"position", "static", "absolute"},
		[3]string{"background-image", "linear-gradient(red,blue)", "linear-gradient(blue,red)"}, [3]string{"background-image", "none", "linear-gradient(blue,red)"}, [3]string{"text-align", "left", "right"}, [3]string{"flex-direction", "row", "column"}, [3]string{"white-space", "normal", "nowrap"},
		[3]string{"overflow-x", "visible", "hidden"}, [3]string{"border-top-style", "none", "solid"}, [3]string{"text-transform", "none", "uppercase"}, [3]string{"--c", "1px", "2px"}, [3]string{"pointer-events", "auto", "none"}, [3]string{"justify-content", "center", "flex-end"},
		[3]string{"float", "left", "right"}, [3]string{"box-sizing", "border-box", "content-box"}, [3]string{"grid-template-columns", "none", "1fr 1fr"}, [3]string{"mix-blend-mode", "normal", "multiply"}, [3]string{"object-fit", "fill", "cover"}, [3]string{"font-style", "normal", "italic"}, [3]string{"background-repeat", "repeat", "no-repeat"})...)
	for _, frames := range []string{"to{left:100px}", "from{left:100px}", "50%{left:100px}", "0%,100%{left:0}50%{left:80px;opacity:.2}", "from{left:0}from{opacity:0}to{left:30px;opacity:1}", "20%{left:10px}20%{left:50px}80%{left:90px}", "0%{margin-left:5px;left:0}100%{margin:20px}", "30%{opacity:.5}to{left:3em}",
		"from{left:0 !important;opacity:0}to{left:100px}", "from{left:10%}to{left:calc(50% + 10px)}", "from{color:currentColor}to{color:red}", "from{left:inherit}to{left:initial}", "from{left:var(--d)}to{left:100px}", "bogus{left:3px}10%{left:9px}150%{left:1000px}", "from,to{}50%{left:33px}",
		"to{left:1px}to{left:2px;left:5px}", "from{opacity:0;left:0}50%{left:100px}to{opacity:1}", "from{left:0;animation-timing-function:ease-in}50%{opacity:.3;animation-timing-function:step-end}to{left:100px}"} {
		add(Case{Feature: "keyframes", Style: "--d:13px;left:20px;opacity:.8;color:teal;animation:NAME 1s ease-out both", Frames: frames, Times: defaultTimes, Props: []string{"left", "opacity", "margin-left", "color"}})
		add(Case{Feature: "keyframes over !important", Style: "left:20px !important;opacity:.8;animation:NAME 1s linear both", Frames: frames, Times: defaultTimes, Props: []string{"left", "opacity"}})
	}
	// Several animations on one element, lists of different lengths.
	add(Case{Feature: "several", Style: "animation:NAME 1s linear both,k1 .5s ease 2 alternate", Frames: "from{left:0;opacity:0}to{left:100px;opacity:1}", Times: defaultTimes, Props: []string{"left", "opacity", "width"}},
		Case{Feature: "several", Style: "animation:k1 .5s ease 2 alternate,NAME 1s linear both", Frames: "from{left:0;opacity:0}to{left:100px;opacity:1}", Times: defaultTimes, Props: []string{"left", "opacity", "width"}},
		Case{Feature: "several", Style: "animation-name:k1,NAME,k2;animation-duration:1s,500ms;animation-delay:0s,100ms,200ms,300ms;animation-fill-mode:both", Frames: "from{left:0}to{left:10px}", Times: defaultTimes, Props: []string{"left", "opacity", "width"}},
		Case{Feature: "several", Style: "animation:k1 1s linear,k1 1s linear 500ms", Times: defaultTimes, Props: []string{"left", "width"}},
		Case{Feature: "several", Style: "animation:none,k1 1s linear both,nothere 1s", Times: defaultTimes, Props: []string{"left", "width"}},
		Case{Feature: "several", Style: "animation:k1 1s linear both;width:5px;transition:width 1s linear", To: "width:50px", Toggles: []float64{0}, Times: defaultTimes, Props: []string{"left", "width"}},
		Case{Feature: "several", Style: "animation:k2 1s linear both;left:5px;transition:left 1s linear", To: "left:50px", Toggles: []float64{0}, Times: defaultTimes, Props: []string{"left", "opacity"}},
		Case{Feature: "several", Style: "animation:k2 1s linear forwards;animation-play-state:paused", Times: defaultTimes, Props: []string{"left", "opacity"}},
		Case{Feature: "several", Style: "animation:k2 1s linear forwards paused -.3s", Times: defaultTimes, Props: []string{"left", "opacity"}},
		Case{Feature: "several", Style: "", To: "animation:k2 1s linear forwards", Toggles: []float64{100, 700, 900}, Times: defaultTimes, Props: []string{"left", "opacity"}},
		Case{Feature: "several", Style: "animation:k2 1s linear forwards", To: "animation:k2 1s linear forwards,k1 .5s", Toggles: []float64{250}, Times: defaultTimes, Props: []string{"left", "opacity", "width"}},
		Case{Feature: "several", Style: "animation:k2 1s linear forwards", To: "animation-duration:2s;animation-direction:reverse", Toggles: []float64{250}, Times: defaultTimes, Props: []string{"left", "opacity"}},
		Case{Feature: "several", Style: "left:3px;animation:k3 1s linear", To: "left:30px", Toggles: []float64{250}, Times: defaultTimes, Props: []string{"left"}})
	// Inheritance: what moves on the parent is taken over by the child.
	for _, x := range [][3]string{{"color", "red", "blue"}, {"font-size", "10px", "30px"}, {"line-height", "1", "3"}, {"visibility", "visible", "hidden"}, {"letter-spacing", "0", "5px"}, {"text-shadow", "none", "1px 1px 1px red"}, {"font-weight", "400", "700"}} {
		props := []string{x[0]}
		if x[0] == "font-size" {
			props = append(props, "padding-left", "border-top-left-radius")
		}
		add(Case{Feature: "inherited", Style: x[0] + ":" + x[1] + ";transition:" + x[0] + " 1s linear", To: x[0] + ":" + x[2], Toggles: []float64{0}, Times: defaultTimes, Props: props, Child: true},
			Case{Feature: "inherited", Style: "animation:NAME 1s linear both", Frames: "from{" + x[0] + ":" + x[1] + "}to{" + x[0] + ":" + x[2] + "}", Times: defaultTimes, Props: props, Child: true})
	}
	// Transitions that are turned on their way, changed, delayed.
	for _, e := range []string{"linear", "ease", "steps(5)", "cubic-bezier(.3,-.5,.5,1.5)"} {
		for _, tg := range [][]float64{{0, 400}, {0, 400, 500}, {0, 253, 500, 707}, {0, 100, 200, 300, 400}, {0, 1200}, {0, 50, 51}} {
			add(Case{Feature: "reversing", Style: "left:0;transition:left 1s " + e, To: "left:100px", Toggles: tg, Times: defaultTimes, Props: []string{"left"}})
		}
		add(Case{Feature: "changing", Style: "left:0;transition:left 1s 200ms " + e, To: "left:100px", Toggles: []float64{0, 101, 407}, Times: defaultTimes, Props: []string{"left"}},
			Case{Feature: "changing", Style: "left:0;transition:left 1s -300ms " + e, To: "left:100px", Toggles: []float64{0, 400}, Times: defaultTimes, Props: []string{"left"}},
			Case{Feature: "changing", Style: "left:0;transition:left 1s -2s " + e, To: "left:100px", Toggles: []float64{0}, Times: defaultTimes, Props: []string{"left"}},
			Case{Feature: "changing", Style: "left:0;transition:left 1s " + e, To: "left:100px;transition:left .3s .1s", Toggles: []float64{0, 250}, Times: defaultTimes, Props: []string{"left"}},
			Case{Feature: "changing", Style: "left:0;transition:left 1s " + e, To: "left:100px;transition:none", Toggles: []float64{0, 250, 400}, Times: defaultTimes, Props: []string{"left"}},
			Case{Feature: "changing", Style: "left:0;opacity:1;transition:all 1s " + e + ",opacity .5s", To: "left:100px;opacity:0", Toggles: []float64{0, 400}, Times: defaultTimes, Props: []string{"left", "opacity"}},
			Case{Feature: "changing", Style: "left:0;opacity:1;transition:opacity .5s,all 1s " + e, To: "left:100px;opacity:0", Toggles: []float64{0, 400}, Times: defaultTimes, Props: []string{"left", "opacity"}},
			Case{Feature: "changing", Style: "left:0;opacity:1;transition-property:left,opacity,bogus;transition-duration:1s,.5s,2s;transition-timing-function:" + e, To: "left:100px;opacity:0", Toggles: []float64{0}, Times: defaultTimes, Props: []string{"left", "opacity"}},
			Case{Feature: "changing", Style: "left:0;transition:left 1s " + e, To: "left:100px;display:none", Toggles: []float64{0, 400}, Times: defaultTimes, Props: []string{"left"}},
			Case{Feature: "changing", Style: "left:0;padding-top:1px;transition:left 1s " + e, To: "padding-top:9px;left:50px", Toggles: []float64{0, 400}, Times: defaultTimes, Props: []string{"left", "padding-top"}})
	}
	// By chance: all of it together.
	values := [][]string{{"left", "0", "100px", "50%", "2em", "calc(10px + 30%)", "-20rpx"}, {"opacity", "0", "1", ".4"}, {"width", "10px", "80%", "3em"}, {"color", "red", "rgba(0,0,255,.3)", "currentColor"},
		{"background-color", "transparent", "#fff", "currentColor"}, append([]string{"transform"}, transforms...), {"margin-left", "0", "10%", "-3px"}, {"visibility", "hidden", "visible"}, {"border-top-left-radius", "0", "50%", "10px 20px"}}
	for range n {
		var frames strings.Builder
		var props []string
		for _, at := range []string{"from", "20%", "35%,70%", "90%", "to"} {
			if r.IntN(3) == 0 {
				continue
			}
			frames.WriteString(at + "{")
			for range 1 + r.IntN(3) {
				v := pick(r, values)
				props = append(props, v[0])
				fmt.Fprintf(&frames, "%s:%s;", v[0], v[1+r.IntN(len(v)-1)])
			}
			if r.IntN(3) == 0 {
				frames.WriteString("animation-timing-function:" + pick(r, easings))
			}
			frames.WriteString("}")
		}
		if props == nil {
			continue
		}
		style := ""
		for _, p := range props {
			for _, v := range values {
				if v[0] == p {
					style += p + ":" + v[1+r.IntN(len(v)-1)] + ";"
				}
			}
		}
		add(Case{Feature: "chance", Style: style + fmt.Sprintf("animation:NAME %dms %s %s %s %s %dms", 100+r.IntN(1500), pick(r, easings), pick(r, []string{"1", "infinite", "2.3", "4"}), pick(r, []string{"normal", "reverse", "alternate", "alternate-reverse"}), pick(r, []string{"none", "both", "forwards", "backwards"}), r.IntN(900)-500),
			Frames: frames.String(), Times: defaultTimes, Props: props})
	}
	return out
}
