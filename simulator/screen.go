package simulator

import (
	"image"
	"image/draw"
	"time"

	"diorama/renderer"
	"diorama/simulator/device"
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
	s.scale = dpr
	s.restyle()
}

// SetDevice changes the simulated device.
func (s *Session) SetDevice(p device.Profile) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.profile = p
	s.restyle()
	s.system.resized()
}

// SetTheme switches between "light" and "dark".
func (s *Session) SetTheme(theme string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if theme == s.theme {
		return
	}
	s.theme = theme
	s.project.SetTheme(theme)
	s.restyle()
	s.action("themeChange", themeArgs(theme))
	s.system.update()
}

// restyle gives every document the environment as it is now.
func (s *Session) restyle() {
	for _, p := range s.pages {
		if p.doc == nil {
			continue
		}
		old := p.insets
		p.setInfo(p.info)
		if p.insets == old {
			p.doc.SetEnv(s.styleEnv(p.insets))
		}
	}
	if s.moment != nil {
		s.moment.page.doc.SetEnv(s.styleEnv(s.moment.page.insets))
	}
	s.system.doc.SetEnv(s.system.env())
	s.screenOld = true
	if p := s.top(); p != nil {
		s.pushEnv(p)
	}
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

func (s *Session) frame() Frame {
	w, h := int(s.profile.Width*s.scale+0.5), int(s.profile.Height*s.scale+0.5)
	if s.screen == nil || s.screen.Rect.Dx() != w || s.screen.Rect.Dy() != h {
		s.screen = image.NewRGBA(image.Rect(0, 0, w, h))
		s.screenOld = true
	}
	var damage []image.Rectangle
	next := time.Duration(-1)
	pg := s.shownPage()
	var cost renderer.Cost
	if pg != nil {
		f := pg.doc.Frame(s.now)
		cost, next = f.Cost, f.Next
		// Pictures that loaded and fields that took the focus have events to tell.
		events, actions := pg.doc.Drain()
		s.deliver(pg, events, actions)
		s.crossings(pg)
		at := image.Pt(0, int(pg.insets.Top*s.scale+0.5))
		if s.screenOld || pg.fresh {
			pg.fresh = false
			damage = append(damage, s.screen.Rect)
			draw.Draw(s.screen, s.screen.Rect, image.NewUniform(parseBackground(pg.info.Window.BackgroundColor)), image.Point{}, draw.Src)
			draw.Draw(s.screen, f.Image.Rect.Add(at), f.Image, image.Point{}, draw.Src)
		} else {
			for _, d := range f.Damage {
				draw.Draw(s.screen, d.Add(at), f.Image, d.Min, draw.Src)
				damage = append(damage, d.Add(at))
			}
		}
	} else if s.screenOld {
		draw.Draw(s.screen, s.screen.Rect, image.White, image.Point{}, draw.Src)
		damage = append(damage, s.screen.Rect)
	}
	bar := s.tabBar()
	if bar != nil {
		f := bar.doc.Frame(s.now)
		for _, d := range f.Damage {
			s.uncover(pg, d)
			damage = append(damage, d)
		}
		if f.Next >= 0 && (next < 0 || f.Next < next) {
			next = f.Next
		}
	}
	sys := s.system.doc.Frame(s.now)
	if sys.Next >= 0 && (next < 0 || sys.Next < next) {
		next = sys.Next
	}
	// What the frame uncovered must show the page again.
	for _, d := range sys.Damage {
		s.uncover(pg, d)
		damage = append(damage, d)
	}
	for _, d := range damage {
		if bar != nil {
			bar.doc.DrawOver(s.screen, image.Point{}, d)
		}
		s.system.doc.DrawOver(s.screen, image.Point{}, d)
	}
	s.screenOld = false
	if len(damage) > 0 && pg != nil {
		s.lastCost = wire.Cost{Style: cost.Style, Layout: cost.Layout, Paint: cost.Paint, Raster: cost.Raster}
	}
	s.painted(wire.Cost{Style: cost.Style, Layout: cost.Layout, Paint: cost.Paint, Raster: cost.Raster})
	if !s.saved.IsZero() && len(damage) > 0 {
		s.state.Reload = time.Since(s.saved)
		s.saved = time.Time{}
		s.changed()
	}
	return Frame{Image: s.screen, Damage: damage, Next: next}
}

// uncover puts the page back where a layer above it changed.
func (s *Session) uncover(p *page, d image.Rectangle) {
	if p == nil || p.doc.Image() == nil {
		return
	}
	at, img := image.Pt(0, int(p.insets.Top*s.scale+0.5)), p.doc.Image()
	draw.Draw(s.screen, d, image.NewUniform(parseBackground(p.info.Window.BackgroundColor)), image.Point{}, draw.Src)
	part := d.Intersect(img.Rect.Add(at))
	draw.Draw(s.screen, part, img, part.Min.Sub(at), draw.Src)
}

// FullPage draws the page on top at its whole height, without the frame around it.
func (s *Session) FullPage() *image.RGBA {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.shownPage()
	if p == nil {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	p.doc.Layout(s.now)
	_, height := p.doc.ContentSize()
	env := s.styleEnv(p.insets)
	if height > env.Height {
		// The content's own height becomes the viewport; vh units keep meaning the
		// screen, so nothing else moves.
		p.doc.SetCanvas(min(height, maxFullHeight))
	}
	return p.doc.Frame(s.now).Image
}

// maxFullHeight bounds the picture of a whole page, CSS px.
const maxFullHeight = 20000
