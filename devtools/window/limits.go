package window

import "time"

// maxMenuRecent is how many recent projects the menu lists; the start screen and the list
// of commands have all.
const maxMenuRecent = 9

// maxSameSecond is how many files of one second are told apart.
const maxSameSecond = 50

// toldTime is how long the result of a command stays in the status row.
const toldTime = 20 * time.Second

// maxModeLabel is how much of a mode's name the toolbar shows, characters.
const maxModeLabel = 16

// maxShown is how many rows of a panel are told to tests, the last ones.
const maxShown = 1000
