// What the page says back: that something was done, that something takes long, what a mark means.

const toasts = document.getElementById('toasts')

// A note that needs no answer. It stays long enough to be read and is spoken by a screen reader.
export function note(text) {
  const box = document.createElement('p')
  box.className = 'toast-note'
  box.textContent = text
  toasts.append(box)
  setTimeout(() => box.remove(), 8_000)
}

document.addEventListener('click', ({ target }) => {
  const copy = target.closest('[data-copy]')
  if (!copy) return
  navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim())
    .then(() => note(toasts.dataset.copied))
})

// Whatever takes longer than a moment shows that it is under way.
const root = document.documentElement
let begun = 0
let timer
function busy() {
  begun++
  clearTimeout(timer)
  timer = setTimeout(() => { if (begun > 0) root.dataset.busy = 'on' }, 500)
}
function rest() {
  begun = Math.max(0, begun - 1)
  if (begun === 0) {
    clearTimeout(timer)
    delete root.dataset.busy
  }
}
// Only what the reader asked for: a page that looks for news by itself does so quietly.
const asked = ({ detail }) => /^(click|submit|change|input)$/.test(detail.requestConfig?.triggeringEvent?.type ?? '')
document.addEventListener('htmx:beforeRequest', (event) => { if (asked(event)) busy() })
document.addEventListener('htmx:afterRequest', (event) => { if (asked(event)) rest() })
// A download leaves the page where it is, and nobody hears when it has come: the bar goes by itself.
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return
  busy()
  setTimeout(rest, 20_000)
})
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/"]')
  if (!link || link.target || link.hasAttribute('download') || event.metaKey || event.ctrlKey || event.shiftKey || event.defaultPrevented) return
  busy()
  setTimeout(rest, 20_000)
})
window.addEventListener('pageshow', () => { begun = 0; clearTimeout(timer); delete root.dataset.busy })

// The words of a mark go away on Escape, as what covers other things must.
const away = () => document.querySelectorAll('.tip-away').forEach((tip) => tip.classList.remove('tip-away'))
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') document.querySelectorAll('.has-tip:hover, .has-tip:focus').forEach((tip) => tip.classList.add('tip-away'))
})
document.addEventListener('focusin', away)
document.addEventListener('mouseover', ({ target }) => { if (!target.closest('.tip-away')) away() })

// A sheet of paper says when it was printed, written as the server writes times.
window.addEventListener('beforeprint', () => {
  const at = document.querySelector('.printed time')
  if (!at) return
  const now = new Date()
  const words = root.lang === 'vi' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'short' }
  const part = Object.fromEntries(new Intl.DateTimeFormat('en-GB', {
    timeZone: at.dataset.zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', year: 'numeric', ...words,
  }).formatToParts(now).map(({ type, value }) => [type, value]))
  at.dateTime = now.toISOString()
  at.textContent = `${part.hour}:${part.minute} ${[part.day, part.month, part.year].join(root.lang === 'vi' ? '/' : ' ')}`
})
