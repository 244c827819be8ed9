// Proves that the outlines are whole and lie on the globe, and that known places are on
// land or at sea. Oracle: hand (an atlas).
package land

import "testing"

func TestRings(t *testing.T) {
	rings := Rings()
	points := 0
	for _, r := range rings {
		points += len(r)
		for i, p := range r {
			if p.Longitude < -540 || p.Longitude > 540 || p.Latitude < -90.01 || p.Latitude > 90.01 {
				t.Fatalf("%+v is no place", p)
			}
			if q := r[(i+1)%len(r)]; p.Latitude > -90 && q.Latitude > -90 && (p.Longitude-q.Longitude > 180 || q.Longitude-p.Longitude > 180) {
				t.Errorf("a ring jumps from %+v to %+v", p, q)
			}
		}
	}
	if len(rings) != 126 || points != 5121+2 /* Antarctica, along the pole */ {
		t.Errorf("%d rings, %d points", len(rings), points)
	}
	for _, c := range []struct {
		name     string
		lon, lat float32
		land     bool
	}{{"Wuhan", 114.3, 30.6, true}, {"Chicago", -88.5, 41.5, true}, {"Alice Springs", 133.9, -23.7, true}, {"Chukotka", -175, 67, true}, {"Kolyma", 160, 67, true}, {"the South Pole", 30, -89, true}, {"Greenland Sea", 0, 76, false}, {"the Pacific", -140, 10, false}, {"the Atlantic", -30, 0, false}} {
		inside := false
		for _, r := range rings {
			for _, lon := range [3]float32{c.lon - 360, c.lon, c.lon + 360} {
				for i, p := range r {
					q := r[(i+len(r)-1)%len(r)]
					if (p.Latitude > c.lat) != (q.Latitude > c.lat) && lon < (q.Longitude-p.Longitude)*(c.lat-p.Latitude)/(q.Latitude-p.Latitude)+p.Longitude {
						inside = !inside
					}
				}
			}
		}
		if inside != c.land {
			t.Errorf("%s: land %v", c.name, inside)
		}
	}
}
