package project

const (
	// maxJSONDepth bounds the nesting of a configuration file.
	maxJSONDepth = 500
	// maxFileSize bounds a source file, bytes; WeChat's own package limit is 2 MB.
	maxFileSize = 32 << 20
	// maxPages bounds the pages of app.json.
	maxPages = 20000
)
