package record

const (
	// maxMarked is how many paths of a commit a mark tells apart; more are told by Sum.
	maxMarked = 64
	// MaxFile is the largest file that a recording takes along, bytes; of larger ones
	// it keeps the hash.
	MaxFile = 16 << 20
	// MaxBlobs bounds the content of all files together, bytes.
	MaxBlobs = 96 << 20
	// MaxRun bounds what a run adds to its recording, bytes; it ends there.
	MaxRun = 96 << 20
	// maxHead bounds the first line of a session file, bytes.
	maxHead = 256
	// maxPart bounds one part of a session file, unpacked, bytes.
	maxPart = 256 << 20
	// maxParts bounds the parts of a session file.
	maxParts = 50000
	// MaxSession bounds a session file as it lies on the disk, bytes.
	MaxSession = maxTotal
	// maxTotal bounds a session file, unpacked, bytes.
	maxTotal = 768 << 20
)
