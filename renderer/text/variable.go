package text

import (
	"strconv"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
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
		in.hb = newHarfbuzz(in.font)
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

// varied gives the face with the axes of font-variation-settings set, over its weight
// (CSS Fonts 4 §7.2).
func (f *Fonts) varied(fc *face, settings string) *face {
	if !fc.variable {
		return fc
	}
	if id, ok := fc.settings[settings]; ok {
		return f.face(id)
	}
	if len(f.faces) >= maxFaces || len(fc.settings) >= maxSettings {
		return fc
	}
	vars := []font.Variation{{Tag: tagWght, Value: float32(fc.weight)}}
	for one := range strings.SplitSeq(settings, ",") {
		tag, value, ok := strings.Cut(one, "=")
		v, err := strconv.ParseFloat(value, 32)
		if !ok || len(tag) != 4 || err != nil || len(vars) > maxFeatures {
			continue
		}
		vars = append(vars, font.Variation{Tag: opentype.NewTag(tag[0], tag[1], tag[2], tag[3]), Value: float32(v)})
	}
	in := *fc
	ok := guard(func() {
		in.font = font.NewFace(fc.font.Font)
		in.font.SetVariations(vars)
		in.hb = newHarfbuzz(in.font)
	})
	if !ok {
		return fc
	}
	in.id = FaceID(len(f.faces) + 1)
	in.inert, in.instances, in.settings, in.axisMin, in.axisMax = inertness{}, nil, nil, 0, 0
	if fc.settings == nil {
		fc.settings = map[string]FaceID{}
	}
	fc.settings[settings] = in.id
	f.faces = append(f.faces, &in)
	return &in
}

// forgetInstances drops the faces made of a variable font.
func (f *Fonts) forgetInstances(fc *face) {
	drop := func(id FaceID) {
		if in := f.face(id); in != nil {
			f.forgetInstances(in)
			f.faces[id-1] = nil
		}
	}
	for _, id := range fc.instances {
		drop(id)
	}
	for _, id := range fc.settings {
		drop(id)
	}
}
