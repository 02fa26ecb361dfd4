// One map in a card: made, dressed in the theme, measured, announced as quiet, and taken along when its page is
// refreshed around it.
import { AttributionControl, Map as MapLibre, ScaleControl } from 'maplibre-gl'
import { basemap, nothing, onTheme, workerAt } from './basemap.js'
import { Layers } from './layers.js'
import { draw } from './marks.js'

const root = document.documentElement
const busy = new Set()
const letters = document.fonts.load('700 14px "Be Vietnam Pro"').catch(() => {})

/* `html[data-map=idle]`: every map on the page shows all it has to show. */
function quiet(sheet, is) {
  if (is) busy.delete(sheet)
  else busy.add(sheet)
  root.dataset.map = busy.size ? 'busy' : 'idle'
}

export const VIETNAM = [[101.6, 6.4], [117.6, 23.6]]

function drawable() {
  const canvas = document.createElement('canvas')
  return Boolean(canvas.getContext('webgl2'))
}

/** A map of a card. `dress(style)` adds to the basemap what the card shows. */
export class Sheet {
  constructor(card, { dress, home, free, ready }) {
    this.layers = new Layers(this)
    this.dress = (style) => this.layers.dress(dress(style))
    this.home = home
    this.attach(card)
    workerAt(card.dataset.worker)
    if (!drawable()) {
      this.say('noWebgl')
      this.card.classList.add('map-without')
      root.dataset.map = 'failed'
      return
    }
    quiet(this, false)
    this.open(free, ready).catch((error) => this.fail(error))
  }

  /** The card that holds the map now: a page that refreshed itself brings a new one around the same picture. */
  attach(card) {
    this.card = card
    this.texts = JSON.parse(card.dataset.texts)
    this.pane = card.querySelector('.map-pane')
    this.pane.sheet = this
    card.querySelectorAll('[data-map-do]').forEach((button) => {
      button.addEventListener('click', () => this.act(button.dataset.mapDo))
    })
    card.querySelector('.map-notice button')?.addEventListener('click', () => this.redress())
    this.layers.attach(card)
    card.classList.add('map-live')
  }

  async open(free, ready) {
    const { style, plain } = await basemap()
    const map = new MapLibre({
      container: this.pane,
      style: this.dress(style),
      bounds: this.home().bounds,
      fitBoundsOptions: this.home().options,
      minZoom: 3,
      maxZoom: 18,
      maxPitch: 0,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      cooperativeGestures: !free,
      locale: {
        'Map.Title': this.texts.title,
        'AttributionControl.ToggleAttribution': this.texts.attribution,
        'Popup.Close': this.texts.close,
        'Marker.Title': this.texts.marker,
        'CooperativeGesturesHandler.WindowsHelpText': this.texts.ctrlWheel,
        'CooperativeGesturesHandler.MacHelpText': this.texts.cmdWheel,
        'CooperativeGesturesHandler.MobileHelpText': this.texts.twoFingers,
      },
    })
    this.map = map
    map.touchZoomRotate.disableRotation()
    map.keyboard.disableRotation()
    map.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-left')
    map.addControl(new AttributionControl({ compact: true }), 'bottom-right')
    map.setMissingStyleImageResolver(async (id) => {
      // The letters of a mark must be there before it is drawn.
      await letters
      const drawn = draw(id)
      if (drawn && !map.hasImage(id)) map.addImage(id, drawn.image, drawn.options)
    })
    map.on('idle', () => quiet(this, true))
    for (const change of ['movestart', 'dataloading']) map.on(change, () => quiet(this, false))
    map.on('error', ({ error, sourceId }) => {
      console.warn(error)
      if (sourceId && error?.name !== 'AbortError') this.say('tiles')
      else if (!sourceId && !this.dressed) this.undress()
    })
    map.on('style.load', () => { this.dressed = true })
    map.on('load', () => ready(map))
    if (plain) this.say('plain')
    onTheme(() => this.redress())
    document.addEventListener('fullscreenchange', () => this.fullscreen())
  }

  /** The style once more: another theme, or another try. What the map shows and where it looks stays. */
  async redress() {
    this.bare = false
    const { style, plain } = await basemap()
    if (this.over || !this.map) return
    this.wear(style)
    this.say(plain ? 'plain' : '')
  }

  wear(style) {
    this.dressed = false
    this.map.setStyle(this.dress(style), { diff: false })
  }

  /** A style that cannot be drawn: what the card shows still can, on an empty sheet. */
  undress() {
    if (this.bare) return this.fail('no style at all')
    this.bare = true
    this.wear(nothing())
    this.say('plain')
  }

  /** No picture. The list has all that it would have shown, and nobody waits for it. */
  fail(error) {
    console.warn(error)
    quiet(this, true)
    root.dataset.map = 'failed'
    this.card.classList.add('map-without')
    this.say('unreachable')
  }

  say(what) {
    const notice = this.card.querySelector('.map-notice')
    notice.querySelector('span').textContent = what ? this.texts[what] : ''
    const again = notice.querySelector('button')
    if (again) again.hidden = what === 'noWebgl'
    notice.hidden = !what
  }

  act(what) {
    const { map } = this
    if (!map) return
    if (what === 'in') map.zoomIn()
    if (what === 'out') map.zoomOut()
    if (what === 'home') map.fitBounds(this.home().bounds, this.home().options)
    if (what === 'full') {
      if (document.fullscreenElement) document.exitFullscreen()
      else this.card.requestFullscreen?.()
    }
    this.also?.(what)
  }

  fullscreen() {
    const full = document.fullscreenElement === this.card
    const button = this.card.querySelector('[data-map-do=full]')
    button?.setAttribute('aria-pressed', String(full))
    this.map.resize()
  }

  gone() {
    this.over = true
    quiet(this, true)
    this.map?.remove()
  }
}

/** Lets go of maps whose card has left the page. */
const standing = new Set()
export function keep(sheet) {
  standing.add(sheet)
}
document.addEventListener('htmx:afterSettle', () => {
  for (const sheet of standing) {
    if (sheet.pane.isConnected) continue
    standing.delete(sheet)
    sheet.gone()
  }
})
