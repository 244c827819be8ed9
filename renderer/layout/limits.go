package layout

import "diorama/renderer/geom"

const (
	// MaxDepth is how deep boxes may nest; what lies deeper makes no box. It keeps
	// the recursion of the algorithms far below the stack limit.
	MaxDepth = 2048
	// MaxTracks bounds the explicit rows and columns of one grid and the numbers of its
	// lines, as a line number of a hostile page would otherwise cost memory.
	MaxTracks = 10000
	// maxImplicit bounds them with the implicit ones, which may lie on both sides.
	maxImplicit = 3 * MaxTracks
	// MaxTableWidth is the preferred width, in device px, of a table whose percentages
	// ask for an endless one, as in Chromium.
	MaxTableWidth = 1000000
	// MaxTableSpan bounds colspan and rowspan.
	MaxTableSpan = 1000
	// maxBalanced bounds the items that flex-wrap: balance shares among lines; more
	// wrap as flex-wrap: wrap does, since finding the lines takes their square.
	maxBalanced = 256
	// maxNodePage bounds the directory of the dense node map; ids beyond go to a map.
	maxNodePage = 1 << 13
	// maxAnonymous bounds the anonymous styles that are kept for reuse.
	maxAnonymous = 4096
)

// indef stands for a size that is not known yet or not definite.
const indef = geom.MinUnit

// unlimited stands for max-content constraints and max-width: none.
const unlimited = geom.MaxUnit
