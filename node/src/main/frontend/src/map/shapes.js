// Shapes on the round earth, good enough for circles of a few hundred kilometres.
const EARTH = 6371008.8

const radians = (degrees) => (degrees * Math.PI) / 180
const degrees = (rad) => (rad * 180) / Math.PI

/** A ring around a place, within which the true place lies. */
export function circle([lon, lat], metres, corners = 64) {
  const angle = metres / EARTH
  const ring = []
  for (let i = 0; i <= corners; i++) {
    const bearing = (2 * Math.PI * i) / corners
    const y = Math.asin(Math.sin(radians(lat)) * Math.cos(angle)
      + Math.cos(radians(lat)) * Math.sin(angle) * Math.cos(bearing))
    const x = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(radians(lat)),
      Math.cos(angle) - Math.sin(radians(lat)) * Math.sin(y))
    ring.push([lon + degrees(x), degrees(y)])
  }
  return { type: 'Polygon', coordinates: [ring] }
}

/** Every position of a geometry. */
export function positions(geometry) {
  if (!geometry) return []
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positions)
  const flat = (list) => (typeof list[0] === 'number' ? [list] : list.flatMap(flat))
  return flat(geometry.coordinates)
}

/** The smallest box around positions: [[west, south], [east, north]]; null around nothing. */
export function box(all) {
  if (!all.length) return null
  const lons = all.map(([lon]) => lon)
  const lats = all.map(([, lat]) => lat)
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]]
}

/* What the smallest screen shows of the world at the lowest zoom. */
const VIEW = 30

/** Of each place, whether it is one of those to show together: all, or the most that fit into one view. */
export function crowd(places) {
  const one = box(places)
  if (!one || (one[1][0] - one[0][0] <= VIEW && one[1][1] - one[0][1] <= VIEW)) return places.map(() => true)
  let best = []
  let most = 0
  for (const [lon, lat] of places) {
    const near = places.map((place) => Math.abs(place[0] - lon) <= VIEW / 2 && Math.abs(place[1] - lat) <= VIEW / 2)
    const count = near.filter(Boolean).length
    if (count > most) [best, most] = [near, count]
  }
  return best
}

/** The middle of a ring by area; of its corners where it has none. */
export function middle(ring) {
  let area = 0
  let x = 0
  let y = 0
  for (let i = 0; i < ring.length - 1; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i], ring[i + 1]]
    const part = x1 * y2 - x2 * y1
    area += part
    x += (x1 + x2) * part
    y += (y1 + y2) * part
  }
  if (Math.abs(area) > 1e-12) return [x / (3 * area), y / (3 * area)]
  const [sw, ne] = box(ring)
  return [(sw[0] + ne[0]) / 2, (sw[1] + ne[1]) / 2]
}

/** Metres between two places. */
export function distance([lon1, lat1], [lon2, lat2]) {
  const half = Math.sin(radians(lat2 - lat1) / 2) ** 2
    + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2
  return 2 * EARTH * Math.asin(Math.sqrt(half))
}

/** Whether a closed ring crosses itself. */
export function crosses(ring) {
  const side = ([ax, ay], [bx, by], [cx, cy]) => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
  const sides = ring.length - 1
  for (let i = 0; i < sides; i++) {
    for (let j = i + 2; j < sides; j++) {
      if (i === 0 && j === sides - 1) continue
      const [a, b, c, d] = [ring[i], ring[i + 1], ring[j], ring[j + 1]]
      if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return true
    }
  }
  return false
}
