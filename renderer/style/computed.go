package style

import (
	"image/color"

	"diorama/renderer/geom"
)

// Color is a straight (not premultiplied) sRGB colour.
type Color = color.NRGBA

// LengthKind tells what a Length is.
type LengthKind uint8

// The kinds of Length.
const (
	Auto       LengthKind = iota // auto; "none" for max-*, "normal" for gap, spacing and line-height
	Px                           // Px device px
	Percent                      // Pct percent of the base that the property names
	Calc                         // Px device px + Pct percent, then Fn (min, max, clamp) when set
	MinContent                   //
	MaxContent                   //
	FitContent                   //
	Content                      // flex-basis: content
	Fr                           // Pct fr (grid tracks)
	Number                       // Pct as a plain number (line-height: 1.5, tab-size)
	Stretch                      // the containing block's size less margins (stretch, -webkit-fill-available)
)

// Length is a computed length. Px is in device px (rpx, em, vw … are resolved).
type Length struct {
	Kind LengthKind
	Px   float32
	Pct  float32
	Fn   *Func
}

// Func is a math function over lengths that keep a percentage.
type Func struct {
	Name string // of mathOps, "sum", or "scale" of a length by a Number (clamp is max(low, min(value, high)))
	Args []Length
}

// IsAuto reports auto, none or normal.
func (l Length) IsAuto() bool { return l.Kind == Auto }

// Definite reports whether l gives a length once the percent base is known.
func (l Length) Definite() bool { return l.Kind == Px || l.Kind == Percent || l.Kind == Calc }

// HasPercent reports whether the result depends on the percent base.
func (l Length) HasPercent() bool { return l.Kind == Percent || l.Kind == Calc }

// Resolve gives the length for a percent base; 0 for the kinds that are no length.
func (l Length) Resolve(base geom.Unit) geom.Unit {
	switch l.Kind {
	case Px:
		return geom.FromFloat(float64(l.Px))
	case Percent:
		return geom.FromFloat(base.Float() * float64(l.Pct) / 100)
	case Calc:
		return geom.FromFloat(l.float(base.Float()))
	}
	return 0
}

// At gives the length in device px for a percent base in device px; 0 for the kinds that
// are no length.
func (l Length) At(base float64) float64 {
	if !l.Definite() {
		return 0
	}
	return l.float(base)
}

func (l Length) float(base float64) float64 {
	if l.Fn != nil {
		v := evalMath(l.Fn.Name, len(l.Fn.Args), func(i int) float64 {
			a := l.Fn.Args[i]
			if a.Kind == Number {
				return float64(a.Pct)
			}
			return a.float(base)
		})
		return v + float64(l.Px) + base*float64(l.Pct)/100
	}
	return float64(l.Px) + base*float64(l.Pct)/100
}

// Keyword is a CSS keyword; the constants are grouped by property below.
type Keyword uint8

// display
const (
	DisplayInline Keyword = iota
	DisplayBlock
	DisplayInlineBlock
	DisplayFlex
	DisplayInlineFlex
	DisplayGrid
	DisplayInlineGrid
	DisplayNone
	DisplayContents
	DisplayTable
	DisplayInlineTable
	DisplayTableRow
	DisplayTableCell
	DisplayTableRowGroup
	DisplayTableHeaderGroup
	DisplayTableFooterGroup
	DisplayTableColumn
	DisplayTableColumnGroup
	DisplayTableCaption
	DisplayFlowRoot
	DisplayWebkitBox
	DisplayListItem
	DisplayWebkitInlineBox
)

// position
const (
	PositionStatic Keyword = iota
	PositionRelative
	PositionAbsolute
	PositionFixed
	PositionSticky
)

// float and clear
const (
	FloatNone Keyword = iota
	FloatLeft
	FloatRight
	ClearBoth
)

// overflow
const (
	OverflowVisible Keyword = iota
	OverflowHidden
	OverflowScroll
	OverflowAuto
	OverflowClip
)

// flex-direction
const (
	FlexRow Keyword = iota
	FlexRowReverse
	FlexColumn
	FlexColumnReverse
)

// flex-wrap
const (
	NoWrap Keyword = iota
	Wrap
	WrapReverse
)

