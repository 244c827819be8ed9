package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"iter"
)

const pngHead = "\x89PNG\r\n\x1a\n"

type pngChunk struct {
	name string
	data []byte
	cut  bool // the file ends in it
}

// pngChunks walks through the chunks of a PNG as far as it goes.
func pngChunks(data []byte) iter.Seq[pngChunk] {
	return func(yield func(pngChunk) bool) {
		for i := len(pngHead); i+8 <= len(data); {
			n := int64(binary.BigEndian.Uint32(data[i:]))
			c := pngChunk{name: string(data[i+4 : i+8]), data: data[i+8:]}
			if c.cut = n > int64(len(c.data)); !c.cut {
				c.data = c.data[:n]
			}
			if !yield(c) || c.cut {
				return
			}
			i += 12 + int(n)
		}
	}
}

// decodePNG decodes a PNG; of a damaged one, or one whose end is missing, the rows that are
// whole, as browsers show it.
func decodePNG(data []byte) (image.Image, error) {
	m, err := png.Decode(bytes.NewReader(data))
	if err == nil {
		return m, nil
	}
	fixed, rows := mendPNG(data)
	if rows == 0 {
		return nil, err
	}
	m, again := png.Decode(bytes.NewReader(fixed))
	if again != nil {
		return nil, err
	}
	out := toRGBA(m)
	if at := rows * out.Stride; at < len(out.Pix) {
		clear(out.Pix[at:])
	}
	return out, nil
}

// mendPNG writes a PNG anew with what can be read of its pixels and zeros for the others;
// rows is how many from above are whole (of an interlaced picture all, if any).
func mendPNG(data []byte) (fixed []byte, rows int) {
	var head, packed []byte
	var kept []pngChunk
	for c := range pngChunks(data) {
		switch c.name {
		case "IHDR":
			if len(c.data) != 13 {
				return nil, 0
			}
			head = c.data
		case "PLTE", "tRNS":
			if !c.cut {
				kept = append(kept, c)
			}
		case "IDAT":
			packed = append(packed, c.data...)
		}
	}
	if head == nil {
		return nil, 0
	}
	w, h := int(binary.BigEndian.Uint32(head)), int(binary.BigEndian.Uint32(head[4:]))
	samples := map[byte]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[head[9]]
	if w <= 0 || h <= 0 || w > maxSide || h > maxSide || w*h > MaxPixels || samples == 0 || head[8] > 16 {
		return nil, 0
	}
	stride := func(w int) int { return 1 + (w*samples*int(head[8])+7)/8 }
	size := h * stride(w)
	if head[12] != 0 { // Adam7
		size = 0
		for _, p := range [...][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
			pw, ph := (w-p[0]+p[2]-1)/p[2], (h-p[1]+p[3]-1)/p[3]
			if pw > 0 && ph > 0 {
				size += ph * stride(pw)
			}
		}
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, 0
	}
	raw, _ := io.ReadAll(io.LimitReader(z, int64(size)))
	switch {
	case len(raw) == 0:
		return nil, 0
	case head[12] != 0:
		rows = h
	default:
		rows = len(raw) / stride(w)
		raw = raw[:rows*stride(w)]
	}
	raw = append(raw, make([]byte, size-len(raw))...)

	out := bytes.NewBufferString(pngHead)
	put := func(name string, data []byte) {
		var n [4]byte
		binary.BigEndian.PutUint32(n[:], uint32(len(data)))
		out.Write(n[:])
		sum := crc32.NewIEEE()
		_, _ = io.WriteString(io.MultiWriter(out, sum), name)
		_, _ = io.MultiWriter(out, sum).Write(data)
		binary.BigEndian.PutUint32(n[:], sum.Sum32())
		out.Write(n[:])
	}
	put("IHDR", head)
	for _, c := range kept {
		put(c.name, c.data)
	}
	var idat bytes.Buffer
	zw, _ := zlib.NewWriterLevel(&idat, zlib.NoCompression)
	_, _ = zw.Write(raw)
	_ = zw.Close()
	put("IDAT", idat.Bytes())
	put("IEND", nil)
	return out.Bytes(), rows
}
