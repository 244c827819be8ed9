package renderer

import (
	"fmt"
	"image"
	"time"

	"diorama/renderer/animation"
	"diorama/renderer/component"
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/input"
	"diorama/renderer/layout"
	"diorama/renderer/paint"
	"diorama/renderer/picture"
	"diorama/renderer/raster"
	"diorama/renderer/style"
	"diorama/renderer/text"
	"diorama/renderer/wxss"
)

// Options are what a Document is made with.
type Options struct {
	Env   style.Env
	Fonts *text.Fonts
	// Picture gives the decoded picture for a project path or URL; base is "" or the
	// path of the sheet that wrote a relative one. nil while loading or unknown;
	// PictureReady tells when that changed. data: addresses are not asked for.
	Picture func(src, base string) *picture.Picture
	// Base is the page's path ("pages/index/index"): relative src attributes start there.
	Base string
	// Transparent leaves out the white canvas below the page.
	Transparent bool
	// StyleV2 is "style": "v2" of app.json.
	StyleV2 bool
	// Families loads the @font-face rules that hold in the page and tells which family of
	// Fonts each of their families is, by text.FamilyKey; FontsReady tells when that changed.
	// nil: there are none.
	Families func(rules []style.FontFace) map[string]string
	// CacheBytes limits the glyphs, shadows and scaled pictures kept; 0: raster.DefaultLimit.
	CacheBytes int
	// Stopwatch gives µs since any moment, for Frame.Cost; nil: costs are 0.
	Stopwatch func() float64
	// Page are the settings of the page's json that concern scrolling.
	Page PageOptions
}

// PageOptions are settings of a page.
type PageOptions struct {
	DisableScroll bool
	// ReachBottom is onReachBottomDistance in CSS px.
	ReachBottom float64
	// PullDown is enablePullDownRefresh: pulling at the top sends onPullDownRefresh.
	PullDown bool
}

// Document is one page: tree, styles, boxes, pixels and what the fingers do.
// Not safe for concurrent use.
type Document struct {
	opt  Options
	now  time.Duration
	tree *dom.Tree
	mut  *dom.Mutator

	styler  *style.Styler
	boxes   *layout.Tree
	stale   bool // boxes must be built anew (environment, sheets, fonts)
	moved   bool // an animation changed styles
	player  animation.Player
	mixed   map[animation.Key]*style.Computed // styles of running animations
	based   map[animation.Key]*style.Computed // styles as last seen, of what has motion
	exports map[dom.NodeID]*exported
	uses    dom.State // states that the sheets ask for
	sheets  map[sheetKey]*wxss.Sheet

	fontEpoch uint64
	facesOld  bool          // Families must be asked again
	handed    []*dom.Node   // animations changed what these hand down
	animating bool          // something in player moves by itself
	mixedAt   time.Duration // when mix ran last
	driven    bool          // an animation goes by a scroll offset
	redrive   bool          // and something was scrolled since

	list        *paint.List
	caches      *raster.Cache
	nextTurn    time.Duration // when a moving picture shows its next frame; negative: never
	repaint     bool          // the display list must be built anew
	redraw      bool          // everything must be drawn anew
	scrollFunc  func(*layout.Box) geom.Point
	pictureFunc func(style.Image) paint.Picture
	damage      []image.Rectangle
	cost        Cost
	img         *image.RGBA
	pictures    map[string]*picture.Picture // decoded data: addresses; nil: broken
	failed      map[string]bool             // resolved src that PictureReady told and that is none

	instances map[dom.NodeID]*instance
	order     []*instance // in the order they came into being
	fresh     []*dom.Node
	tickers   []*instance

	scrollers map[dom.NodeID]*scroller
	touches   input.Touches
	fingers   map[int]*finger
	pressed   []*dom.Node // :active
	hovered   []*dom.Node // :hover
	hovers    []*hover
	focused   *dom.Node
	given     style.Env // as set; opt.Env is what page-meta makes of it
	meta      meta
	base      style.Color // what shows where the page is transparent; zero: white
	canvas    float64     // height to draw instead of the viewport's, CSS px; 0 none

	events  []Event
	actions []Action
	missing map[string]bool
	noted   []string
	overlay overlay
}

