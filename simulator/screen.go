package simulator

import (
	"image"
	"image/draw"
	"maps"
	"slices"
	"time"

	"diorama/renderer"
	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// Frame is a picture of the phone's screen.
type Frame struct {
	Image  *image.RGBA       // device px of SetScale, premultiplied, tight stride; owned by the session until the next Frame
	Damage []image.Rectangle // what differs from the frame before
	Next   time.Duration     // when something moves by itself, negative: not by itself
}

// SetScale sets the device px per CSS px of the pictures.
func (s *Session) SetScale(dpr float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if dpr <= 0 || dpr == s.scale {
		return
	}
	s.note(record.SetScale, &record.Arg{Number: dpr})
	s.scale = dpr
	s.restyle()
}

// SetTheme switches between "light" and "dark".
func (s *Session) SetTheme(theme string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if theme == s.theme {
		return
	}
	s.setTheme(theme)
}

func (s *Session) setTheme(theme string) {
	s.note(record.SetTheme, &record.Arg{Text: theme})
	s.theme = theme
	s.project.SetTheme(theme)
	s.reloadProject()
	s.restyle() // the worker hears of it with the environment
	s.system.update()
}

// restyle gives every document the environment as it is now.
func (s *Session) restyle() {
	pages := slices.Collect(maps.Values(s.pages))
	if s.moment != nil {
		pages = append(pages, s.moment.page, s.moment.bar)
	}
	for _, p := range append(pages, s.ghost) {
		if p == nil || p.doc == nil {
			continue
		}
		p.setInfo(p.info)
		p.doc.SetEnv(s.styleEnv(p.insets))
	}
	s.system.doc.SetEnv(s.system.env())
	s.screenOld = true
	s.pushEnv(s.top())
	s.changed()
}

// Size is the screen in CSS px.
func (s *Session) Size() (w, h float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.profile.Width, s.profile.Height
}

// Frame draws the screen as it is after the last Step.
func (s *Session) Frame() Frame {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.frame()
}

// layers is what came of drawing a screen.
type layers struct {
	page, bar *page
	damage    []image.Rectangle
	cost      renderer.Cost
	next      time.Duration
}

// layers draws page, tab bar and frame and puts them together in s.screen.
func (s *Session) layers() layers {
	w, h := int(s.profile.Width*s.scale+0.5), int(s.profile.Height*s.scale+0.5)
	if s.screen == nil || s.screen.Rect.Dx() != w || s.screen.Rect.Dy() != h {
		s.screen = image.NewRGBA(image.Rect(0, 0, w, h))
		s.screenOld = true
	}
	next := time.Duration(-1)
	sooner := func(d time.Duration) {
		if d >= 0 && (next < 0 || d < next) {
			next = d
		}
	}
	// Each layer tells what changed in it, in pixels of the screen.
	var damage []image.Rectangle
	var cost renderer.Cost
	pg, bar := s.shownPage(), s.tabBar()
	if pg != nil {
		f := pg.doc.Frame(s.now)
		cost = f.Cost
		sooner(f.Next)
		at := s.origin(pg)
		for _, d := range f.Damage {
			damage = append(damage, d.Add(at))
		}
		if pg.fresh {
			pg.fresh, s.screenOld = false, true
		}
	}
	if bar != nil {
		f := bar.doc.Frame(s.now)
		damage = append(damage, f.Damage...)
		sooner(f.Next)
	}
	sys := s.system.doc.Frame(s.now)
	damage = append(damage, sys.Damage...)
	sooner(sys.Next)
	if s.screenOld {
		damage = append(damage[:0], s.screen.Rect)
		s.screenOld = false
	}
	damage = tidy(damage, s.screen.Rect)
	for _, d := range damage {
		s.compose(pg, bar, d)
	}
	return layers{pg, bar, damage, cost, next}
}

func (s *Session) frame() Frame {
	s.note(record.Frame, nil)
	l := s.layers()
	pg, bar, damage, cost := l.page, l.bar, l.damage, l.cost
	// Pictures that loaded and fields that took the focus have events to tell.
	for _, p := range []*page{pg, bar} {
		if p != nil {
			events, actions := p.doc.Drain()
			s.deliver(p, events, actions)
		}
	}
	s.crossings(pg)
	c := wire.Cost{Style: cost.Style, Layout: cost.Layout, Paint: cost.Paint, Raster: cost.Raster}
	if len(damage) > 0 && pg != nil {
		s.lastCost = c
	}
	s.painted(c)
	s.noteShot(false)
	if !s.saved.IsZero() && len(damage) > 0 {
		// The pixels may come a frame before the worker says that it is done.
		s.savedDrawn = time.Since(s.saved)
	}
	if s.savedShows {
		if s.savedDrawn > 0 {
			s.state.Reload = s.savedDrawn
			s.changed()
		}
		s.saved, s.savedShows, s.savedDrawn = time.Time{}, false, 0
	}
	return Frame{Image: s.screen, Damage: damage, Next: l.next}
}

// maxDamage is how many rectangles are composed one by one; more are joined.
const maxDamage = 12

// tidy leaves out what lies within another rectangle or outside the screen.
func tidy(list []image.Rectangle, screen image.Rectangle) []image.Rectangle {
	out := list[:0:0]
	for _, d := range list {
		d = d.Intersect(screen)
		if d.Empty() || slices.ContainsFunc(out, d.In) {
			continue
		}
		out = append(slices.DeleteFunc(out, func(o image.Rectangle) bool { return o.In(d) }), d)
	}
	if len(out) > maxDamage {
		all := image.Rectangle{}
		for _, d := range out {
			all = all.Union(d)
		}
		return []image.Rectangle{all}
	}
	return out
}

// origin is where a page's upper left corner lies on the screen, device px.
func (s *Session) origin(p *page) image.Point { return image.Pt(0, int(s.offset(p)*s.scale+0.5)) }

// compose draws a part of the screen from all layers, the lowest first: layers are
// translucent, so each part must be drawn exactly once.
func (s *Session) compose(pg, bar *page, d image.Rectangle) {
	background := image.Image(image.White)
	if pg != nil {
		background = image.NewUniform(parseBackground(pg.info.Window.BackgroundColor))
	}
	var img *image.RGBA
	at := image.Point{}
	if pg != nil {
		img, at = pg.doc.Image(), s.origin(pg)
	}
	if img == nil || !d.In(img.Rect.Add(at)) {
		draw.Draw(s.screen, d, background, image.Point{}, draw.Src)
	}
	if img != nil {
		part := d.Intersect(img.Rect.Add(at))
		draw.Draw(s.screen, part, img, part.Min.Sub(at), draw.Src)
	}
	if bar != nil {
		bar.doc.DrawOver(s.screen, image.Point{}, d)
	}
	s.system.doc.DrawOver(s.screen, image.Point{}, d)
}

// FullPage draws the page on top at its whole height, without the frame around it.
func (s *Session) FullPage() *image.RGBA {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fullPage()
}

func (s *Session) fullPage() *image.RGBA {
	p := s.shownPage()
	if p == nil {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	p.doc.Layout(s.now)
	view := p.doc.ViewState()
	_, height := p.doc.ContentSize()
	// The content's own height becomes the viewport; vh units keep meaning the
	// screen, so nothing else moves.
	p.doc.SetCanvas(min(max(height, s.styleEnv(p.insets).Height), maxFullHeight))
	img := p.doc.Frame(s.now).Image
	out := &image.RGBA{Pix: slices.Clone(img.Pix), Stride: img.Stride, Rect: img.Rect}
	p.doc.SetCanvas(0)
	p.doc.RestoreViewState(view)
	s.screenOld = true
	return out
}

// maxFullHeight bounds the picture of a whole page, CSS px.
const maxFullHeight = 20000
