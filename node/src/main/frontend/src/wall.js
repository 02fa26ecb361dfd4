// The screen on the wall: nobody presses anything, nobody looks at it closely, and it must never look fresh when it is
// not. It fetches itself when told that something changed and every half minute, turns its own pages, and says in large
// letters when it has lost the node or its sign-in.
import { heard, length, now } from './countdown.js'
import { count } from './signal.js'

const wall = document.getElementById('wall')
const TURN_MILLIS = 12_000
const LOOK_MILLIS = 30_000
/** After so long without the node, what stands there helps nobody any more and might no longer be ours to show. */
const BLANK_SECONDS = 30 * 60

function start() {
  const zone = document.getElementById('wall-clock').dataset.zone
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone: zone, weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  })
  const hour = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const sign = document.getElementById('wall-sign')
  const script = document.querySelector('script[src]').getAttribute('src')
  let page = 0
  let lostAt = 0
  let expired = false
  let looking = false
  let again = false
  heard(document.getElementById('wall-clock').dataset.now)

  const body = () => document.getElementById('wall-body')
  const shownTime = () => document.getElementById('wall-clock')

  function turn(next) {
    const rows = [...document.querySelectorAll('.wall-row')]
    const queue = document.getElementById('wall-queue')
    const pages = document.getElementById('wall-pages')
    if (!queue || !pages || window.matchMedia('(max-width: 40rem)').matches) return
    rows.forEach((row) => row.classList.remove('off'))
    pages.textContent = ''
    const room = Math.min(window.innerHeight, queue.getBoundingClientRect().bottom) - pages.offsetHeight
    const boxes = rows.map((row) => row.getBoundingClientRect())
    const starts = boxes.length ? [0] : []
    boxes.forEach((box, index) => {
      if (index > starts.at(-1) && box.bottom - boxes[starts.at(-1)].top > room - boxes[0].top) starts.push(index)
    })
    if (starts.length <= 1) { page = 0; return }
    page = (next ? page + 1 : page) % starts.length
    rows.forEach((row, index) => row.classList.toggle('off', index < starts[page] || index >= (starts[page + 1] ?? rows.length)))
    pages.textContent = wall.dataset.page.replace('{0}', page + 1).replace('{1}', starts.length)
  }

  function say(text, hide) {
    sign.hidden = !text
    if (sign.textContent !== text) sign.textContent = text
    wall.classList.toggle('wall-stale', Boolean(text))
    if (hide && body().childElementCount > 0) body().replaceChildren()
  }

  function tick() {
    const text = clock.format(now())
    if (shownTime().textContent !== text) shownTime().textContent = text
    if (expired) say(wall.dataset.expired.replace('{0}', hour.format(lostAt)), true)
    else if (lostAt) {
      const seconds = (now() - lostAt) / 1000
      const gone = seconds > BLANK_SECONDS
      const words = wall.dataset.lost.replace('{0}', hour.format(lostAt)).replace('{1}', length(seconds))
      say(gone ? `${words} ${wall.dataset.hidden}` : words, gone)
    }
  }

  async function look() {
    if (looking) { again = true; return }
    looking = true
    try {
      const answer = await fetch(location.href, {
        headers: { 'HX-Request': 'true' }, cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(20_000),
      })
      if (answer.status === 401 || answer.status === 403 || answer.type === 'opaqueredirect') {
        if (!expired) lostAt = now()
        expired = true
      } else if (answer.ok) {
        heard(answer.headers.get('Date'))
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
        // The node was upgraded meanwhile: its pages need its own script.
        if (fresh.querySelector('script[src]')?.getAttribute('src') !== script) { location.reload(); return }
        const next = fresh.getElementById('wall-body')
        if (!next) throw new Error('not a wall')
        lostAt = 0
        expired = false
        say('', false)
        count(next)
        // The map that hangs there goes on; it looks for what is new by itself.
        const map = document.getElementById('wall-map')
        if (map) next.querySelector('#wall-map')?.replaceWith(map)
        body().replaceWith(document.adoptNode(next))
        document.dispatchEvent(new Event('quiet:done'))
        turn(false)
        listen()
      } else throw new Error(String(answer.status))
    } catch {
      if (!lostAt) lostAt = now()
    } finally {
      looking = false
      tick()
      if (again) { again = false; setTimeout(look, 500) }
    }
  }

  let stream
  function listen() {
    if (stream && stream.readyState !== EventSource.CLOSED) return
    stream = new EventSource('/live?topics=watch,links')
    for (const topic of ['watch', 'links']) stream.addEventListener(topic, () => look())
    // The line breaks when the node stops, and opens when it is back: both are seen at once, not at the next look.
    for (const change of ['error', 'open']) stream.addEventListener(change, () => look())
  }

  tick()
  turn(false)
  count(body())
  listen()
  setInterval(tick, 1000)
  setInterval(() => turn(true), TURN_MILLIS)
  setInterval(look, LOOK_MILLIS)
  window.addEventListener('resize', () => turn(false))
  window.addEventListener('online', look)
  document.fonts?.ready.then(() => turn(false))
}

if (wall) start()
