package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/draw"
	"time"

	"golang.org/x/image/webp"
)

// chunk is one piece of a RIFF file.
// https://developers.google.com/speed/webp/docs/riff_container
type chunk struct {
	id   string
	data []byte
}

func chunks(data []byte) (out []chunk) {
	for len(data) >= 8 && len(out) < 4*maxFrames {
		n := int64(binary.LittleEndian.Uint32(data[4:]))
		if n > int64(len(data)-8) {
			n = int64(len(data) - 8)
		}
		out = append(out, chunk{string(data[:4]), data[8 : 8+n]})
		n += n & 1
		if 8+n >= int64(len(data)) {
			break
		}
		data = data[8+n:]
	}
	return out
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// animated reports a VP8X header with the animation flag.
func animated(cs []chunk) bool {
	return len(cs) > 0 && cs[0].id == "VP8X" && len(cs[0].data) >= 10 && cs[0].data[0]&2 != 0
}

func webpConfig(data []byte) (image.Config, error) {
	if len(data) < 20 {
		return image.Config{}, errors.New("too short")
	}
	if cs := chunks(data[12:]); animated(cs) {
		return image.Config{Width: 1 + uint24(cs[0].data[4:]), Height: 1 + uint24(cs[0].data[7:])}, nil
	}
	return webp.DecodeConfig(bytes.NewReader(data))
}

func (p *Picture) decodeWebP(data []byte, o Options, budget int) error {
	cs := chunks(data[12:])
	if !animated(cs) {
		m, err := webp.Decode(bytes.NewReader(data))
		if err != nil {
			return err
		}
		p.Frames = []Frame{{Image: toRGBA(m)}}
		return nil
	}
	canvas := image.NewRGBA(image.Rect(0, 0, p.W, p.H))
	for _, c := range cs {
		if c.id == "ANIM" && len(c.data) >= 6 {
			p.LoopCount = int(binary.LittleEndian.Uint16(c.data[4:]))
		}
		if c.id != "ANMF" || len(c.data) < 16 {
			continue
		}
		if (len(p.Frames)+1)*p.W*p.H > budget || len(p.Frames) >= maxFrames {
			p.Notes = append(p.Notes, "animation cut: its frames are more pixels than the limit")
			break
		}
		h := c.data
		at := image.Pt(2*uint24(h), 2*uint24(h[3:]))
		w, ht := 1+uint24(h[6:]), 1+uint24(h[9:])
		if at.X+w > p.W || at.Y+ht > p.H {
			return errors.New("a frame lies outside the canvas")
		}
		m, err := webpFrame(h[16:], w, ht)
		if err != nil {
			if len(p.Frames) > 0 {
				p.Notes = append(p.Notes, "animation cut: a frame is damaged")
				break
			}
			return err
		}
		r := image.Rectangle{at, at.Add(image.Pt(w, ht))}
		op := draw.Over
		if h[15]&2 != 0 {
			op = draw.Src
		}
		draw.Draw(canvas, r, m, m.Bounds().Min, op)
		delay := time.Duration(uint24(h[12:])) * time.Millisecond
		if delay < minDelay*10*time.Millisecond {
			delay = hurriedDelay * 10 * time.Millisecond
		}
		p.Frames = append(p.Frames, Frame{clone(canvas), delay})
		if h[15]&1 != 0 {
			draw.Draw(canvas, r, image.Transparent, image.Point{}, draw.Src)
		}
		if o.FirstFrame {
			break
		}
	}
	switch len(p.Frames) {
	case 0:
		return errors.New("no frame")
	case 1:
		p.Frames[0].Delay = 0
	}
	return nil
}

// webpFrame wraps the bitstream of an animation frame in a file of its own, as
// the decoder knows only still images.
func webpFrame(data []byte, w, h int) (image.Image, error) {
	var body bytes.Buffer
	put := func(id string, d []byte) {
		body.WriteString(id)
		binary.Write(&body, binary.LittleEndian, uint32(len(d)))
		body.Write(d)
		if len(d)&1 == 1 {
			body.WriteByte(0)
		}
	}
	for _, c := range chunks(data) {
		switch c.id {
		case "ALPH":
			x := []byte{0x10, 0, 0, 0, byte(w - 1), byte((w - 1) >> 8), byte((w - 1) >> 16), byte(h - 1), byte((h - 1) >> 8), byte((h - 1) >> 16)}
			put("VP8X", x)
			put("ALPH", c.data)
		case "VP8 ", "VP8L":
			put(c.id, c.data)
		}
	}
	var file bytes.Buffer
	file.WriteString("RIFF")
	binary.Write(&file, binary.LittleEndian, uint32(4+body.Len()))
	file.WriteString("WEBP")
	file.Write(body.Bytes())
	cfg, err := webp.DecodeConfig(bytes.NewReader(file.Bytes()))
	if err != nil {
		return nil, err
	}
	if cfg.Width != w || cfg.Height != h {
		return nil, errors.New("a frame's size differs from its header")
	}
	return webp.Decode(bytes.NewReader(file.Bytes()))
}
