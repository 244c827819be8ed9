package command

const (
	// maxPattern and maxText bound what is compared, characters; the rest is not looked at.
	maxPattern = 64
	maxText    = 256
	// maxShown is how many of the best entries are listed.
	maxShown = 300
)
