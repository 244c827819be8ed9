package style

// The keyword tables of the longhands. Prefixed spellings are those Chromium reads.

var displayWords = map[string]Keyword{
	"inline": DisplayInline, "block": DisplayBlock, "inline-block": DisplayInlineBlock,
	"flex": DisplayFlex, "-webkit-flex": DisplayFlex, "inline-flex": DisplayInlineFlex, "-webkit-inline-flex": DisplayInlineFlex,
	"grid": DisplayGrid, "inline-grid": DisplayInlineGrid, "none": DisplayNone, "contents": DisplayContents,
	"table": DisplayTable, "inline-table": DisplayInlineTable, "table-row": DisplayTableRow, "table-cell": DisplayTableCell,
	"table-row-group": DisplayTableRowGroup, "table-header-group": DisplayTableHeaderGroup,
	"table-footer-group": DisplayTableFooterGroup, "table-column": DisplayTableColumn,
	"table-column-group": DisplayTableColumnGroup, "table-caption": DisplayTableCaption,
	"flow-root": DisplayFlowRoot, "-webkit-box": DisplayWebkitBox, "-webkit-inline-box": DisplayWebkitInlineBox,
	"list-item": DisplayListItem, "flow": DisplayBlock,
}

var positionWords = map[string]Keyword{
	"static": PositionStatic, "relative": PositionRelative, "absolute": PositionAbsolute, "fixed": PositionFixed,
	"sticky": PositionSticky, "-webkit-sticky": PositionSticky,
}

var floatWords = map[string]Keyword{
	"none": FloatNone, "left": FloatLeft, "right": FloatRight, "inline-start": FloatLeft, "inline-end": FloatRight,
}

var clearWords = map[string]Keyword{
	"none": FloatNone, "left": FloatLeft, "right": FloatRight, "both": ClearBoth, "inline-start": FloatLeft, "inline-end": FloatRight,
}

var overflowWords = map[string]Keyword{
	"visible": OverflowVisible, "hidden": OverflowHidden, "scroll": OverflowScroll, "auto": OverflowAuto,
	"clip": OverflowClip, "overlay": OverflowAuto,
}

var flexDirectionWords = map[string]Keyword{
	"row": FlexRow, "row-reverse": FlexRowReverse, "column": FlexColumn, "column-reverse": FlexColumnReverse,
}

var flexWrapWords = map[string]Keyword{"nowrap": NoWrap, "wrap": Wrap, "wrap-reverse": WrapReverse}

// justify-content and align-content
var contentWords = map[string]Keyword{
	"normal": AlignNormal, "stretch": AlignStretch, "start": AlignStart, "end": AlignEnd, "flex-start": AlignFlexStart,
	"flex-end": AlignFlexEnd, "center": AlignCenter, "space-between": AlignSpaceBetween, "space-around": AlignSpaceAround,
	"space-evenly": AlignSpaceEvenly,
}

var alignContentWords = with(contentWords, map[string]Keyword{"baseline": AlignBaseline})

var justifyContentWords = with(contentWords, map[string]Keyword{"left": AlignLeft, "right": AlignRight})

// align-items; align-self has auto as well
var itemsWords = map[string]Keyword{
	"normal": AlignNormal, "stretch": AlignStretch, "start": AlignStart, "end": AlignEnd, "flex-start": AlignFlexStart,
	"flex-end": AlignFlexEnd, "center": AlignCenter, "baseline": AlignBaseline, "self-start": AlignSelfStart, "self-end": AlignSelfEnd,
}

var selfWords = with(itemsWords, map[string]Keyword{"auto": AlignAuto})

var justifyItemsWords = with(itemsWords, map[string]Keyword{"left": AlignLeft, "right": AlignRight, "legacy": AlignNormal})

var justifySelfWords = with(itemsWords, map[string]Keyword{"left": AlignLeft, "right": AlignRight, "auto": AlignAuto})

func with(a, b map[string]Keyword) map[string]Keyword {
	m := make(map[string]Keyword, len(a)+len(b))
	for k, v := range a {
		m[k] = v
	}
	for k, v := range b {
		m[k] = v
	}
	return m
}

var textAlignWords = map[string]Keyword{
	"start": TextAlignStart, "end": TextAlignEnd, "left": TextAlignLeft, "right": TextAlignRight, "center": TextAlignCenter,
	"justify": TextAlignJustify, "-webkit-left": TextAlignWebkitLeft, "-webkit-right": TextAlignWebkitRight, "-webkit-center": TextAlignWebkitCenter,
	"-webkit-auto": TextAlignStart,
}

var textAlignLastWords = map[string]Keyword{
	"auto": TextAlignStart, "start": TextAlignFirst, "end": TextAlignEnd, "left": TextAlignLeft, "right": TextAlignRight,
	"center": TextAlignCenter, "justify": TextAlignJustify,
}

var whiteSpaceWords = map[string]Keyword{
	"normal": WhiteSpaceNormal, "nowrap": WhiteSpaceNowrap, "pre": WhiteSpacePre, "pre-wrap": WhiteSpacePreWrap,
	"pre-line": WhiteSpacePreLine, "break-spaces": WhiteSpaceBreakSpaces,
	// The words of white-space-collapse and text-wrap-mode alone (CSS Text 4 §3).
	"collapse": WhiteSpaceNormal, "wrap": WhiteSpaceNormal, "preserve": WhiteSpacePreWrap, "preserve-breaks": WhiteSpacePreLine,
}

