package wx

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"path"
	"strings"
	"sync/atomic"

	"diorama/renderer/value"
)

// progressMethods are those of UploadTask and DownloadTask.
func progressMethods() []API {
	return []API{{Name: "offProgressUpdate", Kind: Off}, {Name: "onProgressUpdate", Kind: On}}
}

// uploadFile: documentation of wx.uploadFile; it gives an UploadTask.
func uploadFile(c *Call) {
	if !c.require(param{"url", "String"}, param{"filePath", "String"}, param{"name", "String"}, param{"header?", "Object|Null"}, param{"formData?", "Object|Null"}) {
		c.Return(deadTask("UploadTask"))
		return
	}
	target := strings.TrimSpace(c.Opt("url").Str())
	if !checkURL(target, "http", "https") {
		c.badURL("UploadTask", c.Opt("url").Str())
		return
	}
	file := c.Opt("filePath").Str()
	data, err := c.localFile(file)
	if err != nil {
		c.Return(deadTask("UploadTask"))
		text, code := fileFault(err)
		c.FailWith(text, value.M("errCode", code))
		return
	}
	body, contentType, err := uploadBody(c.Opt("name").Str(), path.Base(file), data, c.Opt("formData"))
	if err != nil {
		c.Return(deadTask("UploadTask"))
		c.Fail(err.Error())
		return
	}
	t := c.startTransfer("UploadTask", target, "POST", progressMethods()...)
	counted := &countingReader{r: bytes.NewReader(body)}
	req, err := http.NewRequestWithContext(t.ctx, "POST", target, counted)
	if err != nil {
		c.FailWith("invalid url \""+target+"\"", value.M("errno", 600009))
		return
	}
	req.ContentLength = int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	t.prepare(req, userAgent(c.RT.Env()), c.referer(), c.Opt("header"))
	req.Header.Set("Content-Type", contentType)
	t.tape.begin(c.Name, c.Page, req, body)
	client, slots := c.State.net.http(), c.State.net.slots
	// How far it is is asked for by the program's clock, so that a replay tells the same.
	stop := func() {}
	var poll func()
	poll = func() {
		n := c.RT.Outside(func() int { return int(counted.read.Load()) })
		t.progress("totalBytesSent", n, "totalBytesExpectedToSend", len(body))
		if stop = func() {}; !c.Settled() {
			stop = c.RT.After(progressEvery, c.Name, poll)
		}
	}
	stop = c.RT.After(progressEvery, c.Name, poll)
	c.RT.Stream(c.Name, true, func(post func(func())) {
		resp, answer, err := t.exchange(client, slots, req)
		if err != nil {
			post(func() { stop(); t.fail(err) })
			return
		}
		header, cookies := headerMap(resp.Header)
		text := strings.ToValidUTF8(string(answer), "\ufffd")
		post(func() {
			stop()
			if c.Settled() {
				return
			}
			t.progress("totalBytesSent", len(body), "totalBytesExpectedToSend", len(body))
			t.headers(resp.StatusCode, header, cookies)
			t.ended(resp.Status, len(body))
			c.Resolve(value.M("data", text, "statusCode", resp.StatusCode, "header", header, "cookies", cookies))
		})
	})
}

// progress tells onProgressUpdate, at most every progressEvery, and always the end.
func (t *transfer) progress(doneName string, done int, totalName string, total int) {
	if t.c.Settled() {
		return
	}
	percent := 0
	if total > 0 {
		percent = min(done*100/total, 100)
	}
	if percent == t.percent {
		return
	}
	t.percent = percent
	t.c.RT.EmitOn(t.task, "ProgressUpdate", value.M("progress", percent, doneName, done, totalName, total))
}

// countingReader counts what was read of it; the count may be read at any time.
type countingReader struct {
	r    *bytes.Reader
	read atomic.Int64
}

// Read implements io.Reader.
func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.read.Add(int64(n))
	return n, err
}

// localFile reads a file of the package or of the user.
func (c *Call) localFile(p string) ([]byte, error) {
	f := c.State.files()
	if f == nil {
		return nil, errNoFiles
	}
	return f.Read(p)
}

