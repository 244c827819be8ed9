// Package peers measures style and layout beside Chromium and Yoga. Tests only, with
// the tag oracle: `make bench-peers`.
//
// Its one idea: the same tree of classes and texts is built on every side, the sides
// take turns in one run on one machine, and only ratios count. A tree is built outside
// the clock; what is counted is forced style and layout, in CPU time of the thread or
// process that does it.
//
// Where the lines between the kinds of work lie: Chromium makes its box tree at the end
// of what its counter calls style, in Document::rebuildLayoutTree, whose thread time its
// trace tells; we make ours at the start of layout, in Tree.Generate; Yoga's nodes are
// boxes already. So the rows of a first layout are "style" (matching and computing on
// both sides), "boxes" (the making of the box tree), "layout" (of boxes that are there:
// the only one in which Yoga takes part), "boxes+layout", and "all". In each of them
// every side has done the same work.
package peers
