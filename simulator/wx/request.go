package wx

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"diorama/renderer/value"
)

// requestMethods are the legal values of method.
var requestMethods = []string{"OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"}

// request: documentation of wx.request; it gives a RequestTask.
func request(c *Call) {
	if !c.require(param{"url", "String"}, param{"header?", "Object|Null"}, param{"method?", "String"}, param{"timeout?", "Number|Null"}) {
		c.Return(deadTask("RequestTask"))
		return
	}
	target := strings.TrimSpace(c.Opt("url").Str())
	if !checkURL(target, "http", "https") {
		c.badURL("RequestTask", c.Opt("url").Str())
		return
	}
	method := strings.ToUpper(c.text("method", "GET"))
	if !slices.Contains(requestMethods, method) {
		c.Return(deadTask("RequestTask"))
		c.Fail("invalid method \"" + method + "\"")
		return
	}
	header := c.Opt("header")
	contentType := headerValue(header, "content-type", "application/json")
	target, body := requestBody(target, method, contentType, c.Opt("data"))

	t := c.startTransfer("RequestTask", target, method,
		API{Name: "offChunkReceived", Kind: Off}, API{Name: "onChunkReceived", Kind: On})
	ctx := t.ctx
	if c.text("redirect", "follow") == "manual" {
		ctx = context.WithValue(ctx, manualRedirect{}, true)
	}
	req, err := http.NewRequestWithContext(ctx, method, target, bytes.NewReader(body))
	if err != nil {
		c.FailWith("invalid url \""+target+"\"", value.M("errno", 600009))
		return
	}
	if len(body) == 0 {
		req.Body, req.GetBody, req.ContentLength = nil, nil, 0
	}
	t.prepare(req, userAgent(c.RT.Env()), c.referer(), header)
	if req.Header.Get("Content-Type") == "" {
		req.Header.Set("Content-Type", contentType)
	}
	for _, name := range []string{"enableHttpDNS", "enableCache", "forceCellularNetwork"} {
		if c.Opt(name).Truthy() {
			c.RT.Unsupported("wx.request " + name)
		}
	}
	t.tape.begin(c.Name, c.Page, req, body)
	if c.Opt("enableChunked").Truthy() {
		t.stream(req)
		return
	}
	answer := c.answerForm()
	client, slots := c.State.net.http(), c.State.net.slots
	c.Go(func() func() {
		resp, data, err := t.exchange(client, slots, req)
		if err != nil {
			return func() { t.fail(err) }
		}
		header, cookies := headerMap(resp.Header)
		result := answer(data)
		return func() {
			if c.Settled() {
				return
			}
			t.headers(resp.StatusCode, header, cookies)
			t.ended(resp.Status, len(data))
			c.Resolve(value.M("data", result, "statusCode", resp.StatusCode, "header", header, "cookies", cookies))
		}
	})
}

// headers tells onHeadersReceived.
func (t *transfer) headers(status int, header value.Value, cookies []string) {
	t.tape.answered()
	t.c.RT.EmitOn(t.task, "HeadersReceived", value.M("header", header, "cookies", cookies, "statusCode", status))
}

// exchange runs one request to the end of its answer; on a goroutine of its own.
func (t *transfer) exchange(client *http.Client, slots chan struct{}, req *http.Request) (*http.Response, []byte, error) {
	resp, done, err := t.send(client, slots, req)
	if err != nil {
		return nil, nil, err
	}
	defer done()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err == nil && len(data) > maxBody {
		err = errTooLarge
	}
	return resp, data, err
}

