package words

// chineseWXML are the texts of the tree and of what stands beside it.
var chineseWXML = map[string]string{
	"box":      "盒",
	"instance": "实例",
	"node":     "节点",
	"slot":     "插槽",
	"tag":      "标签",
}
