package chromium

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"path/filepath"
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/simulator"
	"diorama/simulator/device"
)

// The phone that is compared on where nothing else is said: CSS px, and its device pixel
// ratio.
const (
	Width  = 375
	Height = 667
	DPR    = 2
	Device = "iPhone SE"
)

// pageWait is the virtual time a page has to come to rest.
const pageWait = time.Second

// Result is what one page gave.
type Result struct {
	Page    string
	Boxes   []BoxDiff // of all elements
	Off     int       // boxes off by more than 1 px in any side
	Pixel   float64   // mean difference of the channels, 0…255
	Picture bool      // the page shows a raster picture
	Ours    *image.RGBA
	Theirs  *image.RGBA
}

// BoxDiff is one element's box on both sides, CSS px: x, y, width, height.
type BoxDiff struct {
	Name         string
	Ours, Theirs [4]float64
	Off          float64 // greatest difference of the four
}

// freeze brings every animation to the moment that it is at in Diorama: %s is an object
// of milliseconds by index of the element, pseudo-element and name.
const freeze = `{ const at = %s; document.getAnimations({subtree:true}).forEach(a => {
	if (a.constructor.name === 'CSSTransition') { a.finish(); return }
	const e = a.effect, ms = at[e.target.dataset.i + (e.pseudoElement || '') + ' ' + a.animationName];
	a.pause();
	if (ms !== undefined) a.currentTime = ms
}) } true`

var motionPseudo = map[style.Pseudo]string{style.Before: "::before", style.After: "::after"}

// scrolled brings every element to its scroll offset: %s is a list of index, x and y.
const scrolled = `for (const [i, x, y] of %s) {
	const e = document.querySelector('[data-i="' + i + '"]'), s = i ? e : document.scrollingElement;
	s.style.scrollBehavior = 'auto'; s.scrollLeft = x; s.scrollTop = y
} true`

// offsets says how far the elements are scrolled, as scrolled reads it.
func offsets(d *renderer.Document, nodes []*dom.Node) string {
	list := [][3]float64{}
	for i, n := range nodes {
		if x, y := d.ScrollOffset(n); x != 0 || y != 0 {
			list = append(list, [3]float64{float64(i), x, y})
		}
	}
	text, _ := json.Marshal(list) // finite numbers
	return string(text)
}

// moments says where the animations of a page are, as freeze reads it.
func moments(d *renderer.Document, nodes []*dom.Node) string {
	index := map[dom.NodeID]int{}
	for i, n := range nodes {
		index[n.ID] = i
	}
	at := map[string]float64{}
	for _, a := range d.Animations() {
		if i, ok := index[a.Key.Node]; ok {
			at[fmt.Sprintf("%d%s %s", i, motionPseudo[a.Key.Pseudo], a.Name)] = a.Since * 1000
		}
	}
	text, _ := json.Marshal(at) // a map of finite numbers
	return string(text)
}

const readBoxes = `[...document.querySelectorAll('[data-i]')].map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height] })`

