package style

import (
	"maps"
	"slices"
)

// Diff says what going from a to b changes for the later stages; 0 exactly when
// the styles are equal.
func Diff(a, b *Computed) Change {
	if a == b {
		return 0
	}
	var ch Change
	if a.Inherited != b.Inherited {
		ch |= diffInherited(a.Inherited, b.Inherited)
	}
	if a.Display != b.Display || a.Position != b.Position || a.Float != b.Float || a.HasContent != b.HasContent || a.Item != b.Item || a.Legacy != b.Legacy || a.InlineLevel != b.InlineLevel ||
		!slices.Equal(a.Content, b.Content) {
		ch |= ChangeBox | ChangeLayout | ChangePaint
	}
	if !sameLayout(a, b) {
		ch |= ChangeLayout | ChangePaint
	}
	if !samePaint(a, b) {
		ch |= ChangePaint
	}
	ch |= DiffRare(a, b)
	if a.ContainsFixed() != b.ContainsFixed() {
		ch |= ChangeLayout | ChangePaint
	}
	if a.Opacity != b.Opacity || !slices.EqualFunc(a.Transform, b.Transform, eqTransform) {
		ch |= ChangeComposite
		if a.StackingContext() != b.StackingContext() {
			ch |= ChangePaint
		}
	}
	if !slices.Equal(a.Transitions, b.Transitions) || !slices.Equal(a.Animations, b.Animations) {
		ch |= ChangeComposite
	}
	return ch
}

func eqLen(a, b Length) bool {
	if a.Kind != b.Kind || a.Px != b.Px || a.Pct != b.Pct {
		return false
	}
	if a.Fn == b.Fn {
		return true
	}
	return a.Fn != nil && b.Fn != nil && a.Fn.Name == b.Fn.Name && slices.EqualFunc(a.Fn.Args, b.Fn.Args, eqLen)
}

func eqLens(a, b *[4]Length) bool {
	return eqLen(a[0], b[0]) && eqLen(a[1], b[1]) && eqLen(a[2], b[2]) && eqLen(a[3], b[3])
}

func eqColor(a, b *Color) bool { return a == b || a != nil && b != nil && *a == *b }

func eqTrack(a, b Track) bool {
	return eqLen(a.Min, b.Min) && eqLen(a.Max, b.Max) && eqLen(a.FitLimit, b.FitLimit) && slices.Equal(a.Names, b.Names) && a.Times == b.Times
}

func eqTracks(a, b *TrackList) bool {
	if a == b {
		return true
	}
	return a != nil && b != nil && slices.EqualFunc(a.Tracks, b.Tracks, eqTrack) && slices.Equal(a.EndNames, b.EndNames) &&
		slices.EqualFunc(a.AutoRepeat, b.AutoRepeat, eqTrack) && a.AutoAt == b.AutoAt && a.AutoFit == b.AutoFit
}

func eqTransform(a, b TransformOp) bool {
	return a.Name == b.Name && eqLen(a.X, b.X) && eqLen(a.Y, b.Y) && eqLen(a.Z, b.Z) && a.N == b.N && eqMix(a.Mix, b.Mix)
}

func eqMix(a, b *TransformMix) bool {
	return a == b || a != nil && b != nil && a.P == b.P && slices.EqualFunc(a.From, b.From, eqTransform) && slices.EqualFunc(a.To, b.To, eqTransform)
}

func eqStop(a, b Stop) bool { return a.Color == b.Color && a.Hint == b.Hint && eqLen(a.Pos, b.Pos) }

func eqGradient(a, b *Gradient) bool {
	if a == b {
		return true
	}
	return a != nil && b != nil && a.Kind == b.Kind && a.Repeating == b.Repeating && a.Angle == b.Angle && a.ToCorner == b.ToCorner && a.Points == b.Points &&
		a.Circle == b.Circle && a.Extent == b.Extent && eqLen(a.RX, b.RX) && eqLen(a.RY, b.RY) && eqLen(a.CX, b.CX) && eqLen(a.CY, b.CY) &&
		slices.EqualFunc(a.Stops, b.Stops, eqStop)
}

