package layout

import (
	"slices"

	"diorama/renderer/style"
)

// difference tells what going from a to b changes: ChangeBox for the box tree,
// ChangeLayout for sizes and places, ChangePaint for the rest.
func difference(a, b *style.Computed) style.Change {
	d := style.ChangePaint | style.DiffRare(a, b)&(style.ChangeBox|style.ChangeLayout)
	if a.ListInside != b.ListInside || a.ListStyle != b.ListStyle {
		return d | style.ChangeBox | style.ChangeLayout
	}
	if d&style.ChangeBox != 0 {
		return d
	}
	if a.Display != b.Display || a.InlineLevel != b.InlineLevel || a.Float != b.Float || a.HasContent != b.HasContent ||
		a.OutOfFlow() != b.OutOfFlow() || a.OutOfFlow() && a.Position != b.Position ||
		a.LineClamp != b.LineClamp || a.BoxOrient != b.BoxOrient || !slices.Equal(a.Content, b.Content) ||
		scrolls(a) != scrolls(b) || aligns(a) != aligns(b) || a.AlignContent > style.AlignNormal != (b.AlignContent > style.AlignNormal) || a.BoxReverse != b.BoxReverse {
		return d | style.ChangeBox | style.ChangeLayout
	}
	if a.Inherited != b.Inherited {
		x, y := a.Inherited, b.Inherited
		if x.WhiteSpace != y.WhiteSpace || x.WritingMode != y.WritingMode || x.TextOrientation != y.TextOrientation {
			return d | style.ChangeBox | style.ChangeLayout
		}
		if x.FontSize != y.FontSize || x.FontWeight != y.FontWeight || x.Italic != y.Italic ||
			x.LineHeight != y.LineHeight || x.LetterSpacing != y.LetterSpacing || x.WordSpacing != y.WordSpacing ||
			x.TextAlign != y.TextAlign || x.TextIndent != y.TextIndent || x.IndentHanging != y.IndentHanging || x.IndentEachLine != y.IndentEachLine || x.NoHyphens != y.NoHyphens || x.TextTransform != y.TextTransform ||
			x.WordBreak != y.WordBreak || x.OverflowWrap != y.OverflowWrap || x.Direction != y.Direction ||
			x.TabSize != y.TabSize || x.TextAlignLast != y.TextAlignLast || x.LineBreak != y.LineBreak || x.FontFeatures != y.FontFeatures || x.FontVariations != y.FontVariations || x.NoKerning != y.NoKerning || x.Emphasis != y.Emphasis || x.EmphasisPosition != y.EmphasisPosition || x.Caps != y.Caps || x.FontSizeAdjust != y.FontSizeAdjust || x.FontVariantNums != y.FontVariantNums ||
			x.BorderCollapse != y.BorderCollapse || x.CaptionBottom != y.CaptionBottom || x.BorderSpacingX != y.BorderSpacingX ||
			x.BorderSpacingY != y.BorderSpacingY || !slices.Equal(x.FontFamily, y.FontFamily) {
			return d | style.ChangeLayout
		}
	}
	if a.Position != b.Position || a.Clear != b.Clear || a.BorderBox != b.BorderBox ||
		a.Width != b.Width || a.Height != b.Height || a.MinWidth != b.MinWidth || a.MinHeight != b.MinHeight ||
		a.MaxWidth != b.MaxWidth || a.MaxHeight != b.MaxHeight ||
		a.Margin != b.Margin || a.Padding != b.Padding || a.Inset != b.Inset ||
		borderOf(a) != borderOf(b) ||
		a.OverflowX != b.OverflowX || a.OverflowY != b.OverflowY || a.AspectRatio != b.AspectRatio ||
		a.VerticalAlign != b.VerticalAlign || a.VerticalLength != b.VerticalLength ||
		a.FlexDirection != b.FlexDirection || a.FlexWrap != b.FlexWrap || a.FlexGrow != b.FlexGrow ||
		a.FlexShrink != b.FlexShrink || a.FlexBasis != b.FlexBasis || a.Order != b.Order ||
		a.AlignItems != b.AlignItems || a.AlignSelf != b.AlignSelf || a.AlignContent != b.AlignContent ||
		a.JustifyContent != b.JustifyContent || a.JustifyItems != b.JustifyItems || a.JustifySelf != b.JustifySelf ||
		a.RowGap != b.RowGap || a.ColumnGap != b.ColumnGap ||
		a.GridColumns != b.GridColumns || a.GridRows != b.GridRows ||
		!slices.EqualFunc(a.GridAutoCols, b.GridAutoCols, sameTrack) || !slices.EqualFunc(a.GridAutoRows, b.GridAutoRows, sameTrack) ||
		!slices.EqualFunc(a.GridAreas, b.GridAreas, slices.Equal[[]string]) || a.GridFlow != b.GridFlow ||
		a.GridColStart != b.GridColStart || a.GridColEnd != b.GridColEnd ||
		a.GridRowStart != b.GridRowStart || a.GridRowEnd != b.GridRowEnd ||
		a.BoxPack != b.BoxPack || a.BoxAlign != b.BoxAlign || a.BoxFlex != b.BoxFlex || a.BoxGroup != b.BoxGroup ||
		a.TableFixed != b.TableFixed || a.TextOverflow != b.TextOverflow ||
		a.ContainsFixed() != b.ContainsFixed() {
		return d | style.ChangeLayout
	}
	return d
}

func sameTrack(a, b style.Track) bool {
	return a.Min == b.Min && a.Max == b.Max && a.FitLimit == b.FitLimit && slices.Equal(a.Names, b.Names) && a.Times == b.Times
}
