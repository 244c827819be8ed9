package project

const (
	// maxJSONDepth bounds the nesting of a configuration file.
	maxJSONDepth = 500
	// maxFileSize bounds a source file, bytes; WeChat's own package limit is 2 MB.
	maxFileSize = 32 << 20
	// maxPages bounds the pages of app.json.
	maxPages = 20000
	// maxModes bounds the compile modes of a project.
	maxModes = 500
	// maxScene bounds the number of a scene; WeChat's have four digits.
	maxScene = 999999
	// maxListed bounds the files that Files gives, and maxListDepth how deep it looks.
	maxListed, maxListDepth = 20000, 40
)
