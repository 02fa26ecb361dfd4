import htmx from 'htmx.org'
import 'htmx-ext-sse/dist/sse.esm.js'
import './forms.js'
import './watch.js'
import './notice.js'
import './feedback.js'
import './palette.js'
import './lists.js'
import './help.js'

// The strict Content-Security-Policy forbids eval and inline styles; htmx does without both.
htmx.config.allowEval = false
htmx.config.includeIndicatorStyles = false
htmx.config.selfRequestsOnly = true
htmx.config.historyCacheSize = 0
htmx.config.allowScriptTags = false
window.htmx = htmx

const each = (selector, act) => document.querySelectorAll(selector).forEach(act)

// Menus are <details>: they work without script. With script they also close on Escape and on a click elsewhere.
document.addEventListener('click', ({ target }) => {
  each('details.menu[open]', (menu) => { if (!menu.contains(target)) menu.open = false })
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  each('details.menu[open]', (menu) => {
    menu.open = false
    menu.querySelector('summary').focus()
  })
})

// A form that asks first: the question is a <dialog>; without script the button leads to a page that asks the same.
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog]')
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog)
    if (dialog) {
      event.preventDefault()
      dialog.showModal()
    }
  }
  if (event.target.closest('[data-close]')) event.target.closest('dialog')?.close()
})

// A form is sent once. The answer to the first press is on its way; a second press would only confuse.
document.addEventListener('submit', ({ target }) => {
  if (target.method !== 'post' || target.closest('[hx-post]')) return
  setTimeout(() => target.querySelectorAll('button[type=submit], button:not([type])').forEach((button) => { button.disabled = true }))
})
window.addEventListener('pageshow', (event) => { if (event.persisted) each('form button:disabled', (button) => { button.disabled = false }) })

// Filters apply at once where there is script; the button that applies them otherwise is hidden.
document.addEventListener('change', ({ target }) => {
  const form = target.closest('form[data-apply]')
  if (form) form.requestSubmit()
})

// Times that say "5 minutes ago" stay true while the page stands open.
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' })
const steps = [[60, 'second', 1], [3600, 'minute', 60], [86400, 'hour', 3600], [2592000, 'day', 86400]]
function refreshTimes() {
  each('time[data-relative]', (time) => {
    const seconds = (new Date(time.dateTime) - Date.now()) / 1000
    const step = steps.find(([limit]) => Math.abs(seconds) < limit)
    if (step && step[1] !== 'second') time.textContent = relative.format(Math.round(seconds / step[2]), step[1])
  })
}
setInterval(refreshTimes, 30_000)

// The officer must see when the page no longer hears from its node.
const root = document.documentElement
document.addEventListener('htmx:sseOpen', () => { root.dataset.live = 'on' })
document.addEventListener('htmx:sseError', () => { root.dataset.live = 'off' })
document.addEventListener('htmx:responseError', ({ detail }) => { if (detail.xhr.status === 401) location.reload() })

// The node was upgraded while this page stood open: its new pages need the script that came with them. Whoever is in the
// middle of something finishes it first.
const script = document.querySelector('script[src*="/app"]').getAttribute('src')
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const [, theirs] = detail.xhr.responseText.match(/<script src="([^"]*\/app[^"]*)"/) ?? []
  if (theirs && theirs !== script) document.getElementById('upgraded').hidden = false
})
document.addEventListener('click', ({ target }) => { if (target.closest('[data-reload]')) location.reload() })

root.dataset.script = 'on'
