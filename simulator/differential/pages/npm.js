// Builds npm packages as the developer tools do: node npm.js JUDGE FOLDER OUT
// A package that names its mini-program files is copied, another one becomes one module.
const fs = require('fs'), path = require('path')
const [judge, from, out] = process.argv.slice(2).map(p => path.resolve(p))
const esbuild = require(require.resolve('esbuild', { paths: [judge] }))
const modules = path.join(from, 'node_modules')
for (const name of fs.readdirSync(modules)) {
  const dir = path.join(modules, name), file = path.join(dir, 'package.json')
  if (name[0] === '.' || name[0] === '@' || !fs.existsSync(file)) continue
  const json = JSON.parse(fs.readFileSync(file, 'utf8'))
  const copied = [json.miniprogram, 'miniprogram_dist'].find(d => d && fs.existsSync(path.join(dir, d)))
  const to = path.join(out, name)
  if (copied) fs.cpSync(path.join(dir, copied), to, { recursive: true })
  else try {
    esbuild.buildSync({ entryPoints: [dir], bundle: true, format: 'cjs', outfile: path.join(to, 'index.js'), logLevel: 'silent' })
  } catch (e) { process.stderr.write('prepare: ' + name + ' is not bundled\n') }
}
