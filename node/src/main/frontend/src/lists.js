// Lists: filters, print.
import { Search } from './search.js'

// A page is printed as it stands.
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

// A list is narrowed to where something lies: a place is found by its name, its box goes into the filter. A place that
// is a point counts with some kilometres around it.
const AROUND = 0.03
document.querySelectorAll('.filters .place-search').forEach((search) => {
  const { form } = search.querySelector('input')
  const narrow = (area, place) => {
    for (const [name, value] of [['area', area], ['place', place]]) {
      form.elements[name].value = value
      form.elements[name].disabled = !value
    }
    form.requestSubmit()
  }
  new Search(search, ({ title, lon, lat, box }) => {
    const [west, south, east, north] = box ?? [lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND]
    narrow([south, west, north, east].map((degrees) => Number(degrees.toFixed(5))).join(), title)
  })
  // What is typed applies when it is chosen, not when the box is left; emptied, it no longer narrows.
  search.addEventListener('change', (event) => {
    event.stopPropagation()
    if (!event.target.value.trim() && form.elements.area.value) narrow('', '')
  })
})
