// Package assets holds the files that are part of the program.
package assets

import _ "embed"

// DefaultWXSS is the user agent sheet: the looks of the built-in components
// (style v1). Its path in diagnostics and the inspector is DefaultPath.
//
//go:embed default.wxss
var DefaultWXSS []byte

// DefaultV2WXSS comes after DefaultWXSS when app.json says "style": "v2".
//
//go:embed default-v2.wxss
var DefaultV2WXSS []byte

// The names of the two sheets.
const (
	DefaultPath   = "default.wxss"
	DefaultV2Path = "default-v2.wxss"
)
