// Package pages compares whole mini-programs with WeChat's own runtime: the official
// demo and the demo pages of component libraries, every page at first and after random
// setData. All of it is a test with the build tag oracle; it needs node and what
// prepare.sh brings.
//
// Its one idea: both sides run the same project in the same surroundings
// (environment.js), so that what is left to differ is templates, data and components.
package pages
