// A card that shows items: clustered marks, how exact each place is, what is said about it when pointed at.
import { LngLatBounds, Popup } from 'maplibre-gl'
import { RANK, markOf } from './marks.js'
import { box, circle, crowd, positions } from './shapes.js'
import { Sheet, VIETNAM, keep } from './sheet.js'
import { colour } from './basemap.js'
import { card as described, together } from './words.js'

const EMPTY = { type: 'FeatureCollection', features: [] }
const collection = (features) => ({ type: 'FeatureCollection', features })
const TOGETHER_UNTIL = 15

export function mount(card) {
  const standing = card.querySelector('.map-pane').sheet
  if (standing) standing.view.move(card)
  else new View(card)
}

class View {
  constructor(card) {
    this.card = card
    this.items = []
    this.at = -1
    this.start()
  }

  async start() {
    const known = await this.fetch()
    this.first = this.bounds()
    this.sheet = new Sheet(this.card, {
      dress: (style) => this.dress(style),
      home: () => ({ bounds: this.first ?? VIETNAM, options: { padding: 48, maxZoom: this.items.length > 1 ? 12 : 10, animate: false } }),
      free: this.card.matches('.map-tall, .map-fill'),
      ready: (map) => this.ready(map),
    })
    this.sheet.view = this
    this.sheet.also = (what) => this.act(what)
    if (!known) this.missed()
    keep(this.sheet)
    this.listen()
  }

  /** The page refreshed itself: the picture stays, what it shows is what the new card says. */
  move(card) {
    this.card = card
    this.sheet.attach(card)
    this.listen()
    this.refresh()
  }

  async fetch() {
    const { items, features } = this.card.dataset
    if (features) {
      this.take(JSON.parse(features))
      return true
    }
    try {
      const answer = await fetch(items, { headers: { Accept: 'application/geo+json, application/json' } })
      if (!answer.ok) throw new Error(`the items answered ${answer.status}`)
      this.take(await answer.json())
      return true
    } catch (error) {
      console.warn(error)
      return false
    }
  }

  take(answer) {
    this.items = answer.features
    this.items.forEach((item) => {
      item.properties.rank = RANK[item.properties.urgency] ?? 0
      item.properties.mark = markOf(item.properties)
    })
  }

  point(item) {
    const { geometry } = item
    return geometry.type === 'GeometryCollection' ? geometry.geometries[0].coordinates : geometry.coordinates
  }

  /** What a card shows first: all items, or where most of them lie if some lie a world away. */
  bounds() {
    const near = crowd(this.items.map((item) => this.point(item)))
    const all = this.items.filter((_, i) => near[i]).flatMap((item) => {
      const { accuracyM } = item.properties
      return [...positions(item.geometry),
        ...(accuracyM ? positions(circle(this.point(item), accuracyM, 8)) : [])]
    })
    return box(all)
  }

  sources() {
    const areas = this.items.filter((item) => item.geometry.type === 'GeometryCollection')
    const fuzzy = this.items.filter((item) => item.properties.accuracyM > 0)
    return {
      items: collection(this.items.map((item) => ({
        type: 'Feature', geometry: { type: 'Point', coordinates: this.point(item) }, properties: item.properties,
      }))),
      areas: collection(areas.map((item) => ({
        type: 'Feature', geometry: item.geometry.geometries[1], properties: item.properties,
      }))),
      circles: collection(fuzzy.map((item) => ({
        type: 'Feature',
        geometry: circle(this.point(item), item.properties.accuracyM),
        properties: item.properties,
      }))),
      spot: this.spot ?? EMPTY,
    }
  }

