package wire

const (
	// maxTerms is how many terms one Condition has at most, and maxConditionText how long
	// its text may be, bytes: every setData of the program is compared with them.
	maxTerms         = 32
	maxConditionText = 4096
	// manyPerSecond is how many setData a second WeChat's audit allows
	// (documentation 体验评分 "setData 调用频率").
	manyPerSecond = 20
	// bigData and hugeData are the sizes of one setData, bytes of JSON, that its audit
	// and its documentation allow.
	bigData  = 256 << 10
	hugeData = 1024 << 10
)
