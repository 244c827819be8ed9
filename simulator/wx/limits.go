package wx

import "time"

const (
	// maxRequests is how many requests, uploads and downloads run at once; more wait.
	// WeChat: documentation, "at most 10 at the same time" for each of the three.
	maxRequests = 10
	// maxRedirects is how many redirects a request follows.
	maxRedirects = 20
	// maxBody bounds the answer of a request in bytes, maxDownload a downloaded file
	// (documentation of wx.downloadFile: 200 MB).
	maxBody     = 64 << 20
	maxDownload = 200 << 20
	// defaultTimeout is the network timeout when neither the call nor app.json says.
	defaultTimeout = 60 * time.Second
	// keptBody is how much of a body, keptFrame how much of a socket's message the
	// devtools are shown, bytes.
	keptBody  = 1 << 20
	keptFrame = 64 << 10
	// previewBytes is how much of a stored value a listing shows, maxToolFiles how many
	// files the devtools are listed.
	previewBytes = 200
	maxToolFiles = 20000
	// maxTimeout bounds what a call may ask for.
	maxTimeout = 10 * time.Minute
	// progressEvery is the shortest time between two progress events.
	progressEvery = 50 * time.Millisecond
	// storageDelay is how long stored values wait for others before they are written.
	storageDelay = 50 * time.Millisecond
	// sensorDelay is the usual interval of a sensor.
	sensorDelay = 200 * time.Millisecond
	// chunkBytes is the largest piece that onChunkReceived gets.
	chunkBytes = 64 << 10
)
