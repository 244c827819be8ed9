package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/simulator"
	"diorama/simulator/device"
	"diorama/simulator/wire"
)

const flagHelp = `  --page PATH?query   page to open; repeatable (default: the entry page)
                      or a component of the project, to be shown alone
  --props JSON        properties of that component
  --all               every page of app.json, sub-packages included
  --device NAME       simulated device (default iPhone 14); shot takes several, repeated
                      or with commas, and puts them side by side from one run
  --size WxH          screen in CSS px
  --dpr N             device px per CSS px
  --theme NAME        light or dark; shot takes both: light,dark
  --font-size SIZE    what WeChat's font size is set to: standard, px, or a step of the
                      device's slider (+3); shot takes several
  --data JSON         setData after the page is ready; repeatable
  --seed N            seed of Math.random
  --clock TIME        start of the clock, RFC 3339
  --wait DURATION     virtual time to run timers after the page is ready (default 1s)
  --timeout DURATION  real time per page (default 20s)
  --record FILE       write what happened as a session file for diorama replay

Flags of the window:
  --appearance NAME   look of the window, dark or light
  --language NAME     language of the window, en or zh
  --config DIR        folder of the window's settings (default $DIORAMA_CONFIG, else the
                      user's configuration folder); empty keeps none
  --editor COMMAND    opens a file at a line: code, webstorm, idea, subl … or a command with
                      {file} {line} {column} (default $DIORAMA_EDITOR, code, $VISUAL, $EDITOR)
  --window-width N, --window-height N
`

// texts is a repeatable flag.
type texts []string

func (t *texts) String() string     { return strings.Join(*t, " ") }
func (t *texts) Set(s string) error { *t = append(*t, s); return nil }

// shared are the flags that all commands know.
type shared struct {
	dir     string
	pages   texts
	all     bool
	data    texts
	values  []value.Value
	options simulator.Options
	wait    time.Duration
	timeout time.Duration
	record  string // file for the recorded session, "" none
	// asides are the screens beside the first; only shot takes them.
	asides []simulator.Aside
}

// parse reads flags and the project folder; flags may stand before and after it.
// extra adds the command's own flags.
func parse(name string, args []string, errw io.Writer, extra func(*flag.FlagSet)) (*shared, error) {
	s, err := parseOptional(name, args, errw, extra)
	if err == nil && s.dir == "" {
		return nil, errors.New("a mini-program folder is needed")
	}
	return s, err
}

// parseOptional is parse where the folder may be left out.
func parseOptional(name string, args []string, errw io.Writer, extra func(*flag.FlagSet)) (*shared, error) {
	s := &shared{}
	var size, clock, props string
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(errw)
	fs.Usage = func() {
		fmt.Fprintf(errw, "Usage: diorama %s DIR [flags]\n", name)
		fs.PrintDefaults()
	}
	fs.Var(&s.pages, "page", "page to open, with ?query; repeatable")
	fs.StringVar(&props, "props", "", "JSON object: properties of the component that --page names")
	fs.BoolVar(&s.all, "all", false, "every page of app.json")
	devices, themes, fonts := choices{}, choices{first: "light"}, choices{first: "standard"}
	fs.Var(&devices, "device", "device name; for shot several")
	fs.StringVar(&size, "size", "", "screen in CSS px, WxH")
	fs.Float64Var(&s.options.DPR, "dpr", 0, "device px per CSS px")
	fs.Var(&themes, "theme", "light or dark; for shot light,dark")
	fs.Var(&fonts, "font-size", "what WeChat's font size is set to: standard, px, or a step (+3); for shot several")
	fs.Var(&s.data, "data", "JSON for a setData; repeatable")
	fs.Uint64Var(&s.options.Seed, "seed", 1, "seed of Math.random")
	fs.StringVar(&clock, "clock", "", "start of the clock, RFC 3339")
	fs.DurationVar(&s.wait, "wait", time.Second, "virtual time for timers")
	fs.DurationVar(&s.timeout, "timeout", 20*time.Second, "real time per page")
	fs.StringVar(&s.record, "record", "", "session file to write at the end")
	if extra != nil {
		extra(fs)
	}
	rest := args
	for {
		if err := fs.Parse(rest); err != nil {
			return nil, err
		}
		rest = fs.Args()
		if len(rest) == 0 {
			break
		}
		if s.dir != "" {
			return nil, fmt.Errorf("unexpected argument %q; the folder is %q already", rest[0], s.dir)
		}
		s.dir, rest = rest[0], rest[1:]
	}
	var err error
	s.options.Device, s.options.Theme = devices.all()[0], themes.all()[0]
	if devices.several() || themes.several() || fonts.several() {
		switch {
		case name != "shot":
			return nil, errors.New("several devices, themes or font sizes are for diorama shot")
		case size != "":
			return nil, errors.New("--size is for one screen; name devices instead")
		case s.record != "":
			return nil, errors.New("--record is for one screen")
		default:
			if s.asides, err = asides(devices.all(), themes.all(), fonts.all(), s.options.DPR); err != nil {
				return nil, err
			}
		}
	}
	if size != "" {
		if s.options.Width, s.options.Height, err = device.ParseSize(size); err != nil {
			return nil, err
		}
	}
	if s.options.DPR < 0 || s.options.DPR > 8 {
		return nil, fmt.Errorf("--dpr %g: expected a number between 0.1 and 8", s.options.DPR)
	}
	for _, theme := range themes.all() {
		if theme != "light" && theme != "dark" {
			return nil, fmt.Errorf("--theme %q: expected light or dark", theme)
		}
	}
	if props != "" {
		if s.options.Props, err = value.ParseJSON([]byte(props)); err == nil && s.options.Props.Kind() != value.Map {
			err = errors.New("expected an object")
		}
		if err != nil {
			return nil, fmt.Errorf("--props %s: %w", props, err)
		}
	}
	if clock != "" {
		if s.options.Clock, err = time.Parse(time.RFC3339, clock); err != nil {
			return nil, fmt.Errorf("--clock: %w", err)
		}
	}
	first, err := device.Find(s.options.Device)
	if err != nil {
		return nil, err
	}
	if font := fonts.all()[0]; font != fonts.first {
		s.options.Conditions = wire.DefaultConditions()
		if s.options.Conditions.FontSize, err = fontSize(first, font); err != nil {
			return nil, err
		}
	}
	for _, d := range s.data {
		v, err := value.ParseJSON([]byte(d))
		if err != nil {
			return nil, fmt.Errorf("--data %s: %w", d, err)
		}
		if v.Kind() != value.Map {
			return nil, fmt.Errorf("--data %s: expected an object", d)
		}
		s.values = append(s.values, v)
	}
	s.options.Dir = s.dir
	return s, nil
}

// failUsage prints what was wrong with the arguments.
func failUsage(errw io.Writer, name string, err error) int {
	if !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(errw, "diorama %s: %v\n", name, err)
	}
	return exitUsage
}

// spawner starts workers as children of this program.
func spawner() simulator.Spawner { return zonedSpawner("") }

// zonedSpawner is spawner with the local time of a zone, "" the machine's.
func zonedSpawner(zone string) simulator.Spawner {
	exe, err := os.Executable()
	if err != nil {
		return simulator.InProcess
	}
	return simulator.ChildInZone(zone, exe, "worker")
}