var wordBreakWords = map[string]Keyword{
	"normal": WordBreakNormal, "break-all": WordBreakAll, "keep-all": WordBreakKeepAll, "break-word": WordBreakWord,
	"auto-phrase": WordBreakNormal,
}

var overflowWrapWords = map[string]Keyword{
	"normal": OverflowWrapNormal, "break-word": OverflowWrapBreakWord, "anywhere": OverflowWrapAnywhere,
}

var verticalAlignWords = map[string]Keyword{
	"baseline": VABaseline, "top": VATop, "bottom": VABottom, "middle": VAMiddle, "text-top": VATextTop,
	"text-bottom": VATextBottom, "sub": VASub, "super": VASuper, "-webkit-baseline-middle": VAMiddle,
}

var visibilityWords = map[string]Keyword{"visible": Visible, "hidden": Hidden, "collapse": Collapse}

var lineStyleWords = map[string]Keyword{
	"none": BorderNone, "hidden": BorderHidden, "solid": BorderSolid, "dashed": BorderDashed, "dotted": BorderDotted,
	"double": BorderDouble, "groove": BorderGroove, "ridge": BorderRidge, "inset": BorderInset, "outset": BorderOutset,
}

var outlineStyleWords = func() map[string]Keyword {
	m := with(lineStyleWords, map[string]Keyword{"auto": BorderSolid})
	delete(m, "hidden")
	return m
}()

var boxWords = map[string]Keyword{
	"border-box": BorderBox, "padding-box": PaddingBox, "content-box": ContentBox,
	"border": BorderBox, "padding": PaddingBox, "content": ContentBox,
}

var clipWords = with(boxWords, map[string]Keyword{"text": TextClip, "-webkit-text": TextClip})

var repeatWords = map[string]Keyword{"repeat": Repeat, "no-repeat": NoRepeat, "space": RepeatSpace, "round": RepeatRound}

var attachmentWords = map[string]Keyword{"scroll": 0, "fixed": 1, "local": 2}

var objectFitWords = map[string]Keyword{
	"fill": FitFill, "contain": FitContain, "cover": FitCover, "none": FitNone, "scale-down": FitScaleDown,
}

var textOverflowWords = map[string]Keyword{"clip": TextOverflowClip, "ellipsis": TextOverflowEllipsis}

var textTransformWords = map[string]Keyword{
	"none": TransformNone, "uppercase": TransformUpper, "lowercase": TransformLower, "capitalize": TransformCapitalize,
	"full-width": TransformNone,
}

var decorationStyleWords = map[string]Keyword{
	"solid": DecorationSolid, "double": DecorationDouble, "dotted": DecorationDotted, "dashed": DecorationDashed, "wavy": DecorationWavy,
}

var directionWords = map[string]Keyword{"ltr": LTR, "rtl": RTL}

// WeChat: "all" and the SVG words behave as auto in HTML.
var pointerWords = map[string]Keyword{
	"auto": PointerAuto, "none": PointerNone, "all": PointerAuto, "fill": PointerAuto, "painted": PointerAuto, "visible": PointerAuto,
	"stroke": PointerAuto, "visiblefill": PointerAuto, "visiblestroke": PointerAuto, "visiblepainted": PointerAuto, "bounding-box": PointerAuto,
}

var userSelectWords = map[string]Keyword{"auto": 0, "none": 1, "text": 2, "all": 3, "contain": 0}

// Cursors, in the order of CursorNames.
var cursorWords = func() map[string]Keyword {
	m := map[string]Keyword{}
	for i, n := range CursorNames {
		m[n] = Keyword(i)
	}
	m["-webkit-grab"], m["-webkit-grabbing"] = m["grab"], m["grabbing"]
	return m
}()

// CursorNames gives the CSS name for Inherited.Cursor.
var CursorNames = [...]string{
	"auto", "default", "pointer", "text", "none", "move", "wait", "help", "crosshair", "not-allowed", "grab", "grabbing",
	"progress", "context-menu", "cell", "vertical-text", "alias", "copy", "no-drop", "all-scroll", "col-resize", "row-resize",
	"n-resize", "e-resize", "s-resize", "w-resize", "ne-resize", "nw-resize", "se-resize", "sw-resize", "ew-resize", "ns-resize",
	"nesw-resize", "nwse-resize", "zoom-in", "zoom-out",
}

var unicodeBidiWords = map[string]Keyword{
	"normal": BidiNormal, "embed": BidiEmbed, "isolate": BidiIsolate, "bidi-override": BidiOverride,
	"isolate-override": BidiIsolateOverride, "plaintext": BidiPlaintext, "-webkit-isolate": BidiIsolate, "-webkit-plaintext": BidiPlaintext,
}

var boxPackWords = map[string]Keyword{"start": AlignStart, "end": AlignEnd, "center": AlignCenter, "justify": AlignSpaceBetween}

var boxAlignWords = map[string]Keyword{
	"stretch": AlignStretch, "start": AlignStart, "end": AlignEnd, "center": AlignCenter, "baseline": AlignBaseline,
}

var boxOrientWords = map[string]Keyword{"horizontal": 0, "inline-axis": 0, "vertical": 1, "block-axis": 1}

var blendModes = map[string]bool{
	"multiply": true, "screen": true, "overlay": true, "darken": true, "lighten": true, "color-dodge": true, "color-burn": true,
	"hard-light": true, "soft-light": true, "difference": true, "exclusion": true, "hue": true, "saturation": true, "color": true,
	"luminosity": true, "plus-lighter": true, "plus-darker": true,
}
