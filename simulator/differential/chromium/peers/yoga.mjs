// Lays the list of trees.go out with Yoga: a line of JSON in, a line out.
import Yoga, {Align, Direction, Edge, FlexDirection} from 'yoga-layout'
import {createInterface} from 'node:readline'

const looks = { // listCSS of trees.go
	row(n) { n.setFlexDirection(FlexDirection.Row); n.setPadding(Edge.All, 12); n.setAlignItems(Align.Center) },
	avatar(n) { n.setWidth(40); n.setHeight(40); n.setFlexShrink(0) },
	body(n) { n.setFlexGrow(1); n.setFlexShrink(1); n.setFlexBasis(0); n.setMargin(Edge.Left, 10) },
	title(n) { n.setHeight(20); n.setFlexShrink(1) },
	desc(n) { n.setMargin(Edge.Top, 4); n.setMinHeight(16); n.setFlexShrink(1) },
	badge(n) { n.setWidth(24); n.setHeight(16); n.setFlexShrink(1) },
}

const config = Yoga.Config.create()
config.setPointScaleFactor(2)
let tree, descs
const make = s => {
	const n = Yoga.Node.create(config)
	if (s.c) looks[s.c](n)
	if (s.c === 'desc') descs.push(n)
	for (const [i, k] of (s.k ?? []).entries()) n.insertChild(make(k), i)
	return n
}
const force = (n, width) => {
	const a = process.cpuUsage()
	n.calculateLayout(width, undefined, Direction.LTR)
	const {user, system} = process.cpuUsage(a)
	return {Style: 0, Layout: (user + system) / 1000}
}

for await (const line of createInterface({input: process.stdin})) {
	const q = JSON.parse(line)
	if (q.tree) {
		tree = q.tree
		console.log('true')
		continue
	}
	descs = []
	const n = make(tree), out = {}
	out.First = force(n, 375)
	out.Height = n.getComputedHeight()
	out.Width = force(n, 385)
	descs[descs.length >> 1].setMinHeight(30)
	out.One = force(n, 385)
	n.freeRecursive()
	console.log(JSON.stringify(out))
}
