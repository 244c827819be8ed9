//go:build oracle

package pages

import (
	"os"
	"path/filepath"
	"regexp"
)

// featureRules say which features a template file uses.
var featureRules = []struct {
	name string
	in   *regexp.Regexp
}{
	{"wx:for", regexp.MustCompile(`wx:for\s*=|wx:for-items`)},
	{"wx:for renamed", regexp.MustCompile(`wx:for-(item|index)\s*=`)},
	{"wx:key", regexp.MustCompile(`wx:key`)},
	{"wx:if", regexp.MustCompile(`wx:if`)},
	{"wx:else", regexp.MustCompile(`wx:el`)},
	{"block", regexp.MustCompile(`<block`)},
	{"template", regexp.MustCompile(`<template\s[^>]*\bis=`)},
	{"template dynamic", regexp.MustCompile(`<template\s[^>]*\bis="[^"]*\{\{`)},
	{"import", regexp.MustCompile(`<import\b`)},
	{"include", regexp.MustCompile(`<include\b`)},
	{"wxs file", regexp.MustCompile(`<wxs\s[^>]*src=`)},
	{"wxs inline", regexp.MustCompile(`<wxs\s[^>]*[^/]>\s*\S[^<]`)},
	{"wxs events", regexp.MustCompile(`(bind|catch)\S*\s*=\s*"\{\{`)},
	{"change:prop", regexp.MustCompile(`change:`)},
	{"slot", regexp.MustCompile(`<slot\b`)},
	{"slot named", regexp.MustCompile(`<slot\s[^>]*name=`)},
	{"slot used", regexp.MustCompile(`\sslot=`)},
	{"model:", regexp.MustCompile(`model:`)},
	{"data-", regexp.MustCompile(`\sdata-`)},
	{"mark:", regexp.MustCompile(`\smark:`)},
	{"generic:", regexp.MustCompile(`\sgeneric:`)},
	{"spread", regexp.MustCompile(`\{\{[^}]*\.\.\.`)},
	{"object literal", regexp.MustCompile(`"\{\{\s*\{`)},
	{"ternary", regexp.MustCompile(`\{\{[^}]*\?[^}]*:`)},
	{"entities", regexp.MustCompile(`&(nbsp|lt|gt|amp|quot|apos|ensp|emsp|#)`)},
	{"hidden", regexp.MustCompile(`\shidden\b`)},
	{"capture", regexp.MustCompile(`capture-`)},
	{"mut-bind", regexp.MustCompile(`mut-bind`)},
}

var scriptRules = []struct {
	name string
	in   *regexp.Regexp
}{
	{"virtualHost", regexp.MustCompile(`virtualHost"?:\s*(true|!0)`)},
	{"externalClasses", regexp.MustCompile(`externalClasses|classes:`)},
	{"relations", regexp.MustCompile(`relations?:`)},
	{"behaviors", regexp.MustCompile(`behaviors:|Behavior\(`)},
	{"observers", regexp.MustCompile(`observers?:|watch:`)},
	{"pureDataPattern", regexp.MustCompile(`pureDataPattern`)},
	{"multipleSlots", regexp.MustCompile(`multipleSlots`)},
}

// features gives the features that the templates and components of a page use.
func features(dir string, files []string) []string {
	seen := map[string]bool{}
	for _, f := range files {
		src, _ := os.ReadFile(filepath.Join(dir, f))
		for _, r := range featureRules {
			if !seen[r.name] && r.in.Match(src) {
				seen[r.name] = true
			}
		}
		js, err := os.ReadFile(filepath.Join(dir, f[:len(f)-len(filepath.Ext(f))]+".js"))
		if err != nil {
			continue
		}
		for _, r := range scriptRules {
			if !seen[r.name] && r.in.Match(js) {
				seen[r.name] = true
			}
		}
	}
	var out []string
	for _, r := range featureRules {
		if seen[r.name] {
			out = append(out, r.name)
		}
	}
	for _, r := range scriptRules {
		if seen[r.name] {
			out = append(out, r.name)
		}
	}
	return out
}
