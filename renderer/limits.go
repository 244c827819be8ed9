package renderer

import "time"

const (
	// maxSettleRounds is how often components may ask for layout again in one frame
	// (an image fits its height, a caret follows its text); after that the frame is drawn as it is.
	maxSettleRounds = 4
	// maxPending is how many events wait for the host; older scroll and touchmove
	// events go first.
	maxPending = 10000
	// frameTime is how often something that moves is drawn.
	frameTime = time.Second / 60
	// glideTime is how long an animated scroll takes unless told otherwise.
	// WeChat: documentation of wx.pageScrollTo.
	glideTime = 300 * time.Millisecond
	// maxPictures is how many pictures of data: addresses a Document keeps decoded.
	maxPictures = 256
)
