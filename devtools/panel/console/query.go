package console

import (
	"regexp"
	"strings"
)

// query is what the filter holds: words that must all be there, words with - before them
// that must not, and regular expressions between slashes; letter case does not count.
type query struct {
	words, not []string
	res, notRe []*regexp.Regexp
}

// maxQuery bounds a filter, characters.
const maxQuery = 1000

// newQuery reads a filter; nil for an empty one.
func newQuery(text string) (*query, error) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxQuery {
		return nil, nil
	}
	q := &query{}
	for text != "" {
		not := len(text) > 1 && text[0] == '-' && text[1] != ' '
		if not {
			text = text[1:]
		}
		if text[0] == '/' {
			if end := strings.LastIndex(text[1:], "/"); end > 0 {
				re, err := regexp.Compile("(?i)" + text[1:1+end])
				if err != nil {
					return nil, err
				}
				if not {
					q.notRe = append(q.notRe, re)
				} else {
					q.res = append(q.res, re)
				}
				text = strings.TrimSpace(text[end+2:])
				continue
			}
		}
		word, rest, _ := strings.Cut(text, " ")
		if not {
			q.not = append(q.not, strings.ToLower(word))
		} else {
			q.words = append(q.words, strings.ToLower(word))
		}
		text = strings.TrimSpace(rest)
	}
	return q, nil
}

// holds reports whether a text passes; a nil query lets everything pass.
func (q *query) holds(text string) bool {
	if q == nil {
		return true
	}
	for _, re := range q.res {
		if !re.MatchString(text) {
			return false
		}
	}
	for _, re := range q.notRe {
		if re.MatchString(text) {
			return false
		}
	}
	if len(q.words)+len(q.not) == 0 {
		return true
	}
	text = strings.ToLower(text)
	for _, w := range q.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	for _, w := range q.not {
		if strings.Contains(text, w) {
			return false
		}
	}
	return true
}
