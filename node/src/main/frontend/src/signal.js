// How a browser in the background, or across the room, says that a HỎA TỐC came: the title, the icon of the tab and, on
// this device and only when asked for, a sound. The sound is made here, so there is no file to fetch.
const KEY = 'hiepdong.sound'
export const wanted = () => { try { return localStorage.getItem(KEY) === 'on' } catch { return false } }
const want = (on) => { try { localStorage.setItem(KEY, on ? 'on' : 'off') } catch { /* This browser keeps nothing: off. */ } }

let audio
function voice() {
  audio ??= new (window.AudioContext ?? window.webkitAudioContext)()
  return audio
}

/** At most one tab of this browser rings at a time, and none of them twice for the same. */
const RUNG_MILLIS = 8000
export function alarm(exercise) {
  if (!wanted() || audio?.state !== 'running') return
  if (!navigator.locks) { ring(exercise); return }
  navigator.locks.request('hiepdong.ring', { ifAvailable: true }, async (free) => {
    if (!free) return
    ring(exercise)
    await new Promise((done) => setTimeout(done, RUNG_MILLIS))
  })
}

/** The press by which an officer allows it on this device; what was allowed is heard. */
export function allow() {
  want(true)
  return voice().resume().then(() => { ring(false); showState() })
}

/** Two rising tones, three times; for an exercise one low tone, so that nobody can take it for the real thing. */
function ring(exercise) {
  const context = voice()
  const tones = exercise ? [[330, 0, .5]] : [0, .55, 1.1].flatMap((at) => [[880, at, .18], [1175, at + .2, .22]])
  for (const [pitch, at, long] of tones) {
    const start = context.currentTime + .05 + at
    const tone = context.createOscillator()
    const loud = context.createGain()
    tone.type = exercise ? 'sine' : 'triangle'
    tone.frequency.value = pitch
    loud.gain.setValueAtTime(0, start)
    loud.gain.linearRampToValueAtTime(exercise ? .25 : .5, start + .02)
    loud.gain.setValueAtTime(exercise ? .25 : .5, start + long - .04)
    loud.gain.linearRampToValueAtTime(0, start + long)
    tone.connect(loud).connect(context.destination)
    tone.start(start)
    tone.stop(start + long)
  }
  document.documentElement.dataset.rang = String(Number(document.documentElement.dataset.rang ?? 0) + 1)
}

/** Browsers stay silent until somebody has pressed something on the page; that must be seen, not found out. */
export function blocked() {
  return wanted() && (!audio || audio.state === 'suspended')
}

const panel = document.querySelector('.alarm')
// Those who must hear it cannot switch it off any more.
const demanded = document.querySelector('#notices[data-demanded]') !== null

function showState() {
  if (!panel) return
  const state = panel.querySelector('.alarm-state')
  const box = panel.querySelector('#alarm-sound')
  if (box) { box.checked = wanted(); box.disabled = wanted() && demanded }
  if (state) state.textContent = wanted() ? state.dataset.on : state.dataset.off
  const sign = panel.querySelector('.alarm-blocked')
  const text = blocked() ? panel.dataset.blocked : ''
  if (sign.textContent !== text) sign.textContent = text
  panel.classList.toggle('alarm-is-blocked', blocked())
}

function wake() {
  if (!wanted()) return
  voice().resume().then(showState)
}

const name = document.title
const icon = document.querySelector('link[rel=icon]')
const plain = icon?.href
let picture
let flashing
let unseen = 0

function badge(count, alarm) {
  if (!icon) return
  if (!count && !alarm) { icon.href = plain; return }
  if (!picture) {
    picture = new Image()
    picture.onload = () => badge(count, alarm)
    picture.src = plain
    return
  }
  if (!picture.complete) return
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 64
  const draw = canvas.getContext('2d')
  draw.drawImage(picture, 0, 0, 64, 64)
  draw.fillStyle = alarm ? '#d0101c' : '#1c5fae'
  draw.beginPath()
  draw.arc(42, 42, 22, 0, 7)
  draw.fill()
  draw.fillStyle = '#fff'
  draw.font = 'bold 30px sans-serif'
  draw.textAlign = 'center'
  draw.textBaseline = 'middle'
  draw.fillText(alarm ? '!' : count > 99 ? '99' : String(count), 42, 44)
  icon.href = canvas.toDataURL('image/png')
}

let waiting = 0
function entitle() {
  const alarm = unseen > 0
  clearInterval(flashing)
  flashing = undefined
  const usual = waiting ? `(${waiting}) ${name}` : name
  document.title = usual
  badge(waiting, alarm)
  if (alarm) {
    const loud = `\u26a0 ${panel?.dataset.flash?.toUpperCase() ?? ''} (${unseen}) · ${name}`
    let on = true
    document.title = loud
    flashing = setInterval(() => { document.title = (on = !on) ? loud : usual }, 1500)
  }
}

/** Those that are kept back are news as well, so it is the fresh page that counts, not what is shown of it. */
let known
export function count(fresh) {
  const flashes = [...fresh.querySelectorAll('[data-urgency=FLASH]')]
  const news = known ? flashes.filter((each) => !known.has(each.id)) : []
  known = new Set(flashes.map((each) => each.id))
  waiting = Number((fresh.matches?.('[data-count]') ? fresh : fresh.querySelector('[data-count]'))?.dataset.count ?? 0)
  if (news.length) {
    // Nobody looks at the title of a screen on the wall.
    if (!document.getElementById('wall')) unseen += news.length
    alarm(news.every((each) => each.dataset.realm !== 'REAL'))
  }
  entitle()
  showState()
}

const seen = () => {
  if (!unseen || document.hidden) return
  unseen = 0
  entitle()
}

if (wanted()) voice()
for (const sign of ['pointerdown', 'keydown']) document.addEventListener(sign, wake, { capture: true })

if (document.querySelector('[data-count]')) {
  showState()
  for (const sign of ['pointerdown', 'keydown']) document.addEventListener(sign, seen, { capture: true })
  document.addEventListener('visibilitychange', () => setTimeout(seen, 3000))
  panel?.querySelector('#alarm-sound')?.addEventListener('change', ({ target }) => {
    if (target.checked) allow()
    else want(false)
    showState()
  })
  panel?.querySelector('#alarm-test')?.addEventListener('click', () => voice().resume().then(() => { ring(false); showState() }))
  count(document)
}
