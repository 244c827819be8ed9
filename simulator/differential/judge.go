package differential

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

//go:embed exparser.js
var exparserDriver []byte

//go:embed glasseasel.js
var glassEaselDriver []byte

// RunExparser runs cases in WeChat's runtime, installed in the folder oracle (with
// node_modules), and gives what it printed for each case name.
func RunExparser(oracle string, cases []*Case) (map[string]string, error) {
	return runNode(exparserDriver, oracle, cases)
}

// RunGlassEasel runs cases in glass-easel, installed in the folder oracle, which tells
// everything but the handlers of events.
func RunGlassEasel(oracle string, cases []*Case) (map[string]string, error) {
	return runNode(glassEaselDriver, oracle, cases)
}

// runNode gives cases to a driver, which runs in the folder where its judge is installed.
func runNode(script []byte, oracle string, cases []*Case) (map[string]string, error) {
	dir, err := os.MkdirTemp("", "diorama-oracle-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	type step struct {
		Text string            `json:"text"`
		Do   string            `json:"do"`
		Name string            `json:"name"`
		Args []json.RawMessage `json:"args"`
	}
	type job struct {
		Name   string `json:"name"`
		Dir    string `json:"dir"`
		Steps  []step `json:"steps"`
		Timers bool   `json:"timers"` // it has to be waited for
	}
	var jobs []job
	for i, c := range cases {
		j := job{Name: c.Name, Dir: filepath.Join(dir, strconv.Itoa(i))}
		if err := c.Write(j.Dir); err != nil {
			return nil, err
		}
		for _, s := range c.Steps {
			j.Steps = append(j.Steps, step(s))
			j.Timers = j.Timers || s.Do == "wait"
		}
		for _, f := range c.Files {
			for _, word := range []string{"setTimeout", "setInterval", "nextTick"} {
				j.Timers = j.Timers || bytes.Contains(f.Data, []byte(word))
			}
		}
		jobs = append(jobs, j)
	}
	list, err := json.Marshal(jobs)
	if err != nil {
		return nil, err
	}
	driver, input := filepath.Join(dir, "driver.js"), filepath.Join(dir, "jobs.json")
	if err := write(driver, script); err != nil {
		return nil, err
	}
	if err := write(input, list); err != nil {
		return nil, err
	}
	cmd := exec.Command("node", driver, input)
	cmd.Dir = oracle
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("node: %w", err)
	}
	res := map[string]string{}
	if err := json.Unmarshal(out, &res); err != nil {
		return nil, fmt.Errorf("the driver's answer: %w", err)
	}
	return res, nil
}
