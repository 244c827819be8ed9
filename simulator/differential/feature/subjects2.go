package feature

import "fmt"

// classes: externalClasses that change, through two levels.
func classes(g *generator) {
	g.data["s0"] = func() string { return g.one(`""`, `"a"`, `"b c"`, `"own"`, `"k"`) }
	g.data["s1"] = g.data["s0"]
	g.component("in", "", `<text class="deep {{v}} far">{{t}}</text><slot/>`, ",externalClasses:['deep','far']")
	inner := g.around(1+g.IntN(3), func(extra string, _ bool) string {
		c := g.one("k", "own k", "k {{s}}", "{{s}}", "my-class x", "{{v>1?'k':'my-class'}}")
		switch g.IntN(3) {
		case 0:
			return fmt.Sprintf(`<view class="%s"%s/>`, c, extra)
		case 1:
			return fmt.Sprintf(`<in deep="%s" far="%s" class="%s" v="{{s}}"%s/>`, c, g.one("k", "{{s}} y", ""), g.one("k", "w"), extra)
		}
		return fmt.Sprintf(`<in deep="%s"%s><view class="k {{s}}"/></in>`, c, extra)
	})
	g.component("out", using("in"), g.local(inner), ",externalClasses:['k','my-class'],properties:{s:String}")
	g.page(using("in", "out"), g.around(1+g.IntN(3), func(extra string, item bool) string {
		c := func() string { return g.one("a", "a b", "{{s0}}", "a {{s1}}", "{{b0?'q':''}}", "k", "") }
		if g.IntN(3) == 0 {
			return fmt.Sprintf(`<in t="%s" deep="%s" far="%s" v="{{s1}}"%s><text class="%s"/></in>`, g.tag(item), c(), c(), extra, c())
		}
		return fmt.Sprintf(`<out t="%s" k="%s" my-class="%s" v="{{n0}}" s="{{%s}}"%s/>`, g.tag(item), c(), c(), g.one("s0", "s1"), extra)
	}), "")
}

// owners: selectOwnerComponent in content, in rows, in virtual hosts.
func owners(g *generator) {
	const show = `,lifetimes:{attached(){this.show('attached')},ready(){this.show('ready')}},
methods:{show(w){const o=this.selectOwnerComponent();console.log(w,this.data.t,'of',o?o.data.t||o.data.name:S(o))},all(){this.show('all');for(const c of this.selectAllComponents('.c'))c.all()}}`
	g.component("leaf", "", "<text>{{t}}</text>", show)
	g.component("wrap", using("leaf"), `<leaf class="c" t="{{t}}-l"/><view><slot/></view>`, show)
	g.component("virt", using("leaf", "wrap"), `<wrap class="c" t="{{t}}-w"><leaf class="c" t="{{t}}-x" wx:if="{{v}}"/><slot/></wrap>`, show+",options:{virtualHost:true}")
	var node func(depth int) func(extra string, item bool) string
	node = func(depth int) func(extra string, item bool) string {
		return func(extra string, item bool) string {
			name := g.one("leaf", "wrap", "virt")
			content := ""
			if depth > 0 && !item {
				content = g.around(g.IntN(3), node(depth-1))
			}
			if name == "leaf" {
				content = ""
			}
			return fmt.Sprintf(`<%s class="c" t="%s" v="{{%s}}"%s>%s</%s>`, name, g.tag(item), g.one("n0", "n1"), extra, content, name)
		}
	}
	g.page(using("leaf", "wrap", "virt"), g.around(1+g.IntN(3), node(2)), "all(){for(const c of this.selectAllComponents('.c'))c.all()}")
	g.calls = []string{"all"}
}

// relations: by path and by behavior, through virtual hosts and rows, with what
// getRelationNodes gives.
func relations(g *generator) {
	hooks := `linked(t){console.log('linked',this.data.t,t.data.t)},unlinked(t){console.log('unlinked',this.data.t,t.data.t)}`
	show := func(keys ...string) string {
		s := "methods:{show(){"
		for _, k := range keys {
			s += fmt.Sprintf(`console.log(this.data.t,%q,S((this.getRelationNodes(%q)||[]).map(x=>x.data.t)));`, k, k)
		}
		return s + "}}"
	}
	g.add("t.js", "module.exports={P:Behavior({}),K:Behavior({})}\n")
	virtual := func() string { return g.one("", "", ",options:{virtualHost:true}") }
	up := g.one("child", "descendant")
	down := map[string]string{"child": "parent", "descendant": "ancestor"}[up]
	// The other kind: the tool brings relations by path behind those with a target, so
	// that another one of two of a kind answers.
	upB := map[string]string{"child": "descendant", "descendant": "child"}[up]
	downB := map[string]string{"child": "parent", "descendant": "ancestor"}[upB]
	g.component("par", "", "<view><slot/></view>", ".concat(require('../t').P),relations:{'../kid/c':{type:'"+up+"',"+hooks+"},by:{type:'"+upB+"',target:require('../t').K,"+hooks+"}},"+show("../kid/c", "by")+virtual())
	g.component("kid", "", "<text>{{t}}</text><slot/>", ".concat(require('../t').K),relations:{'../par/c':{type:'"+down+"',"+hooks+"},by:{type:'"+downB+"',target:require('../t').P,"+hooks+"}},"+show("../par/c", "by")+virtual())
	g.component("virt", using("kid", "par"), g.one("<slot/>", `<kid class="c" t="{{t}}-k"/><slot/>`, `<par t="{{t}}-p" class="c"><kid t="{{t}}-k" class="c" wx:if="{{v}}"/><slot/></par>`), ",options:{virtualHost:true},methods:{show(){for(const c of this.selectAllComponents('.c'))c.show()}}")
	g.component("box", using("kid", "par"), g.one("<slot/>", `<par class="c" t="{{t}}-p"><slot/></par>`, `<view><slot/></view><kid class="c" t="{{t}}-k"/>`), ",methods:{show(){for(const c of this.selectAllComponents('.c'))c.show()}}")
	var node func(depth int) func(extra string, item bool) string
	node = func(depth int) func(extra string, item bool) string {
		return func(extra string, item bool) string {
			name := g.one("kid", "par", "par", "virt", "box")
			content := ""
			if depth > 0 && !item {
				content = g.around(1+g.IntN(2), node(depth-1))
			}
			return fmt.Sprintf(`<%s class="c" t="%s" v="{{%s}}"%s>%s</%s>`, name, g.tag(item), g.one("n0", "n1"), extra, content, name)
		}
	}
	g.page(using("kid", "par", "virt", "box"), g.around(1+g.IntN(2), node(3)), "show(){for(const c of this.selectAllComponents('.c'))c.show()}")
	g.calls = []string{"show"}
}
