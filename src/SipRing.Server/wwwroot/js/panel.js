// The panel's menus and dragging. One page is attached at a time; the server is told what is wanted and does it.
let page = null, opener = null, at = null, drag = null;

export function attach(reference) { page = reference; }

export function detach() {
  cancel();
  page = null;
}

const subject = element => element?.closest?.('[data-subject][data-key]') ?? null;

function open(row, x, y, from) {
  opener = from;
  at = { x, y };
  page.invokeMethodAsync('OpenMenu', row.dataset.subject, row.dataset.key);
}

function openAt(row, from) {
  const { left, right, bottom } = from.getBoundingClientRect();
  open(row, Math.min(left + 12, right), bottom, from);
}

/** Puts a menu where it was asked for, inside of the window, and the focus on its first item. */
export function place(box) {
  if (!box) return;
  const { width, height } = box.getBoundingClientRect(), { x, y } = at ?? { x: innerWidth / 2, y: innerHeight / 3 };
  box.style.left = `${Math.max(6, Math.min(x, innerWidth - width - 6))}px`;
  box.style.top = `${Math.max(6, y + height + 6 > innerHeight ? Math.max(6, Math.min(y, innerHeight - height - 6)) : y)}px`;
  box.querySelector('[role=menuitem], input, select, button')?.focus({ preventScroll: true });
}

/** The menu is gone: whoever opened it by keyboard is where he was. */
export function leave() {
  (opener?.isConnected ? opener : null)?.focus?.({ preventScroll: true });
  opener = null;
}

document.addEventListener('contextmenu', event => {
  const row = subject(event.target);
  if (!page || !row) return;
  event.preventDefault();
  if (!document.querySelector('.panel-menu')) open(row, event.clientX, event.clientY, row.querySelector('a, [data-menu]'));
});

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-menu]'), row = subject(button);
  if (page && row) openAt(row, button);
});

document.addEventListener('keydown', event => {
  if (drag?.active && event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    cancel();
    return;
  }
  const row = subject(event.target), plain = !event.ctrlKey && !event.altKey && !event.metaKey;
  const wanted = event.key === 'ContextMenu' || event.key === 'F10' && event.shiftKey || event.code === 'KeyM' && plain && !event.shiftKey;
  if (!page || !row || !wanted || event.target.closest('input, select, textarea')) return;
  event.preventDefault();
  event.stopPropagation();
  openAt(row, event.target);
}, { capture: true });

// Dragging by pointer events: the page stands still meanwhile, Esc gives up, a click stays a click.
const threshold = 6, edge = 24;

document.addEventListener('dragstart', event => {
  if (event.target.closest?.('[data-drag]')) event.preventDefault();
});

document.addEventListener('pointerdown', event => {
  const row = event.target.closest?.('[data-drag]');
  if (!page || !row || event.button !== 0 || event.target.closest('[data-menu], input')) return;
  drag = { row, id: event.pointerId, x: event.clientX, y: event.clientY, active: false, touch: event.pointerType === 'touch' };
});

function begin() {
  drag.active = true;
  const { row } = drag, own = new Set((row.dataset.queues ?? '').split(', '));
  page.invokeMethodAsync('Hold', true);
  drag.ghost = Object.assign(document.createElement('div'), { className: 'drag-ghost', textContent: row.dataset.title });
  document.body.append(drag.ghost);
  document.body.classList.add('dragging');
  row.dataset.dragged = '';
  getSelection()?.removeAllRanges();
  for (const target of document.querySelectorAll('tr[data-queue]')) target.dataset.drop = own.has(target.dataset.queue) ? 'no' : 'yes';
}

function over(x, y) {
  const target = document.elementFromPoint(x, y)?.closest('tr[data-queue]');
  if (drag.over !== target) {
    delete drag.over?.dataset.over;
    drag.over = target;
    if (target?.dataset.drop === 'yes') target.dataset.over = '';
  }
  const box = document.querySelector('.queues .scroll')?.getBoundingClientRect();
  const inside = box && x > box.left && x < box.right && y > box.top && y < box.bottom;
  const way = !inside ? 0 : y > box.bottom - edge ? 1 : y < box.top + 2 * edge ? -1 : 0;
  if (way !== drag.way) [drag.way, drag.since] = [way, performance.now()];
}

// Whoever stays at the edge of a long list of queues sees more of them; passing by moves nothing.
setInterval(() => {
  if (drag?.way && performance.now() - drag.since > 350) document.querySelector('.queues .scroll')?.scrollBy(0, drag.way * 14);
}, 50);

document.addEventListener('pointermove', event => {
  if (!drag || event.pointerId !== drag.id || drag.touch) return;
  if (!drag.active && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < threshold) return;
  if (!drag.active) begin();
  event.preventDefault();
  drag.ghost.style.translate = `${event.clientX + 12}px ${event.clientY + 8}px`;
  over(event.clientX, event.clientY);
});

function clear() {
  const ended = drag;
  drag = null;
  if (!ended?.active) return null;
  ended.ghost.remove();
  document.body.classList.remove('dragging');
  delete ended.row.dataset.dragged;
  for (const target of document.querySelectorAll('tr[data-queue]')) {
    delete target.dataset.drop;
    delete target.dataset.over;
  }
  return ended;
}

function cancel() {
  if (clear()) page?.invokeMethodAsync('Hold', false);
}

document.addEventListener('pointerup', event => {
  if (!drag || event.pointerId !== drag.id) return;
  const target = drag.active && drag.over?.dataset.drop === 'yes' ? drag.over : null, ended = clear();
  if (!ended) return;
  // The click that follows belongs to the drag.
  const swallow = click => { click.preventDefault(); click.stopPropagation(); };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }));
  if (!target) return page.invokeMethodAsync('Hold', false);
  at = { x: event.clientX, y: event.clientY };
  opener = ended.row.querySelector('a');
  page.invokeMethodAsync('Drop', ended.row.dataset.key, target.dataset.queue);
});

document.addEventListener('pointercancel', cancel);
window.addEventListener('blur', cancel);
