package picture

const (
	// MaxPixels bounds one image, and all frames of an animation together: 40 Mpx are 160 MB.
	MaxPixels = 40_000_000
	// MaxBytes bounds the encoded image.
	MaxBytes = 64 << 20
	// maxProfileBytes bounds the colour profile in an image.
	maxProfileBytes = 4 << 20
	// maxSide bounds width and height.
	maxSide = 1 << 16
	// maxFrames bounds the frames of an animation.
	maxFrames = 2000
	// minDelay is the shortest frame delay in hundredths of a second that browsers honour; shorter ones become hurriedDelay.
	minDelay = 2
	// hurriedDelay stands in for shorter delays, in hundredths of a second.
	hurriedDelay = 10
	// maxSVGBytes bounds an SVG document.
	maxSVGBytes = 4 << 20
	// maxSVGDepth bounds the nesting of its elements.
	maxSVGDepth = 64
	// maxSVGNodes bounds its elements, those that <use> repeats included.
	maxSVGNodes = 50_000
	// maxSVGPoints bounds the flattened points of one picture.
	maxSVGPoints = 2_000_000
	// maxUseDepth bounds <use> within what <use> shows.
	maxUseDepth = 8
	// maxSVGLayers bounds the groups with opacity, masks and clip paths inside each other.
	maxSVGLayers = 8
	// maxDashes bounds the dashes of one shape; a finer pattern is drawn solid.
	maxDashes = 10_000
	// maxSVGWork bounds the drawing of one SVG, in pixels painted and edges crossed: some seconds.
	maxSVGWork = 600_000_000
	// maxRasterSide bounds the side of a rasterised SVG in device px.
	maxRasterSide = 8192
	// svgCacheBytes bounds the rasters that one SVG keeps.
	svgCacheBytes = 16 << 20
	// scaleCacheBytes bounds the bitmaps that a Scaler keeps.
	scaleCacheBytes = 64 << 20
)
