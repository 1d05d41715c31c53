// Laying tiles out, by mouse and by keys. The grid is the server's: here a frame shows where a tile would go, and the server is
// told where it was put.
let canvas = null, page = null, drag = null;
const columns = 12, threshold = 5;
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function attach(element, reference) { [canvas, page] = [element, reference]; }

export function detach() {
  stop();
  canvas = page = null;
}

const handleOf = target => canvas && target.closest?.('[data-handle]') || null;
const placeOf = ({ dataset }) => ({ id: Number(dataset.handle), x: Number(dataset.x), y: Number(dataset.y), w: Number(dataset.w), h: Number(dataset.h) });
const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

/** How far it is from one cell to the next. */
function cell() {
  const grid = canvas.querySelector('.wb-grid'), style = getComputedStyle(grid), { width, height } = grid.getBoundingClientRect();
  const gap = parseFloat(style.columnGap), pad = 2 * parseFloat(style.paddingLeft), rows = Number(style.getPropertyValue('--rows'));
  return { x: (width - pad + gap) / columns, y: (height - pad + gap) / rows, rows };
}

document.addEventListener('pointerdown', event => {
  const handle = handleOf(event.target);
  if (!handle || event.button !== 0) return;
  drag = { handle, id: event.pointerId, from: [event.clientX, event.clientY], place: placeOf(handle), size: cell(), resizing: event.target.closest('.wb-grip') !== null, frame: null };
});

function show(event) {
  const { place, size, resizing } = drag;
  const dx = Math.round((event.clientX - drag.from[0]) / size.x), dy = Math.round((event.clientY - drag.from[1]) / size.y);
  drag.to = resizing
    ? { ...place, w: clamp(place.w + dx, 1, columns - place.x), h: clamp(place.h + dy, 1, size.rows - place.y) }
    : { ...place, x: clamp(place.x + dx, 0, columns - place.w), y: clamp(place.y + dy, 0, size.rows - place.h) };
  const { x, y, w, h } = drag.to;
  drag.frame.style.gridArea = `${y + 1} / ${x + 1} / span ${h} / span ${w}`;
}

document.addEventListener('pointermove', event => {
  if (!drag || event.pointerId !== drag.id) return;
  if (!drag.frame) {
    if (Math.hypot(event.clientX - drag.from[0], event.clientY - drag.from[1]) < threshold) return;
    drag.frame = Object.assign(document.createElement('div'), { className: 'wb-ghost' });
    canvas.querySelector('.wb-grid').append(drag.frame);
    drag.handle.setPointerCapture(drag.id);
    drag.handle.dataset.dragged = '';
  }
  event.preventDefault();
  show(event);
});

function stop() {
  const ended = drag;
  drag = null;
  ended?.frame?.remove();
  if (ended) delete ended.handle.dataset.dragged;
  return ended;
}

document.addEventListener('pointerup', event => {
  if (!drag || event.pointerId !== drag.id) return;
  const { frame, to, resizing } = stop();
  if (!frame || !to) return;
  if (resizing) page.invokeMethodAsync('ResizeTile', to.id, to.w, to.h);
  else page.invokeMethodAsync('MoveTile', to.id, to.x, to.y);
});
document.addEventListener('pointercancel', stop);

document.addEventListener('keydown', event => {
  if (!canvas) return;
  if (drag && event.key === 'Escape') {
    stop();
    return event.preventDefault();
  }
  if (event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && !event.target.closest('input, textarea')) {
    event.preventDefault();
    return page.invokeMethodAsync('UndoLast');
  }
  const handle = handleOf(event.target);
  if (!handle || event.ctrlKey || event.altKey || event.metaKey) return;
  const { id, x, y, w, h } = placeOf(handle);
  if (arrows[event.key]) {
    const [dx, dy] = arrows[event.key];
    if (event.shiftKey) page.invokeMethodAsync('ResizeTile', id, w + dx, h + dy);
    else page.invokeMethodAsync('MoveTile', id, x + dx, y + dy);
  } else if (event.key === 'Delete') page.invokeMethodAsync('RemoveTile', id);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });
