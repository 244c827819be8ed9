package raster

// Limits that keep any input bounded.
const (
	// maxSurface is the largest number of pixels of one layer or cached image.
	maxSurface = 64 << 20
	// maxMask is the largest number of pixels of a shadow's mask; a larger shadow (a
	// circle of thousands of px) is left out, as it would take seconds.
	maxMask = 16 << 20
	// maxBlur is the largest standard deviation of a blur, device px; Chromium's is near 500.
	maxBlur = 500
	// maxPathSegments bounds the line segments of one flattened path.
	maxPathSegments = 1 << 20
	// maxCoord bounds path coordinates, device px, so that fixed point does not overflow.
	maxCoord = 1 << 20
	// maxLUT is the largest gradient table.
	maxLUT = 4096
	// maxDashes bounds the dashes drawn on one border side or line.
	maxDashes = 20000
)
