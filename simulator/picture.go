package simulator

import (
	"image"

	"diorama/renderer"
)

// maxPictureScale bounds the device px per CSS px of Picture.
const maxPictureScale = 4

// Picture draws the screen as it is now at dpr device px per CSS px, 0 those of the
// device. What is shown, scrolled and recorded stays as it is.
func (s *Session) Picture(dpr float64) *image.RGBA {
	s.mu.Lock()
	defer s.mu.Unlock()
	if dpr <= 0 {
		dpr = s.profile.DPR
	}
	layers := []*renderer.Document{s.system.doc}
	pg, bar := s.shownPage(), s.tabBar()
	for _, p := range []*page{pg, bar} {
		if p != nil {
			layers = append(layers, p.doc)
		}
	}
	views := make([]renderer.ViewState, len(layers))
	for i, d := range layers {
		views[i] = d.ViewState()
	}
	screen, scale := s.screen, s.scale
	draw := func(dpr float64) {
		s.scale = dpr
		for _, p := range []*page{pg, bar} {
			if p != nil {
				p.doc.SetEnv(s.styleEnv(p.insets))
			}
		}
		s.system.doc.SetEnv(s.system.env())
		for i, d := range layers {
			d.Frame(s.now)
			d.RestoreViewState(views[i])
			d.Frame(s.now)
		}
	}
	draw(min(max(dpr, 0.1), maxPictureScale))
	s.screen = image.NewRGBA(image.Rect(0, 0, int(s.profile.Width*s.scale+0.5), int(s.profile.Height*s.scale+0.5)))
	s.compose(pg, bar, s.screen.Rect)
	out := s.screen
	s.screen = screen
	draw(scale)
	s.screenOld = true
	return out
}
