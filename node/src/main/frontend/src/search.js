// Places are found by name as one types.
import { element } from './map/words.js'

const WAIT = 180

/** A box that offers places as one types: a combobox with a list, by the ARIA practices. */
export class Search {
  constructor(card, chosen) {
    this.input = card.querySelector('[role=combobox]')
    this.list = card.querySelector('[role=listbox]')
    this.said = card.querySelector('.place-count')
    this.texts = JSON.parse(card.dataset.texts)
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
