package wx

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"diorama/renderer/value"
)

// Proves uploads and downloads: what is sent, where files come to lie, progress and
// errors. Oracle: documentation of wx.uploadFile, wx.downloadFile and wx.getImageInfo.
func TestTransfers(t *testing.T) {
	f := newFake(t)
	png, w, h := f.state.samplePicture()
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/up":
			if err := r.ParseMultipartForm(1 << 20); err != nil {
				http.Error(rw, err.Error(), 400)
				return
			}
			file, head, err := r.FormFile("photo")
			if err != nil {
				http.Error(rw, err.Error(), 400)
				return
			}
			body, _ := io.ReadAll(file)
			fmt.Fprintf(rw, "%s %s %d %s %s", head.Filename, head.Header.Get("Content-Type"), len(body), r.FormValue("user"), r.FormValue("o"))
		case "/pic":
			rw.Header().Set("Content-Type", "image/png")
			rw.Write(png)
		default:
			http.NotFound(rw, r)
		}
	}))
	defer s.Close()
	m := f.call("getFileSystemManager").returned
	f.method(m, "writeFileSync", "wxfile://tmp/x.png", png)

	o := f.start("uploadFile", value.M("url", s.URL+"/up", "filePath", "wxfile://tmp/x.png", "name", "photo", "formData", value.M("user", "名", "o", value.M("a", 1))))
	var got []string
	task := AsObject(o.returned)
	f.callOn(task, row(t, task.Methods, "onProgressUpdate"), collect(&got))
	f.settle()
	o.want(t, "uploadFile:ok")
	if want := fmt.Sprintf(`x.png image/png %d 名 {"a":1}`, len(png)); o.result.Get("data").Str() != want || o.result.Get("statusCode").Num() != 200 {
		t.Errorf("the server got %s, want %s", o.result.JSON(), want)
	}
	if len(got) == 0 || !strings.HasPrefix(got[len(got)-1], `{"progress":100,`) {
		t.Errorf("progress %q", got)
	}
	f.call("uploadFile", value.M("url", s.URL+"/up", "filePath", "wxfile://tmp/none", "name", "x")).want(t, "uploadFile:fail no such file or directory wxfile://tmp/none")
	f.call("uploadFile", value.M("url", s.URL+"/up", "name", "x")).want(t, "uploadFile:fail parameter error: parameter.filePath should be String instead of Undefined;")

	o = f.call("downloadFile", value.M("url", s.URL+"/pic"))
	o.want(t, "downloadFile:ok")
	p := o.result.Get("tempFilePath").Str()
	if b, _ := AsBytes(f.method(m, "readFileSync", p).returned); !bytes.Equal(b, png) || !strings.HasPrefix(p, "wxfile://tmp/") || !strings.HasSuffix(p, ".png") {
		t.Errorf("downloaded %d bytes to %s", len(b), p)
	}
	o = f.call("downloadFile", value.M("url", s.URL+"/none", "filePath", "wxfile://usr/n.html"))
	o.want(t, "downloadFile:ok")
	if o.result.Get("statusCode").Num() != 404 || o.result.Get("filePath").Str() != "wxfile://usr/n.html" {
		t.Errorf("a 404 gives %s", o.result.JSON())
	}
	f.call("downloadFile", value.M("url", s.URL+"/pic", "filePath", "app.json")).want(t, "downloadFile:fail permission denied, open app.json")

	for _, src := range []string{p, s.URL + "/pic"} {
		o = f.call("getImageInfo", value.M("src", src))
		o.want(t, "getImageInfo:ok")
		if o.result.Get("width").Num() != float64(w) || o.result.Get("height").Num() != float64(h) || o.result.Get("type").Str() != "png" || o.result.Get("orientation").Str() != "up" {
			t.Errorf("%s: %s", src, o.result.JSON())
		}
	}
	f.call("getImageInfo", value.M("src", "data/greeting.txt")).want(t, "getImageInfo:fail image: not a png, jpeg, gif, webp, bmp or svg image")
	f.call("getImageInfo", value.M("src", "none.png")).want(t, "getImageInfo:fail no such file or directory, open none.png")
	o = f.call("chooseImage", value.M("count", 3))
	o.want(t, "chooseImage:ok")
	f.call("getImageInfo", value.M("src", o.result.Get("tempFilePaths").Index(0))).want(t, "getImageInfo:ok")
	f.call("compressImage", value.M("src", o.result.Get("tempFilePaths").Index(0))).want(t, "compressImage:ok")
	f.call("chooseMedia").want(t, "chooseMedia:ok")
	f.call("chooseMedia", value.M("mediaType", []any{"video"})).want(t, "chooseMedia:fail not simulated")
	f.call("saveImageToPhotosAlbum", value.M("filePath", p)).want(t, "saveImageToPhotosAlbum:ok")
}
