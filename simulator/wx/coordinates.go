package wx

import "math"

// gcj02 turns WGS 84 degrees into those of GCJ-02, which Chinese maps use. The offset is
// the known approximation (about a metre); outside of China's box there is none.
func gcj02(latitude, longitude float64) (float64, float64) {
	if longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271 {
		return latitude, longitude
	}
	const radius, eccentricity = 6378245.0, 0.00669342162296594323 // Krasovsky 1940: m, squared
	x, y := longitude-105, latitude-35
	wave := func(v float64, parts ...[2]float64) float64 { // parts: amplitude, frequency in half turns
		sum := 0.0
		for _, p := range parts {
			sum += p[0] * math.Sin(v*p[1]*math.Pi)
		}
		return sum * 2 / 3
	}
	common := wave(x, [2]float64{20, 6}, [2]float64{20, 2})
	north := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*math.Sqrt(math.Abs(x)) + common +
		wave(y, [2]float64{20, 1}, [2]float64{40, 1.0 / 3}, [2]float64{160, 1.0 / 12}, [2]float64{320, 1.0 / 30})
	east := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*math.Sqrt(math.Abs(x)) + common +
		wave(x, [2]float64{20, 1}, [2]float64{40, 1.0 / 3}, [2]float64{150, 1.0 / 12}, [2]float64{300, 1.0 / 30})
	phi := latitude * math.Pi / 180
	flat := 1 - eccentricity*math.Sin(phi)*math.Sin(phi)
	perLatitude := radius * (1 - eccentricity) / (flat * math.Sqrt(flat)) * math.Pi / 180 // m per degree
	perLongitude := radius / math.Sqrt(flat) * math.Cos(phi) * math.Pi / 180
	return latitude + north/perLatitude, longitude + east/perLongitude
}