func eqLayer(a, b Layer) bool {
	return a.Image.URL == b.Image.URL && a.Image.Base == b.Image.Base && eqGradient(a.Image.Gradient, b.Image.Gradient) &&
		eqLen(a.X, b.X) && eqLen(a.Y, b.Y) && eqLen(a.SizeW, b.SizeW) && eqLen(a.SizeH, b.SizeH) && a.Cover == b.Cover &&
		a.Contain == b.Contain && a.RepeatX == b.RepeatX && a.RepeatY == b.RepeatY && a.Origin == b.Origin && a.Clip == b.Clip &&
		a.Attachment == b.Attachment && a.Composite == b.Composite && a.Blend == b.Blend
}

func eqAreas(a, b [][]string) bool { return slices.EqualFunc(a, b, slices.Equal[[]string]) }

// diffInherited compares what children take over.
func diffInherited(a, b *Inherited) Change {
	var ch Change
	if !slices.Equal(a.FontFamily, b.FontFamily) || a.FontSize != b.FontSize || a.FontWeight != b.FontWeight || a.Italic != b.Italic ||
		!eqLen(a.LineHeight, b.LineHeight) || a.LetterSpacing != b.LetterSpacing || a.WordSpacing != b.WordSpacing ||
		a.TextAlign != b.TextAlign || a.TextAlignLast != b.TextAlignLast || !eqLen(a.TextIndent, b.TextIndent) || a.IndentHanging != b.IndentHanging || a.IndentEachLine != b.IndentEachLine ||
		a.TextTransform != b.TextTransform || a.WhiteSpace != b.WhiteSpace || a.WordBreak != b.WordBreak ||
		a.OverflowWrap != b.OverflowWrap || a.Direction != b.Direction || a.ListStyle != b.ListStyle || a.ListInside != b.ListInside || a.TabSize != b.TabSize ||
		a.BorderCollapse != b.BorderCollapse || a.CaptionBottom != b.CaptionBottom || a.BorderSpacingX != b.BorderSpacingX || a.BorderSpacingY != b.BorderSpacingY ||
		a.FontVariantNums != b.FontVariantNums || a.TextSizeAdjustOff != b.TextSizeAdjustOff ||
		a.LineBreak != b.LineBreak || a.WritingMode != b.WritingMode || a.TextOrientation != b.TextOrientation ||
		a.Emphasis != b.Emphasis || a.EmphasisPosition != b.EmphasisPosition || a.Caps != b.Caps || a.FontSizeAdjust != b.FontSizeAdjust || a.FontFeatures != b.FontFeatures || a.FontVariations != b.FontVariations || a.NoKerning != b.NoKerning || a.NoHyphens != b.NoHyphens || (a.Visibility == Collapse) != (b.Visibility == Collapse) {
		ch |= ChangeLayout | ChangePaint
	}
	if a.Color != b.Color || a.Visibility != b.Visibility || a.PointerEvents != b.PointerEvents || a.Cursor != b.Cursor ||
		!slices.Equal(a.TextShadow, b.TextShadow) || !eqColor(a.TextFillColor, b.TextFillColor) || a.TextStrokeWidth != b.TextStrokeWidth ||
		!eqColor(a.TextStrokeColor, b.TextStrokeColor) || a.UserSelect != b.UserSelect || !eqLen(a.TextUnderlineOff, b.TextUnderlineOff) ||
		!eqColor(a.CaretColor, b.CaretColor) || !eqColor(a.EmphasisColor, b.EmphasisColor) {
		ch |= ChangePaint
	}
	if !sameCustom(a.Custom, b.Custom) {
		ch |= ChangePaint
	}
	return ch
}

func sameCustom(a, b map[string]string) bool { return len(a) == len(b) && maps.Equal(a, b) }