// align-*, justify-*
const (
	AlignAuto Keyword = iota
	AlignNormal
	AlignStretch
	AlignStart
	AlignEnd
	AlignFlexStart
	AlignFlexEnd
	AlignCenter
	AlignBaseline
	AlignLastBaseline
	AlignSpaceBetween
	AlignSpaceAround
	AlignSpaceEvenly
	AlignSelfStart
	AlignSelfEnd
	AlignLeft
	AlignRight
)

// unicode-bidi
const (
	BidiNormal Keyword = iota
	BidiEmbed
	BidiIsolate
	BidiOverride
	BidiIsolateOverride
	BidiPlaintext
)

// text-align (TextAlignStart is the initial value)
const (
	TextAlignStart Keyword = iota
	TextAlignEnd
	TextAlignLeft
	TextAlignRight
	TextAlignCenter
	// -webkit-left, -webkit-right, -webkit-center: block-level children too.
	TextAlignWebkitLeft
	TextAlignWebkitRight
	TextAlignWebkitCenter
	TextAlignJustify
	TextAlignFirst // text-align-last: start, where TextAlignStart is auto
)

// white-space
const (
	WhiteSpaceNormal Keyword = iota
	WhiteSpaceNowrap
	WhiteSpacePre
	WhiteSpacePreWrap
	WhiteSpacePreLine
	WhiteSpaceBreakSpaces
)

// word-break
const (
	WordBreakNormal Keyword = iota
	WordBreakAll
	WordBreakKeepAll
	WordBreakWord
)

// line-break
const (
	LineBreakAuto Keyword = iota
	LineBreakLoose
	LineBreakNormal
	LineBreakStrict
	LineBreakAnywhere
)

// overflow-wrap (word-wrap)
const (
	OverflowWrapNormal Keyword = iota
	OverflowWrapBreakWord
	OverflowWrapAnywhere
)

// vertical-align; VALength means Computed.VerticalAlignLength
const (
	VABaseline Keyword = iota
	VATop
	VABottom
	VAMiddle
	VATextTop
	VATextBottom
	VASub
	VASuper
	VALength
)

// visibility
const (
	Visible Keyword = iota
	Hidden
	Collapse
)

// border-style, outline-style
const (
	BorderNone Keyword = iota
	BorderHidden
	BorderSolid
	BorderDashed
	BorderDotted
	BorderDouble
	BorderGroove
	BorderRidge
	BorderInset
	BorderOutset
)

// background-repeat per axis
const (
	Repeat Keyword = iota
	NoRepeat
	RepeatSpace
	RepeatRound
)

// background-clip, background-origin
const (
	BorderBox Keyword = iota
	PaddingBox
	ContentBox
	TextClip
)

// object-fit
const (
	FitFill Keyword = iota
	FitContain
	FitCover
	FitNone
	FitScaleDown
)

// text-overflow
const (
	TextOverflowClip Keyword = iota
	TextOverflowEllipsis
)

// text-transform
const (
	TransformNone Keyword = iota
	TransformUpper
	TransformLower
	TransformCapitalize
)

// text-decoration-line bits
const (
	DecorationUnderline Keyword = 1 << iota
	DecorationOverline
	DecorationLineThrough
)

// text-decoration-style
const (
	DecorationSolid Keyword = iota
	DecorationDouble
	DecorationDotted
	DecorationDashed
	DecorationWavy
)

// direction
const (
	LTR Keyword = iota
	RTL
)

// pointer-events
const (
	PointerAuto Keyword = iota
	PointerNone
)

// The four sides, as indices of arrays.
const (
	Top = iota
	Right
	Bottom
	Left
)

// The four corners, as indices of arrays.
const (
	TopLeft = iota
	TopRight
	BottomRight
	BottomLeft
)

// Corner is one border radius: horizontal and vertical.
type Corner struct{ X, Y Length }

// Shadow is one box or text shadow, in device px.
type Shadow struct {
	X, Y, Blur, Spread float32
	Color              Color
	Inset              bool
}

// GradientKind is the form of a gradient.
type GradientKind uint8

// The forms.
const (
	Linear GradientKind = iota
	Radial
	Conic
)

