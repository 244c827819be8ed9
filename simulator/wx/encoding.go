package wx

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf16"

	"diorama/renderer/value"
)

var errEncoding = errors.New("unknown encoding")

// decodeText makes text of a file's bytes; "" gives an ArrayBuffer.
// WeChat: documentation of FileSystemManager.readFile, legal values of encoding.
func decodeText(data []byte, encoding string) (value.Value, error) {
	switch strings.ToLower(encoding) {
	case "":
		return OfBytes(data), nil
	case "utf8", "utf-8":
		return value.OfString(strings.ToValidUTF8(string(data), "\ufffd")), nil
	case "base64":
		return value.OfString(base64.StdEncoding.EncodeToString(data)), nil
	case "hex":
		return value.OfString(hex.EncodeToString(data)), nil
	case "ascii":
		b := make([]byte, len(data))
		for i, c := range data {
			b[i] = c & 0x7f
		}
		return value.OfString(string(b)), nil
	case "latin1", "binary":
		r := make([]rune, len(data))
		for i, c := range data {
			r[i] = rune(c)
		}
		return value.OfString(string(r)), nil
	case "ucs2", "ucs-2", "utf16le", "utf-16le":
		u := make([]uint16, len(data)/2)
		for i := range u {
			u[i] = uint16(data[2*i]) | uint16(data[2*i+1])<<8
		}
		return value.OfString(string(utf16.Decode(u))), nil
	}
	return value.Value{}, errEncoding
}

// encodeText makes bytes of a text, or takes those of a buffer.
func encodeText(v value.Value, encoding string) ([]byte, error) {
	if b, ok := AsBytes(v); ok {
		return b, nil
	}
	s := v.ToString()
	switch strings.ToLower(encoding) {
	case "", "utf8", "utf-8":
		return []byte(s), nil
	case "base64":
		return decodeBase64(s)
	case "hex":
		return hex.DecodeString(s)
	case "ascii", "latin1", "binary":
		b := make([]byte, 0, len(s))
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u))
		}
		return b, nil
	case "ucs2", "ucs-2", "utf16le", "utf-16le":
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return b, nil
	}
	return nil, errEncoding
}

// decodeBase64 reads base64 with or without padding, white space skipped.
func decodeBase64(s string) ([]byte, error) {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, s)
	return base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
}

// arrayBufferToBase64: documentation of wx.arrayBufferToBase64.
func arrayBufferToBase64(c *Call) {
	b, _ := AsBytes(c.Arg(0))
	c.Return(value.OfString(base64.StdEncoding.EncodeToString(b)))
}

// base64ToArrayBuffer: documentation of wx.base64ToArrayBuffer; what is no base64
// gives as much as could be read.
func base64ToArrayBuffer(c *Call) {
	b, err := decodeBase64(c.Arg(0).ToString())
	if err != nil {
		c.Log("error", "base64ToArrayBuffer:fail "+err.Error())
	}
	c.Return(OfBytes(b))
}
