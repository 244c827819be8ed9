package settings

import "time"

const (
	// maxFile is how much of a settings file is read, bytes; a larger one is taken for broken.
	maxFile = 4 << 20
	// maxRecent is how many folders the list of recent projects holds.
	maxRecent = 20
	// maxProjects is how many projects keep settings of their own; the ones opened longest ago go.
	maxProjects = 200
	// maxBreakpoints is how many breakpoints a project keeps.
	maxBreakpoints = 200
	// maxViews is how many phones beside the first a project keeps.
	maxViews = 12
	// maxPrompt is how many lines of the console's prompt a project keeps.
	maxPrompt = 100
	// maxText is the longest text of a field, bytes: names, commands, conditions.
	maxText = 4096
	// minSide and maxSide bound the size of the window, units.
	minSide, maxSide = 300, 20000
	// minZoom and maxZoom bound the zoom of the phone; 0 fits it into the window.
	minZoom, maxZoom = 0.1, 8
	// quiet is how long nothing must change before the file is written.
	quiet = 400 * time.Millisecond
	// stray is how old a temporary file must be to be swept: a younger one may be another window's.
	stray = time.Hour
)