  dress(style) {
    const data = this.sources()
    const level = (name) => ({ type: 'geojson', data: data[name] })
    const count = (rank) => ['+', ['case', ['==', ['get', 'rank'], rank], 1, 0]]
    const byUrgency = ['match', ['get', 'urgency'], 'FLASH', colour('flash'), 'IMMEDIATE', colour('immediate'),
      'PRIORITY', colour('priority-line'), colour('routine')]
    const text = (name) => ['to-string', ['get', name]]
    style.sources = {
      ...style.sources,
      'hd-items': {
        ...level('items'),
        cluster: true,
        clusterRadius: 46,
        clusterMaxZoom: TOGETHER_UNTIL,
        clusterProperties: { n0: count(0), n1: count(1), n2: count(2), n3: count(3) },
      },
      'hd-areas': level('areas'),
      'hd-circles': level('circles'),
      'hd-spot': level('spot'),
    }
    style.layers = [
      ...style.layers,
      { id: 'hd-areas', type: 'fill', source: 'hd-areas', paint: { 'fill-color': byUrgency, 'fill-opacity': 0.14 } },
      { id: 'hd-areas-line', type: 'line', source: 'hd-areas', paint: { 'line-color': byUrgency, 'line-width': 2 } },
      { id: 'hd-circles', type: 'fill', source: 'hd-circles', paint: { 'fill-color': byUrgency, 'fill-opacity': 0.08 } },
      { id: 'hd-circles-line', type: 'line', source: 'hd-circles', paint: { 'line-color': byUrgency, 'line-width': 1.25, 'line-dasharray': [3, 3] } },
      { id: 'hd-spot', type: 'circle', source: 'hd-spot', paint: { 'circle-radius': 25, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-width': 4, 'circle-stroke-color': colour('focus') } },
      {
        id: 'hd-clusters', type: 'symbol', source: 'hd-items', filter: ['has', 'point_count'],
        layout: {
          'icon-image': ['concat', 'cluster|', text('n0'), '|', text('n1'), '|', text('n2'), '|', text('n3'), '|', this.card.dataset.realm],
          'icon-allow-overlap': true,
          'symbol-sort-key': ['get', 'n3'],
        },
      },
      {
        id: 'hd-items', type: 'symbol', source: 'hd-items', filter: ['!', ['has', 'point_count']],
        layout: { 'icon-image': ['get', 'mark'], 'icon-allow-overlap': true, 'symbol-sort-key': ['get', 'rank'] },
      },
    ]
    return style
  }

  ready(map) {
    this.map = map
    this.popup = new Popup({ closeButton: true, closeOnClick: false, maxWidth: '20rem', offset: 16, className: 'map-popup', focusAfterOpen: false })
    this.popup.on('close', () => { this.pinned = false; this.mark(null) })
    const layers = ['hd-items', 'hd-clusters']
    for (const layer of layers) {
      map.on('mouseenter', layer, () => { map.getCanvas().classList.add('map-over') })
      map.on('mouseleave', layer, () => {
        map.getCanvas().classList.remove('map-over')
        if (!this.pinned) this.popup.remove()
      })
    }
    map.on('mousemove', 'hd-items', ({ features }) => { if (!this.pinned) this.show([features[0].properties.id], false) })
    map.on('mousemove', 'hd-clusters', ({ features: [{ properties, geometry }] }) => {
      if (this.pinned) return
      this.popup.setLngLat(geometry.coordinates).setDOMContent(together(properties, this.sheet.texts)).addTo(map)
      this.popup.getElement().classList.add('map-popup-passing')
    })
    map.on('click', 'hd-items', ({ features }) => {
      this.show([...new Set(features.map(({ properties }) => properties.id))], true)
    })
    map.on('click', 'hd-clusters', ({ features }) => this.openCluster(features[0]))
    map.on('click', ({ point }) => {
      if (!map.queryRenderedFeatures(point, { layers }).length) this.popup.remove()
    })
    map.getCanvas().addEventListener('keydown', (event) => {
      const step = { n: 1, p: -1 }[event.key.toLowerCase()]
      if (step && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault()
        event.stopPropagation()
        this.step(step)
      } else if (event.key === 'Enter' && this.pinned) {
        this.popup.getElement()?.querySelector('a')?.click()
      } else if (event.key === 'Escape') {
        this.popup.remove()
      }
    })
  }

  async openCluster({ properties, geometry }) {
    const source = this.map.getSource('hd-items')
    const leaves = await source.getClusterLeaves(properties.cluster_id, 25, 0)
    const around = box(leaves.map((leaf) => leaf.geometry.coordinates))
    const one = around && new LngLatBounds(around)
    const small = one && Math.max(one.getEast() - one.getWest(), one.getNorth() - one.getSouth()) < 0.0004
    if (small || this.map.getZoom() >= TOGETHER_UNTIL) {
      this.show(leaves.map((leaf) => leaf.properties.id), true, geometry.coordinates)
    } else {
      const zoom = await source.getClusterExpansionZoom(properties.cluster_id)
      this.map.easeTo({ center: geometry.coordinates, zoom: Math.min(zoom + 0.3, 18) })
    }
  }

  show(ids, pin, place) {
    const shown = ids.map((id) => this.items.find((item) => item.properties.id === id)).filter(Boolean)
    if (!shown.length) return
    this.pinned = pin
    this.popup.setLngLat(place ?? this.point(shown[0])).setDOMContent(described(shown, this.sheet.texts, pin)).addTo(this.map)
    this.popup.getElement().classList.toggle('map-popup-passing', !pin)
    if (pin && this.narrow()) this.map.easeTo({ center: place ?? this.point(shown[0]), offset: this.aside() })
    this.mark(shown.length === 1 ? shown[0] : null)
    if (pin) this.at = this.items.indexOf(shown[0])
  }

  /** On a phone what is said stands along the lower edge (map.css), and the item above it. */
  narrow() {
    return this.card.clientWidth < 480
  }

  aside() {
    return this.narrow() ? [0, -this.card.querySelector('.map-frame').clientHeight / 6] : [0, 0]
  }

  /** A ring around one item on the map, and its line in the list. */
  mark(item) {
    this.spot = item ? collection([{ type: 'Feature', geometry: { type: 'Point', coordinates: this.point(item) }, properties: {} }]) : EMPTY
    this.map?.getSource('hd-spot')?.setData(this.spot)
    this.card.querySelectorAll('[data-map-item]').forEach((line) => {
      line.classList.toggle('map-here', Boolean(item) && line.dataset.mapItem === item.properties.id)
    })
  }

  act(what) {
    if (what === 'next') this.step(1)
    if (what === 'previous') this.step(-1)
    if (what === 'home') this.popup?.remove()
  }

  step(by) {
    if (!this.items.length || !this.map) return
    this.at = this.at < 0 && by < 0 ? this.items.length - 1 : (this.at + by + this.items.length) % this.items.length
    this.go(this.items[this.at])
  }

  go(item) {
    const place = this.point(item)
    const zoom = Math.max(this.map.getZoom(), 9)
    if (!this.map.getBounds().contains(place) || zoom !== this.map.getZoom()) {
      this.map.easeTo({ center: place, zoom, offset: this.aside() })
    }
    this.show([item.properties.id], true)
    const said = this.card.querySelector('.map-said')
    said.textContent = `${this.at + 1}/${this.items.length}. ${[item.properties.urgencyText, item.properties.title,
      item.properties.agency, item.properties.stateText].filter(Boolean).join('. ')}`
  }

  /** The list beside the map, news, and the page going to sleep. */
  listen() {
    const { card } = this
    const find = ({ target }) => {
      const line = target.closest?.('[data-map-item]')
      return line && this.items.find((item) => item.properties.id === line.dataset.mapItem)
    }
    for (const event of ['mouseover', 'focusin']) {
      card.addEventListener(event, (happened) => {
        const item = find(happened)
        if (item && !this.pinned) this.mark(item)
      })
    }
    for (const event of ['mouseout', 'focusout']) {
      card.addEventListener(event, (happened) => { if (find(happened) && !this.pinned) this.mark(null) })
    }
    card.addEventListener('click', (event) => {
      if (!event.target.closest('[data-map-show]')) return
      const item = find(event)
      if (!item) return
      this.at = this.items.indexOf(item)
      this.go(item)
      this.map?.getCanvas().focus({ preventScroll: false })
    })
    if (card.dataset.items) {
      card.querySelector('.map-notice button')?.addEventListener('click', () => this.refresh())
      for (const topic of card.dataset.topics.split(' ').filter(Boolean)) {
        card.addEventListener(`sse:${topic}`, () => this.soon())
      }
      clearInterval(this.clock)
      this.clock = setInterval(() => {
        if (!card.isConnected) clearInterval(this.clock)
        else if (!document.hidden && document.documentElement.dataset.live !== 'on') this.refresh()
      }, 60_000)
    }
  }

  /** What the map shows is not the newest, or nothing yet: say so. */
  missed() {
    this.stale = true
    this.sheet.say('stale')
  }

  soon() {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.refresh(), 400)
  }

  /** What is new, without moving what the officer looks at. */
  async refresh() {
    const before = this.items
    if (!await this.fetch()) {
      this.items = before
      this.missed()
      return
    }
    if (this.stale) this.sheet.say('')
    this.stale = false
    if (!this.map) return
    const data = this.sources()
    for (const name of ['items', 'areas', 'circles']) this.map.getSource(`hd-${name}`)?.setData(data[name])
    this.first = this.bounds()
    // Nobody is at the keyboard of a screen on the wall.
    if (this.card.matches('.map-wall')) this.sheet.act('home')
    if (this.at >= this.items.length) this.at = -1
  }
}
