// Lists: a page is printed as it stands.
document.addEventListener('click', ({ target }) => { if (target.closest('[data-print]')) window.print() })
