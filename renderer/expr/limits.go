package expr

// Limits of one expression; reaching one is an Error of Parse.
const (
	// maxDepth is how deep an expression may nest. Parsing and evaluation recurse
	// this far; hand-written expressions stay under 20.
	maxDepth = 1000
	// maxSource is the greatest length of an expression in bytes. Inline image
	// data in an expression reaches some 100 KB.
	maxSource = 4 << 20
)
