//go:build oracle

package differential

import "testing"

// TestOracleGlassEasel holds the cases whose oracle is glass-easel against it.
// DIORAMA_JUDGES is the folder of all judges.
func TestOracleGlassEasel(t *testing.T) {
	dir := GlassEaselRuntime(t)
	all, err := Load(casesDir)
	if err != nil {
		t.Fatal(err)
	}
	var cases []*Case
	for _, c := range all {
		if c.Judge == GlassEasel {
			cases = append(cases, c)
		}
	}
	got, err := RunGlassEasel(dir, cases)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if d := Difference(eventless(c.Want), got[c.Name]); d != "" {
			t.Errorf("%s: glass-easel gives another result\n%s", c.Name, d)
		}
	}
	t.Logf("glass-easel: %d cases", len(cases))
}

// TestOracle holds the wanted result of every case whose oracle is exparser against
// WeChat's runtime itself. DIORAMA_EXPARSER is a folder with the packages of
// ../shared/oracle/exparser installed.
func TestOracle(t *testing.T) {
	dir := Runtime(t)
	all, err := Load(casesDir)
	if err != nil {
		t.Fatal(err)
	}
	var cases []*Case
	for _, c := range all {
		if c.Judge == Exparser {
			cases = append(cases, c)
		}
	}
	got, err := RunExparser(dir, cases)
	if err != nil {
		t.Fatal(err)
	}
	equal := 0
	for _, c := range cases {
		if d := Difference(c.Want, got[c.Name]); d != "" {
			t.Errorf("%s: exparser gives another result\n%s", c.Name, d)
			continue
		}
		equal++
	}
	t.Logf("exparser: %d of %d cases equal; %d more have another oracle", equal, len(cases), len(all)-len(cases))
}
