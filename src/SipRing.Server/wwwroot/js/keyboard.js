// Keys that need no server: arrows walk the rows of a grid, Space plays the recording of the chosen row, Esc leaves.
function rowsOf(grid) { return [...grid.querySelectorAll('tbody tr[aria-selected]')]; }

function walk(grid, step) {
  const rows = rowsOf(grid), at = rows.findIndex(row => row.ariaSelected === 'true');
  const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
  if (!next) return;
  next.click();
  next.scrollIntoView({ block: 'nearest' });
}

// Blazor takes over links; this one moves the focus and nothing else.
document.addEventListener('click', event => {
  if (!event.target.closest('.skip-link')) return;
  event.preventDefault();
  event.stopPropagation();
  document.getElementById('content').focus();
}, { capture: true });

// A table that has more rows asks for them before its end is reached.
document.addEventListener('scroll', ({ target }) => {
  if (target.dataset?.rows === undefined || target.scrollHeight - target.scrollTop - target.clientHeight > 900) return;
  target.querySelector('[data-more]')?.click();
}, { capture: true, passive: true });

const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 };

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, select, textarea, [role=menu]')) return;
  const grid = event.target.closest('[data-rows]');
  if (grid && event.key in steps) {
    event.preventDefault();
    walk(grid, steps[event.key]);
  } else if (event.key === ' ' && !event.target.closest('button, a')) {
    const toggle = document.querySelector('[data-player-toggle]:not(:disabled)');
    if (toggle) {
      event.preventDefault();
      toggle.click();
    }
  }
});
