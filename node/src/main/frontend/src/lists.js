// Lists: a page is printed as it stands.
document.addEventListener('click', ({ target }) => { if (target.closest('[data-print]')) window.print() })

// A form whose answer is a file leaves the page as it is: its button can be pressed again.
document.addEventListener('submit', ({ target }) => {
  if (!target.matches('[data-again]')) return
  setTimeout(() => target.querySelectorAll('button').forEach((button) => { button.disabled = false }), 2000)
})

// On a phone the filters would stand before the list; the labels below them say which are on.
if (window.matchMedia('(max-width: 40rem)').matches) {
  document.querySelectorAll('details.filters').forEach((filters) => { filters.open = false })
}
