// Deadlines run while the page stands open: "còn 12 phút", in the last ten minutes to the second. The text says what
// TimeTexts.left says on the server, from the same words.
import htmx from 'htmx.org'

const words = document.querySelector('[data-until]')
const SOON_SECONDS = 600

const amount = (number, unit) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(number)
const both = (number, unit, rest, smaller) => amount(number, unit) + (rest ? ` ${amount(rest, smaller)}` : '')

/** A length of time in two units at most. */
export function length(seconds, exact = seconds < SOON_SECONDS) {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return amount(Math.floor(seconds), 'second')
  if (minutes < 60) return exact ? both(minutes, 'minute', Math.floor(seconds % 60), 'second') : amount(minutes, 'minute')
  if (minutes < 1440) return both(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute')
  return both(Math.floor(minutes / 1440), 'day', Math.floor(minutes % 1440 / 60), 'hour')
}

/** The node's clock, as far as this browser knows: its own may be wrong, and the deadline is not. */
let ahead = 0
export const now = () => Date.now() + ahead
export function heard(serverTime) {
  const at = Date.parse(serverTime)
  if (!Number.isNaN(at)) ahead = Math.abs(at - Date.now()) > 2000 ? at - Date.now() : 0
}

function text(left) {
  if (left > 0) return words.dataset.until.replace('{0}', length(left, left < SOON_SECONDS))
  return left > -60 ? words.dataset.sinceNow : words.dataset.since.replace('{0}', length(-left, false))
}

function refresh(time) {
  const left = (new Date(time.dateTime) - now()) / 1000
  const pressure = left <= 0 ? 'countdown-late' : left <= SOON_SECONDS ? 'countdown-soon' : 'countdown-calm'
  const says = text(left)
  if (time.textContent !== says) time.textContent = says
  if (pressure === time.dataset.countdown) return
  time.classList.replace(time.dataset.countdown, pressure)
  time.dataset.countdown = pressure
  if (pressure !== 'countdown-late') return
  // Said once, when it passes under the reader's eyes; what was late when the page came is on the page.
  if (words.id === 'announce') words.textContent = [time.dataset.what, time.textContent].filter(Boolean).join(': ')
  time.closest('[data-item]')?.classList.add('overdue')
  const part = time.closest('[hx-get]')
  if (part) htmx.trigger(part, 'passed')
}

function tick() {
  if (!document.hidden) document.querySelectorAll('time[data-countdown]').forEach(refresh)
}

setInterval(tick, 1000)
document.addEventListener('quiet:done', tick)
document.addEventListener('visibilitychange', tick)
document.addEventListener('htmx:afterRequest', ({ detail }) => heard(detail.xhr.getResponseHeader('Date')))