// sameLayout compares what sizes and places depend on.
func sameLayout(a, b *Computed) bool {
	return a.Clear == b.Clear && a.BorderBox == b.BorderBox && a.WillContain == b.WillContain && eqLen(a.Width, b.Width) && eqLen(a.Height, b.Height) &&
		eqLen(a.MinWidth, b.MinWidth) && eqLen(a.MinHeight, b.MinHeight) && eqLen(a.MaxWidth, b.MaxWidth) &&
		eqLen(a.MaxHeight, b.MaxHeight) && eqLens(&a.Margin, &b.Margin) && eqLens(&a.Padding, &b.Padding) &&
		eqLens(&a.Inset, &b.Inset) && a.BorderWidth == b.BorderWidth && a.OverflowX == b.OverflowX && a.OverflowY == b.OverflowY &&
		a.AspectRatio == b.AspectRatio && a.AspectAuto == b.AspectAuto && a.VerticalAlign == b.VerticalAlign && eqLen(a.VerticalLength, b.VerticalLength) &&
		a.FlexDirection == b.FlexDirection && a.FlexWrap == b.FlexWrap && a.FlexBalance == b.FlexBalance && a.FlexLineCount == b.FlexLineCount && a.Safe == b.Safe && a.Contain == b.Contain && a.FlexGrow == b.FlexGrow && a.FlexShrink == b.FlexShrink &&
		eqLen(a.FlexBasis, b.FlexBasis) && a.Order == b.Order && a.AlignItems == b.AlignItems && a.AlignSelf == b.AlignSelf &&
		a.AlignContent == b.AlignContent && a.JustifyContent == b.JustifyContent && a.JustifyItems == b.JustifyItems &&
		a.JustifySelf == b.JustifySelf && eqLen(a.RowGap, b.RowGap) && eqLen(a.ColumnGap, b.ColumnGap) &&
		eqTracks(a.GridColumns, b.GridColumns) && eqTracks(a.GridRows, b.GridRows) &&
		slices.EqualFunc(a.GridAutoCols, b.GridAutoCols, eqTrack) && slices.EqualFunc(a.GridAutoRows, b.GridAutoRows, eqTrack) &&
		eqAreas(a.GridAreas, b.GridAreas) && a.GridFlow == b.GridFlow && a.GridColStart == b.GridColStart &&
		a.GridColEnd == b.GridColEnd && a.GridRowStart == b.GridRowStart && a.GridRowEnd == b.GridRowEnd &&
		a.TableFixed == b.TableFixed && a.TextOverflow == b.TextOverflow &&
		a.LineClamp == b.LineClamp && a.BoxOrient == b.BoxOrient && a.BoxReverse == b.BoxReverse && a.BoxPack == b.BoxPack &&
		a.BoxAlign == b.BoxAlign && a.BoxFlex == b.BoxFlex && a.BoxGroup == b.BoxGroup && a.UnicodeBidi == b.UnicodeBidi
}

// samePaint compares what only looks depend on; opacity and transform apart.
func samePaint(a, b *Computed) bool {
	return a.BorderStyle == b.BorderStyle && a.BorderColor == b.BorderColor && eqCorners(&a.Radius, &b.Radius) &&
		a.ZIndex == b.ZIndex && a.ZAuto == b.ZAuto && a.ObjectFit == b.ObjectFit && eqLen(a.ObjectX, b.ObjectX) &&
		eqLen(a.ObjectY, b.ObjectY) && a.Decoration == b.Decoration && a.DecorationStyle == b.DecorationStyle &&
		eqColor(a.DecorationColor, b.DecorationColor) && eqLen(a.DecorationWidth, b.DecorationWidth) &&
		a.BackgroundColor == b.BackgroundColor && slices.EqualFunc(a.Background, b.Background, eqLayer) &&
		slices.Equal(a.BoxShadow, b.BoxShadow) && a.OutlineWidth == b.OutlineWidth && a.OutlineStyle == b.OutlineStyle &&
		a.OutlineColor == b.OutlineColor && a.OutlineOffset == b.OutlineOffset && eqLen(a.OriginX, b.OriginX) &&
		eqLen(a.OriginY, b.OriginY) && a.OriginZ == b.OriginZ && a.Perspective == b.Perspective && eqLen(a.PerspectiveX, b.PerspectiveX) &&
		eqLen(a.PerspectiveY, b.PerspectiveY) && a.BackfaceHidden == b.BackfaceHidden && a.Preserve3D == b.Preserve3D &&
		slices.Equal(a.Filter, b.Filter) && slices.Equal(a.BackdropFilter, b.BackdropFilter) && a.MixBlend == b.MixBlend &&
		a.ClipPath.Equal(b.ClipPath) && slices.EqualFunc(a.Mask, b.Mask, eqLayer) && a.WillChange == b.WillChange && a.Isolate == b.Isolate
}

func eqCorners(a, b *[4]Corner) bool {
	for i := range a {
		if !eqLen(a[i].X, b[i].X) || !eqLen(a[i].Y, b[i].Y) {
			return false
		}
	}
	return true
}
