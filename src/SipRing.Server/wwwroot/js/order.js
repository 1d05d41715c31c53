// The handles of rows that can be moved (Pbx/OrderRow.razor): the browser shows the whole row, and Firefox needs something to carry.
document.addEventListener('dragstart', event => {
  const grip = event.target.closest?.('[data-grip]');
  if (!grip) return;
  event.dataTransfer.setData('text/plain', '');
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setDragImage(grip.closest('tr'), 8, 8);
});

// Alt and an arrow belong to the row: the browser does not take them for its history.
document.addEventListener('keydown', event => {
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && event.target.closest('tr')?.querySelector('[data-grip]')) event.preventDefault();
});
