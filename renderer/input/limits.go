package input

import "time"

const (
	// TapSlop is how far a finger may move (CSS px) and still tap; farther is a drag.
	TapSlop = 10.0
	// LongPress is how long a finger rests before it is a long press.
	// WeChat: documentation of events, 350 ms.
	LongPress = 350 * time.Millisecond
	// MaxTouches is how many fingers are followed; more are ignored.
	MaxTouches = 10
	// MaxUndo is how many steps a text field can take back.
	MaxUndo = 100
	// MaxFieldLength is how many UTF-16 units a text field holds when its
	// maxlength is -1 (no limit).
	MaxFieldLength = 1 << 20
)
