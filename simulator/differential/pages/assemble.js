// Finishes a project that prepare.sh put together, for both sides in the same way:
//   node assemble.js JUDGE PROJECT [styled]
// TypeScript becomes JavaScript, a required picture becomes a module that gives its path
// (what the project's own bundler does), style sheets go (the judge has no layout, so
// nothing may follow from one), and app.js first makes the environment that both share.
// With "styled", for the comparison with Chromium, only TypeScript and pictures are done.
const fs = require('fs'), path = require('path')
const [judge, root] = process.argv.slice(2, 4).map(p => path.resolve(p))
const styled = process.argv[4] === 'styled'
const esbuild = require(require.resolve('esbuild', { paths: [judge] }))

const files = []
const walk = dir => {
  for (const e of fs.readdirSync(dir, { withFileTypes: true })) {
    const p = path.join(dir, e.name)
    if (e.isDirectory()) { if (e.name !== 'node_modules' || dir !== root) walk(p) } else files.push(p)
  }
}
walk(root)

for (const f of files) {
  if ((styled ? /\.(less|md)$/ : /\.(wxss|less|md)$/).test(f) || f.endsWith('.d.ts')) { fs.unlinkSync(f); continue }
  if (!f.endsWith('.ts')) continue
  const out = f.slice(0, -3) + '.js'
  if (!fs.existsSync(out)) {
    try {
      fs.writeFileSync(out, esbuild.transformSync(fs.readFileSync(f, 'utf8'), { loader: 'ts', target: 'es2018' }).code)
    } catch (e) { process.stderr.write('prepare: ' + f + ': ' + e.message + '\n') }
    files.push(out)
  }
  fs.unlinkSync(f)
}

for (const f of files) {
  if (!f.endsWith('.js') || !fs.existsSync(f)) continue
  for (const [, ref] of fs.readFileSync(f, 'utf8').matchAll(/require\(['"]([^'"]+\.(?:png|jpe?g|gif|svg))['"]\)/g)) {
    const file = ref[0] === '/' ? path.join(root, ref) : path.resolve(path.dirname(f), ref)
    if (fs.existsSync(file)) fs.writeFileSync(file + '.js', 'exports.default = ' + JSON.stringify('/' + path.relative(root, file)) + '\n')
  }
}

if (styled) process.exit()

// change:prop runs a wxs function that writes styles over the tree; the judge does not run it.
for (const f of files) {
  if (!f.endsWith('.wxml')) continue
  const src = fs.readFileSync(f, 'utf8'), out = src.replace(/\schange:[\w-]+\s*=\s*("[^"]*"|'[^']*')/g, '')
  if (out !== src) fs.writeFileSync(f, out)
}

fs.copyFileSync(path.join(__dirname, 'environment.js'), path.join(root, 'diorama-environment.js'))
const app = path.join(root, 'app.js')
fs.writeFileSync(app, "require('./diorama-environment.js');\n" + (fs.existsSync(app) ? fs.readFileSync(app, 'utf8') : 'App({})\n'))
