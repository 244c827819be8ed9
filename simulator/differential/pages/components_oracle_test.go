//go:build oracle

package pages

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diorama/simulator/differential"
)

// libraries are the folders of the projects whose components are shown alone.
var libraries = map[string]string{"tdesign": "miniprogram_npm/tdesign-miniprogram", "vant": "dist", "weui": "components"}

// TestComponents compares every component of the libraries, alone, with random
// properties of their declared types and random setData after that. DIORAMA_SEED (1)
// chooses the properties, DIORAMA_STEPS (3) is the number of changes; DIORAMA_PROJECT
// and DIORAMA_PAGE keep some. Oracle: exparser.
func TestComponents(t *testing.T) {
	oracle := runtimeDir(t)
	seed, steps := differential.Setting("DIORAMA_SEED", 1), differential.Setting("DIORAMA_STEPS", 3)
	var all []*result
	for _, name := range projects {
		lib := libraries[name]
		if f := os.Getenv("DIORAMA_PROJECT"); lib == "" || f != "" && f != name {
			continue
		}
		dir := filepath.Join(cacheDir(), "projects", name)
		var jobs []job
		for _, c := range components(dir, lib) {
			if strings.Contains(c, os.Getenv("DIORAMA_PAGE")) {
				jobs = append(jobs, job{Page: c, Seed: seed, Steps: steps, Wait: 100, Component: true})
			}
		}
		if len(jobs) == 0 {
			t.Logf("%s is not there (prepare.sh), passed over", name)
			continue
		}
		list, fresh, err := judged(name, dir, oracle, filepath.Join(cacheDir(), "verdicts"), jobs, t.Logf)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
		t.Logf("%-8s components alone: %s   (%d asked anew)", name, count(list), fresh)
	}
	if len(all) == 0 {
		t.Skip("no project; run prepare.sh")
	}
	t.Logf("all      components alone: %s", count(all))
	file := filepath.Join(cacheDir(), "components.txt")
	if err := os.WriteFile(file, []byte(details(all)), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Log("details: " + file)
	judgeExplanations(t, all)
}

// components are the paths of all components below a folder of a project, sorted.
func components(project, lib string) []string {
	var out []string
	_ = filepath.WalkDir(filepath.Join(project, lib), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".json" {
			return nil
		}
		var c struct{ Component bool }
		b, err := os.ReadFile(p)
		rel, relErr := filepath.Rel(project, strings.TrimSuffix(p, ".json"))
		if err == nil && relErr == nil && json.Unmarshal(b, &c) == nil && c.Component && exists(project, rel+".wxml") {
			out = append(out, filepath.ToSlash(rel))
		}
		return nil
	})
	return out
}
