package paint

const (
	// maxDepth bounds the nesting of boxes that are painted; layout's own limit is lower.
	maxDepth = 4096
	// maxRects is the largest number of rectangles that Diff gives.
	maxRects = 8
	// maxTileRaster bounds the pixels of one background tile, device px.
	maxTileRaster = 16 << 20
	// maxLayerDepth bounds nested layers (opacity, filter, mask …).
	maxLayerDepth = 64
)

// maxBorderTiles is how many pieces of a border image stand on one edge at most.
const maxBorderTiles = 512

// canvasReach is how far the page's background goes to every side, device px: farther than
// a page can be scrolled.
const canvasReach = 1 << 25
