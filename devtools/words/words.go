// Package words says what the window says, in English or in Chinese.
//
// Its one idea: the English text in the code is the key, so that a text without a
// translation is still a text; a test reads the code and names every key that a
// table lacks.
package words

import (
	"fmt"
	"maps"
	"os"
	"strings"
)

// Language is a language of the window.
type Language string

// The languages of the window.
const (
	English Language = "en"
	Chinese Language = "zh"
)

// Find gives the language with that name ("en", "zh_CN.UTF-8", "zh-Hans" …), false for others.
func Find(name string) (Language, bool) {
	name, _, _ = strings.Cut(name, ".")
	name, _, _ = strings.Cut(strings.ReplaceAll(name, "_", "-"), "-")
	switch l := Language(strings.ToLower(name)); l {
	case English, Chinese:
		return l, true
	}
	return English, false
}

// FromEnvironment is the language that the machine speaks by LC_ALL, LC_MESSAGES and LANG;
// English when it is none of ours.
func FromEnvironment() Language {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			l, _ := Find(v)
			return l
		}
	}
	return English
}

// Words is a language with its table; the zero value speaks English.
type Words struct {
	language Language
	table    map[string]string
}

// New loads the table of a language.
func New(l Language) *Words {
	w := &Words{language: l}
	if l == Chinese {
		w.table = map[string]string{}
		for _, t := range chinese() {
			maps.Copy(w.table, t)
		}
	}
	return w
}

// Language is what the words are in.
func (w *Words) Language() Language { return w.language }

// T says an English text in the language. With args it is a format of package fmt; a
// table may use %[2]s forms where the order differs.
func (w *Words) T(text string, args ...any) string {
	if t, ok := w.table[text]; ok {
		text = t
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// chinese are the tables, one per file and part of the window.
func chinese() []map[string]string {
	return []map[string]string{chineseWindow, chineseShell, chineseTimeline, chinesePanels, chineseWXML, chineseMeasure, chineseTools, chineseAudits, chineseTravel, chineseViews, chineseEmpty}
}
