// Where something is, in a form: by name, by a click on the map, or as an area. What is chosen stands in the form's
// own fields; whoever types degrees there sees them on the map. The map itself is fetched when it is opened.
import { distance } from './shapes.js'
import { element } from './words.js'

const WAIT = 180
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
    this.look = new Search(card, this.texts, (place) => this.named(place))
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

/** A box that offers places as one types: a combobox with a list, by the ARIA practices. */
class Search {
  constructor(card, texts, chosen) {
    this.input = card.querySelector('[role=combobox]')
    this.list = card.querySelector('[role=listbox]')
    this.said = card.querySelector('.place-count')
    this.texts = texts
    this.chosen = chosen
    this.places = []
    this.at = -1
    this.input.addEventListener('input', () => {
      clearTimeout(this.waiting)
      this.waiting = setTimeout(() => this.ask(), WAIT)
    })
    this.input.addEventListener('keydown', (event) => this.key(event))
    this.input.addEventListener('blur', () => setTimeout(() => this.close(), 150))
    this.list.addEventListener('mousedown', (event) => event.preventDefault())
    this.list.addEventListener('click', ({ target }) => {
      const line = target.closest('[role=option]')
      if (line) this.take(Number(line.dataset.at))
    })
  }

  async ask() {
    const typed = this.input.value.trim()
    this.running?.abort()
    if (typed.length < 2) return this.close()
    this.running = new AbortController()
    try {
      const address = new URL('/map/places', location.origin)
      address.search = new URLSearchParams({ q: typed, limit: 8, lang: document.documentElement.lang })
      const answer = await fetch(address, { signal: this.running.signal, headers: { Accept: 'application/json' } })
      if (!answer.ok) throw new Error(`the places answered ${answer.status}`)
      this.places = (await answer.json()).places
      this.show()
    } catch (error) {
      if (error.name === 'AbortError') return
      console.warn(error)
      this.close()
      this.said.textContent = this.texts.placesUnreachable
    }
  }

  show() {
    this.at = -1
    this.input.removeAttribute('aria-activedescendant')
    this.list.replaceChildren(...this.places.map((place, at) => {
      const line = element('li')
      line.id = `${this.list.id}-${at}`
      line.setAttribute('role', 'option')
      line.dataset.at = at
      line.append(element('span', 'place-name', place.title))
      const more = [place.within, place.validTo && this.texts.formerly.replace('{0}', new Date(place.validTo).toLocaleDateString(document.documentElement.lang)),
        place.lon === undefined && this.texts.nowhere].filter(Boolean).join(' · ')
      if (more) line.append(' ', element('span', 'quiet', more))
      if (place.lon === undefined) line.setAttribute('aria-disabled', 'true')
      return line
    }))
    const any = this.places.length > 0
    this.list.hidden = !any
    this.input.setAttribute('aria-expanded', String(any))
    this.said.textContent = any ? this.texts.found.replace('{0}', this.places.length) : this.texts.noneFound
  }

  key(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (this.list.hidden) return void this.ask()
      const by = event.key === 'ArrowDown' ? 1 : -1
      this.to((this.at + by + this.places.length) % this.places.length)
    } else if (event.key === 'Enter') {
      // Enter in a box of a form would send the form.
      event.preventDefault()
      if (!this.list.hidden) this.take(Math.max(this.at, 0))
    } else if (event.key === 'Escape' && !this.list.hidden) {
      event.preventDefault()
      event.stopPropagation()
      this.close()
    }
  }

  to(at) {
    this.at = at
    ;[...this.list.children].forEach((line, each) => line.setAttribute('aria-selected', String(each === at)))
    this.list.children[at]?.scrollIntoView({ block: 'nearest' })
    this.input.setAttribute('aria-activedescendant', `${this.list.id}-${at}`)
  }

  take(at) {
    const place = this.places[at]
    if (!place || place.lon === undefined) return
    this.input.value = [place.title, place.within].filter(Boolean).join(', ')
    this.close()
    this.chosen(place)
  }

  close() {
    this.list.hidden = true
    this.input.setAttribute('aria-expanded', 'false')
    this.input.removeAttribute('aria-activedescendant')
  }
}
