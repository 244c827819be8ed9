package events

const (
	// maxDetail is how long a detail or dataset is written, in letters.
	maxDetail = 160
	// maxTouches is how many fingers of an event are listed.
	maxTouches = 10
	// maxBack is how many rows back an activity that took long is put.
	maxBack = 500
)
