package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"time"
)

func gifConfig(data []byte) (image.Config, error) {
	if len(data) < 13 {
		return image.Config{}, errors.New("too short")
	}
	return image.Config{
		ColorModel: color.RGBAModel,
		Width:      int(data[6]) | int(data[7])<<8, Height: int(data[8]) | int(data[9])<<8,
	}, nil
}

// gifFrames walks the blocks and gives the areas of the frames in px, without
// unpacking anything.
func gifFrames(data []byte) (areas []int) {
	if len(data) < 13 {
		return nil
	}
	i := 13
	if data[10]&0x80 != 0 {
		i += 3 << (1 + data[10]&7)
	}
	skip := func() bool { // sub-blocks
		for i < len(data) {
			n := int(data[i])
			i += 1 + n
			if n == 0 {
				return true
			}
		}
		return false
	}
	for i < len(data) {
		switch data[i] {
		case 0x21:
			i += 2
			if !skip() {
				return areas
			}
		case 0x2c:
			if i+10 > len(data) {
				return areas
			}
			w, h := int(data[i+5])|int(data[i+6])<<8, int(data[i+7])|int(data[i+8])<<8
			areas = append(areas, w*h)
			fl := data[i+9]
			i += 10
			if fl&0x80 != 0 {
				i += 3 << (1 + fl&7)
			}
			i++ // LZW code size
			if !skip() {
				return areas
			}
		default:
			return areas
		}
	}
	return areas
}

// decodeGIF composes each frame on the canvas as its disposal asks.
func (p *Picture) decodeGIF(data []byte, o Options, budget int) error {
	areas := gifFrames(data)
	sum := 0
	for _, a := range areas {
		sum += a
	}
	switch {
	case len(areas) > 1 && (sum > 4*budget || len(areas) > maxFrames || len(areas)*p.W*p.H > 16*budget):
		p.Notes = append(p.Notes, "animation too large: only its first frame is shown")
		o.FirstFrame = true
	case len(areas) == 1:
		o.FirstFrame = true
	}
	if o.FirstFrame {
		m, err := gif.Decode(bytes.NewReader(data))
		if err != nil {
			return err
		}
		canvas := image.NewRGBA(image.Rect(0, 0, p.W, p.H))
		draw.Draw(canvas, m.Bounds(), m, m.Bounds().Min, draw.Over)
		p.Frames = []Frame{{Image: canvas}}
		return nil
	}
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return err
	}
	switch {
	case g.LoopCount > 0:
		p.LoopCount = g.LoopCount + 1 // the file counts repetitions
	case g.LoopCount < 0:
		p.LoopCount = 1
	}
	canvas := image.NewRGBA(image.Rect(0, 0, p.W, p.H))
	var saved *image.RGBA
	for i, m := range g.Image {
		if (i+1)*p.W*p.H > budget {
			p.Notes = append(p.Notes, "animation cut: its frames are more pixels than the limit")
			break
		}
		disposal := byte(0)
		if i < len(g.Disposal) {
			disposal = g.Disposal[i]
		}
		if disposal == gif.DisposalPrevious {
			saved = clone(canvas)
		}
		draw.Draw(canvas, m.Bounds(), m, m.Bounds().Min, draw.Over)
		delay := g.Delay[i]
		if delay < minDelay {
			delay = hurriedDelay
		}
		p.Frames = append(p.Frames, Frame{clone(canvas), time.Duration(delay) * 10 * time.Millisecond})
		switch {
		case disposal == gif.DisposalBackground:
			// Browsers clear to transparent, not to the background colour.
			draw.Draw(canvas, m.Bounds(), image.Transparent, image.Point{}, draw.Src)
		case disposal == gif.DisposalPrevious && saved != nil:
			canvas = saved
		}
	}
	if len(p.Frames) == 0 {
		return errors.New("no frame")
	}
	if len(p.Frames) == 1 {
		p.Frames[0].Delay = 0
	}
	return nil
}

func clone(m *image.RGBA) *image.RGBA {
	return &image.RGBA{Pix: append([]byte(nil), m.Pix...), Stride: m.Stride, Rect: m.Rect}
}
