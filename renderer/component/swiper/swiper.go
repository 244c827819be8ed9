// Package swiper is swiper and swiper-item.
//
// Its one idea: the state is one number, the position counted in slides; every
// place on the screen is a transform in percent of a slide, so no sizes are needed.
package swiper

import (
	"math"
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is the swiper component; Item its slides.
var (
	Kind = builtin.Kind{Tag: "swiper", New: newSwiper, Children: true}
	Item = builtin.Kind{Tag: "swiper-item"}
)

const (
	// edgePull is how much of a drag beyond the first or last slide shows.
	edgePull = 1.0 / 3
	// flick is the speed (CSS px/s) that turns the page whatever the distance.
	flick = 300.0
	// frame is how often a moving swiper is drawn.
	frame = time.Second / 60
)

type swiper struct {
	h                            builtin.Host
	n                            *dom.Node
	slides, frameNode, dots      *dom.Node
	dotNodes                     []*dom.Node
	items                        []*dom.Node
	current                      int
	pos                          float64 // where the frame stands, in slides; unbounded when circular
	attr                         value.Value
	itemAttr                     value.Value
	fresh                        bool
	moving                       bool
	from, to                     float64
	start, duration              time.Duration
	ticked                       time.Duration
	source                       string
	dragging                     bool
	dragPos                      float64
	nextTurn                     time.Duration // autoplay
	autoplay                     bool
	vertical, circular, disabled bool
	multiple                     float64
}

func newSwiper(h builtin.Host, n *dom.Node) builtin.Instance {
	s := &swiper{h: h, n: n, fresh: true}
	wrapper := builtin.Part(h, n, n, "view", "wx-swiper-wrapper")
	s.slides = builtin.Part(h, n, wrapper, "view", "wx-swiper-slides")
	s.frameNode = builtin.Part(h, n, s.slides, "view", "wx-swiper-slide-frame")
	s.dots = builtin.Part(h, n, wrapper, "view", "wx-swiper-dots")
	builtin.Slot(h, n, s.frameNode)
	return s
}

// collect finds the slides: the nearest swiper-items below, custom components'
// inner ones included.
func (s *swiper) collect() {
	s.items = s.items[:0]
	builtin.Walk(s.frameNode, func(n *dom.Node) bool {
		if n.Tag == "swiper-item" {
			s.items = append(s.items, n)
			return false
		}
		return n.Tag != "swiper"
	})
}

func (s *swiper) Update() {
	s.collect()
	n := s.n
	s.vertical = builtin.On(n, "vertical", false)
	s.multiple = max(1, math.Floor(builtin.Num(n, "display-multiple-items", 1)))
	s.circular = builtin.On(n, "circular", false) && float64(len(s.items)) > s.multiple
	s.disabled = builtin.On(n, "disable-touch", false)
	s.duration = builtin.Millis(n, "duration", 500*time.Millisecond)
	s.setAutoplay(builtin.On(n, "autoplay", false))

	cur, item := n.Attr("current"), builtin.Attr(n, "current-item-id")
	target := s.current
	asked := false
	if s.fresh || !value.Same(cur, s.attr) {
		s.attr = cur
		if !cur.IsNil() {
			target, asked = int(builtin.Num(n, "current", 0)), true
		}
	}
	if s.fresh || !value.Same(item, s.itemAttr) {
		s.itemAttr = item
		if !item.IsNil() {
			for i, it := range s.items {
				if builtin.Str(it, "item-id", "") == item.ToString() {
					target, asked = i, true
				}
			}
		}
	}
	if len(s.items) > 0 {
		last := s.last()
		if target < 0 || target > last {
			if asked {
				target = 0 // WeChat: a guess: a current out of range shows the first slide
			} else {
				target = last
			}
		}
		switch {
		case s.fresh:
			s.current, s.pos = target, float64(target)
			s.fresh = false
		case target != s.current && asked:
			s.goTo(s.near(target), target, "", true)
		case target != s.current:
			s.current, s.pos, s.moving = target, float64(target), false
		}
	}
	s.place()
	s.paintDots()
}

// last is the highest index that current may have.
func (s *swiper) last() int {
	if s.circular {
		return len(s.items) - 1
	}
	return max(0, len(s.items)-int(s.multiple))
}

// near gives the position of slide i that is closest to where we stand.
func (s *swiper) near(i int) float64 {
	if !s.circular {
		return float64(i)
	}
	n := float64(len(s.items))
	return float64(i) + n*math.Round((s.pos-float64(i))/n)
}

func (s *swiper) setAutoplay(on bool) {
	if on && !s.autoplay {
		s.rest()
	}
	s.autoplay = on
}

// rest counts the interval anew.
func (s *swiper) rest() {
	s.nextTurn = s.h.Now() + max(50*time.Millisecond, builtin.Millis(s.n, "interval", 5*time.Second))
}

// goTo moves to a position, which is slide index.
func (s *swiper) goTo(pos float64, index int, source string, animate bool) {
	s.from, s.to, s.start, s.source = s.pos, pos, s.h.Now(), source
	s.moving, s.ticked = true, s.start
	if index != s.current {
		s.current = index
		detail := value.M("current", index, "source", source, "currentItemId", s.itemID())
		s.h.Emit(s.n, builtin.Emit{Type: "change", Detail: detail, Model: "current", ModelValue: value.OfInt(index)})
		s.attr = value.OfInt(index)
	}
	if !animate || s.duration == 0 || s.from == s.to {
		s.finish()
	}
	s.rest()
	s.place()
	s.paintDots()
}

func (s *swiper) itemID() string {
	if s.current < len(s.items) {
		return builtin.Str(s.items[s.current], "item-id", "")
	}
	return ""
}

func (s *swiper) finish() {
	s.moving = false
	s.pos = s.to
	if s.circular {
		s.pos = float64(s.current)
	}
	s.h.Emit(s.n, builtin.Emit{Type: "animationfinish", Detail: value.M("current", s.current, "source", s.source, "currentItemId", s.itemID())})
}

func (s *swiper) axis(pct float64) string {
	if s.vertical {
		return "translate(0," + builtin.Pct(pct) + ")"
	}
	return "translate(" + builtin.Pct(pct) + ",0)"
}

// place writes transforms: the frame stands at -pos, each slide at its own slot,
// in a circle at the slot nearest to what is seen.
func (s *swiper) place() {
	m := s.h.Dom()
	before, after := builtin.Length(s.n, "previous-margin", "0px"), builtin.Length(s.n, "next-margin", "0px")
	size := builtin.Pct(100 / s.multiple)
	if s.vertical {
		m.SetForced(s.slides, "top:"+before+";bottom:"+after)
		m.SetForced(s.frameNode, "height:"+size+";transform:"+s.axis(-100*s.pos))
	} else {
		m.SetForced(s.slides, "left:"+before+";right:"+after)
		m.SetForced(s.frameNode, "width:"+size+";transform:"+s.axis(-100*s.pos))
	}
	n := float64(len(s.items))
	for i, it := range s.items {
		slot := float64(i)
		if s.circular {
			// The window [pos, pos+multiple) and one neighbour each side must be full.
			slot += n * math.Round((s.pos+(s.multiple-1)/2-slot)/n)
		}
		m.SetForced(it, "position:absolute;width:100%;height:100%;transform:"+s.axis(100*slot))
	}
}

func (s *swiper) paintDots() {
	m := s.h.Dom()
	if !builtin.On(s.n, "indicator-dots", false) || len(s.items) == 0 {
		m.SetForced(s.dots, "display:none")
		return
	}
	m.SetForced(s.dots, "")
	dir := "horizontal"
	if s.vertical {
		dir = "vertical"
	}
	m.SetClasses(s.dots, builtin.Classes(s.n, "wx-swiper-dots wx-swiper-dots-"+dir))
	for len(s.dotNodes) > len(s.items) {
		m.Remove(s.dotNodes[len(s.dotNodes)-1])
		s.dotNodes = s.dotNodes[:len(s.dotNodes)-1]
	}
	for len(s.dotNodes) < len(s.items) {
		s.dotNodes = append(s.dotNodes, builtin.Part(s.h, s.n, s.dots, "view", "wx-swiper-dot"))
	}
	color := builtin.Color(s.n, "indicator-color", "")
	active := builtin.Color(s.n, "indicator-active-color", "")
	for i, d := range s.dotNodes {
		class, c := "wx-swiper-dot", color
		if i >= s.current && i < s.current+int(s.multiple) || s.circular && i+len(s.items) < s.current+int(s.multiple) {
			class, c = "wx-swiper-dot wx-swiper-dot-active", active
		}
		m.SetClasses(d, builtin.Classes(s.n, class))
		if c != "" {
			c = "background-color:" + c
		}
		m.SetForced(d, c)
	}
}

// length is the size of a slide along the axis, CSS px.
func (s *swiper) length() float64 {
	box := s.h.Border(s.frameNode)
	if s.vertical {
		return box.H
	}
	return box.W
}

func (s *swiper) Grab(x, y, dx, dy float64) bool {
	if s.disabled || len(s.items) < 2 || !s.circular && float64(len(s.items)) <= s.multiple {
		return false
	}
	if s.vertical != (math.Abs(dy) > math.Abs(dx)) {
		return false
	}
	s.dragging, s.moving, s.dragPos = true, false, s.pos
	s.source = "touch"
	return true
}

func (s *swiper) Drag(x, y, dx, dy float64) {
	d := dx
	if s.vertical {
		d = dy
	}
	length := s.length()
	if length <= 0 {
		return
	}
	p := s.dragPos - d/length
	if !s.circular {
		last := float64(s.last())
		if p < 0 {
			p *= edgePull
		} else if p > last {
			p = last + (p-last)*edgePull
		}
	}
	s.pos = p
	s.tellTransition()
	s.place()
}

func (s *swiper) tellTransition() {
	d := (s.pos - s.near(s.current)) * s.length()
	detail := value.M("dx", d, "dy", 0)
	if s.vertical {
		detail = value.M("dx", 0, "dy", d)
	}
	s.h.Emit(s.n, builtin.Emit{Type: "transition", Detail: detail})
}

func (s *swiper) Drop(vx, vy float64) {
	if !s.dragging {
		return
	}
	s.dragging = false
	v := vx
	if s.vertical {
		v = vy
	}
	target := math.Round(s.pos)
	if math.Abs(v) >= flick {
		// A flick turns one page in its direction.
		if v < 0 {
			target = math.Floor(s.dragPos+1e-9) + 1
		} else {
			target = math.Ceil(s.dragPos-1e-9) - 1
		}
	}
	if !s.circular {
		target = min(max(target, 0), float64(s.last()))
	}
	index := int(target)
	if n := len(s.items); n > 0 && s.circular {
		index = ((index % n) + n) % n
	}
	s.goTo(target, index, "touch", true)
}

func (s *swiper) Tick(now time.Duration) {
	s.ticked = now
	if s.moving {
		t := 1.0
		if s.duration > 0 {
			t = min(1, float64(now-s.start)/float64(s.duration))
		}
		s.pos = s.from + (s.to-s.from)*ease(builtin.Str(s.n, "easing-function", "default"), t)
		if t >= 1 {
			s.finish()
		} else {
			s.tellTransition()
		}
		s.place()
		return
	}
	if s.autoplay && !s.dragging && now >= s.nextTurn {
		s.rest()
		if len(s.items) < 2 {
			return
		}
		switch next := s.current + 1; {
		case s.circular:
			s.goTo(s.near(s.current)+1, next%len(s.items), "autoplay", true)
		case next <= s.last():
			s.goTo(float64(next), next, "autoplay", true)
		default:
			s.goTo(0, 0, "autoplay", true)
		}
	}
}

func (s *swiper) Next() (time.Duration, bool) {
	if s.moving {
		return min(s.ticked+frame, s.start+s.duration), true
	}
	return s.nextTurn, s.autoplay && !s.dragging && len(s.items) > 1
}

// ease: WeChat: documentation of swiper, easing-function; default is taken as
// easeInOutCubic (a guess).
func ease(name string, t float64) float64 {
	switch name {
	case "linear":
		return t
	case "easeInCubic":
		return t * t * t
	case "easeOutCubic":
		return 1 - math.Pow(1-t, 3)
	}
	if t < 0.5 {
		return 4 * t * t * t
	}
	return 1 - math.Pow(2-2*t, 3)/2
}

// Keep is the current slide for hot reload.
func (s *swiper) Keep() value.Value { return value.OfInt(s.current) }

// Restore goes to the kept slide.
func (s *swiper) Restore(v value.Value) {
	if i := int(v.Num()); i >= 0 && i <= s.last() {
		s.current, s.pos, s.moving = i, float64(i), false
		s.place()
		s.paintDots()
	}
}
