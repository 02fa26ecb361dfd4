// What forms do more comfortably with script; each of them works without.

// How much of a text is left to write.
document.querySelectorAll('textarea[maxlength]').forEach((area) => {
  if (area.maxLength > 5000) return
  const counter = document.createElement('span')
  counter.className = 'counter'
  const count = () => { counter.textContent = `${area.value.length} / ${area.maxLength}` }
  area.addEventListener('input', count)
  area.after(counter)
  count()
})

// Who gets it, in words, as boxes are ticked.
document.querySelectorAll('[data-summary]').forEach((summary) => {
  const boxes = [...document.querySelectorAll(`input[name="${summary.dataset.summary}"]`)]
  const say = () => {
    const names = boxes.filter((box) => box.checked).map((box) => box.value)
    summary.textContent = names.length ? `${summary.dataset.some} ${names.join(', ')}` : summary.dataset.none
  }
  boxes.forEach((box) => box.addEventListener('change', say))
  say()
})

// Where the officer stands, on the officer's own word only.
document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-position]')
  if (!button || !navigator.geolocation) return
  const set = (name, value) => {
    const input = document.getElementById(`f-location.${name}`)
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    set('lat', coords.latitude.toFixed(5))
    set('lon', coords.longitude.toFixed(5))
    set('accuracyM', Math.ceil(coords.accuracy))
  })
})
