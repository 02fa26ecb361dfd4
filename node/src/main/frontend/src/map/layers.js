// Which layers of the map are shown: borders, names, what the card itself shows, and each one that the agency added.
// Remembered in this browser; a layer that belongs to two groups is shown while both are.
const KEPT = 'map-layers'
const BORDERS = /(^|-)(province|country)-border$|^pack-.*-(province|country|commune)$/
const NAMES = /^(town-dot|(?!pack-|hd-).*-name)$|^pack-.*-(place|island)-name$/

/** What the officer chose before: group -> shown or not. What was never touched is not in it. */
function chosen() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {}
  } catch {
    return {}
  }
}

function remember(group, shown) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...chosen(), [group]: shown }))
  } catch {
    // A browser that keeps nothing still switches.
  }
}

function groups({ id, source }) {
  const found = []
  if (id.startsWith('hd-areas')) found.push('areas')
  else if (/^hd-(items|clusters|circles|spot)/.test(id)) found.push('items')
  if (id.startsWith('pack-')) found.push(source)
  if (BORDERS.test(id)) found.push('borders')
  if (NAMES.test(id)) found.push('names')
  return found
}

/** The switch of one map. */
export class Layers {
  constructor(sheet) {
    this.sheet = sheet
    this.members = []
    this.usual = {}
  }

  /** Before the style is drawn: each layer as it was chosen; what nobody chose stays as the node says. */
  dress(style) {
    this.members = style.layers.map((layer) => ({ id: layer.id, groups: groups(layer) })).filter((layer) => layer.groups.length)
    this.usual = {}
    for (const layer of style.layers) {
      if (!layer.id.startsWith('pack-')) continue
      this.usual[layer.source] = (this.usual[layer.source] ?? false) || layer.layout?.visibility !== 'none'
    }
    for (const layer of style.layers) {
      if (groups(layer).length) layer.layout = { ...layer.layout, visibility: this.visibility(layer.id) }
    }
    return style
  }

  shows(group) {
    return chosen()[group] ?? this.usual[group] ?? true
  }

  visibility(id) {
    const of = this.members.find((layer) => layer.id === id).groups
    return of.every((group) => this.shows(group)) ? 'visible' : 'none'
  }

  /** The boxes of a card: those that stand there, and one for each layer of the agency's own. */
  attach(card) {
    this.panel = card.querySelector('.map-layers')
    if (!this.panel) return
    this.panel.querySelectorAll('input').forEach((box) => this.box(box))
    this.panel.addEventListener('toggle', () => { if (this.panel.open) this.more() })
  }

  box(box) {
    box.checked = this.shows(box.value)
    box.addEventListener('change', () => {
      remember(box.value, box.checked)
      const { map } = this.sheet
      for (const { id, groups: of } of this.members) {
        if (of.includes(box.value) && map?.getLayer(id)) map.setLayoutProperty(id, 'visibility', this.visibility(id))
      }
    })
  }

  async more() {
    if (this.asked === this.panel) return
    this.asked = this.panel
    try {
      const answer = await fetch('/map/layers', { headers: { Accept: 'application/json' } })
      if (!answer.ok) throw new Error(`the layers answered ${answer.status}`)
      const { layers } = await answer.json()
      layers.filter(({ style }) => style.length).forEach((layer) => this.own(layer))
    } catch (error) {
      console.warn(error)
      this.asked = null
    }
  }

  own({ id, title }) {
    const line = this.panel.querySelector('label').cloneNode(true)
    const box = line.querySelector('input')
    box.value = `pack-${id}`
    line.querySelector('span').textContent = title
    this.panel.querySelector('fieldset').append(line)
    this.box(box)
  }
}
