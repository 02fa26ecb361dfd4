// Single keys, for those who want them: never while typing, and they can be switched off (WCAG 2.1.4). None of them
// signs, sends or deletes anything; they only lead there.
const help = document.getElementById('shortcuts')
if (help) {
  const KEY = 'hiepdong.shortcuts'
  const PATIENCE = 1500
  const box = document.getElementById('shortcuts-on')
  let going = 0

  function remembered() {
    try {
      return localStorage.getItem(KEY) !== 'off'
    } catch {
      return true
    }
  }
  box.checked = remembered()
  const tell = () => { document.documentElement.dataset.singleKeys = box.checked ? 'on' : 'off' }
  tell()
  box.addEventListener('change', () => {
    tell()
    try {
      localStorage.setItem(KEY, box.checked ? 'on' : 'off')
    } catch {
      // Nothing can be kept on this device: it holds for this page.
    }
  })

  const typing = (element) => element.isContentEditable || Boolean(element.closest('input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox], [contenteditable]'))
  const seen = (element) => element.getClientRects().length > 0

  const ROWS = 'main :is(.table tbody tr, .waiting > li, .lines > li, .row-item, [data-row])'
  function move(step) {
    const rows = [...document.querySelectorAll(ROWS)].map((row) => row.querySelector('a[href]')).filter((link) => link && seen(link))
    if (!rows.length) return
    const row = document.activeElement.closest?.(ROWS)
    const here = row ? rows.indexOf(row.querySelector('a[href]')) : -1
    const next = rows[Math.min(rows.length - 1, Math.max(0, here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step))]
    next.focus({ focusVisible: true })
    next.scrollIntoView({ block: 'nearest' })
  }

  const follow = (selector) => document.querySelector(selector)?.click()
  function reach(selector) {
    const element = [...document.querySelectorAll(selector)].find(seen)
    element?.focus({ focusVisible: true })
    element?.scrollIntoView({ block: 'center' })
    return Boolean(element)
  }

  const keys = {
    '?': () => help.showModal(),
    j: () => move(1),
    k: () => move(-1),
    n: () => follow('main .heading-actions a.btn-primary[href]'),
    a: () => reach('main :is([data-next-act], .call .btn-primary, .waiting .btn-primary, .signing .btn)'),
    '/': () => {
      const filters = document.querySelector('main details.filters')
      if (filters) filters.open = true
      if (!reach('main :is(input[type=search], .filters input[type=text])')) document.dispatchEvent(new Event('palette:open'))
    },
  }

  document.addEventListener('keydown', (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && !'jk'.includes(event.key)) return
    if (typing(event.target) || document.querySelector('dialog[open]')) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (Date.now() - going < PATIENCE) {
      going = 0
      const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`)
      if (link) {
        event.preventDefault()
        location.assign(link.href)
        return
      }
    }
    if (key === 'g') {
      going = Date.now()
      return
    }
    if (!keys[key]) return
    event.preventDefault()
    keys[key]()
  })
}
