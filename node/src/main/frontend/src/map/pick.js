// The map of a form: a click sets the place, several draw an area around it. Without a mouse the middle of the map is
// the pointer: arrows move the map, Enter sets.
import { Marker } from 'maplibre-gl'
import { colour } from './basemap.js'
import { box, circle, crosses, distance, middle } from './shapes.js'
import { Sheet, VIETNAM, keep } from './sheet.js'

const MOST_CORNERS = 100
const collection = (...geometries) => ({
  type: 'FeatureCollection',
  features: geometries.filter(Boolean).map((geometry) => ({ type: 'Feature', geometry, properties: {} })),
})

export class Picker {
  constructor(place) {
    this.place = place
    this.card = place.card
    this.texts = place.texts
    this.draft = []
    this.mode = 'point'
    this.sheet = new Sheet(this.card, {
      dress: (style) => this.dress(style),
      home: () => ({ bounds: this.around() ?? VIETNAM, options: { padding: 40, maxZoom: 14, animate: false } }),
      free: true,
      ready: (map) => this.ready(map),
    })
    keep(this.sheet)
    place.onChange = () => this.refresh()
    place.onNamed = (named) => this.see(named && [[named[0], named[1]], [named[2], named[3]]])
    place.onUndo = () => this.undo()
    this.button('point').addEventListener('click', () => this.to('point'))
    this.button('area').addEventListener('click', () => this.to('area'))
    this.button('done').addEventListener('click', () => this.finish())
    this.help()
  }

  button(what) {
    return this.card.querySelector(`[data-place-do=${what}]`)
  }

  around() {
    const { point, ring, accuracy } = this.place
    if (ring) return box(ring)
    return point && box(circle(point, Math.max(accuracy ?? 0, 500), 8).coordinates[0])
  }

  see(bounds) {
    const seen = bounds ?? this.around()
    if (this.map && seen) this.map.fitBounds(seen, { padding: 40, maxZoom: 14 })
  }

  data() {
    const { point, ring, accuracy } = this.place
    const line = this.draft.length > 1 ? { type: 'LineString', coordinates: this.draft } : null
    return {
      area: collection(ring && { type: 'Polygon', coordinates: [ring] }),
      circle: collection(point && !ring && accuracy > 0 && circle(point, accuracy)),
      draft: collection(line, ...this.draft.map((coordinates) => ({ type: 'Point', coordinates }))),
    }
  }

  dress(style) {
    const data = this.data()
    for (const name of ['area', 'circle', 'draft']) {
      style.sources[`hd-${name}`] = { type: 'geojson', data: data[name] }
    }
    const drawn = colour('drawn')
    style.layers = [
      ...style.layers,
      { id: 'hd-circle', type: 'fill', source: 'hd-circle', paint: { 'fill-color': drawn, 'fill-opacity': 0.1 } },
      { id: 'hd-circle-line', type: 'line', source: 'hd-circle', paint: { 'line-color': drawn, 'line-width': 1.5, 'line-dasharray': [3, 3] } },
      { id: 'hd-area', type: 'fill', source: 'hd-area', paint: { 'fill-color': drawn, 'fill-opacity': 0.18 } },
      { id: 'hd-area-line', type: 'line', source: 'hd-area', paint: { 'line-color': drawn, 'line-width': 2.5 } },
      { id: 'hd-draft', type: 'line', source: 'hd-draft', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': drawn, 'line-width': 2.5, 'line-dasharray': [2, 1.5] } },
      { id: 'hd-corners', type: 'circle', source: 'hd-draft', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 6, 'circle-color': colour('halo'), 'circle-stroke-color': drawn, 'circle-stroke-width': 3 } },
    ]
    return style
  }

  ready(map) {
    this.map = map
    map.doubleClickZoom.disable()
    const pin = document.createElement('div')
    pin.className = 'place-pin'
    this.pin = new Marker({ element: pin, draggable: true, anchor: 'center' })
    this.pin.on('dragend', () => this.set(this.pin.getLngLat().toArray()))
    map.on('click', ({ lngLat, point }) => this.pressed(lngLat.toArray(), point))
    map.getCanvas().addEventListener('keydown', (event) => this.key(event))
    this.refresh()
  }

  key(event) {
    if (event.key === 'Enter' && event.shiftKey) this.finish()
    else if (event.key === 'Enter') this.pressed(this.map.getCenter().toArray())
    else if (event.key === 'Backspace' || (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey))) this.place.undo()
    else if (event.key === 'Escape' && this.draft.length) this.drop()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  pressed(place, point) {
    if (this.mode === 'point') return this.set(place)
    const [first] = this.draft
    const again = first && point && this.draft.length > 2 && this.map.project(first).dist(point) < 14
    if (again) return this.finish()
    if (this.draft.length >= MOST_CORNERS) return this.help('tooManyCorners')
    this.draft.push(place.map((degree) => Number(degree.toFixed(5))))
    this.refresh()
  }

  /** As exact as a finger at this scale. */
  set(place) {
    const at = this.map.project(place)
    const edge = this.map.unproject([at.x + 8, at.y]).toArray()
    const reach = distance(place, edge)
    const step = 10 ** Math.max(0, Math.floor(Math.log10(reach)))
    this.place.at(place, Math.ceil(reach / step) * step)
  }

  to(mode) {
    if (this.mode !== mode && this.draft.length) this.drop()
    this.mode = mode
    this.refresh()
    this.map?.getCanvas().focus({ preventScroll: true })
  }

  drop() {
    this.draft = []
    this.refresh()
  }

  /** Takes back the last corner; false when none is being drawn. */
  undo() {
    if (!this.draft.length) return false
    this.draft.pop()
    this.refresh()
    return true
  }

  finish() {
    if (this.mode !== 'area') return
    if (this.draft.length < 3) return this.help('tooFewCorners')
    const ring = [...this.draft, this.draft[0]]
    if (crosses(ring)) return this.help('crossing')
    this.draft = []
    this.mode = 'point'
    const at = middle(ring)
    this.place.at(at, Math.max(...ring.map((corner) => distance(at, corner))),
      JSON.stringify({ type: 'Polygon', coordinates: [ring] }))
    this.see()
  }

  refresh() {
    this.place.drawing = this.draft.length > 0
    this.place.say()
    this.help()
    for (const mode of ['point', 'area']) this.button(mode).setAttribute('aria-pressed', String(this.mode === mode))
    this.button('done').hidden = this.mode !== 'area'
    this.button('done').disabled = this.draft.length < 3
    if (!this.map) return
    const data = this.data()
    for (const [name, shapes] of Object.entries(data)) this.map.getSource(`hd-${name}`)?.setData(shapes)
    const { point } = this.place
    if (point) this.pin.setLngLat(point).addTo(this.map)
    else this.pin.remove()
  }

  help(what) {
    const text = what ?? (this.mode === 'point' ? 'helpPoint' : this.draft.length ? 'helpCorner' : 'helpArea')
    this.card.querySelector('.place-help').textContent = this.texts[text].replace('{0}', this.draft.length)
  }
}
