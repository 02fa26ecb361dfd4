// What an abbreviation means can be put away with Escape, without moving the pointer or the focus, and comes back with
// the next one.
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') document.documentElement.dataset.abbr = 'off'
})
for (const comes of ['pointerover', 'focusin']) {
  document.addEventListener(comes, ({ target }) => {
    if (target.closest?.('.abbr')) delete document.documentElement.dataset.abbr
  })
}
