// Small geometry for the basemap, in degrees.

export const inside = ([lon, lat], [west, south, east, north]) => lon >= west && lon <= east && lat >= south && lat <= north

export function bbox(polygons) {
  const points = polygons.flat(2)
  return [
    points.reduce((least, [lon]) => Math.min(least, lon), 180),
    points.reduce((least, [, lat]) => Math.min(least, lat), 90),
    points.reduce((most, [lon]) => Math.max(most, lon), -180),
    points.reduce((most, [, lat]) => Math.max(most, lat), -90),
  ]
}

function squaredDistance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2
}

/** Tells of a point whether it lies within `degrees` of one of the lines. */
export function near(lines, degrees) {
  const limit = degrees * degrees
  const segments = lines.flatMap((line) => line.slice(1).map((to, i) => [line[i], to]))
  return (at) => segments.some(([from, to]) => squaredDistance(at, from, to) <= limit)
}

function contains(polygon, [x, y]) {
  let within = false
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within
    }
  }
  return within
}

/** The point of a fine grid that lies deepest inside: where a name has room. */
export function pole(polygon) {
  const [west, south, east, north] = bbox([polygon])
  const steps = 40
  const segments = polygon.flatMap((ring) => ring.slice(1).map((to, i) => [ring[i], to]))
  let best = [(west + east) / 2, (south + north) / 2]
  let depth = -1
  for (let i = 1; i < steps; i++) {
    for (let j = 1; j < steps; j++) {
      const at = [west + ((east - west) * i) / steps, south + ((north - south) * j) / steps]
      if (!contains(polygon, at)) continue
      const distance = segments.reduce((least, [from, to]) => Math.min(least, squaredDistance(at, from, to)), Infinity)
      if (distance > depth) [best, depth] = [at, distance]
    }
  }
  return best
}

/**
 * Polygons that jump from one edge of the world to the other, as world-atlas has them for globes, run on beyond the
 * edge instead; the tiler brings back what is beyond. One that runs around the pole is closed along the map's lower edge.
 */
export function unstitched(polygons) {
  return polygons.map((polygon) => polygon.map((ring) => {
    let shift = 0
    const run = ring.map(([lon, lat], i) => {
      const step = i === 0 ? 0 : lon - ring[i - 1][0]
      if (step > 180) shift -= 360
      else if (step < -180) shift += 360
      return [lon + shift, lat]
    })
    if (shift === 0) return run
    const [first, last] = [run[0], run[run.length - 1]]
    return [...run, [last[0], -89], [first[0], -89], first]
  }))
}