// Stop is a colour stop; a hint has Hint set and no colour. Pos Auto: not given.
type Stop struct {
	Color Color
	Pos   Length
	Hint  bool
}

// Gradient is a CSS gradient (CSS Images 3 and 4).
type Gradient struct {
	Kind      GradientKind
	Repeating bool
	// Angle in degrees, 0 up, clockwise (linear, conic's from). ToCorner: bits
	// 1 top, 2 right, 4 bottom, 8 left when the direction is "to …"; else 0.
	Angle    float32
	ToCorner uint8
	// Points: a linear gradient runs from CX, CY to RX, RY, without an angle.
	Points bool
	// Radial: shape and extent.
	Circle bool
	Extent Keyword // 0 farthest-corner, 1 closest-side, 2 closest-corner, 3 farthest-side, 4 sizes below
	RX, RY Length
	// Centre of radial and conic.
	CX, CY Length
	Stops  []Stop
}

// Image is a background or mask image: url or gradient.
type Image struct {
	URL      string // as written in the sheet, resolved against Base by the loader
	Base     string // project path of the sheet or page that wrote it, "" for none
	Gradient *Gradient
}

// Layer is one background layer. The first in a list is painted on top.
type Layer struct {
	Image            Image
	X, Y             Length // position
	SizeW, SizeH     Length // Auto: auto
	Cover, Contain   bool
	RepeatX, RepeatY Keyword
	Origin, Clip     Keyword
	Attachment       Keyword // 0 scroll, 1 fixed, 2 local
	Composite        Keyword // of a mask with the layers below it: CompositeAdd …
	Blend            string  // background-blend-mode, "" normal
}

// How a mask layer joins those below it (CSS Masking 1 §4.4).
const (
	CompositeAdd Keyword = iota
	CompositeSubtract
	CompositeIntersect
	CompositeExclude
)

// TransformOp is one transform function with its arguments: lengths in X, Y, Z,
// numbers and degrees in N (rotate3d: axis in N[0:3], degrees in N[3]).
type TransformOp struct {
	Name    string // "translate", "translate3d", "scale", "scale3d", "rotate", "rotateX", "rotateY", "rotate3d", "skew", "skewX", "skewY", "matrix", "matrix3d", "perspective", "interpolate" (of animations)
	X, Y, Z Length
	N       [16]float32
	Mix     *TransformMix // of "interpolate"
}

// TransformMix is a place between two transforms whose functions do not match: their
// matrices, which may depend on the size of the box, are mixed.
type TransformMix struct {
	From, To []TransformOp
	P        float64
}

// FilterOp is one filter function; blur and drop-shadow in device px.
type FilterOp struct {
	Name   string // "blur", "brightness", "contrast", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia", "drop-shadow"
	Amount float32
	Shadow Shadow
}

// Track is one grid track size.
type Track struct {
	Min, Max Length
	FitLimit Length   // fit-content(…) when Max.Kind is FitContent and this is definite
	Names    []string // line names before the track
	Times    int      // how often it stands when that is more than once, else 0
}

// TrackList is grid-template-columns/rows with repeat(n, …) expanded; an
// auto-fill or auto-fit part is kept apart.
type TrackList struct {
	Tracks     []Track
	EndNames   []string
	AutoRepeat []Track // nil: none
	AutoAt     int     // index in Tracks where AutoRepeat stands
	AutoFit    bool
}

// GridLine is grid-*-start/end: auto, a line number, span n, and/or a name.
type GridLine struct {
	N    int
	Span bool
	Name string
}

// ContentItem is one part of the content property of ::before and ::after.
type ContentItem struct {
	Text string
	Attr string // attr(name)
	URL  string
	Base string // of URL, as in Image

	// counter(Counter, Form), or counters(Counter, Separator, Form) when All is set.
	Counter, Separator, Form string
	All                      bool
}

// Timing is an easing function: linear() when Linear is not nil, steps() when Steps is
// not 0, else cubic-bezier with P.
type Timing struct {
	P      [4]float32
	Steps  int
	Jump   Keyword      // where steps() jumps, JumpEnd and so on
	Linear *[]EasePoint // two at least, In ascending; never changed
}

// Transition is one item of the transition property; times in seconds.
type Transition struct {
	Property        string // "all" or a longhand
	Duration, Delay float32
	Timing          Timing
}

