// Bundles styles, script, fonts and icons into hashed, compressed files and writes manifest.json beside them.
//   node build.mjs <output folder>
// Runs inside the Maven build. Does nothing when nothing it reads has changed; needs the network only when
// package-lock.json has changed since the last `npm ci`.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { install } from './install.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const templates = path.join(here, '../java')
const out = path.resolve(process.argv[2] ?? path.join(here, '../../../target/classes/static/assets'))

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')
const read = (name) => fs.readFileSync(path.join(here, name))

if (Number(process.versions.node.split('.')[0]) < 18) {
  console.error(`Node.js 18 or newer is needed to bundle the front end, this is ${process.version}`)
  process.exit(1)
}

function sources(folder, ending) {
  return fs.readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name))
}

const own = ['package-lock.json', 'build.mjs', 'install.mjs', 'icons.txt', ...sources(path.join(here, 'src'), '').filter((name) => fs.statSync(name).isFile()).map((name) => path.relative(here, name))]
const pages = sources(templates, '.jte')
const inputs = sha256(...own.flatMap((name) => [name, read(name)]), ...pages.map((page) => fs.readFileSync(page)))
const stamp = path.join(out, '.inputs')
if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === inputs) process.exit(0)

install()

const { build } = await import('esbuild')
const { PurgeCSS } = await import('purgecss')

// Tabler, reduced to what the templates and the script mention.
async function usedOfTabler() {
  const [result] = await new PurgeCSS().purge({
    content: [...pages, ...sources(path.join(here, 'src'), '.js')],
    css: [{ raw: fs.readFileSync(path.join(here, 'node_modules/@tabler/core/dist/css/tabler.css'), 'utf8') }],
    safelist: { standard: ['html', 'body', 'data-bs-theme'] },
    blocklist: [/data-bs-navbar-theme/, /data-theme/],
    variables: false,
    keyframes: true,
    fontFace: true,
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
  })
  return result.css
}

// Three weights of Be Vietnam Pro, two subsets each. The third, for the other languages written in Latin letters, claims
// Vietnamese letters too and so came along on every page: 43 kB that nobody read.
function fonts() {
  return [400, 500, 700].map((weight) => {
    const css = read(`node_modules/@fontsource/be-vietnam-pro/${weight}.css`).toString()
    return css
      .replaceAll(/\/\* be-vietnam-pro-latin-ext-[^*]*\*\/\s*@font-face\s*{[^}]*}/g, '')
      .replaceAll(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
      .replaceAll('url(./files/', `url(${path.join(here, 'node_modules/@fontsource/be-vietnam-pro/files')}/`)
  }).join('\n')
}

// One file of symbols; a page points into it, so that an icon costs a page one short element.
function icons() {
  const names = read('icons.txt').toString().split('\n').map((line) => line.trim()).filter(Boolean)
  const symbols = names.map((name) => {
    const svg = read(`node_modules/@tabler/icons/icons/outline/${name}.svg`).toString()
    const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
      .replaceAll(/\s+/g, ' ').replaceAll(/<path stroke="none"[^>]*\/>/g, '').trim()
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ` +
      `stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`
  })
  return { names, svg: `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>` }
}

const virtual = {
  name: 'virtual',
  setup(bundle) {
    bundle.onResolve({ filter: /^virtual:/ }, ({ path: name }) => ({ path: name, namespace: 'virtual' }))
    bundle.onLoad({ filter: /.*/, namespace: 'virtual' }, async ({ path: name }) => ({
      contents: name === 'virtual:tabler' ? await usedOfTabler() : fonts(),
      loader: 'css',
      resolveDir: here,
    }))
  },
}

fs.rmSync(out, { recursive: true, force: true })
fs.mkdirSync(out, { recursive: true })
const result = await build({
  entryPoints: { app: path.join(here, 'src/app.js'), style: path.join(here, 'src/style.css') },
  outdir: out,
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  supported: { nesting: false },
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.woff2': 'file' },
  legalComments: 'none',
  plugins: [virtual],
  metafile: true,
  logLevel: 'warning',
})

// What an item is about, as the lines of an icon for its mark on the map.
const glyphs = {
  flood: 'ripple', storm: 'tornado', landslide: 'mountain', earthquake: 'activity', fire: 'flame', rescue: 'lifebuoy', shelter: 'home',
  transport: 'road', infrastructure: 'building-bridge-2', health: 'heartbeat', environment: 'leaf',
  'event-safety': 'calendar-event', 'site-safety': 'shield', border: 'map-pins', cyber: 'device-desktop-analytics',
  other: 'info-small',
}
const glyphLines = (icon) => [...read(`node_modules/@tabler/icons/icons/outline/${icon}.svg`).toString()
  .matchAll(/<path d="([^"]+)"/g)].map(([, line]) => line)

// The map, which only pages with a map load, and of it only a small part at once. MapLibre is bundled from its sources:
// the page and the worker then share what both need, a quarter of the whole, which its two ready files repeat.
const mapLibre = path.join(here, 'node_modules/maplibre-gl/src')
const map = await build({
  entryPoints: {
    map: path.join(here, 'src/map/map.js'),
    'map-worker': path.join(here, 'src/map/map-worker.js'),
    'map-style': path.join(here, 'src/map.css'),
  },
  outdir: out,
  absWorkingDir: here,
  bundle: true,
  minify: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  // As its authors build it: fields that are only declared must not overwrite what a constructor above has set.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  supported: { nesting: false },
  entryNames: '[name]-[hash]',
  chunkNames: 'map-[name]-[hash]',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  plugins: [{
    name: 'map',
    setup(bundle) {
      bundle.onResolve({ filter: /^maplibre-gl$/ }, () => ({ path: path.join(mapLibre, 'index.ts') }))
      bundle.onResolve({ filter: /^maplibre-gl\/worker$/ }, () => ({ path: path.join(mapLibre, 'source/worker.ts') }))
      bundle.onResolve({ filter: /^virtual:glyphs$/ }, ({ path: name }) => ({ path: name, namespace: 'glyphs' }))
      bundle.onLoad({ filter: /.*/, namespace: 'glyphs' }, () => ({
        contents: JSON.stringify(Object.fromEntries(Object.entries(glyphs).map(([topic, icon]) => [topic, glyphLines(icon)]))),
        loader: 'json',
      }))
    },
  }],
})

const manifest = {}
for (const [file, about] of [result, map].flatMap((each) => Object.entries(each.metafile.outputs))) {
  const name = path.basename(file)
  if (about.entryPoint) manifest[path.basename(about.entryPoint)] = name
  else if (!name.startsWith('map-')) manifest[path.basename(Object.keys(about.inputs)[0])] = name
}
const { names, svg } = icons()
const sprite = `icons-${sha256(svg).slice(0, 8).toUpperCase()}.svg`
fs.writeFileSync(path.join(out, sprite), svg)
manifest['icons.svg'] = sprite
const mark = read('src/mark.svg')
const markName = `mark-${sha256(mark).slice(0, 8).toUpperCase()}.svg`
fs.writeFileSync(path.join(out, markName), mark)
manifest['mark.svg'] = markName

for (const name of fs.readdirSync(out)) {
  if (/\.(js|css|svg)$/.test(name)) {
    fs.writeFileSync(path.join(out, `${name}.gz`), gzipSync(fs.readFileSync(path.join(out, name)), { level: 9 }))
  }
}
fs.writeFileSync(path.join(out, 'manifest.json'), JSON.stringify({ files: manifest, icons: names }, null, 1))
fs.writeFileSync(stamp, inputs)
