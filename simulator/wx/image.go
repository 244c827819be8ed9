package wx

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/http"
	"strings"

	"diorama/renderer/picture"
	"diorama/renderer/value"
)

// getImageInfo: documentation of wx.getImageInfo, for package files, user files,
// data and network addresses.
func getImageInfo(c *Call) {
	if !c.require(param{"src", "String"}) {
		return
	}
	src := c.Opt("src").Str()
	switch {
	case src == "":
		c.Fail("invalid src")
	case strings.HasPrefix(src, "data:"):
		_, data, ok := picture.DataURI(src)
		if !ok {
			c.Fail("malformed data URI")
			return
		}
		c.imageInfo(src, data)
	case checkURL(src, "http", "https") && !strings.HasPrefix(src, "http://usr/") && !strings.HasPrefix(src, "http://tmp/") && !strings.HasPrefix(src, "http://store/"):
		t := c.startTransfer("", src, "GET")
		req, err := http.NewRequestWithContext(t.ctx, "GET", src, nil)
		if err != nil {
			c.Fail("invalid url \"" + src + "\"")
			return
		}
		t.prepare(req, userAgent(c.RT.Env()), c.referer(), value.Value{})
		t.download(req, func(resp *http.Response, data []byte) {
			t.ended(resp.Status, len(data))
			if resp.StatusCode != http.StatusOK {
				c.Fail("download image fail. reason: " + resp.Status)
				return
			}
			p, err := c.saveDownload("", src, resp.Header.Get("Content-Type"), data)
			if err != nil {
				c.Fail(err.Error())
				return
			}
			c.imageInfo(p, data)
		})
	default:
		data, err := c.localFile(src)
		if err != nil {
			text, _ := fileFault(err)
			c.Fail(text)
			return
		}
		c.imageInfo(strings.TrimPrefix(src, "/"), data)
	}
}

// imageInfo ends a call with what the header says; a turned picture is told as its
// file has it, with the direction.
func (c *Call) imageInfo(p string, data []byte) {
	conf, err := picture.DecodeConfig(data)
	if err != nil {
		c.Fail(err.Error())
		return
	}
	turn := orientations[0]
	if conf.Orientation > 0 && conf.Orientation < len(orientations) {
		turn = orientations[conf.Orientation]
	}
	c.Resolve(value.M("width", conf.W, "height", conf.H, "path", p, "type", conf.Format, "orientation", turn))
}

// orientations names the Exif values 0 (none) to 8.
var orientations = [9]string{"up", "up", "up-mirrored", "down", "down-mirrored", "left-mirrored", "right", "right-mirrored", "left"}

