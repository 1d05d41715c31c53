// Keys that need no server. Letters are told by their place on the keyboard, so that they work in every layout.
import { open as openFinder } from './finder.js';

const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 };
const ends = { Home: -1e9, End: 1e9 };
const typing = 'input:not([type=range], [type=checkbox]), select, textarea';
let going = false;

function walk(grid, step) {
  const rows = [...grid.querySelectorAll('tbody tr[aria-selected]')], at = rows.findIndex(row => row.ariaSelected === 'true');
  const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
  if (!next) return;
  next.click();
  next.scrollIntoView({ block: 'nearest' });
}

// The rows of the panel are links: the arrows move the focus from one to the next, Enter follows.
function walkLinks(group, step) {
  const rows = [...group.querySelectorAll('tbody tr, li, [role=listitem]')].filter(row => row.querySelector('a, [data-menu]'));
  const at = rows.findIndex(row => row.contains(document.activeElement));
  const row = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
  (row?.querySelector('th a') ?? row?.querySelector('a') ?? row?.querySelector('[data-menu]'))?.focus();
  return row !== undefined;
}

function search() {
  const field = document.querySelector('[data-search]');
  if (field?.checkVisibility()) field.select();
  else openFinder();
}

function help() { document.getElementById('keys')?.showModal(); }

// A menu that is open closes itself; the next Esc leaves what was chosen on the page.
function leave() {
  const link = document.querySelector('.dropdown-backdrop') ? null : document.querySelector('[data-escape]');
  link?.click();
  return link !== null;
}

function walkMenu(menu, step) {
  const items = [...menu.querySelectorAll('[role^=menuitem]')], at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}

function go(event) {
  const link = document.querySelector(`[data-go="${event.code}"]`);
  link?.click();
  return link !== null;
}

// Blazor takes over links; this one moves the focus and nothing else.
document.addEventListener('click', event => {
  if (!event.target.closest('.skip-link')) return;
  event.preventDefault();
  event.stopPropagation();
  document.getElementById('content').focus();
}, { capture: true });

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-keys-open]')) help();
  else if (target.matches('dialog.key-help')) target.close();
});

// A table that has more rows asks for them before its end is reached.
document.addEventListener('scroll', ({ target }) => {
  if (target.dataset?.rows === undefined || target.scrollHeight - target.scrollTop - target.clientHeight > 900) return;
  target.querySelector('[data-more]')?.click();
}, { capture: true, passive: true });

// The number of the row that is chosen or holds the focus.
function dial(target, group) {
  const row = target.closest('tr, li') ?? group.querySelector('tr[aria-selected=true]');
  const button = row?.querySelector('[data-call]');
  button?.click();
  return button != null;
}

function press(event) {
  const { target, key } = event;
  if (going) {
    going = false;
    return go(event);
  }
  const rows = target.closest('[data-rows]'), links = target.closest('[data-links]');
  if (key === '?' || event.code === 'Slash' && event.shiftKey) help();
  else if (key === '/' || event.code === 'Slash' && !event.shiftKey) search();
  else if (event.code === 'KeyG') going = true;
  else if (event.code === 'KeyD' && (rows || links)) return dial(target, rows ?? links);
  else if (rows && key in steps) walk(rows, steps[key]);
  else if (rows === target && rows && key === 'Enter') rows.querySelector('tr[aria-selected=true] .play')?.click();
  else if (links && (key in steps || key in ends)) return walkLinks(links, steps[key] ?? ends[key]);
  else if (key === 'Escape') return leave();
  else if (key === ' ' && !target.closest('button, a, [role=checkbox], input')) {
    const toggle = document.querySelector('[data-player-toggle]:not(:disabled)');
    toggle?.click();
    return toggle !== null;
  } else return false;
  return true;
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
  const menu = event.target.closest('[role=menu]') ?? event.target.closest('[aria-expanded=true]')?.parentElement.querySelector('[role=menu]');
  if (menu && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    walkMenu(menu, event.key === 'ArrowDown' ? 1 : -1);
  }
  if (menu) return;
  if (event.target.closest(typing)) {
    // Esc leaves a field for what it filters.
    if (event.key === 'Escape' && event.target.closest('[data-search]')) document.querySelector('[data-rows]')?.focus();
    return;
  }
  if (press(event)) event.preventDefault();
});