// uploadBody is the multipart body of an upload: the form fields, then the file.
func uploadBody(name, file string, data []byte, form value.Value) (body []byte, contentType string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i, k := range form.Keys() {
		if AsFunc(form.Index(i)) != nil {
			continue
		}
		if err := w.WriteField(k, formValue(form.Index(i))); err != nil {
			return nil, "", fmt.Errorf("formData: %w", err)
		}
	}
	kind := mime.TypeByExtension(path.Ext(file))
	if kind == "" {
		kind = http.DetectContentType(data)
	}
	escape := strings.NewReplacer("\\", "\\\\", `"`, "\\\"", "\r", "", "\n", "")
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`, escape.Replace(name), escape.Replace(file)))
	h.Set("Content-Type", kind)
	part, err := w.CreatePart(h)
	if err == nil {
		_, err = part.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, "", fmt.Errorf("form: %w", err)
	}
	return b.Bytes(), w.FormDataContentType(), nil
}

// downloadFile: documentation of wx.downloadFile; it gives a DownloadTask. Without
// filePath the file lies in the temporary area of this run.
func downloadFile(c *Call) {
	if !c.require(param{"url", "String"}, param{"filePath?", "String"}, param{"header?", "Object|Null"}) {
		c.Return(deadTask("DownloadTask"))
		return
	}
	target := strings.TrimSpace(c.Opt("url").Str())
	if !checkURL(target, "http", "https") {
		c.badURL("DownloadTask", c.Opt("url").Str())
		return
	}
	t := c.startTransfer("DownloadTask", target, "GET", progressMethods()...)
	req, err := http.NewRequestWithContext(t.ctx, "GET", target, nil)
	if err != nil {
		c.FailWith("invalid url \""+target+"\"", value.M("errno", 600009))
		return
	}
	t.prepare(req, userAgent(c.RT.Env()), c.referer(), c.Opt("header"))
	to := c.Opt("filePath").Str()
	t.download(req, func(resp *http.Response, data []byte) {
		header, cookies := headerMap(resp.Header)
		t.headers(resp.StatusCode, header, cookies)
		p, err := c.saveDownload(to, target, resp.Header.Get("Content-Type"), data)
		if err != nil {
			text, code := fileFault(err)
			t.tape.finish(text, 0, "")
			t.ended(text, 0)
			c.FailWith(text, value.M("errCode", code))
			return
		}
		t.ended(resp.Status, len(data))
		res := value.M("tempFilePath", p, "statusCode", resp.StatusCode, "header", header, "cookies", cookies, "dataLength", len(data))
		if to != "" {
			res = value.M("filePath", p, "statusCode", resp.StatusCode, "header", header, "cookies", cookies, "dataLength", len(data))
		}
		c.Resolve(res)
	})
}

// download fetches a body with progress; done runs as a task unless it failed.
func (t *transfer) download(req *http.Request, done func(resp *http.Response, data []byte)) {
	t.tape.begin(t.c.Name, t.c.Page, req, nil)
	client, slots := t.c.State.net.http(), t.c.State.net.slots
	t.c.RT.Stream(t.c.Name, true, func(post func(func())) {
		resp, finish, err := t.send(client, slots, req)
		if err != nil {
			post(func() { t.fail(err) })
			return
		}
		defer finish()
		var buf bytes.Buffer
		told := -1
		piece := make([]byte, chunkBytes)
		for {
			n, err := resp.Body.Read(piece)
			buf.Write(piece[:n])
			if buf.Len() > maxDownload {
				err = errTooLarge
			}
			// Told by how much there is, not by the clock: a replay posts the same.
			if total, got := int(resp.ContentLength), buf.Len(); total > 0 && got*100/total > told {
				told = got * 100 / total
				post(func() { t.progress("totalBytesWritten", got, "totalBytesExpectedToWrite", total) })
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				post(func() { t.fail(err) })
				return
			}
		}
		data := buf.Bytes()
		post(func() {
			if t.c.Settled() {
				return
			}
			t.progress("totalBytesWritten", len(data), "totalBytesExpectedToWrite", len(data))
			done(resp, data)
		})
	})
}

// saveDownload writes a downloaded file where the caller wants it, else under a new
// temporary name with a fitting extension.
func (c *Call) saveDownload(to, source, contentType string, data []byte) (string, error) {
	f := c.State.files()
	if f == nil {
		return "", errNoFiles
	}
	if to == "" {
		to = c.State.tempPath(extension(source, contentType))
	}
	return to, f.Write(to, data, false)
}

// tempPath names a new temporary file.
func (s *State) tempPath(ext string) string { return "wxfile://tmp/" + s.fileName(ext) }

// kindExtensions gives the usual extension of media types; the system's table may
// differ from machine to machine.
var kindExtensions = map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
	"application/json": ".json", "application/pdf": ".pdf", "text/plain": ".txt", "text/html": ".html", "audio/mpeg": ".mp3", "video/mp4": ".mp4", "application/zip": ".zip"}

func extension(source, contentType string) string {
	if kind, _, err := mime.ParseMediaType(contentType); err == nil {
		if ext := kindExtensions[kind]; ext != "" {
			return ext
		}
	}
	source, _, _ = strings.Cut(source, "?")
	source, _, _ = strings.Cut(source, "#")
	if ext := path.Ext(path.Base(source)); len(ext) > 1 && len(ext) <= 6 {
		return ext
	}
	return ".unknown"
}
