// Compiles the Less sources of a checkout, each to the style sheet beside it:
//   node styles.js LESS DIR
// LESS is a folder with the compiler in its node_modules, and with the packages that a
// sheet names by "~package/file". A file that stands for itself
// and one that others import look alike, so all are compiled; what does not compile is
// counted and left out, as a partial would be.
const fs = require('fs'), path = require('path')
const [tool, root] = process.argv.slice(2).map(p => path.resolve(p))
const less = require(require.resolve('less', { paths: [tool] }))

const modules = path.resolve(require.resolve('less', { paths: [tool] }), '../..')
const packages = { install: (l, manager) => {
  class Packages extends l.FileManager {
    supports (name) { return name[0] === '~' }
    supportsSync () { return false }
    loadFile (name, ...rest) { return super.loadFile(path.join(modules, name.slice(1)), ...rest) }
  }
  manager.addFileManager(new Packages())
} }

// whole puts the sheets that a sheet imports from packages in their place.
const whole = css => css.replace(/@import\s*['"]~([^'"]+)['"]\s*;/g, (_, name) => local(path.join(modules, name)))
const local = file => fs.readFileSync(file, 'utf8').replace(/@import\s*['"](\.[^'"]+)['"]\s*;/g, (_, name) => local(path.resolve(path.dirname(file), name)))

const files = []
const walk = dir => {
  for (const e of fs.readdirSync(dir, { withFileTypes: true })) {
    const p = path.join(dir, e.name)
    if (e.isDirectory()) { if (e.name !== 'node_modules') walk(p) } else if (p.endsWith('.less')) files.push(p)
  }
}
walk(root)

;(async () => {
  let left = 0
  for (const f of files) {
    const out = f.slice(0, -5) + '.wxss'
    if (fs.existsSync(out)) continue
    try {
      const r = await less.render(fs.readFileSync(f, 'utf8'), { filename: f, javascriptEnabled: true, plugins: [packages] })
      // a reference to another Less file that Less passed on as it was
      fs.writeFileSync(out, whole(r.css).replace(/(@import[^;]*)\.less(['"])/g, '$1.wxss$2'))
    } catch (e) { left++ }
  }
  if (left) process.stderr.write('prepare: ' + path.basename(root) + ': ' + left + ' of ' + files.length + ' Less files do not compile alone\n')
})()
