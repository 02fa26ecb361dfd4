// The map of the watch: beside the queue at a desk, folded away on a phone, where it costs nothing until it is opened.
const map = document.getElementById('desk-map')
if (map) {
  const wide = window.matchMedia('(min-width: 62rem)')
  const fit = () => { if (wide.matches) map.open = true }
  wide.addEventListener('change', fit)
  fit()
}