// Animation is one item of the animation property; times in seconds.
type Animation struct {
	Name            string
	Duration, Delay float32
	Timing          Timing
	Iterations      float32 // +Inf: infinite
	Direction       Keyword // 0 normal, 1 reverse, 2 alternate, 3 alternate-reverse
	Fill            Keyword // 0 none, 1 forwards, 2 backwards, 3 both
	Paused          bool
}

// Inherited are the properties that children take over. Shared between nodes;
// never changed once made.
type Inherited struct {
	Color             Color
	FontFamily        []string // in order, unquoted, generic names in lower case
	FontSize          float32  // device px
	FontWeight        float32  // in quarters
	Italic            bool
	LineHeight        Length // Auto: normal; Number: factor; Px
	LetterSpacing     float32
	WordSpacing       float32
	TextAlign         Keyword
	TextIndent        Length
	IndentHanging     bool // text-indent: … hanging
	IndentEachLine    bool // text-indent: … each-line
	TextTransform     Keyword
	WhiteSpace        Keyword
	WordBreak         Keyword
	OverflowWrap      Keyword
	Visibility        Keyword
	Direction         Keyword
	PointerEvents     Keyword
	Cursor            Keyword
	TextShadow        []Shadow
	ListStyle         string  // list-style-type: a name, or a string after a quotation mark
	ListInside        bool    // list-style-position: inside
	TabSize           float32 // in spaces; negative: a length, device px
	TextFillColor     *Color  // -webkit-text-fill-color
	TextStrokeWidth   float32
	TextStrokeColor   *Color
	BorderCollapse    bool
	CaptionBottom     bool
	BorderSpacingX    float32
	BorderSpacingY    float32
	FontVariantNums   bool // tabular-nums
	UserSelect        Keyword
	Custom            map[string]string // custom properties, shared copy-on-write
	TextSizeAdjustOff bool
	TextAlignLast     Keyword // as TextAlign; 0: auto
	TextUnderlineOff  Length  // text-underline-offset; Auto: auto
	CaretColor        *Color  // nil: auto
	LineBreak         Keyword
	NoHyphens         bool   // hyphens: none
	FontVariations    string // font-variation-settings as "tag=value," in order
	FontFeatures      string // font-feature-settings as "tag=value," in order
	NoKerning         bool   // font-kerning: none
	WritingMode       Keyword
	TextOrientation   Keyword
	Emphasis          string // text-emphasis-style, see EmphasisMark
	EmphasisColor     *Color // nil: currentcolor
	EmphasisPosition  Keyword
	Caps              Keyword // font-variant-caps
	FontSizeAdjust    Length  // Auto: none; Number
}

