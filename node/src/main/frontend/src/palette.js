// The command palette (Ctrl K): pages, what can be done on this page, items by title. A combobox with a listbox as
// the ARIA practices describe it: the focus stays in the field, the arrows move the choice.
import './shortcuts.js'

const palette = document.getElementById('palette')
if (palette) {
  const input = document.getElementById('palette-input')
  const list = document.getElementById('palette-list')
  const state = document.getElementById('palette-state')
  const words = palette.dataset
  let commands = []
  let found = []
  let shown = []
  let chosen = -1
  let asked = null
  let wait

  // Without marks and in small letters, so that "tho" finds "Thông tin".
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('\u0111', 'd')
  const initials = (text) => plain(text).split(/[^a-z0-9]+/).map((word) => word[0] ?? '').join('')

  const icon = (element) => element.querySelector('.icon use')?.getAttribute('href')
  const says = (element) => (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim()
  const isShown = (element) => element.getClientRects().length > 0 && !element.closest('dialog')

  function collect() {
    const take = (selector, group, wanted = () => true) => [...document.querySelectorAll(selector)].filter(wanted)
      .map((element) => ({ group, text: says(element), icon: icon(element), element }))
    const doable = (element) => isShown(element) && !element.disabled && says(element) !== ''
    const acts = take('main .heading-actions .btn, main .acts .btn, main .call .btn, main .form-end .btn, main .signing > .btn, main .waiting .btn, main [data-act]', words.actions, doable)
    const pages = take('.side a[href]', words.pages)
    const settings = take('.account .menu-panel a, .account .menu-panel button', words.settings)
    const own = [...document.getElementById('palette-commands').content.querySelectorAll('a')]
      .map((element) => ({ group: words.settings, text: says(element), icon: icon(element), command: element.dataset.command }))
    const unique = new Map([...acts, ...pages, ...settings, ...own].map((each) => [each.group + each.text, each]))
    return [...unique.values()]
  }

  function rank(entry, query, parts) {
    const text = plain(entry.text)
    if (text.startsWith(query)) return 0
    if (parts.every((part) => text.includes(part))) return text.includes(` ${query}`) ? 1 : 2
    return query.length > 1 && initials(entry.text).startsWith(query) ? 3 : -1
  }

  function fitting() {
    const query = plain(input.value.trim())
    if (!query) return commands.filter(({ group }) => group !== words.settings)
    const parts = query.split(/\s+/)
    const ranked = commands.map((entry) => ({ entry, rank: rank(entry, query, parts) })).filter((each) => each.rank >= 0)
    return [...ranked.sort((one, other) => one.rank - other.rank).map(({ entry }) => entry), ...found]
  }

  function option(entry, index) {
    const row = document.createElement('div')
    row.className = 'palette-option'
    row.id = `palette-${index}`
    row.role = 'option'
    row.dataset.index = index
    if (entry.icon) {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      svg.setAttribute('class', 'icon')
      svg.setAttribute('aria-hidden', 'true')
      const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
      use.setAttribute('href', entry.icon)
      svg.append(use)
      row.append(svg)
    }
    const text = document.createElement('span')
    text.className = 'palette-text'
    text.textContent = entry.text
    row.append(text)
    for (const [name, value] of [['palette-realm', entry.realm], ['palette-detail', entry.detail]]) {
      if (!value) continue
      const more = document.createElement('span')
      more.className = name
      more.textContent = value
      row.append(more)
    }
    return row
  }

  function show() {
    // What fits is kept together by kind, in the order in which the kinds first appear.
    const groups = new Map()
    fitting().forEach((entry) => groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]))
    shown = [...groups.values()].flat()
    list.replaceChildren(...[...groups].map(([name, entries], number) => {
      const group = document.createElement('div')
      group.role = 'group'
      group.setAttribute('aria-labelledby', `palette-group-${number}`)
      const title = document.createElement('p')
      title.className = 'palette-title'
      title.id = `palette-group-${number}`
      title.role = 'presentation'
      title.textContent = name
      group.append(title, ...entries.map((entry) => option(entry, shown.indexOf(entry))))
      return group
    }))
    choose(shown.length ? 0 : -1)
    say()
  }

  function say(text) {
    const count = shown.length === 1 ? words.one : words.other.replace('{0}', shown.length)
    state.textContent = text ?? (shown.length ? count : words.none)
    state.classList.toggle('palette-state-seen', Boolean(text) || !shown.length)
  }

  function choose(index) {
    list.querySelector('[aria-selected]')?.removeAttribute('aria-selected')
    chosen = index
    const row = document.getElementById(`palette-${index}`)
    if (!row) return input.removeAttribute('aria-activedescendant')
    row.setAttribute('aria-selected', 'true')
    row.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', row.id)
  }

  async function search() {
    asked?.abort()
    const query = input.value.trim()
    if (query.length < 2) {
      found = []
      return
    }
    const asking = asked = new AbortController()
    const slow = setTimeout(() => say(words.searching), 400)
    try {
      const answer = await fetch(`/palette?q=${encodeURIComponent(query)}`, { signal: asking.signal, headers: { Accept: 'application/json' } })
      if (!answer.ok) throw new Error(answer.status)
      const entries = (await answer.json()).found
      found = entries.map((entry) => ({ ...entry, group: words.found }))
      const kept = chosen
      show()
      if (kept > 0 && kept < shown.length) choose(kept)
    } catch {
      if (!asking.signal.aborted) {
        found = []
        show()
        say(words.failed)
      }
    } finally {
      clearTimeout(slow)
    }
  }

  // A link is followed and a question is asked. What signs or sends is only brought under the officer's hand: nothing
  // is signed by a key pressed once too often.
  function take(entry, aside) {
    if (!entry) return
    const href = entry.href ?? (entry.element?.matches('a[href]') && !entry.element.dataset.dialog ? entry.element.href : null)
    if (href && aside) return window.open(href, '_blank', 'noopener')
    palette.close()
    if (entry.command === 'print') return setTimeout(() => window.print())
    if (entry.command === 'shortcuts') return document.getElementById('shortcuts').showModal()
    if (href) return location.assign(href)
    // The page may have refreshed itself meanwhile: then its twin is meant.
    const element = entry.element.isConnected
      ? entry.element
      : collect().find(({ group, text }) => group === entry.group && text === entry.text)?.element
    if (!element) return
    if (element.matches('[data-dialog], summary, [type=button]')) return element.click()
    element.closest('details')?.setAttribute('open', '')
    element.focus({ focusVisible: true })
    element.scrollIntoView({ block: 'center' })
  }

  function open() {
    if (palette.open || document.querySelector('dialog[open]')) return
    document.querySelectorAll('details.menu[open]').forEach((menu) => { menu.open = false })
    input.value = ''
    found = []
    commands = collect()
    palette.showModal()
    show()
    input.focus()
  }

  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    if (palette.open) palette.close()
    else open()
  })
  document.addEventListener('click', ({ target }) => {
    if (target.closest('[data-palette]')) open()
    if (target.closest('button[data-shortcuts]')) {
      palette.close()
      document.getElementById('shortcuts').showModal()
    }
  })
  document.addEventListener('palette:open', open)

  input.addEventListener('input', () => {
    found = found.filter((entry) => plain(entry.text).includes(plain(input.value.trim())))
    show()
    clearTimeout(wait)
    wait = setTimeout(search, 150)
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    if (moves[event.key] && shown.length) {
      event.preventDefault()
      const step = moves[event.key]
      choose(Math.abs(step) === 1
        ? (chosen + step + shown.length) % shown.length
        : Math.min(shown.length - 1, Math.max(0, chosen + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      take(shown[chosen], event.ctrlKey || event.metaKey)
    }
  })
  list.addEventListener('click', (event) => {
    const row = event.target.closest('.palette-option')
    if (row) take(shown[Number(row.dataset.index)], event.ctrlKey || event.metaKey)
  })
  list.addEventListener('mousemove', ({ target }) => {
    const row = target.closest('.palette-option')
    if (row && Number(row.dataset.index) !== chosen) choose(Number(row.dataset.index))
  })
  // A press beside the box closes it.
  palette.addEventListener('click', (event) => { if (event.target === palette) palette.close() })
  palette.addEventListener('close', () => asked?.abort())
}
