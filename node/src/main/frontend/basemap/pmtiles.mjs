// Writes a PMTiles v3 file (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md). The npm package `pmtiles`
// only reads. Compression is done in JavaScript, so that every version of Node.js writes the same bytes.
import { createHash } from 'node:crypto'
import { gzipSync } from 'fflate'

const HEADER = 127
const ROOT_LIMIT = 16384 - HEADER
const LEAF = 1024
const zip = (bytes) => gzipSync(bytes, { level: 9, mtime: 0 })

/** The number of a tile on the Hilbert curves that the file is ordered by. */
export function tileId(z, x, y) {
  let id = (4 ** z - 1) / 3
  for (let s = 2 ** (z - 1); s >= 1; s /= 2) {
    const rx = x & s ? 1 : 0
    const ry = y & s ? 1 : 0
    id += s * s * ((3 * rx) ^ ry)
    if (ry === 0) {
      if (rx === 1) [x, y] = [2 ** z - 1 - x, 2 ** z - 1 - y];
      [x, y] = [y, x]
    }
  }
  return id
}

function varint(out, value) {
  while (value >= 128) {
    out.push((value % 128) | 128)
    value = Math.floor(value / 128)
  }
  out.push(value)
}

function directory(entries) {
  const out = []
  varint(out, entries.length)
  let last = 0
  for (const entry of entries) {
    varint(out, entry.id - last)
    last = entry.id
  }
  for (const entry of entries) varint(out, entry.run)
  for (const entry of entries) varint(out, entry.length)
  entries.forEach((entry, i) => {
    const before = entries[i - 1]
    varint(out, before && entry.offset === before.offset + before.length ? 0 : entry.offset + 1)
  })
  return zip(Uint8Array.from(out))
}

/**
 * @param tiles    {id, bytes} in any order; equal bytes are stored once
 * @param about    {minZoom, maxZoom, bounds: [w, s, e, n], centre: [lon, lat, zoom], metadata}
 */
export function pmtiles(tiles, { minZoom, maxZoom, bounds, centre, metadata }) {
  const stored = new Map()
  const parts = []
  const entries = []
  let size = 0
  for (const { id, bytes } of [...tiles].sort((a, b) => a.id - b.id)) {
    const key = createHash('sha256').update(bytes).digest('hex')
    let at = stored.get(key)
    if (!at) {
      const packed = zip(bytes)
      at = { offset: size, length: packed.length }
      stored.set(key, at)
      parts.push(packed)
      size += packed.length
    }
    const last = entries[entries.length - 1]
    if (last && last.offset === at.offset && last.id + last.run === id) last.run++
    else entries.push({ id, run: 1, ...at })
  }
  let root = directory(entries)
  let leaves = new Uint8Array()
  if (root.length > ROOT_LIMIT) {
    const chunks = []
    const pointers = []
    let offset = 0
    for (let i = 0; i < entries.length; i += LEAF) {
      const leaf = directory(entries.slice(i, i + LEAF))
      pointers.push({ id: entries[i].id, run: 0, offset, length: leaf.length })
      chunks.push(leaf)
      offset += leaf.length
    }
    leaves = Buffer.concat(chunks)
    root = directory(pointers)
  }
  const described = zip(Buffer.from(JSON.stringify(metadata)))
  const header = Buffer.alloc(HEADER)
  header.write('PMTiles', 0, 'latin1')
  header[7] = 3
  const sections = [
    [HEADER, root.length],
    [HEADER + root.length, described.length],
    [HEADER + root.length + described.length, leaves.length],
    [HEADER + root.length + described.length + leaves.length, size],
  ]
  sections.flat().forEach((value, i) => header.writeBigUInt64LE(BigInt(value), 8 + 8 * i))
  const counts = [tiles.length, entries.length, stored.size]
  counts.forEach((value, i) => header.writeBigUInt64LE(BigInt(value), 72 + 8 * i))
  header[96] = 1 // ordered by tile number
  header[97] = 2 // directories and metadata: gzip
  header[98] = 2 // tiles: gzip
  header[99] = 1 // Mapbox Vector Tile
  header[100] = minZoom
  header[101] = maxZoom
  bounds.forEach((degrees, i) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i))
  header[118] = centre[2]
  header.writeInt32LE(Math.round(centre[0] * 1e7), 119)
  header.writeInt32LE(Math.round(centre[1] * 1e7), 123)
  return Buffer.concat([header, root, described, leaves, ...parts])
}
