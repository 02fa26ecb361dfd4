// The basemap: the node's style, in the colours of the page, and a plain sheet where it cannot be had.
import { addProtocol, setWorkerUrl } from 'maplibre-gl'
import { Protocol } from 'pmtiles'

addProtocol('pmtiles', new Protocol().tile)

const dark = matchMedia('(prefers-color-scheme: dark)')

/** The theme that is shown, also where the browser chooses. */
export function theme() {
  const chosen = document.documentElement.classList
  return chosen.contains('theme-dark') || (!chosen.contains('theme-light') && dark.matches) ? 'dark' : 'light'
}

/** Calls when the theme changes: the officer chose another, or the evening came. */
export function onTheme(act) {
  let shown = theme()
  const look = () => {
    if (theme() !== shown) act(shown = theme())
  }
  dark.addEventListener('change', look)
  new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['class'] })
}

/** A colour token of the style sheet, as the theme has it now. */
export function colour(name) {
  const probe = document.createElement('span')
  probe.hidden = true
  probe.style.color = `var(--map-${name})`
  document.body.append(probe)
  const value = getComputedStyle(probe).color
  probe.remove()
  return value
}

/** The worker's file, as the page names it. */
export function workerAt(path) {
  setWorkerUrl(here(path))
}

const here = (url) => (typeof url === 'string' && url.startsWith('/') ? location.origin + url : url)

function absolute(style) {
  for (const source of Object.values(style.sources ?? {})) {
    if (typeof source.url === 'string') {
      source.url = source.url.startsWith('pmtiles:///')
        ? `pmtiles://${location.origin}${source.url.slice('pmtiles://'.length)}` : here(source.url)
    }
    if (typeof source.data === 'string') source.data = here(source.data)
    if (source.tiles) source.tiles = source.tiles.map(here)
  }
  if (style.glyphs) style.glyphs = here(style.glyphs)
  if (typeof style.sprite === 'string') style.sprite = here(style.sprite)
  return style
}

/** The style; `plain` says that the node had none to give. */
export async function basemap() {
  try {
    const answer = await fetch(`/map/style.json?theme=${theme()}&lang=${document.documentElement.lang}`,
      { headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error(`the style answered ${answer.status}`)
    return { style: absolute(await answer.json()), plain: false }
  } catch (error) {
    console.warn(error)
    return { style: nothing(), plain: true }
  }
}

/** An empty sheet, to draw on when there is no basemap. */
export function nothing() {
  const sheet = { id: 'sheet', type: 'background', paint: { 'background-color': colour('sheet') } }
  return { version: 8, sources: {}, layers: [sheet] }
}