// Compare opens a page of a project on both sides, on the screen of a simulated device.
// page is "" for the entry page.
func Compare(b *Browser, dir, page, phone string) (*Result, error) {
	profile, err := device.Find(phone)
	if err != nil {
		return nil, err
	}
	width, height := int(profile.Width), int(profile.Height)
	s, err := simulator.Open(simulator.Options{Dir: dir, Page: page, Virtual: true, Spawn: simulator.InProcess, Device: phone, Width: profile.Width, Height: profile.Height, DPR: profile.DPR, NoChrome: true})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := s.Settle(pageWait, 30*time.Second); err != nil {
		return nil, err
	}
	res := &Result{Page: page}
	var ex *Export
	var root, at, scroll string
	if a := s.Project().AbsFile("app.json"); a != "" {
		root = filepath.Dir(a)
	}
	s.WithDocument(func(d *renderer.Document) {
		ex = HTML(d, root)
		res.Ours = d.Frame(d.Now()).Image // without the system layer
		at, scroll = moments(d, ex.Nodes), offsets(d, ex.Nodes)
		for _, n := range ex.Nodes {
			x, y, w, h := d.ViewportBox(n.ID)
			res.Boxes = append(res.Boxes, BoxDiff{Name: name(n), Ours: [4]float64{x, y, w, h}})
			if n.Tag == "image" || n.Tag == "cover-image" {
				res.Picture = true
			}
		}
	})
	if ex == nil {
		return nil, fmt.Errorf("%s: no page is shown", page)
	}
	if err := b.Viewport(width, height, profile.DPR); err != nil {
		return nil, err
	}
	if err := b.Show(ex.HTML); err != nil {
		return nil, err
	}
	if err := b.Eval(fmt.Sprintf(freeze, at), nil); err != nil {
		return nil, err
	}
	if err := b.Eval(fmt.Sprintf(scrolled, scroll), nil); err != nil {
		return nil, err
	}
	var boxes [][4]float64
	if err := b.Eval(readBoxes, &boxes); err != nil {
		return nil, err
	}
	if len(boxes) != len(res.Boxes) {
		return nil, fmt.Errorf("%s: %d elements here, %d in the browser", page, len(res.Boxes), len(boxes))
	}
	for i, t := range boxes {
		d := &res.Boxes[i]
		d.Theirs = t
		for k := range t {
			if d.Ours == [4]float64{} && (t[2] == 0 || t[3] == 0) {
				break // nothing to be seen on either side
			}
			d.Off = max(d.Off, math.Abs(t[k]-d.Ours[k]))
		}
		if d.Off > 1 {
			res.Off++
		}
	}
	shot, err := b.Screenshot()
	if err != nil {
		return nil, err
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return nil, err
	}
	res.Theirs = image.NewRGBA(img.Bounds())
	draw.Draw(res.Theirs, img.Bounds(), img, img.Bounds().Min, draw.Src)
	res.Pixel = meanDiff(res.Ours, res.Theirs)
	return res, nil
}

func name(n *dom.Node) string {
	s := n.Tag
	if n.ElemID != "" {
		s += "#" + n.ElemID
	}
	for _, c := range n.Classes {
		s += "." + c.Name
	}
	return s
}

// meanDiff is the mean absolute difference of the three channels.
func meanDiff(a, b *image.RGBA) float64 {
	r := a.Bounds().Intersect(b.Bounds())
	if r.Empty() {
		return 255
	}
	sum := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		pa, pb := a.Pix[a.PixOffset(r.Min.X, y):], b.Pix[b.PixOffset(r.Min.X, y):]
		for x := 0; x < 4*r.Dx(); x += 4 {
			for c := range 3 {
				d := int(pa[x+c]) - int(pb[x+c])
				sum += max(d, -d)
			}
		}
	}
	return float64(sum) / float64(3*r.Dx()*r.Dy())
}

// Side puts both pictures and their difference beside each other.
func (r *Result) Side() *image.RGBA {
	w, h := r.Ours.Bounds().Dx(), r.Ours.Bounds().Dy()
	out := image.NewRGBA(image.Rect(0, 0, 3*w+20, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.RGBA{255, 0, 255, 255}), image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(0, 0, w, h), r.Ours, image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(w+10, 0, 2*w+10, h), r.Theirs, image.Point{}, draw.Src)
	for y := range h {
		for x := range w {
			p, q := r.Ours.RGBAAt(x, y), r.Theirs.RGBAAt(x, y)
			d := max(diff8(p.R, q.R), diff8(p.G, q.G), diff8(p.B, q.B))
			out.SetRGBA(2*w+20+x, y, color.RGBA{255 - d, 255 - d, 255 - d, 255})
		}
	}
	return out
}

func diff8(a, b uint8) uint8 { return max(a, b) - min(a, b) }
