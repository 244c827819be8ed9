package script

// MaxSource is the size of a source file in bytes; WeChat's own packages are at most 30 MB.
const MaxSource = 16 << 20

// MaxNesting is the depth of brackets that is given to the parsers, which recurse.
const MaxNesting = 10000

// maxPrefixRun is the number of consecutive prefix operators (!!!!x) allowed,
// each of which is a level for the parsers.
const maxPrefixRun = 10000

// maxCached is the number of compiled programs kept by content.
const maxCached = 4096
