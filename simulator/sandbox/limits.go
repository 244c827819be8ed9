package sandbox

import "time"

const (
	// dialTimeout bounds connecting and the TLS handshake.
	dialTimeout = 15 * time.Second
	// maxIdleConns is how many connections wait for the next request.
	maxIdleConns = 16
	// MaxFile is the largest file that can be read or written, bytes.
	// WeChat: documentation of readFile and writeFile, 100 MB.
	MaxFile = 100 << 20
	// Quota is what user files and saved files take together, bytes.
	// WeChat: documentation of the file system, 200 MB.
	Quota = 200 << 20
	// maxPath bounds a path, bytes; maxDepth its folders.
	maxPath  = 4096
	maxDepth = 64
	// maxEntries bounds what a folder listing or an archive gives.
	maxEntries = 20000
)