// samplePicture paints a picture that stands for one from the album or the camera:
// a quiet gradient whose colour the run's random source chooses.
func (s *State) samplePicture() ([]byte, int, int) {
	const w, h = 480, 360
	hue := s.rt.Rand() * 2 * math.Pi
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	tint := func(shift float64, t float64) uint8 { return uint8(140 + 80*math.Sin(hue+shift)*(1-t) + 30*t) }
	for y := 0; y < h; y++ {
		t := float64(y) / h
		row := color.RGBA{tint(0, t), tint(2.1, t), tint(4.2, t), 255}
		for x := 0; x < w; x++ {
			img.SetRGBA(x, y, row)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, 0, 0
	}
	return b.Bytes(), w, h
}

// maxChosen bounds how many pictures one choice gives.
const maxChosen = 20

// choose makes count sample pictures and gives their paths.
func (c *Call) choose(count int) (paths []string, size int, w, h int, ok bool) {
	f := c.State.files()
	if f == nil {
		c.Fail(errNoFiles.Text)
		return nil, 0, 0, 0, false
	}
	for i := 0; i < min(max(count, 1), maxChosen); i++ {
		var data []byte
		data, w, h = c.State.samplePicture()
		p := c.State.tempPath(".png")
		if err := f.Write(p, data, false); err != nil {
			c.Fail(err.Error())
			return nil, 0, 0, 0, false
		}
		paths, size = append(paths, p), len(data)
	}
	return paths, size, w, h, true
}

// chooseImage: documentation of wx.chooseImage; one sample picture is chosen.
func chooseImage(c *Call) {
	if !c.require(param{"count?", "Number"}) {
		return
	}
	c.simulated("one sample picture is chosen")
	if paths, size, _, _, ok := c.choose(1); ok {
		c.Resolve(value.M("tempFilePaths", paths, "tempFiles", []any{value.M("path", paths[0], "size", size)}))
	}
}

// chooseMedia: documentation of wx.chooseMedia; a sample picture, no video.
func chooseMedia(c *Call) {
	if !c.require(param{"count?", "Number"}, param{"mediaType?", "Array"}) {
		return
	}
	if types := c.Opt("mediaType"); types.Len() > 0 {
		image := false
		for _, m := range types.Items() {
			image = image || m.Str() == "image" || m.Str() == "mix"
		}
		if !image {
			c.RT.Unsupported("wx.chooseMedia of videos")
			c.Fail("not simulated")
			return
		}
	}
	c.simulated("one sample picture is chosen")
	if paths, size, w, h, ok := c.choose(1); ok {
		c.Resolve(value.M("type", "image", "tempFiles", []any{value.M("tempFilePath", paths[0], "size", size, "fileType", "image", "width", w, "height", h)}))
	}
}

// chooseMessageFile: documentation of wx.chooseMessageFile.
func chooseMessageFile(c *Call) {
	if !c.require(param{"count", "Number"}) {
		return
	}
	if t := c.text("type", "all"); t != "all" && t != "image" {
		c.RT.Unsupported("wx.chooseMessageFile of " + t)
		c.Fail("not simulated")
		return
	}
	c.simulated("one sample picture is chosen")
	if paths, size, _, _, ok := c.choose(1); ok {
		c.Resolve(value.M("tempFiles", []any{value.M("path", paths[0], "size", size, "name", "sample.png", "type", "image", "time", c.RT.Now().Unix())}))
	}
}

// compressImage: documentation of wx.compressImage; the picture stays as it is.
func compressImage(c *Call) {
	if !c.require(param{"src", "String"}) {
		return
	}
	data, err := c.localFile(c.Opt("src").Str())
	if err == nil {
		var p string
		if p, err = c.saveDownload("", c.Opt("src").Str(), "", data); err == nil {
			c.simulated("the picture is copied, not compressed")
			c.Resolve(value.M("tempFilePath", p))
			return
		}
	}
	text, _ := fileFault(err)
	c.Fail(text)
}

// saveImageToPhotosAlbum: documentation of wx.saveImageToPhotosAlbum. The file is
// checked; there is no album.
func saveImageToPhotosAlbum(c *Call) {
	if !c.require(param{"filePath", "String"}) {
		return
	}
	data, err := c.localFile(c.Opt("filePath").Str())
	if err != nil {
		text, _ := fileFault(err)
		c.Fail(text)
		return
	}
	if picture.Sniff(data) == "" {
		c.Fail("invalid file type")
		return
	}
	c.simulated("nothing is saved")
	c.allow("scope.writePhotosAlbum")
	c.Resolve(value.Value{})
}

// previewImage: documentation of wx.previewImage; the host shows it.
func previewImage(c *Call) {
	if !c.require(param{"urls", "Array"}, param{"current?", "String|Number"}) {
		return
	}
	if c.Opt("urls").Len() == 0 {
		c.Fail("parameter error: parameter.urls should have at least one item;")
		return
	}
	args := plain(c.Options)
	if i := c.Opt("current"); i.Kind() == value.Number {
		args = with(args, "current", c.Opt("urls").Index(int(i.Num())))
	}
	c.Forward("previewImage", args)
}

// previewMedia: documentation of wx.previewMedia; pictures only.
func previewMedia(c *Call) {
	if !c.require(param{"sources", "Array"}) {
		return
	}
	var urls []value.Value
	current := 0
	for i, s := range c.Opt("sources").Items() {
		if t := s.Get("type").Str(); t == "" || t == "image" {
			if float64(i) == c.number("current", 0) {
				current = len(urls)
			}
			urls = append(urls, s.Get("url"))
		}
	}
	if len(urls) == 0 {
		c.RT.Unsupported("wx.previewMedia of videos")
		c.Fail("not simulated")
		return
	}
	c.Forward("previewImage", value.M("urls", value.OfList(urls), "current", urls[current]))
}
