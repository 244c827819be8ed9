package film

import "time"

const (
	// MaxTime is how long a film is, and MaxBytes how large; at one of them it ends by itself.
	MaxTime  = 60 * time.Second
	MaxBytes = 48 << 20
	// frameTime is the least time between two frames: 30 a second.
	frameTime = time.Second / 30
	// maxSide bounds the picture, px.
	maxSide = 4096
)

// FrameTime is how often tick should tick.
const FrameTime = frameTime
