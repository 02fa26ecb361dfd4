// Where something is, in a form: by name, by a click on the map, or as an area. What is chosen stands in the form's
// own fields; whoever types degrees there sees them on the map. The map itself is fetched when it is opened.
import { distance } from './shapes.js'
import { Search } from '../search.js'

const slow = navigator.connection?.saveData || /(^|-)[23]g$/.test(navigator.connection?.effectiveType ?? '')

export function mount(card) {
  if (!card.place) card.place = new Place(card)
}

/** The form's fields, and what was in them before. */
export class Place {
  constructor(card) {
    this.card = card
    this.texts = JSON.parse(card.dataset.texts)
    const field = (name) => document.getElementById(`f-${card.dataset.place}.${name}`)
    this.fields = { lat: field('lat'), lon: field('lon'), accuracyM: field('accuracyM'), area: field('area') }
    this.past = []
    new Search(card.querySelector('.place-search'), (place) => this.named(place))
    for (const input of Object.values(this.fields)) {
      input.addEventListener('input', () => {
        if (input === this.fields.accuracyM) delete input.dataset.guessed
        this.say()
        this.onChange?.()
      })
    }
    card.querySelector('[data-place-do=undo]').addEventListener('click', () => this.undo())
    card.querySelector('[data-place-do=clear]').addEventListener('click', () => {
      this.change({ lat: '', lon: '', accuracyM: '', area: '' })
    })
    const map = card.querySelector('.place-map')
    map.addEventListener('toggle', () => { if (map.open) this.open() })
    this.say()
    if (matchMedia('(min-width: 62rem)').matches && !slow) map.open = true
    else document.documentElement.dataset.map = 'idle'
  }

  async open() {
    if (this.picking) return
    this.picking = true
    try {
      const { Picker } = await import('./pick.js')
      new Picker(this)
    } catch (error) {
      console.warn(error)
      this.picking = false
      this.card.querySelector('.place-map').open = false
      this.card.querySelector('.place-says').textContent = this.texts.unreachable
    }
  }

  number(name) {
    const typed = this.fields[name].value.trim().replace(',', '.')
    return typed && Number.isFinite(Number(typed)) ? Number(typed) : null
  }

  /** [lon, lat], or null. */
  get point() {
    const [lon, lat] = [this.number('lon'), this.number('lat')]
    return lon === null || lat === null || Math.abs(lon) > 180 || Math.abs(lat) > 90 ? null : [lon, lat]
  }

  get accuracy() {
    return this.number('accuracyM')
  }

  /** The corners of the area, closed; null when there is none. */
  get ring() {
    try {
      const geometry = JSON.parse(this.fields.area.value)
      return geometry.type === 'Polygon' ? geometry.coordinates[0] : null
    } catch {
      return null
    }
  }

  values() {
    return Object.fromEntries(Object.entries(this.fields).map(([name, input]) => [name, input.value]))
  }

  /** Sets some of the fields; can be taken back. */
  change(values) {
    this.past.push(this.values())
    this.set(values)
  }

  set(values) {
    for (const [name, value] of Object.entries(values)) this.fields[name].value = value
    this.fields.area.checked = Boolean(this.fields.area.value)
    this.say()
    this.onChange?.()
  }

  undo() {
    if (this.onUndo?.()) return
    const before = this.past.pop()
    if (before) this.set(before)
  }

  at([lon, lat], accuracyM, area = '') {
    const typed = this.fields.accuracyM
    const keep = typed.value && !typed.dataset.guessed && !area
    this.change({
      lat: lat.toFixed(5), lon: lon.toFixed(5), area, ...(keep ? {} : { accuracyM: String(Math.max(1, Math.round(accuracyM))) }),
    })
    if (!keep) typed.dataset.guessed = 'yes'
  }

  /** A place that was found by its name is as exact as the place is large. */
  named({ lon, lat, box, title }) {
    const reach = box ? distance([box[0], box[1]], [box[2], box[3]]) / 2 : 2000
    delete this.fields.accuracyM.dataset.guessed
    this.fields.accuracyM.value = ''
    this.at([lon, lat], box ? Math.ceil(reach / 100) * 100 : reach)
    this.onNamed?.(box)
    this.card.querySelector('.place-says').textContent = `${title}. ${this.words()}`
  }

  words() {
    const { point, ring } = this
    if (!point) return this.texts.noPlace
    const parts = [`${point[1].toFixed(5)}, ${point[0].toFixed(5)}`]
    if (ring) parts.push(this.texts.areaCorners.replace('{0}', ring.length - 1))
    return this.texts.chosen.replace('{0}', parts.join(' · '))
  }

  say() {
    this.card.querySelector('.place-says').textContent = this.words()
    this.card.querySelector('[data-place-do=undo]').disabled = !this.past.length && !this.drawing
    this.card.querySelector('[data-place-do=clear]').disabled = !this.point && !this.ring
  }
}
