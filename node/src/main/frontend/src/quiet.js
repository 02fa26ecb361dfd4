// A part of a page that changes in place while somebody reads it (hx-swap="quiet").
//
// Rule one: nothing that is visible moves unless the officer asks. Inside a region [data-quiet], a new [data-item] is
// kept back and counted in the bar of the region, one that is gone stays where it was, marked, and everything else is
// brought up to date where it stands. Outside a region the new page is worked into the old one node by node, so that
// focus, typed text, open menus and scroll positions stay. [data-keep] is never touched: a map looks after itself.
//
// Rule two: nobody is kept waiting for what nobody reads. A region that shows nothing, a page in the background and one
// that was not touched for three minutes take the new at once.
import htmx from 'htmx.org'
import { Idiomorph } from 'idiomorph'
import { count } from './signal.js'

const IDLE_MILLIS = 180_000
let touched = Date.now()
for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove']) {
  document.addEventListener(sign, () => { touched = Date.now() }, { passive: true, capture: true })
}
const typing = () => document.activeElement?.matches('input:not([type=checkbox], [type=radio]), textarea, select')
const nobodyReads = () => document.hidden || (Date.now() - touched > IDLE_MILLIS && !typing() && !document.querySelector('dialog[open]'))

/** What each region would show if it were brought up to date: region id -> detached copy. */
const kept = new Map()

const element = (node) => node.nodeType === Node.ELEMENT_NODE
const items = (region) => [...region.querySelectorAll('[data-item]')]
const shown = (region) => items(region).filter((item) => !item.closest('[hidden]'))
const settings = (hands) => ({
  ignoreActiveValue: true,
  callbacks: {
    beforeNodeMorphed: (was) => !(element(was) && was.matches(hands)),
    beforeNodeRemoved: (was) => !(element(was) && was.matches('[data-keep]')),
    // Whether a menu is open, and what the script itself marked, is not the server's to say.
    beforeAttributeUpdated: (name, on) => !(name === 'open' && on.matches('details, dialog')) && name !== 'data-fresh',
  },
})

/** A map stays as it is unless what it shows is another thing now. */
function keepMaps(target, fresh) {
  for (const card of target.querySelectorAll('.map-card')) {
    const next = fresh.querySelector(`#${CSS.escape(card.id)}`)
    if (next && next.dataset.features === card.dataset.features) continue
    card.remove()
    // Whoever draws maps looks for new ones when htmx has loaded something.
    setTimeout(() => document.dispatchEvent(new CustomEvent('htmx:load')))
  }
}

function apply(region, next) {
  const before = new Set(items(region).map((item) => item.id))
  const wasEmpty = before.size === 0
  // The item at the upper edge stays at the upper edge.
  const edge = region.getBoundingClientRect().top
  const anchor = region.scrollTop > 0 ? shown(region).find((item) => item.getBoundingClientRect().bottom > edge) : null
  const place = anchor?.getBoundingClientRect().top
  const coming = next.cloneNode(true)
  keepMaps(region, coming)
  Idiomorph.morph(region, [...coming.childNodes], { morphStyle: 'innerHTML', ...settings('[data-keep], .map-card') })
  if (next.dataset.version) {
    region.dataset.version = next.dataset.version
    const title = document.getElementById('title')
    if (title && title.textContent !== next.dataset.title) title.textContent = next.dataset.title
  }
  items(region).forEach((item) => {
    item.classList.remove('gone')
    if (before.has(item.id)) item.removeAttribute('data-fresh')
    else if (!wasEmpty) item.setAttribute('data-fresh', '')
  })
  if (anchor?.isConnected) region.scrollTop += anchor.getBoundingClientRect().top - place
  kept.delete(region.id)
  say(region, [], 0)
}

const words = (item) => {
  const copy = item.cloneNode(true)
  copy.querySelectorAll('time').forEach((time) => time.remove())
  return copy.textContent.replace(/\s+/g, ' ')
}

/** Whether an item could be brought up to date without pushing what stands below it; otherwise it stays as it was. */
function inPlace(item, now) {
  const was = item.cloneNode(true)
  const height = item.offsetHeight
  Idiomorph.morph(item, now.cloneNode(true), settings('[data-keep]'))
  if (item.offsetHeight === height || words(was) === words(item)) return true
  Idiomorph.morph(item, was, settings('[data-keep]'))
  return false
}