// New makes an empty page.
func New(opt Options) *Document {
	opt.Env = sane(opt.Env)
	t := dom.NewTree()
	d := &Document{
		opt: opt, tree: t, mut: t.Mutate(),
		styler: style.New(opt.Env), boxes: layout.New(opt.Fonts),
		pictures: map[string]*picture.Picture{}, failed: map[string]bool{},
		instances: map[dom.NodeID]*instance{}, scrollers: map[dom.NodeID]*scroller{},
		fingers: map[int]*finger{}, missing: map[string]bool{},
		exports: map[dom.NodeID]*exported{},
		sheets:  map[sheetKey]*wxss.Sheet{}, based: map[animation.Key]*style.Computed{},
		given: opt.Env, stale: true, repaint: true, redraw: true, nextTurn: -1, facesOld: true,
	}
	d.density()
	d.caches = raster.NewCache(opt.Fonts, opt.CacheBytes)
	d.scrollFunc, d.pictureFunc = d.scrollOf, d.pictureFor
	d.styler.ContainerSize = d.containerSize
	if opt.Fonts != nil {
		d.styler.FontUnits = d.boxes.FontUnits
	}
	d.player.Keyframes, d.player.Rebase = d.keyframes, d.rebase
	d.styler.Moving = d.MovingStyle
	d.boxes.Transform = paint.Transform
	d.boxes.Natural = d.natural
	return d
}

// sane keeps the environment in a range where sizes fit and nothing is divided by 0.
func sane(e style.Env) style.Env {
	limit := func(v, lo, hi, def float64) float64 {
		if !(v >= lo && v <= hi) {
			return def
		}
		return v
	}
	e.Width, e.Height = limit(e.Width, 1, 20000, 375), limit(e.Height, 1, 100000, 667)
	e.DPR = limit(e.DPR, 0.25, 8, 1)
	e.ScreenWidth = limit(e.ScreenWidth, 1, 20000, e.Width)
	e.RootFontSize = limit(e.RootFontSize, 1, 1000, e.ScreenWidth/20)
	e.UserFontSize = limit(e.UserFontSize, 1, 1000, 16)
	return e
}

// Tree gives the page's tree, for reading. Internal nodes are of our making: a
// walk that wants the page as written descends into them and leaves them out.
func (d *Document) Tree() *dom.Tree { return d.tree }

// Env gives the environment in use.
func (d *Document) Env() style.Env { return d.opt.Env }

// SetEnv changes viewport, pixel ratio, theme or font sizes.
func (d *Document) SetEnv(e style.Env) {
	e = sane(e)
	if e == d.given {
		return
	}
	old := d.given
	d.given = e
	if d.meta.node != nil {
		d.lookOfPage()
	} else {
		d.useEnv(e)
	}
	if old.Width != e.Width || old.Height != e.Height {
		d.metaResized()
	}
}

// useEnv makes an environment the one that counts.
func (d *Document) useEnv(e style.Env) {
	d.opt.Env = e
	d.styler.SetEnv(e)
	d.density()
	d.restart()
}

func (d *Document) density() {
	if d.opt.Fonts != nil {
		d.opt.Fonts.SetDPR(d.opt.Env.DPR)
	}
}

// SetPage changes the scrolling settings of the page.
func (d *Document) SetPage(p PageOptions) { d.opt.Page = p }

// restart makes every stage run again.
func (d *Document) restart() {
	d.mut.Damage(d.tree.Root, dom.DamageStyle|dom.DamageSubtree)
	d.stale, d.repaint, d.redraw, d.facesOld = true, true, true, true
}

// FontsReady tells that what Options.Families gives may be something else now.
func (d *Document) FontsReady() { d.facesOld = true }

// SetSheet puts a sheet in, replaces the one with the same origin and path, or
// with a nil sheet takes it out.
func (d *Document) SetSheet(origin style.Origin, path string, sheet *wxss.Sheet) {
	d.styler.SetSheet(origin, path, sheet)
	if sheet == nil {
		delete(d.sheets, sheetKey{origin, path})
	} else {
		d.sheets[sheetKey{origin, path}] = sheet
	}
	d.uses = 0
	for _, s := range d.sheets {
		d.uses |= statesOf(s)
	}
	d.restart()
}

