package wx

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
)

// coreNames are the members of wx that simulator/logic has.
const coreNames = `canIUse cancelIdleCallback getEnterOptionsSync getLaunchOptionsSync navigateBack navigateTo nextTick reLaunch
redirectTo requestIdleCallback switchTab onAppHide offAppHide onAppShow offAppShow onError offError onNetworkStatusChange offNetworkStatusChange
onPageNotFound offPageNotFound onThemeChange offThemeChange onUnhandledRejection offUnhandledRejection onWindowResize offWindowResize`

// Proves that the table is sorted, without doubles, that every row does something,
// and that its names are documented ones. Oracle: hand; the list of documented names.
func TestTable(t *testing.T) {
	// Members that the list lacks: deprecated ones, and one that only components show.
	known := strings.Fields("createContext createMediaQueryObserver drawCanvas getFileInfo getSavedFileInfo getSavedFileList removeSavedFile saveFile")
	rows := Table()
	if !slices.IsSortedFunc(rows, func(a, b API) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the table is not sorted")
	}
	seen := map[string]bool{}
	for _, a := range rows {
		if seen[a.Name] {
			t.Errorf("%s stands twice", a.Name)
		}
		seen[a.Name] = true
		if a.Do == nil && a.Kind != On && a.Kind != Off {
			t.Errorf("%s does nothing", a.Name)
		}
		if !Known(a.Name) && !slices.Contains(known, a.Name) {
			t.Errorf("%s is no documented member of wx", a.Name)
		}
		want := FormOf(a.Name)
		if (want == FormSync) != (a.Kind == Sync) && strings.HasSuffix(a.Name, "Sync") || (want == FormListener) != (a.Kind == On || a.Kind == Off) {
			t.Errorf("%s: kind %d does not fit its name", a.Name, a.Kind)
		}
		if slices.Contains(strings.Fields(coreNames), a.Name) {
			t.Errorf("%s is simulator/logic's", a.Name)
		}
	}
	for _, op := range fileOps {
		if op.do == nil {
			t.Errorf("FileSystemManager.%s does nothing", op.name)
		}
	}
}

// Proves that every member of the inventory is answered: by the table, by
// simulator/logic, or by the fallback for documented names; and lists the gaps, most
// used first. Oracle: the inventory of wx APIs with its usage counts.
func TestInventory(t *testing.T) {
	f, err := os.Open("testdata/inventory.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{"cloud": true, "env": true, "router": true}
	for _, a := range Table() {
		have[a.Name] = true
	}
	for _, n := range strings.Fields(coreNames) {
		have[n] = true
	}
	var gaps []string
	for _, r := range list[1:] {
		name, share := r[0], r[1]
		if have[name] {
			continue
		}
		if !Known(name) {
			t.Errorf("wx.%s is neither simulated nor a documented name: reading it gives undefined", name)
		}
		gaps = append(gaps, name+" "+share+"%")
	}
	t.Logf("%d of %d members are simulated; not simulated, with the share of apps that use them: %s", len(list)-1-len(gaps), len(list)-1, strings.Join(gaps, ", "))
	for _, g := range gaps {
		name, share, _ := strings.Cut(g, " ")
		if !slices.Contains(strings.Fields(openGaps), name) && len(share) > 3 && share[0] != '0' && share[:2] != "1." && share[:2] != "2." {
			t.Errorf("wx.%s, used by %s of apps, is not simulated and not listed as an open gap", name, share)
		}
	}
}

// openGaps are the members that 3 % of apps or more use and that are not simulated:
// canvas, media and maps that draw nothing here (inert objects), payment and sharing
// that only WeChat's servers can do, the deprecated background audio, fonts and the
// soft keyboard.
const openGaps = `canvasToTempFilePath canvasGetImageData createVideoContext createAudioContext createMapContext chooseVideo
getRecorderManager requestPayment getShareInfo shareFileMessage showShareImageMenu playBackgroundAudio pauseBackgroundAudio loadFontFace onKeyboardHeightChange`
