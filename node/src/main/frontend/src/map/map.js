// What a page with a map loads at once: little. The map itself comes when its card is about to be seen.
// A card that an officer never scrolls to costs a slow line nothing.
const root = document.documentElement
const known = new WeakSet()

const nearby = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    nearby.unobserve(target)
    open(target)
  }
  // What nobody sees yet has nothing to draw.
  if (root.dataset.map === 'waiting' && !entries.some(({ isIntersecting }) => isIntersecting)) root.dataset.map = 'idle'
}, { rootMargin: '300px' })

async function open(card) {
  if (root.dataset.map === 'idle') root.dataset.map = 'waiting'
  try {
    const chosen = card.matches('[data-place]') ? await import('./place.js') : await import('./view.js')
    chosen.mount(card)
  } catch (error) {
    // The line broke while the map was on its way. The list stands there; say why there is no picture.
    root.dataset.map = 'failed'
    const notice = card.querySelector('.map-notice')
    if (notice) {
      notice.querySelector('span').textContent = JSON.parse(card.dataset.texts).unreachable
      notice.hidden = false
      notice.querySelector('button')?.addEventListener('click', () => {
        notice.hidden = true
        open(card)
      }, { once: true })
    }
    console.warn('the map could not be loaded', error)
  }
}

function look() {
  for (const card of document.querySelectorAll('[data-map-card]')) {
    if (known.has(card)) continue
    known.add(card)
    if (!root.dataset.map) root.dataset.map = 'waiting'
    nearby.observe(card)
  }
}

document.addEventListener('htmx:load', look)
look()