// Computed is the computed style of one element or pseudo-element. Shared between
// nodes with equal style; never changed once made. All px are device px.
type Computed struct {
	*Inherited

	// Box
	Display        Keyword
	Position       Keyword
	Float          Keyword
	Clear          Keyword
	BorderBox      bool // box-sizing
	Width          Length
	Height         Length
	MinWidth       Length
	MinHeight      Length
	MaxWidth       Length
	MaxHeight      Length
	Margin         [4]Length
	Padding        [4]Length
	Inset          [4]Length // top right bottom left
	BorderWidth    [4]float32
	BorderStyle    [4]Keyword
	BorderColor    [4]Color
	Radius         [4]Corner
	OverflowX      Keyword
	OverflowY      Keyword
	AspectRatio    float32 // width/height, 0: auto
	AspectAuto     bool    // auto stands beside the ratio: it is that of the content box
	ZIndex         int
	ZAuto          bool
	VerticalAlign  Keyword
	VerticalLength Length
	ObjectFit      Keyword
	ObjectX        Length
	ObjectY        Length

	// Flex and grid
	FlexDirection  Keyword
	FlexWrap       Keyword
	FlexBalance    bool // flex-wrap: balance
	FlexLineCount  int  // the least number of lines of a balanced container
	FlexGrow       float32
	FlexShrink     float32
	FlexBasis      Length // Auto or Content included
	Order          int
	AlignItems     Keyword
	AlignSelf      Keyword
	AlignContent   Keyword
	JustifyContent Keyword
	JustifyItems   Keyword
	JustifySelf    Keyword
	Safe           SafeBits // of the six properties before
	RowGap         Length   // Auto: normal
	ColumnGap      Length
	GridColumns    *TrackList
	GridRows       *TrackList
	GridAutoCols   []Track
	GridAutoRows   []Track
	GridAreas      [][]string
	GridFlow       Keyword // bit 1: column, bit 2: dense
	GridColStart   GridLine
	GridColEnd     GridLine
	GridRowStart   GridLine
	GridRowEnd     GridLine
	Contain        ContainBits
	TableFixed     bool

	// Text of the box itself
	TextOverflow    Keyword
	LineClamp       int     // 0: none
	BoxOrient       Keyword // -webkit-box-orient: 0 horizontal, 1 vertical
	BoxReverse      bool    // -webkit-box-direction: reverse
	BoxPack         Keyword // -webkit-box-pack: AlignStart, AlignCenter, AlignEnd, AlignSpaceBetween
	BoxAlign        Keyword // -webkit-box-align: AlignStretch, AlignStart, AlignCenter, AlignEnd, AlignBaseline
	BoxFlex         float32 // -webkit-box-flex
	BoxGroup        int     // -webkit-box-ordinal-group
	Decoration      Keyword // bits
	DecorationStyle Keyword
	DecorationColor *Color
	DecorationWidth Length
	UnicodeBidi     Keyword

	// Looks
	BackgroundColor Color
	Background      []Layer // a layer without image only carries the Clip of the colour (always the last one's)
	BoxShadow       []Shadow
	Opacity         float32
	OutlineWidth    float32
	OutlineStyle    Keyword
	OutlineColor    Color
	OutlineOffset   float32
	Transform       []TransformOp
	OriginX         Length // transform-origin, percent of the border box
	OriginY         Length
	OriginZ         float32
	Perspective     float32 // 0: none
	PerspectiveX    Length
	PerspectiveY    Length
	BackfaceHidden  bool
	Preserve3D      bool
	Filter          []FilterOp
	BackdropFilter  []FilterOp
	MixBlend        string // "" normal
	ClipPath        *Shape // nil: none
	Mask            []Layer
	WillChange      bool // creates a stacking context
	WillContain     bool // will-change names a property that makes a containing block
	Isolate         bool
	// Item: the box is a flex or grid item (also when position takes it out of
	// flow), so that z-index applies without position. On display: contents it
	// tells the same of its children.
	Item bool
	// Legacy: of an Item whose container is a -webkit-box, which does not make blocks of
	// its children.
	Legacy bool
	// InlineLevel: display was inline-level before position or float made it a block;
	// it decides the static position of an out-of-flow box.
	InlineLevel bool

	// Generated content and motion
	Content     []ContentItem // nil: none or normal
	HasContent  bool          // content is a list, possibly of one empty string
	Transitions []Transition
	Animations  []Animation

	Rare *Rare // nil: initial values; see Uncommon
}

// StackingContext reports whether the box makes one (CSS 2.1 appendix E,
// CSS Transforms, Filter Effects, Compositing).
func (c *Computed) StackingContext() bool {
	return c.Position == PositionFixed || c.Position == PositionSticky ||
		(c.Position != PositionStatic || c.Item) && !c.ZAuto ||
		c.Opacity < 1 || c.Transformed() || c.Perspective != 0 || len(c.Filter) > 0 ||
		len(c.BackdropFilter) > 0 || c.MixBlend != "" || c.ClipPath != nil || len(c.Mask) > 0 ||
		c.WillChange || c.Isolate
}

// Positioned reports position other than static.
func (c *Computed) Positioned() bool { return c.Position != PositionStatic }

// OutOfFlow reports absolute or fixed.
func (c *Computed) OutOfFlow() bool {
	return c.Position == PositionAbsolute || c.Position == PositionFixed
}

// ContainsFixed reports whether fixed descendants take this box as containing block.
func (c *Computed) ContainsFixed() bool {
	return c.Transformed() || c.Perspective != 0 || len(c.Filter) > 0 || c.WillContain ||
		c.Contain&(ContainLayout|ContainPaint) != 0
}
