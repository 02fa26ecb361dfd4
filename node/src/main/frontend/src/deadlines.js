// Deadlines run while the page stands open. The text says what TimeTexts.left says on the server, from the same words.
import { now } from './countdown.js'

const words = document.getElementById('announce')
const SOON_MINUTES = 10
const MINUTE = 60_000

const amount = (number, unit) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(number)
const both = (number, unit, rest, smaller) => amount(number, unit) + (rest ? ` ${amount(rest, smaller)}` : '')

function length(minutes) {
  if (minutes < 60) return amount(minutes, 'minute')
  if (minutes < 1440) return both(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute')
  return both(Math.floor(minutes / 1440), 'day', Math.floor(minutes % 1440 / 60), 'hour')
}

function text(left) {
  const minutes = Math.floor(Math.abs(left) / MINUTE)
  const way = left > 0 ? 'until' : 'since'
  return minutes ? words.dataset[way].replace('{0}', length(minutes)) : words.dataset[`${way}Now`]
}

function refresh(time) {
  const left = new Date(time.dateTime) - now()
  const pressure = left <= 0 ? 'countdown-late' : left <= SOON_MINUTES * MINUTE ? 'countdown-soon' : 'countdown-calm'
  time.textContent = text(left)
  if (pressure === time.dataset.countdown) return
  time.classList.replace(time.dataset.countdown, pressure)
  time.dataset.countdown = pressure
  // Said once, when it passes under the reader's eyes; what was late when the page came is on the page.
  if (pressure === 'countdown-late') words.textContent = [time.dataset.what, time.textContent].filter(Boolean).join(': ')
}

setInterval(() => document.querySelectorAll('time[data-countdown]').forEach(refresh), 5_000)
