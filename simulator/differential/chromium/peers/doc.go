// Package peers measures style and layout beside Chromium and Yoga. Tests only, with
// the tag oracle: `make bench-peers`.
//
// Its one idea: the same tree of classes and texts is built on every side, the sides
// take turns in one run on one machine, and only ratios count. A tree is built outside
// the clock; what is counted is forced style and layout, in CPU time of the thread or
// process that does it.
//
// Where the line between the two lies: Chromium makes its box tree at the end of style,
// we at the start of layout, Yoga's nodes are boxes already. So our layout column of a
// first layout has work that theirs have not; the rows "both" are the fair ones.
package peers
