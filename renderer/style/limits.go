package style

// Limits. Reaching one drops the value or forgets a cache; nothing else changes.
const (
	// MaxCalcDepth is how deep calc(), min(), max(), clamp() and brackets nest.
	MaxCalcDepth = 32
	// MaxListItems is the number of items in a comma list (layers, shadows, stops …).
	MaxListItems = 256
	// MaxShapePoints is the number of points of a polygon().
	MaxShapePoints = 1 << 14
	// MaxTracks is the number of grid tracks after repeat() is written out.
	MaxTracks = 1000
	// MaxRepeat is how often repeat() may give one track that is not written out.
	MaxRepeat = 10000
	// MaxVarDepth is how deep custom properties refer to each other.
	MaxVarDepth = 64
	// MaxVarText is the longest text, in bytes, that var() may grow to.
	MaxVarText = 64 << 10
	// MaxInlineCache is the number of style attributes kept compiled.
	MaxInlineCache = 8192
	// MaxVarCache is the number of values with var() put in that are kept compiled.
	MaxVarCache = 16384
	// MaxShared is the number of entries in the sharing cache.
	MaxShared = 1 << 15
	// MaxUnsupported is the number of features listed.
	MaxUnsupported = 2000
	// MaxDepth is how deep the tree is walked; nodes below take no style.
	MaxDepth = 10000
)

// MaxHasNodes bounds the elements that all :has() of one Update look at: what is not
// looked at any more counts as not found.
const MaxHasNodes = 1 << 22

// MaxMatchSteps bounds the work of matching one element against all its
// candidates: a cleverly nested :is() cannot hang the page.
const MaxMatchSteps = 1 << 20
