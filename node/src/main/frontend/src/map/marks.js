// The marks on the map, drawn when they are first needed: shape says what kind, colour and size how urgent, the glyph
// what it is about, a broken ring that the place is not exact, a stroke through it that it was withdrawn. Nothing is
// said by colour alone.
import glyphs from 'virtual:glyphs'
import { colour } from './basemap.js'

export const RANK = { FLASH: 3, IMMEDIATE: 2, PRIORITY: 1, ROUTINE: 0 }
const LEVELS = ['ROUTINE', 'PRIORITY', 'IMMEDIATE', 'FLASH']
const SIZES = { FLASH: 38, IMMEDIATE: 34, PRIORITY: 30, ROUTINE: 27 }
const WITHDRAWN = new Set(['RETRACTED', 'REFUTED'])
const RATIO = 2

/** Metres from which on a place counts as not exact. */
export const FUZZY = 250

/** The name of an item's mark; the mark is drawn from its name. */
export function markOf(item) {
  const flags = (item.accuracyM >= FUZZY ? 'f' : '') + (WITHDRAWN.has(item.state) ? 'w' : '')
    + (item.realm === 'EXERCISE' ? 'e' : item.realm === 'TEST' ? 't' : '')
  return `mark|${item.kind}|${item.urgency}|${item.topic}|${flags}`
}

/** The image behind a name: of one item, or of several that stand together. */
export function draw(name) {
  const [what, ...parts] = name.split('|')
  if (what === 'mark') return mark(...parts)
  if (what === 'cluster') return cluster(parts.slice(0, 4).map(Number), parts[4])
  return null
}

function sheet(size) {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.ceil(size * RATIO)
  const pen = canvas.getContext('2d')
  pen.scale(RATIO, RATIO)
  pen.translate(size / 2, size / 2)
  pen.lineJoin = pen.lineCap = 'round'
  return pen
}

const done = (pen) => ({
  image: pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height),
  options: { pixelRatio: RATIO },
})

function corners(n, radius, turn) {
  const path = new Path2D()
  for (let i = 0; i < n; i++) {
    const angle = turn + (2 * Math.PI * i) / n
    path.lineTo(radius * Math.cos(angle), radius * Math.sin(angle))
  }
  path.closePath()
  return path
}

function shape(kind, radius) {
  const up = -Math.PI / 2
  switch (kind) {
    case 'warning': return corners(3, radius * 1.22, up)
    case 'incident': return corners(4, radius * 1.12, up)
    case 'site': return corners(4, radius * 1.12, Math.PI / 4)
    case 'event': return corners(6, radius * 1.05, up)
    case 'unit': return corners(5, radius * 1.08, up)
    default: {
      const path = new Path2D()
      path.arc(0, 0, radius * 0.94, 0, 2 * Math.PI)
      return path
    }
  }
}

function mark(kind, urgency, topic, flags = '') {
  const size = SIZES[urgency] ?? SIZES.ROUTINE
  const room = size + 18
  const pen = sheet(room)
  const radius = size / 2 - 2
  const withdrawn = flags.includes('w')
  const level = withdrawn ? 'withdrawn' : (urgency in RANK ? urgency : 'ROUTINE').toLowerCase()
  const outline = shape(kind, radius)
  if (flags.includes('e') || flags.includes('t')) ring(pen, room / 2 - 1.5, 2.5, [5, 3], colour(flags.includes('e') ? 'exercise' : 'test'))
  if (flags.includes('f')) ring(pen, radius + 4, 1.5, [2, 3.2], colour('line'))
  pen.lineWidth = 4.5
  pen.strokeStyle = colour('halo')
  pen.stroke(outline)
  pen.fillStyle = colour(level)
  pen.fill(outline)
  pen.lineWidth = 1.5
  pen.strokeStyle = colour(`${level}-line`)
  pen.stroke(outline)
  if (urgency === 'FLASH' && !withdrawn) {
    pen.lineWidth = 1.25
    pen.strokeStyle = colour(`${level}-text`)
    pen.stroke(shape(kind, radius - 3.5))
  }
  glyph(pen, topic, kind === 'warning' ? size * 0.44 : size * 0.5, kind === 'warning' ? size * 0.06 : 0, colour(`${level}-text`))
  if (withdrawn) {
    pen.lineWidth = 3
    pen.strokeStyle = colour('withdrawn-line')
    pen.beginPath()
    pen.moveTo(-radius, radius)
    pen.lineTo(radius, -radius)
    pen.stroke()
  }
  if (flags.includes('e')) tag(pen, room, 'DT', colour('exercise'))
  if (flags.includes('t')) tag(pen, room, 'TEST', colour('test'))
  return done(pen)
}

function ring(pen, radius, width, dash, stroke) {
  pen.save()
  pen.setLineDash(dash)
  pen.lineWidth = width
  pen.strokeStyle = stroke
  pen.beginPath()
  pen.arc(0, 0, radius, 0, 2 * Math.PI)
  pen.stroke()
  pen.restore()
}

function glyph(pen, topic, size, down, stroke) {
  pen.save()
  pen.translate(-size / 2, -size / 2 + down)
  pen.scale(size / 24, size / 24)
  pen.lineWidth = 2.2
  pen.strokeStyle = stroke
  for (const path of glyphs[topic] ?? glyphs.other) pen.stroke(new Path2D(path))
  pen.restore()
}

/* A letter on the mark itself: a cut-out of the map still says that it was an exercise. */
function tag(pen, room, text, fill) {
  pen.save()
  pen.font = '700 9px "Be Vietnam Pro", sans-serif'
  pen.textAlign = 'center'
  const width = pen.measureText(text).width + 6
  pen.fillStyle = fill
  pen.fillRect(-width / 2, room / 2 - 12, width, 12)
  pen.fillStyle = '#fff'
  pen.fillText(text, 0, room / 2 - 3)
  pen.restore()
}

/* How many, and how urgent: a ring with a part for each level, the most urgent first. */
function cluster(counts, realm) {
  const total = counts.reduce((sum, each) => sum + each, 0)
  const size = Math.min(40 + 4 * Math.log2(total), 66)
  const pen = sheet(size + 8)
  const radius = size / 2 - 4
  pen.fillStyle = colour('cluster')
  pen.beginPath()
  pen.arc(0, 0, size / 2, 0, 2 * Math.PI)
  pen.fill()
  let from = -Math.PI / 2
  const parts = counts.filter(Boolean).length
  for (let level = 3; level >= 0; level--) {
    if (!counts[level]) continue
    const to = from + (2 * Math.PI * counts[level]) / total
    const gap = parts > 1 ? 0.05 : 0
    pen.lineWidth = 6
    pen.lineCap = 'butt'
    pen.strokeStyle = colour(LEVELS[level].toLowerCase())
    pen.beginPath()
    pen.arc(0, 0, radius, from + gap, Math.max(to - gap, from + gap + 0.02))
    pen.stroke()
    from = to
  }
  pen.fillStyle = colour('cluster-text')
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.font = `700 ${total > 999 ? 12 : 14}px "Be Vietnam Pro", sans-serif`
  pen.fillText(String(total), 0, counts[3] ? -1 : 0.5)
  if (counts[3]) {
    // How many of them are most urgent must not need a look at the colours.
    pen.font = '700 9px "Be Vietnam Pro", sans-serif'
    pen.fillStyle = colour('flash-word')
    pen.fillText(`!${counts[3]}`, 0, 10)
  }
  if (realm !== 'REAL') ring(pen, size / 2 + 2, 2.5, [5, 3], colour(realm === 'EXERCISE' ? 'exercise' : 'test'))
  return done(pen)
}
