package text

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/harfbuzz"
)

var tagWght = opentype.MustNewTag("wght")

// weightAxis gives the ends of a font's weight axis, 0 and 0 when it has none.
// https://learn.microsoft.com/typography/opentype/spec/fvar
func weightAxis(ld *opentype.Loader) (from, to int) {
	raw, err := ld.RawTable(opentype.MustNewTag("fvar"))
	if err != nil {
		return 0, 0
	}
	fvar, _, err := tables.ParseFvar(raw)
	if err != nil {
		return 0, 0
	}
	for _, a := range fvar.FvarRecords.Axis {
		if a.Tag == tagWght && a.Minimum >= 1 && a.Maximum <= 1000 && a.Minimum < a.Maximum {
			return int(a.Minimum), int(a.Maximum)
		}
	}
	return 0, 0
}

// serve narrows the axis to the weights that the face was added for.
func (fc *face) serve(opts FaceOptions, weight int) {
	if fc.axisMin == 0 || opts.Installed || weight <= 0 {
		return
	}
	fc.axisMin, fc.axisMax = max(fc.axisMin, fc.weight), min(fc.axisMax, max(fc.weight, opts.MaxWeight))
	if fc.axisMin > fc.axisMax {
		fc.axisMin, fc.axisMax = 0, 0
	}
}

// at gives the face as it is at a weight: itself, or an instance of the variable font,
// which has a face of its own (CSS Fonts 4 §7.1).
func (f *Fonts) at(fc *face, weight int) *face {
	if fc.axisMin == 0 {
		return fc
	}
	weight = min(max(weight, fc.axisMin), fc.axisMax)
	if id, ok := fc.instances[weight]; ok {
		return f.face(id)
	}
	if len(f.faces) >= maxFaces {
		return fc
	}
	in := *fc
	ok := guard(func() {
		in.font = font.NewFace(fc.font.Font)
		in.font.SetVariations([]font.Variation{{Tag: tagWght, Value: float32(weight)}})
		in.hb = harfbuzz.NewFont(in.font)
	})
	if !ok {
		return fc
	}
	in.id, in.weight = FaceID(len(f.faces)+1), weight
	in.inert, in.instances, in.axisMin, in.axisMax = inertness{}, nil, 0, 0
	if fc.instances == nil {
		fc.instances = map[int]FaceID{}
	}
	fc.instances[weight] = in.id
	f.faces = append(f.faces, &in)
	return &in
}
