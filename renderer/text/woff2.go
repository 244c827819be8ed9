package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/andybalholm/brotli"
	"github.com/go-text/typesetting/font/opentype"
)

// reader reads big-endian numbers; after the end it gives zeros and remembers it.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	out := r.b[:n:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) u8() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *reader) u16() uint16 {
	if b := r.take(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (r *reader) u32() uint32 {
	if b := r.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

// base128 is UIntBase128, https://www.w3.org/TR/WOFF2/#DataTypes.
func (r *reader) base128() uint32 {
	var v uint32
	for i := range 5 {
		b := r.u8()
		if i == 0 && b == 0x80 || v&0xfe000000 != 0 {
			break
		}
		v = v<<7 | uint32(b&0x7f)
		if b&0x80 == 0 {
			return v
		}
	}
	r.bad = true
	return 0
}

// short is 255UInt16, https://www.w3.org/TR/WOFF2/#DataTypes.
func (r *reader) short() int {
	switch c := r.u8(); c {
	case 253:
		return int(r.u16())
	case 254:
		return 506 + int(r.u8())
	case 255:
		return 253 + int(r.u8())
	default:
		return int(c)
	}
}

// woff2Tags are the tables that the directory names by number.
// https://www.w3.org/TR/WOFF2/#table_dir_format
const woff2Tags = "cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDTEBLCgasphdmxkernLTSHPCLTVDMXvheavmtx" +
	"BASEGDEFGPOSGSUBEBSCJSTFMATHCBDTCBLCCOLRCPALSVG sbixacntavarbdatblocbslncvarfdscfeatfmtxfvargvarhsty" +
	"justlcarmortmorxopbdproptrakZapfSilfGlatGlocFeatSill"

// woff2Table is an entry of the directory.
type woff2Table struct {
	tag         string
	transformed bool
	size        uint32 // of the table in a plain font
	at, packed  int64  // where it stands in the unpacked data
}

// unpackWOFF2 follows https://www.w3.org/TR/WOFF2/ §4 and 5. Of a collection it
// gives the first font.
func unpackWOFF2(data []byte) ([]byte, error) {
	r := reader{b: data}
	r.take(4)
	flavor := r.take(4)
	r.take(4)
	n := int(r.u16())
	r.take(6)
	compressed := r.u32()
	r.take(24)
	if r.bad || n == 0 || n > maxFontTables {
		return nil, errors.New("woff2: bad header")
	}
	tables := make([]woff2Table, n)
	total := int64(0)
	for i := range tables {
		t := &tables[i]
		flags := r.u8()
		if k := int(flags & 63); k < 63 {
			t.tag = woff2Tags[4*k : 4*k+4]
		} else {
			t.tag = string(r.take(4))
		}
		t.size = r.base128()
		version := flags >> 6
		outline := t.tag == "glyf" || t.tag == "loca"
		t.transformed = outline && version != 3 || !outline && version != 0
		t.at, t.packed = total, int64(t.size)
		if t.transformed {
			t.packed = int64(r.base128())
			if known := outline && version == 0 || t.tag == "hmtx" && version == 1; !known {
				return nil, fmt.Errorf("woff2: transform %d of table %q is not known", version, t.tag)
			}
		}
		total += t.packed
	}
	chosen := make([]int, n)
	for i := range chosen {
		chosen[i] = i
	}
	if string(flavor) == "ttcf" {
		r.take(4)
		fonts := r.short()
		for i := 0; i < fonts && !r.bad; i++ {
			k, fl := r.short(), r.take(4)
			if i == 0 && k <= n {
				flavor, chosen = fl, chosen[:k]
			}
			for j := range k {
				if at := r.short(); i == 0 && j < len(chosen) {
					chosen[j] = at
				}
			}
		}
		if fonts == 0 || r.bad || slices.Max(chosen) >= n {
			return nil, errors.New("woff2: bad collection")
		}
	}
	if r.bad || total > maxFontUnpacked || int64(compressed) > int64(len(r.b)) {
		return nil, errors.New("woff2: bad table directory")
	}
	plain := make([]byte, total)
	var err error
	if !guard(func() {
		_, err = io.ReadFull(brotli.NewReader(bytes.NewReader(r.b[:compressed])), plain)
	}) || err != nil {
		return nil, errors.New("woff2: the compressed data is damaged")
	}
	out, err := woff2Build(tables, chosen, plain)
	if err != nil {
		return nil, err
	}
	font := opentype.WriteTTF(out)
	copy(font, flavor)
	return font, nil
}

// woff2Build undoes the transforms of the chosen tables.
func woff2Build(tables []woff2Table, chosen []int, plain []byte) ([]opentype.Table, error) {
	content := map[string][]byte{}
	transformed := map[string]bool{}
	for _, i := range chosen {
		t := &tables[i]
		if _, twice := content[t.tag]; twice || len(t.tag) != 4 {
			return nil, fmt.Errorf("woff2: table %q stands twice", t.tag)
		}
		content[t.tag] = plain[t.at : t.at+t.packed]
		transformed[t.tag] = t.transformed
	}
	if transformed["glyf"] != transformed["loca"] {
		return nil, errors.New("woff2: glyf and loca must be transformed together")
	}
	var left []int16
	if transformed["glyf"] {
		g, err := woff2Glyphs(content["glyf"])
		if err != nil {
			return nil, err
		}
		head := bytes.Clone(content["head"])
		if len(head) < 54 {
			return nil, errors.New("woff2: the head table is too short")
		}
		binary.BigEndian.PutUint16(head[50:], g.locaFormat)
		content["glyf"], content["loca"], content["head"], left = g.glyf, g.loca, head, g.left
	}
	if transformed["hmtx"] {
		hmtx, err := woff2Metrics(content["hmtx"], content["hhea"], left)
		if err != nil {
			return nil, err
		}
		content["hmtx"] = hmtx
	}
	out := make([]opentype.Table, 0, len(chosen))
	for _, i := range chosen {
		tag := tables[i].tag
		out = append(out, opentype.Table{Content: content[tag], Tag: opentype.NewTag(tag[0], tag[1], tag[2], tag[3])})
	}
	return out, nil
}

// woff2Metrics writes hmtx with the left side bearings that are the glyphs' xMin.
// https://www.w3.org/TR/WOFF2/#hmtx_table_format
func woff2Metrics(data, hhea []byte, left []int16) ([]byte, error) {
	if len(hhea) < 36 {
		return nil, errors.New("woff2: the hhea table is too short")
	}
	n := int(binary.BigEndian.Uint16(hhea[34:]))
	r := reader{b: data}
	flags := r.u8()
	if flags&3 == 0 || flags&^3 != 0 || n == 0 || n > len(left) {
		return nil, errors.New("woff2: bad hmtx transform")
	}
	adv := reader{b: r.take(2 * n)}
	out := make([]byte, 0, 2*n+2*len(left))
	for i, x := range left {
		if i < n {
			out = binary.BigEndian.AppendUint16(out, adv.u16())
		}
		if i < n && flags&1 == 0 || i >= n && flags&2 == 0 {
			x = int16(r.u16())
		}
		out = binary.BigEndian.AppendUint16(out, uint16(x))
	}
	if r.bad {
		return nil, errors.New("woff2: the hmtx table is too short")
	}
	return out, nil
}
