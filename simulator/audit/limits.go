package audit

import "time"

// What the rules allow. WeChat: documentation of 体验评分 and of the code quality check.
const (
	scriptTime     = time.Second
	firstScreen    = 5 * time.Second
	renderTime     = 500 * time.Millisecond
	setDataPerSec  = 20
	setDataBytes   = 256 << 10
	maxNodes       = 1000
	maxDepth       = 30
	maxChildren    = 60
	requestTime    = time.Second
	requestsAtOnce = 10
	requestLong    = 300 * time.Millisecond // shorter ones do not count
	imagesAtOnce   = 6
	imageLong      = 100 * time.Millisecond
	cacheTime      = 3 * time.Minute
	cacheBytes     = 128 << 10
	imageRatio     = 0.15
	tapSize        = 20.0 // CSS px
	contrastText   = 4.5
	contrastLarge  = 3.0
	largeText      = 24.0 // CSS px
	largeBold      = 19.0
	unusedRules    = 2 << 10 // bytes per sheet
	packageBytes   = 1536 << 10
	mediaBytes     = 200 << 10
	inlineBytes    = 10 << 10
)

// maxFindings bounds the places told per rule.
const maxFindings = 100
