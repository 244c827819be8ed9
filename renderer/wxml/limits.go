package wxml

// Limits of one file; reaching one is a diagnostic.
const (
	// maxSource is the greatest length of a file in bytes; the rest is not read.
	maxSource = 16 << 20
	// maxDepth is how deep elements may nest; deeper ones become siblings.
	maxDepth = 512
	// maxAttributes is how many attributes one tag has.
	maxAttributes = 2000
	// maxDiagnostics is how many mistakes of one file are listed.
	maxDiagnostics = 200
	// maxReach is how far in bytes the end of {{ is looked for beyond the quote that
	// seems to close an attribute value.
	maxReach = 2048
)