// stream is a request with enableChunked: headers and pieces are told as they come,
// and success has no data. WeChat: documentation of RequestTask.onChunkReceived.
func (t *transfer) stream(req *http.Request) {
	c := t.c
	client, slots := c.State.net.http(), c.State.net.slots
	c.RT.Stream(c.Name, true, func(post func(func())) {
		resp, finish, err := t.send(client, slots, req)
		if err != nil {
			post(func() { t.fail(err) })
			return
		}
		defer finish()
		header, cookies := headerMap(resp.Header)
		post(func() {
			if !c.Settled() {
				t.headers(resp.StatusCode, header, cookies)
			}
		})
		total := 0
		for {
			buf := make([]byte, chunkBytes)
			n, err := resp.Body.Read(buf)
			if n > 0 {
				total += n
				post(func() {
					if !c.Settled() {
						c.RT.EmitOn(t.task, "ChunkReceived", value.M("data", OfBytes(buf[:n])))
					}
				})
			}
			if err == io.EOF {
				break
			}
			if err != nil || total > maxBody {
				if err == nil {
					err = errTooLarge
				}
				post(func() { t.fail(err) })
				return
			}
		}
		post(func() {
			if !c.Settled() {
				t.ended(resp.Status, total)
				c.Resolve(value.M("data", "", "statusCode", resp.StatusCode, "header", header, "cookies", cookies))
			}
		})
	})
}

// answerForm tells how the body becomes data; what it gives runs on any goroutine.
func (c *Call) answerForm() func(body []byte) value.Value {
	if c.text("responseType", "text") == "arraybuffer" {
		return OfBytes
	}
	// dataType defaults to json; anything else leaves the text. WeChat: what cannot be
	// parsed is given as text.
	parse := c.text("dataType", "json") == "json"
	return func(body []byte) value.Value {
		text := bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
		if parse {
			if v, err := value.ParseJSON(text); err == nil {
				return v
			}
		}
		return value.OfString(strings.ToValidUTF8(string(text), "\ufffd"))
	}
}

// headerValue looks a header up, letter case apart.
func headerValue(header value.Value, name, def string) string {
	for i, k := range header.Keys() {
		if strings.EqualFold(k, name) {
			return header.Index(i).ToString()
		}
	}
	return def
}

// requestBody puts data where the documentation of wx.request says: objects go into
// the query of a GET; else they are a form when the content type says so, and JSON
// otherwise. Texts and buffers are sent as they are.
func requestBody(target, method, contentType string, data value.Value) (string, []byte) {
	if b, ok := AsBytes(data); ok {
		return target, b
	}
	switch data.Kind() {
	case value.Undefined, value.Null:
		return target, nil
	case value.Map, value.List:
		if method == "GET" {
			return addQuery(target, data), nil
		}
		if strings.Contains(strings.ToLower(contentType), "application/x-www-form-urlencoded") {
			return target, []byte(encodeForm(data))
		}
		return target, []byte(plain(data).JSON())
	}
	if method == "GET" {
		return target, nil
	}
	return target, []byte(data.ToString())
}

// encodeForm is data as key=value pairs. WeChat: members that are objects are
// written as JSON, undefined as "undefined".
func encodeForm(data value.Value) string {
	var b strings.Builder
	for i := range data.Items() {
		key := value.NumberString(float64(i))
		if data.Kind() == value.Map {
			key = data.Key(i)
		}
		v := data.Index(i)
		if AsFunc(v) != nil {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(encodeURIComponent(key))
		b.WriteByte('=')
		b.WriteString(encodeURIComponent(formValue(v)))
	}
	return b.String()
}

func formValue(v value.Value) string {
	if d, ok := v.Handle().(*Date); ok {
		return jsonTime(d.Time)
	}
	switch v.Kind() {
	case value.Map, value.List, value.Func:
		return plain(v).JSON()
	}
	return v.ToString()
}

// addQuery merges data into the query of an address: a key that is there already is
// replaced. WeChat: as observed on devices.
func addQuery(target string, data value.Value) string {
	base, fragment, hasFragment := strings.Cut(target, "#")
	base, query, _ := strings.Cut(base, "?")
	var parts []string
	for _, p := range strings.Split(query, "&") {
		k, _, _ := strings.Cut(p, "=")
		if _, replaced := data.Lookup(k); p != "" && !replaced {
			parts = append(parts, p)
		}
	}
	if f := encodeForm(data); f != "" {
		parts = append(parts, f)
	}
	if len(parts) > 0 {
		base += "?" + strings.Join(parts, "&")
	}
	if hasFragment {
		base += "#" + fragment
	}
	return base
}

// encodeURIComponent: https://tc39.es/ecma262/#sec-encodeuricomponent-uricomponent
func encodeURIComponent(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-_.!~*'()", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}
