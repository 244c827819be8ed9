package picture

import (
	"encoding/base64"
	"strings"
)

// DataURI splits a data: URI into media type and bytes. The type is in lower
// case without parameters and "text/plain" when it is left out. Base64 may
// lack padding, contain white space, use the URL alphabet or be percent-encoded,
// as browsers allow; ok is false for what is no data URI.
// https://fetch.spec.whatwg.org/#data-url-processor
func DataURI(s string) (mime string, data []byte, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) < 5 || !strings.EqualFold(s[:5], "data:") || len(s) > 2*MaxBytes {
		return "", nil, false
	}
	head, body, found := strings.Cut(s[5:], ",")
	if !found {
		return "", nil, false
	}
	params := strings.Split(head, ";")
	mime = strings.ToLower(strings.TrimSpace(params[0]))
	if mime == "" {
		mime = "text/plain"
	}
	raw := unescape(body)
	if last := strings.TrimSpace(params[len(params)-1]); len(params) > 1 && strings.EqualFold(last, "base64") {
		data, ok = forgivingBase64(raw)
		return mime, data, ok
	}
	return mime, raw, true
}

// unescape decodes %XX; a % that starts none stays.
func unescape(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if a, b := hex(s[i+1]), hex(s[i+2]); a >= 0 && b >= 0 {
				out = append(out, byte(a<<4|b))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func forgivingBase64(b []byte) ([]byte, bool) {
	clean := make([]byte, 0, len(b))
	for _, c := range b {
		switch c {
		case ' ', '\t', '\n', '\r', '\f', '=':
		case '-':
			clean = append(clean, '+')
		case '_':
			clean = append(clean, '/')
		default:
			clean = append(clean, c)
		}
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, err := base64.RawStdEncoding.Decode(out, clean)
	return out[:n], err == nil
}
