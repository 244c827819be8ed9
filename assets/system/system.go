// Package system holds the window frame around a page: WXML and WXSS of the status
// bar, navigation bar, tab bar, toast, modal and the like.
package system

import _ "embed"

// WXML is the template of the frame.
//
//go:embed system.wxml
var WXML []byte

// WXSS is its sheet.
//
//go:embed system.wxss
var WXSS []byte
