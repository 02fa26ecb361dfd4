// What an officer has not seen yet, on every page. One tab of a browser listens for all of them and tells the desktop;
// every tab shows it.
import htmx from 'htmx.org'
import { alarm, allow, blocked, wanted } from './signal.js'

const REPEAT_MILLIS = 20_000
const MOST_REPEATS = 15
const TOLD = 'hiepdong.told'

const place = document.getElementById('notices')
const list = place?.querySelector('.notices-list')
// The watch shows all of it already; any press there means that somebody is looking.
const onWatch = document.querySelector('[data-count]') !== null
const others = 'BroadcastChannel' in window ? new BroadcastChannel('hiepdong.notices') : undefined
let leading = false
let repeats = 0
let upTo = 0

const look = () => htmx.trigger(list, 'notices')
const told = () => { try { return Number(localStorage.getItem(TOLD) ?? 0) } catch { return 0 } }
const tell = (id) => { try { localStorage.setItem(TOLD, String(id)) } catch { /* This browser keeps nothing. */ } }

function seen(from, to) {
  const headers = { ...JSON.parse(document.body.getAttribute('hx-headers')), 'Content-Type': 'application/x-www-form-urlencoded' }
  return fetch('/notices/seen', { method: 'POST', headers, body: new URLSearchParams({ from, upTo: to }), keepalive: true }).then(look)
}

/** Outside of the page, when nobody looks at this one. A phone's browser may not know how. */
function notify(one) {
  if (!('Notification' in window) || Notification.permission !== 'granted' || document.hasFocus()) return
  try {
    const shown = new Notification(one.dataset.said, { tag: `hiepdong-${one.dataset.notice}`, silent: true })
    shown.onclick = () => { window.focus(); location.assign(one.dataset.href); shown.close() }
  } catch {
    place.dataset.desktop = 'none'
  }
}

function show() {
  const ones = [...list.querySelectorAll('[data-notice]')]
  const loud = ones.filter((one) => one.dataset.sound)
  const shown = ones.some((one) => !one.hidden)
  upTo = Number(list.querySelector('.notices-news')?.dataset.upTo ?? 0)
  const askForSound = loud.length > 0 && !wanted()
  place.querySelector('.notices-seen').hidden = ones.length === 0
  place.querySelector('.notices-sound').hidden = !askForSound
  place.hidden = onWatch ? !askForSound : !(shown || askForSound)
  list.hidden = onWatch
  const last = told()
  const fresh = ones.filter((one) => Number(one.dataset.notice) > last)
  if (leading) {
    fresh.filter((one) => one.dataset.browser).forEach(notify)
    tell(Math.max(last, ...ones.map((one) => Number(one.dataset.notice))))
  }
  // The watch rings by itself for what is new in its queue.
  if (!onWatch && fresh.some((one) => one.dataset.sound)) alarm(loud.every((one) => one.dataset.realm !== 'REAL'))
  if (loud.length === 0) repeats = 0
}

function lead() {
  leading = true
  const live = new EventSource(`/live?topics=${place.dataset.topic}`)
  live.addEventListener(place.dataset.topic, () => {
    look()
    others?.postMessage('look')
  })
  return live
}

/** Without a secure connection a browser has no locks: then every tab listens, as long as it is looked at. */
function leadWhileVisible() {
  let live
  const change = () => {
    if (document.hidden) { live?.close(); live = undefined } else live ??= lead()
  }
  document.addEventListener('visibilitychange', change)
  change()
}

function start() {
  list.addEventListener('htmx:afterSwap', show)
  if (others) others.onmessage = look
  if (navigator.locks) navigator.locks.request('hiepdong.notices', () => { lead(); return new Promise(() => {}) })
  else leadWhileVisible()
  if (place.dataset.unseen) look()
  setInterval(() => {
    const loud = [...list.querySelectorAll('[data-sound]')]
    if (loud.length === 0 || repeats >= MOST_REPEATS) return
    repeats += 1
    alarm(loud.every((one) => one.dataset.realm !== 'REAL'))
  }, REPEAT_MILLIS)
  place.querySelector('.notices-seen').addEventListener('click', () => seen(0, upTo))
  list.addEventListener('click', ({ target }) => {
    const one = target.closest('a')?.closest('[data-notice]')
    if (one) seen(one.dataset.notice, one.dataset.notice)
  })
  if (onWatch && !document.getElementById('wall')) {
    for (const sign of ['pointerdown', 'keydown']) {
      document.addEventListener(sign, () => { if (upTo > 0 && list.querySelector('[data-notice]')) seen(0, upTo) }, { capture: true })
    }
  }
}

if (place) start()

// Allowing things, where the officer chooses, and wherever a sound is missed.
const state = document.getElementById('device')
function showDevice() {
  if (!state) return
  const desktop = !('Notification' in window) || place?.dataset.desktop === 'none' ? 'none' : Notification.permission
  state.querySelectorAll('[data-desktop]').forEach((each) => { each.hidden = each.dataset.desktop !== desktop })
  const sound = wanted() ? (blocked() ? 'blocked' : 'on') : 'off'
  state.querySelectorAll('[data-sound-is]').forEach((each) => { each.hidden = each.dataset.soundIs !== sound })
}
document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-allow-sound]')) {
    allow().then(() => {
      showDevice()
      if (place) place.querySelector('.notices-sound').hidden = true
    })
  }
  if (target.closest('[data-allow-desktop]')) Notification.requestPermission().then(showDevice)
})
showDevice()
