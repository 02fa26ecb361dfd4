// Deadlines that run: "còn 12 phút 34 giây". The last hour to the second, before that to the minute. Nothing is read
// out; the words around it say what it is.
const language = document.documentElement.lang
const unit = Object.fromEntries(['hour', 'minute', 'second', 'day'].map((name) =>
  [name, new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' })]))

export function length(seconds) {
  const days = Math.floor(seconds / 86400)
  const hours = Math.floor(seconds / 3600) % 24
  const minutes = Math.floor(seconds / 60) % 60
  if (days > 0) return `${unit.day.format(days)} ${unit.hour.format(hours)}`
  if (hours > 0) return `${unit.hour.format(hours)} ${unit.minute.format(minutes)}`
  return `${unit.minute.format(minutes)} ${unit.second.format(Math.floor(seconds % 60))}`
}

/** The node's clock, as far as this browser knows: its own may be wrong, and the deadline is not. */
let ahead = 0
export const now = () => Date.now() + ahead
export function heard(serverTime) {
  const at = Date.parse(serverTime)
  if (!Number.isNaN(at)) ahead = Math.abs(at - Date.now()) > 2000 ? at - Date.now() : 0
}

function tick() {
  if (document.hidden) return
  for (const each of document.querySelectorAll('[data-due]')) {
    const left = (Date.parse(each.dataset.due) - now()) / 1000
    const time = each.querySelector('.due-left time')
    if (Number.isNaN(left) || !time) continue
    time.removeAttribute('data-relative')
    const words = document.querySelector('[data-left]')?.dataset
    const text = (left >= 0 ? words?.left : words?.late)?.replace('{0}', length(Math.abs(left)))
    if (text && time.textContent !== text) time.textContent = text
    const item = each.closest('[data-item]')
    if (left < 0 && item && !item.classList.contains('overdue')) {
      item.classList.add('overdue')
      const part = item.closest('[hx-get]')
      if (part) window.htmx.trigger(part, 'refresh')
    }
    each.classList.toggle('due-soon', left >= 0 && left < 300)
  }
}

if (document.querySelector('[data-left]')) {
  setInterval(tick, 1000)
  tick()
  document.addEventListener('quiet:done', tick)
  document.addEventListener('visibilitychange', tick)
  document.addEventListener('htmx:afterRequest', ({ detail }) => heard(detail.xhr.getResponseHeader('Date')))
}
