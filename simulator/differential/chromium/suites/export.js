// Gives the tree of the document as {tag, style, id, text, kids, box, skip}, with the rules
// of all sheets written into the elements' own style, and the rules of ::before and
// ::after as a sheet of ids. What no layout of a mini-program has is named in skip.
(() => {
	const split = list => { // at commas outside of brackets and strings
		const out = []; let depth = 0, quote = '', from = 0
		for (let i = 0; i < list.length; i++) {
			const c = list[i]
			if (c === '\\') i++
			else if (quote) { if (c === quote) quote = '' }
			else if (c === '"' || c === "'") quote = c
			else if (c === '(' || c === '[') depth++
			else if (c === ')' || c === ']') depth--
			else if (c === ',' && !depth) { out.push(list.slice(from, i)); from = i + 1 }
		}
		return [...out, list.slice(from)].map(s => s.trim())
	}
	const specificity = sel => {
		let a = 0, b = 0, c = 0
		const inner = (args, most) => { // :is, :not and :has count as their greatest argument
			const all = split(args).map(specificity).sort((x, y) => y[0] - x[0] || y[1] - x[1] || y[2] - x[2])[0] || [0, 0, 0]
			a += all[0]; b += all[1]; c += all[2]
		}
		for (let i = 0; i < sel.length;) {
			const rest = sel.slice(i)
			let m
			if (m = /^\[(?:"[^"]*"|'[^']*'|[^\]])*\]/.exec(rest)) b++
			else if (m = /^#(?:\\.|[\w-]|[^\x00-\x7f])+/.exec(rest)) a++
			else if (m = /^\.(?:\\.|[\w-]|[^\x00-\x7f])+/.exec(rest)) b++
			else if (m = /^::?[\w-]+/.exec(rest)) {
				let args = ''
				if (rest[m[0].length] === '(') {
					let depth = 0, k = m[0].length
					do { if (rest[k] === '(') depth++; if (rest[k] === ')') depth--; k++ } while (depth && k < rest.length)
					args = rest.slice(m[0].length + 1, k - 1)
					m = [rest.slice(0, k)]
				}
				const name = m[0].split('(')[0]
				if (/^:(is|not|has|matches)$/.test(name)) inner(args)
				else if (name === ':where') {}
				else if (name.startsWith('::') || /^:(before|after|first-line|first-letter)$/.test(name)) c++
				else { b++; if (/\bof\b/.test(args)) inner(args.split(/\bof\b/)[1]) }
			}
			else if (m = /^(?:\\.|[a-zA-Z_-]|[^\x00-\x7f])(?:\\.|[\w-]|[^\x00-\x7f])*/.exec(rest)) c++
			else m = [rest[0]]
			i += m[0].length
		}
		return [a, b, c]
	}
	const rules = [] // {sel, pseudo, spec, order, css, strong}
	const skip = new Set()
	const collect = list => {
		for (const r of list) {
			if (r instanceof CSSStyleRule) {
				for (const sel of split(r.selectorText)) {
					const m = /::?(before|after|first-line|first-letter|marker|placeholder|[\w-]*scrollbar[\w-]*|selection|backdrop)\b.*$/.exec(sel)
					const css = [], strong = []
					for (const d of split2(r.style.cssText)) (/!\s*important\s*$/.test(d) ? strong : css).push(d)
					rules.push({ sel: m ? sel.slice(0, m.index) || '*' : sel, pseudo: m ? m[1] : '', spec: specificity(sel), order: rules.length, css, strong })
				}
				if (r.cssRules.length) skip.add('nested rules')
			} else if (r instanceof CSSMediaRule) { if (matchMedia(r.conditionText).matches) collect(r.cssRules) }
			else if (r instanceof CSSSupportsRule) { if (CSS.supports(r.conditionText)) collect(r.cssRules) }
			else if (r instanceof CSSImportRule) { if (r.styleSheet) collect(r.styleSheet.cssRules) }
			else if (r instanceof CSSFontFaceRule) { if (!/ahem/i.test(r.style.getPropertyValue('font-family'))) skip.add('@font-face') }
			else if (!(r instanceof CSSKeyframesRule || r instanceof CSSNamespaceRule)) skip.add(r.constructor.name)
		}
	}
	const split2 = text => { // at semicolons outside of brackets and strings
		const out = []; let depth = 0, quote = '', from = 0
		for (let i = 0; i < text.length; i++) {
			const c = text[i]
			if (c === '\\') i++
			else if (quote) { if (c === quote) quote = '' }
			else if (c === '"' || c === "'") quote = c
			else if (c === '(') depth++
			else if (c === ')') depth--
			else if (c === ';' && !depth) { out.push(text.slice(from, i)); from = i + 1 }
		}
		return [...out, text.slice(from)].map(s => s.trim()).filter(s => s)
	}
	for (const s of document.styleSheets) {
		if (s.ownerNode && s.ownerNode.dataset && s.ownerNode.dataset.judge) continue
		let list
		try { list = s.cssRules } catch (e) { skip.add('a sheet from elsewhere'); continue }
		if (s.media.length && !matchMedia(s.media.mediaText).matches || s.disabled) continue
		collect(list)
	}
	rules.sort((x, y) => x.spec[0] - y.spec[0] || x.spec[1] - y.spec[1] || x.spec[2] - y.spec[2] || x.order - y.order)
	const matched = (e, pseudo) => {
		const css = [], strong = []
		for (const r of rules) {
			if (r.pseudo !== pseudo) continue
			let hit = false
			try { hit = e.matches(r.sel) } catch (x) { skip.add('a selector') }
			if (hit) { css.push(...r.css); strong.push(...r.strong) }
		}
		return [css, strong]
	}
	const foreign = new Set(['IMG', 'SVG', 'VIDEO', 'AUDIO', 'CANVAS', 'IFRAME', 'OBJECT', 'EMBED', 'INPUT', 'TEXTAREA', 'SELECT', 'BUTTON', 'METER', 'PROGRESS', 'FIELDSET', 'DETAILS', 'RUBY', 'HR', 'MARQUEE', 'FRAMESET', 'DIALOG', 'MATH', 'SLOT', 'WBR'])
	let sheet = '', count = 0
	const walk = (e, above) => {
		const tag = e.tagName.toUpperCase()
		const hidden = getComputedStyle(e).display === 'none'
		if (!hidden && !above) {
			if (foreign.has(tag)) skip.add('<' + tag.toLowerCase() + '>')
			if (e.isContentEditable) skip.add('contenteditable')
			if (e.shadowRoot) skip.add('a shadow tree')
			for (const a of ['align', 'valign', 'width', 'height', 'border', 'cellpadding', 'cellspacing', 'bgcolor', 'nowrap', 'hspace', 'vspace', 'size', 'face', 'noshade', 'clear', 'rules', 'frame'])
				if (e.hasAttribute(a)) skip.add('the attribute ' + a)
		}
		const [css, strong] = matched(e, '')
		if (e.hasAttribute('dir') && e.dir !== 'auto') css.unshift('unicode-bidi:' + (tag === 'BDO' ? 'isolate-override' : 'isolate'), 'direction:' + e.dir)
		if (getComputedStyle(e).fontFamily === 'monospace') css.push('font-size:' + getComputedStyle(e).fontSize) // 13px where nobody says more
		const own = e.getAttribute('style')
		if (own) css.push(...split2(own.replace(/\/\*[^]*?\*\//g, ' ')))
		if (e === document.body && getComputedStyle(document.documentElement).overflow === 'visible' && getComputedStyle(e).overflow !== 'visible')
			strong.push('overflow:visible!important') // it is the viewport's
		const id = 'e' + count++
		for (const p of ['before', 'after', 'first-letter', 'first-line', 'marker']) {
			const [a, b] = matched(e, p)
			if (a.length + b.length) {
				if (p === 'first-line' || p === 'marker') skip.add('::' + p)
				const said = a.concat(b).join(';')
				// The three are not among the attributes that our tree gets.
				if (/attr\(\s*(class|style|id)\b/i.test(said)) skip.add('attr() of class, style or id')
				if (/(?:^|;)\s*content\s*:[^;]*url\(/.test(said)) skip.add('an image in content')
				if (e === document.documentElement) skip.add('generated content of the root')
				sheet += '#' + id + '::' + p + '{' + said.replace(/attr\(\s*[\w-]+/g, s => s.toLowerCase()) + '}\n'
			}
		}
		const all = css.concat(strong).join(';')
		for (const m of all.matchAll(/(?:^|;)\s*(transform|translate|rotate|scale|zoom|offset|animation|content|container|column-count|columns|column-width|position-anchor|anchor-name|float-defer|shape-outside|initial-letter|position-area|masonry|text-box|interpolate-size)[\w-]*\s*:\s*(?!none|normal|auto|initial)/g)) if (!hidden && !above) skip.add(m[1])
		const kids = []
		for (const k of e.childNodes) {
			if (k.nodeType === 3) kids.push({ text: k.data })
			else if (k.nodeType === 1 && k.tagName !== 'HEAD') kids.push(walk(k, hidden || above))
		}
		const attrs = {}
		for (const a of e.attributes) if (a.name !== 'style' && a.name !== 'class' && a.name !== 'id') attrs[a.name] = a.value
		const r = e.getBoundingClientRect()
		return { tag: tag.toLowerCase().replace(/[^a-z0-9-]/g, '-'), style: all, id, attrs, kids, box: [r.x + scrollX, r.y + scrollY, r.width, r.height] }
	}
	// How far a box sticks is a matter of scrolling, not of layout.
	for (const e of document.querySelectorAll('*')) if (getComputedStyle(e).position === 'sticky') e.style.setProperty('inset', 'auto', 'important')
	if (document.head && getComputedStyle(document.head).display !== 'none') skip.add('a head that shows')
	const tree = walk(document.documentElement, false)
	if (document.fonts.size) for (const f of document.fonts) if (!/ahem/i.test(f.family)) skip.add('@font-face')
	return { tree, sheet, rem: parseFloat(getComputedStyle(document.documentElement).fontSize), skip: [...skip] }
})()
