// Ctrl K: opens at once, whatever the server does; what was typed goes to the server, the choice among what it found stays here.
const dialog = () => document.querySelector('[data-finder]');
const options = () => [...dialog().querySelectorAll('[role=option]')];

export function open() {
  const box = dialog();
  if (!box || box.open) return;
  for (const other of document.querySelectorAll('dialog[open]')) other.close();
  const input = box.querySelector('input');
  if (input.value !== '') {
    input.value = '';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
  box.showModal();
  input.focus();
  choose(0);
}

function choose(index) {
  const all = options(), input = dialog().querySelector('input');
  const at = all.length && (index + all.length) % all.length;
  all.forEach((option, i) => {
    option.id = `found-${i}`;
    option.ariaSelected = i === at ? 'true' : 'false';
  });
  input.setAttribute('aria-activedescendant', all.length ? `found-${at}` : '');
  all[at]?.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyK') {
    event.preventDefault();
    open();
    return;
  }
  const box = event.target.closest?.('[data-finder]');
  if (!box) return;
  const at = options().findIndex(option => option.ariaSelected === 'true');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    choose(at + (event.key === 'ArrowDown' ? 1 : -1));
  } else if (event.key === 'Enter') {
    event.preventDefault();
    options()[Math.max(0, at)]?.click();
  }
});

document.addEventListener('click', event => {
  const box = dialog();
  if (event.target.closest('[data-finder-open]')) open();
  else if (event.target === box || event.target.closest('[data-finder] [role=option]')) box.close();
});

// Other results: the first of them is the chosen one.
new MutationObserver(changes => {
  if (changes.some(change => change.target.id === 'found')) choose(0);
}).observe(document.body, { childList: true, subtree: true });
