//go:build !headless

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// editorHelp says what --editor takes.
const editorHelp = "editor that opens a file at a line: its command, or a command with {file} {line} {column}"

// at is a place in a file; line 0 is the file as a whole.
type at struct {
	file         string
	line, column int
}

// forms are how editors are told a line, by the names of their commands.
var forms = []struct {
	names []string
	args  []string
}{
	{[]string{"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "trae"}, []string{"-g", "{file}:{line}:{column}"}},
	{[]string{"idea", "idea64", "webstorm", "webstorm64", "goland", "goland64", "phpstorm", "phpstorm64", "pycharm", "pycharm64", "rubymine", "clion", "clion64", "rider", "rider64", "fleet", "studio"},
		[]string{"--line", "{line}", "--column", "{column}", "{file}"}},
	{[]string{"kate", "kwrite"}, []string{"--line", "{line}", "--column", "{column}", "{file}"}},
	{[]string{"gvim", "mvim", "vim", "nvim", "vi", "nano", "micro"}, []string{"+{line}", "{file}"}},
	{[]string{"gedit", "gnome-text-editor", "xed", "pluma", "emacs", "emacsclient"}, []string{"+{line}:{column}", "{file}"}},
	{[]string{"notepad++"}, []string{"-n{line}", "-c{column}", "{file}"}},
	{[]string{"mate"}, []string{"-l", "{line}:{column}", "{file}"}},
}

// needTerminal are editors that the window cannot start by themselves.
var needTerminal = []string{"vim", "nvim", "vi", "nano", "micro", "hx", "helix", "ed"}

// editorCommand gives the command that opens a place. With placeholders it is as the
// author wrote it; else the name of the editor tells the form, and what is unknown gets
// FILE:LINE:COLUMN.
func editorCommand(editor string, a at) ([]string, error) {
	words, err := splitCommand(editor)
	if err != nil {
		return nil, err
	}
	if len(words) == 0 {
		return nil, errors.New("no editor is named")
	}
	put := strings.NewReplacer("{file}", a.file, "{line}", strconv.Itoa(max(a.line, 1)), "{column}", strconv.Itoa(max(a.column, 1)))
	args := words[1:]
	if !strings.Contains(editor, "{file}") {
		args = append(args[:len(args):len(args)], form(words[0], args, a)...)
	}
	out := []string{words[0]}
	for _, w := range args {
		out = append(out, put.Replace(w))
	}
	return out, nil
}

// form gives the arguments behind those of the author.
func form(command string, args []string, a at) []string {
	if a.line <= 0 {
		return []string{"{file}"}
	}
	name := editorName(command)
	for _, f := range forms {
		for _, n := range f.names {
			if n == name {
				if len(args) > 0 && args[len(args)-1] == f.args[0] {
					return f.args[1:] // "code -g"
				}
				return f.args
			}
		}
	}
	return []string{"{file}:{line}:{column}"}
}

// editorName is the command without folder and the endings of Windows and JetBrains.
func editorName(command string) string {
	name := strings.ToLower(command[strings.LastIndexAny(command, `/\`)+1:])
	for _, end := range [...]string{".exe", ".cmd", ".bat", ".sh"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

// splitCommand takes a command apart at blanks; quotes hold words with blanks together.
func splitCommand(s string) ([]string, error) {
	var out []string
	word, quote, begun := "", byte(0), false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote, begun = c, true
		case quote == 0 && (c == ' ' || c == '\t'):
			if begun {
				out = append(out, word)
			}
			word, begun = "", false
		default:
			word, begun = word+string(c), true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("--editor %s: a quote is not closed", s)
	}
	if begun {
		out = append(out, word)
	}
	return out, nil
}

// chooseEditor gives the command to use: the flag, $DIORAMA_EDITOR, VS Code when it is
// there, $VISUAL, $EDITOR.
func chooseEditor(flag string, env func(string) string, look func(string) (string, error)) (string, error) {
	for _, e := range [...]string{flag, env("DIORAMA_EDITOR")} {
		if e != "" {
			return e, nil
		}
	}
	if _, err := look("code"); err == nil {
		return "code", nil
	}
	for _, name := range [...]string{"VISUAL", "EDITOR"} {
		e := env(name)
		words := strings.Fields(e)
		if len(words) == 0 {
			continue
		}
		for _, t := range needTerminal {
			if editorName(words[0]) == t {
				return "", fmt.Errorf(`$%s is %s, which needs a terminal: set --editor to a command, as "xterm -e %s +{line} {file}"`, name, e, words[0])
			}
		}
		return e, nil
	}
	return "", errors.New("no editor: set --editor or $DIORAMA_EDITOR, as code, webstorm, or a command with {file} {line} {column}")
}

// edit opens a place in the author's editor, which goes on by itself.
func edit(flag string, a at) error {
	editor, err := chooseEditor(flag, os.Getenv, exec.LookPath)
	if err != nil {
		return err
	}
	command, err := editorCommand(editor, a)
	if err != nil {
		return err
	}
	c := exec.Command(command[0], command[1:]...)
	if err := c.Start(); err != nil {
		return fmt.Errorf("opening %s: %w", filepath.Base(a.file), err)
	}
	go func() { _ = c.Wait() }() // only to let the process be collected
	return nil
}