// Apply runs the operations of a patch in order. A faulty one is an error; those
// before it are done.
func (d *Document) Apply(ops []dom.Op) error {
	for i := range ops {
		if d.overlay.nodes != nil && d.below(&ops[i]) {
			continue
		}
		if err := d.apply(ops[i : i+1]); err != nil {
			return fmt.Errorf("patch operation %d: %w", i, err)
		}
	}
	return nil
}

func (d *Document) apply(one []dom.Op) error {
	op := &one[0]
	n := d.tree.Node(op.ID)
	if op.Kind == dom.OpRemove && n != nil && n != d.tree.Root {
		d.touched(n.Parent)
		d.forget(n)
	}
	if op.Kind == dom.OpInsert && n != nil && n.Parent != nil {
		d.touched(n.Parent)
	}
	if err := d.mut.Apply(one); err != nil {
		return err
	}
	switch op.Kind {
	case dom.OpElement:
		if op.Is == "" {
			d.enlist(d.tree.Node(op.ID))
		}
	case dom.OpSetAttr, dom.OpSetID:
		if in := d.instances[op.ID]; in != nil {
			in.dirty = true
		}
		d.touchedParent(n)
		if op.Kind == dom.OpSetAttr && op.Name == "animation" {
			d.export(n, op.Value)
		}
	case dom.OpInsert:
		d.touched(n.Parent)
	case dom.OpSetText:
		d.touched(n.Parent)
	}
	return nil
}

// enlist makes the state of a built-in before its first frame.
func (d *Document) enlist(n *dom.Node) {
	kind, ok := component.Find(n.Tag)
	if !ok {
		return
	}
	if kind.Missing != "" {
		d.miss(kind.Missing)
	}
	if kind.New != nil {
		d.fresh = append(d.fresh, n)
	}
}

// touched tells the components above that look at their children.
func (d *Document) touched(n *dom.Node) {
	for ; n != nil; n = n.Parent {
		if in := d.instances[n.ID]; in != nil && in.kind.Children {
			in.dirty = true
		}
	}
}

// touchedParent tells the nearest component above that looks at its children's attributes.
func (d *Document) touchedParent(n *dom.Node) {
	if n != nil && (n.Tag == "swiper-item" || n.Tag == "picker-view-column") {
		d.touched(n.Parent)
	}
}

// forget drops what belongs to n and all below it, which is about to go.
func (d *Document) forget(n *dom.Node) {
	if in := d.instances[n.ID]; in != nil {
		delete(d.instances, n.ID)
		in.gone = true
		if l, ok := in.inst.(builtin.Leaver); ok {
			l.Leave()
		}
	}
	delete(d.scrollers, n.ID)
	delete(d.overlay.nodes, n.ID)
	if d.focused == n {
		d.focused = nil
	}
	for c := n.First; c != nil; c = c.Next {
		d.forget(c)
	}
}

// PictureReady tells that src, or anything when "", may be had now, or never.
func (d *Document) PictureReady(src string) {
	if src == "" {
		clear(d.failed)
	} else {
		d.failed[src] = true // unless Picture gives it when asked
	}
	for _, in := range d.order {
		switch in.kind.Tag {
		case "image", "cover-image", "rich-text":
			in.dirty = true
		}
	}
	d.moved = d.boxes.PicturesChanged() || d.moved
	d.repaint = true
	d.redraw = true
}

// natural is the size of a picture in generated content, device px.
func (d *Document) natural(im style.Image) geom.Size {
	p := d.pictureFor(im)
	if p == nil {
		return geom.Size{}
	}
	w, h, ok := p.Size()
	if !ok {
		return geom.Size{}
	}
	return geom.Size{W: d.device(w), H: d.device(h)}
}

// Unsupported lists what the page uses and what is not simulated, sorted.
func (d *Document) Unsupported() []string { return d.unsupported() }

func (d *Document) miss(what string) {
	if !d.missing[what] {
		d.missing[what] = true
		d.noted = append(d.noted, what)
	}
}

// Drain gives the events and actions that came since the last call of Pointer,
// Key, Text, Tick or Drain: pictures that loaded, a focus that the page asked for.
func (d *Document) Drain() ([]Event, []Action) {
	e, a := d.events, d.actions
	d.events, d.actions = nil, nil
	return e, a
}

// Styler gives the page's styler, for reading its sheets and their reach.
func (d *Document) Styler() *style.Styler {
	d.settle()
	return d.styler
}
