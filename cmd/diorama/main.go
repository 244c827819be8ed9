// Command diorama opens WeChat mini-programs: in a window, or headless as pictures
// and trees. Run `diorama help` for the commands.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
)

// Exit codes of every command.
const (
	exitOK       = 0
	exitErrors   = 1 // the mini-program has errors
	exitUsage    = 2 // wrong usage
	exitInternal = 3 // we failed
)

// command is one sub-command; run gets the arguments behind its name.
type command struct {
	name, usage, about string
	run                func(args []string, out, errw io.Writer) int
}

// commands is filled by table functions in the files of the commands.
func commands() []command {
	return []command{
		{"open", "diorama [open] [DIR|FILE]", "open a mini-program in a window, or run a session file again in one; without either the start screen", runOpen},
		{"shot", "diorama shot DIR -o page.png", "write the screen as PNG", runShot},
		{"tree", "diorama tree DIR [--format jsonl|text]", "write the rendered tree of pages", runTree},
		{"audit", "diorama audit DIR [--json] [--min N]", "score the pages by WeChat's audit rules", runAudit},
		{"replay", "diorama replay FILE [--until N] [--check]", "run a recorded session again and compare it", runReplay},
		{"version", "diorama version", "print the version", runVersion},
		{"worker", "", "", runWorker},
	}
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errw io.Writer) int {
	if len(args) == 0 {
		usage(errw)
		return exitUsage
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(args[1:], out, errw)
		}
	}
	switch args[0] {
	case "help", "-h", "--help":
		usage(out)
		return exitOK
	}
	if fi, err := os.Stat(args[0]); err == nil && (fi.IsDir() || filepath.Ext(args[0]) == ".diorama") || hasFolder(args) {
		return runOpen(args, out, errw)
	}
	fmt.Fprintf(errw, "diorama: %q is neither a command nor a folder\n", args[0])
	usage(errw)
	return exitUsage
}

// hasFolder reports whether any argument is a folder, so that flags may come first.
func hasFolder(args []string) bool {
	for _, a := range args {
		if fi, err := os.Stat(a); err == nil && fi.IsDir() {
			return true
		}
	}
	return false
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "Diorama runs WeChat mini-programs on the desktop.\n\nCommands:")
	cs := commands()
	sort.Slice(cs, func(i, j int) bool { return cs[i].name < cs[j].name })
	for _, c := range cs {
		if c.usage != "" {
			fmt.Fprintf(w, "  %-42s %s\n", c.usage, c.about)
		}
	}
	fmt.Fprint(w, "\nDIR holds app.json, or project.config.json with miniprogramRoot. `diorama DIR` opens it too.\n\nFlags of every command:\n"+flagHelp)
}
