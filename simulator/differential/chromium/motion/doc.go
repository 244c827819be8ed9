// Package motion compares what moves, CSS transitions and animations, with Chromium at
// several times. Tests only, behind the build tag oracle.
package motion
