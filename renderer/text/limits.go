package text

const (
	// maxFontBytes bounds a font file; the largest CJK collections are near 20 MB.
	maxFontBytes = 64 << 20
	// maxFontTables bounds the table directory; real fonts have under 40.
	maxFontTables = 256
	// maxFontUnpacked bounds what the tables of a WOFF may unpack to, all together.
	maxFontUnpacked = 64 << 20
	// maxFaces bounds the faces of one Fonts, so that a loop of wx.loadFontFace ends in an error.
	maxFaces = 4096
	// maxCandidates bounds the faces tried for one cluster.
	maxCandidates = 32
	// maxCachedText is the longest text in bytes that is kept in the caches.
	maxCachedText = 16 << 10
	// rawCacheGlyphs bounds the size-independent shape cache, in glyphs (32 bytes each).
	rawCacheGlyphs = 512 << 10
	// sizedCacheGlyphs bounds the cache of Shaped values, in glyphs (36 bytes each).
	sizedCacheGlyphs = 512 << 10
	// breakCacheBytes bounds the cache of break opportunities, in bytes of text.
	breakCacheBytes = 2 << 20
	// maskCacheBytes bounds the glyph mask cache, in bytes of coverage.
	maskCacheBytes = 32 << 20
	// maxMaskSide is the largest mask in px; bigger glyphs are painted from Outline.
	maxMaskSide = 2048
	// maxPairs bounds the kerned pairs that are remembered of one face.
	maxPairs = 64 << 10
	// maxSelections bounds the cache of resolved family lists.
	maxSelections = 1024
	// maxFontSize in device px: Chromium clamps computed font sizes to 10000.
	maxFontSize = 10000
	// maxColorPaints and maxColorDepth bound the paint tables of one colour glyph.
	maxColorPaints = 4096
	maxColorDepth  = 64
	// maxFeatures bounds the OpenType features of one style.
	maxFeatures = 64
	// maxOutlineOps bounds one outline; composite bombs end there.
	maxOutlineOps = 1 << 16
	// maxSettings is how many settings of axes one variable font is kept with.
	maxSettings = 64
)