/** Brings up to date what is on both sides; the new stays outside, the gone stays inside. */
function hold(region, next) {
  const coming = new Map(items(next).map((item) => [item.id, item]))
  const fresh = []
  let gone = 0
  for (const item of items(region)) {
    const now = coming.get(item.id)
    coming.delete(item.id)
    if (now) {
      item.classList.remove('gone')
      if (!inPlace(item, now)) fresh.push(now)
    } else {
      item.classList.add('gone')
      item.querySelectorAll('button').forEach((button) => { button.disabled = true })
      gone += 1
    }
  }
  fresh.push(...coming.values())
  kept.set(region.id, next)
  say(region, fresh, gone)
}

function say(region, fresh, gone) {
  const bar = document.getElementById(`${region.id}-held`)
  if (!bar) return
  const count = (one, other, number) => (number === 1 ? one : other).replace('{0}', number)
  const { newOne, newOther, doneOne, doneOther } = bar.dataset
  const texts = []
  if (fresh.length) texts.push(count(newOne, newOther, fresh.length))
  if (gone) texts.push(count(doneOne, doneOther, gone))
  const flash = fresh.find((item) => item.dataset.urgency === 'FLASH')
  const text = texts.join(', ')
  bar.classList.toggle('held-some', texts.length > 0)
  bar.classList.toggle('held-flash', Boolean(flash))
  bar.querySelector('.held-text').textContent = text
  const title = (flash ?? fresh[0])?.querySelector('.waiting-title, .story-title')?.textContent.trim().replace(/\s+/g, ' ') ?? ''
  const said = bar.querySelector('.held-said')
  const whole = title ? `${text}: ${title}` : text
  if (said.textContent !== whole) said.textContent = whole
  bar.querySelector('button').title = title
}

function show(region) {
  const next = kept.get(region.id)
  if (!next) return
  apply(region, next)
  if (region.dataset.version) {
    window.scrollTo(0, 0)
    region.querySelector('[tabindex="-1"]')?.focus({ preventScroll: true })
    return
  }
  const first = region.querySelector('[data-fresh]')
  first?.scrollIntoView({ block: 'nearest' })
  ;(first?.querySelector('a') ?? region.querySelector('a'))?.focus({ preventScroll: true })
}

function workIn(target, fresh) {
  count(fresh)
  for (const region of target.querySelectorAll('[data-quiet]')) {
    const next = fresh.querySelector(`#${CSS.escape(region.id)}`)
    if (!next) continue
    if (region.dataset.version) {
      // A text changes under nobody's eyes: another version waits until it is asked for.
      if (region.dataset.version === next.dataset.version || nobodyReads()) apply(region, next)
      else {
        kept.set(region.id, next.cloneNode(true))
        say(region, [next], 0)
      }
    } else if (shown(region).length === 0 || nobodyReads()) apply(region, next)
    else hold(region, next.cloneNode(true))
  }
  keepMaps(target, fresh)
  fresh.remove()
  Idiomorph.morph(target, fresh, { morphStyle: 'outerHTML', ...settings('[data-quiet], [data-keep], .map-card') })
  htmx.process(target)
  target.dispatchEvent(new CustomEvent('quiet:done', { bubbles: true }))
}

htmx.defineExtension('quiet', {
  // What htmx would carry over by hand (`hx-preserve`: the pane of a map) never leaves its place here.
  transformResponse: (text) => text.replaceAll(' hx-preserve="true"', ''),
  isInlineSwap: (style) => style === 'quiet',
  handleSwap(style, target, fragment) {
    if (style !== 'quiet') return false
    const fresh = fragment.querySelector(`#${CSS.escape(target.id)}`)
    if (fresh) workIn(target, fresh)
    return []
  },
})

document.addEventListener('click', ({ target }) => {
  const bar = target.closest('.held-show')?.closest('.held')
  if (bar) show(document.getElementById(bar.dataset.region))
})

// A full stop shows what was kept back, from wherever one is on the page.
document.addEventListener('keydown', (event) => {
  if (event.key !== '.' || document.documentElement.dataset.singleKeys === 'off' || event.ctrlKey || event.metaKey || event.altKey || typing()) return
  const bar = document.querySelector('.held-some')
  if (!bar) return
  event.preventDefault()
  show(document.getElementById(bar.dataset.region))
})

function catchUp() {
  if (!nobodyReads()) return
  for (const [id, next] of [...kept]) {
    const region = document.getElementById(id)
    if (region) apply(region, next)
  }
}
document.addEventListener('visibilitychange', catchUp)
setInterval(catchUp, 15_000)
