// Package paint shows galleries of boxes, one feature of painting each with generated
// parameters, in Diorama and in Chromium, and compares the pixels box by box. Tests only.
//
// Its one idea: a feature is a function from a seeded source of numbers to one box, so
// a difference has a name, a style to look at, and comes again with the same seed.
package paint
