package text

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/go-text/typesetting/font/opentype"
)

// sfnt checks the outer structure of a font file and gives plain sfnt bytes:
// as they are for TrueType, OpenType and collections, unpacked for WOFF and WOFF2.
func sfnt(data []byte) ([]byte, error) {
	if len(data) > maxFontBytes {
		return nil, fmt.Errorf("font of %d bytes is larger than %d", len(data), maxFontBytes)
	}
	if len(data) < 12 {
		return nil, errors.New("font is too short")
	}
	switch string(data[:4]) {
	case "wOF2":
		return unpackWOFF2(data)
	case "wOFF":
		return unpackWOFF(data)
	case "ttcf":
		n := binary.BigEndian.Uint32(data[8:])
		if n == 0 || n > 64 || len(data) < 12+4*int(n) {
			return nil, errors.New("font collection: bad count")
		}
		return data, checkDirectory(data, int64(binary.BigEndian.Uint32(data[12:])))
	case "\x00\x01\x00\x00", "OTTO", "true":
		return data, checkDirectory(data, 0)
	}
	return nil, fmt.Errorf("not a font: starts with %q", data[:4])
}

// checkDirectory makes sure that every table lies inside the file, so that a
// false length cannot make the parser reserve memory.
func checkDirectory(data []byte, at int64) error {
	if at < 0 || at+12 > int64(len(data)) {
		return errors.New("font: table directory outside the file")
	}
	n := int(binary.BigEndian.Uint16(data[at+4:]))
	if n > maxFontTables || at+12+16*int64(n) > int64(len(data)) {
		return errors.New("font: bad table count")
	}
	for i := range n {
		e := data[at+12+16*int64(i):]
		off, length := int64(binary.BigEndian.Uint32(e[8:])), int64(binary.BigEndian.Uint32(e[12:]))
		if off+length > int64(len(data)) {
			return fmt.Errorf("font: table %q lies outside the file", e[:4])
		}
	}
	return nil
}

// unpackWOFF follows https://www.w3.org/TR/WOFF/ §3–5.
func unpackWOFF(data []byte) ([]byte, error) {
	if len(data) < 44 {
		return nil, errors.New("woff: too short")
	}
	n := int(binary.BigEndian.Uint16(data[12:]))
	if n > maxFontTables || 44+20*n > len(data) {
		return nil, errors.New("woff: bad table count")
	}
	tables := make([]opentype.Table, 0, n)
	total := int64(0)
	for i := range n {
		e := data[44+20*i:]
		off, packed := int64(binary.BigEndian.Uint32(e[4:])), int64(binary.BigEndian.Uint32(e[8:]))
		size := int64(binary.BigEndian.Uint32(e[12:]))
		if off+packed > int64(len(data)) || packed > size {
			return nil, fmt.Errorf("woff: table %q lies outside the file", e[:4])
		}
		if total += size; total > maxFontUnpacked {
			return nil, fmt.Errorf("woff: unpacks to more than %d bytes", maxFontUnpacked)
		}
		content := data[off : off+packed]
		if packed < size {
			r, err := zlib.NewReader(bytes.NewReader(content))
			if err != nil {
				return nil, fmt.Errorf("woff: table %q: %w", e[:4], err)
			}
			var b bytes.Buffer
			if m, err := io.Copy(&b, io.LimitReader(r, size)); err != nil || m != size {
				return nil, fmt.Errorf("woff: table %q is cut short", e[:4])
			}
			content = b.Bytes()
		}
		tables = append(tables, opentype.Table{Content: content, Tag: opentype.NewTag(e[0], e[1], e[2], e[3])})
	}
	out := opentype.WriteTTF(tables)
	copy(out, data[4:8]) // the flavor
	return out, nil
}
