package words

// chineseMeasure are the texts of the panels Sensors, Audits and Sources.
var chineseMeasure = map[string]string{
	"Audits":                             "体验评分",
	"Sensors":                            "传感器",
	"Sources":                            "源代码",
	"Make the network slower than it is": "让网络比实际更慢",
	"No throttling":                      "不限速",
}
