// A wallboard on its screen. The server sends tiles as they look; here they are put in place, times go on, thresholds sound
// once per crossing, and a lost connection is said and mended. Nothing is kept but what is on the screen.
import { synchronise, freeze, tick, duration } from './ticker.js';
import { sound, want } from './board-sound.js';

const { live, boot, now: drawnAt } = document.body.dataset;
const board = document.getElementById('board'), bar = document.querySelector('.wb-stale');
const silence = 10000, longestPause = 10000, rearm = 10000;
let source = null, heardAt = performance.now(), away = false, floorSince = null, attempts = 0, timer = null, ended = false;
// By tile and what it says: the level that was heard, and since when it is lower.
const levels = new Map();
let listening = false;

// --- thresholds -----------------------------------------------------------------------------------------------------------
function read(tile) {
  const found = new Map();
  for (const pair of (tile.dataset.alerts ?? '').split(' ').filter(Boolean)) {
    const at = pair.lastIndexOf('=');
    found.set(pair.slice(0, at), Number(pair.slice(at + 1)));
  }
  return found;
}

// A value that swings around its threshold sounds once: what calmed down a moment ago is no news.
function isNews(key, level, time) {
  const known = levels.get(key) ?? { heard: 0, low: 0, calm: null };
  if (known.calm !== null && time - known.calm > rearm) Object.assign(known, { heard: known.low, calm: null });
  const news = level > known.heard;
  if (level >= known.heard) Object.assign(known, { heard: level, calm: null });
  else Object.assign(known, { low: level, calm: known.calm ?? time });
  if (known.heard === 0) levels.delete(key);
  else levels.set(key, known);
  return news;
}

function compare() {
  const time = performance.now(), seen = new Set();
  let loudest = 0;
  for (const tile of board.querySelectorAll('[data-tile]')) {
    for (const [what, level] of read(tile)) {
      const key = `${tile.dataset.tile} ${what}`;
      seen.add(key);
      if (isNews(key, level, time)) loudest = Math.max(loudest, level);
    }
  }
  for (const key of [...levels.keys()]) if (!seen.has(key)) isNews(key, 0, time);
  // What was bad before anybody looked is seen, not heard.
  if (loudest && listening) sound(loudest);
  listening = true;
}

// --- what the server says -------------------------------------------------------------------------------------------------
function put(tile) {
  const old = board.querySelector(`[data-tile="${tile.id}"]`), box = document.createElement('template');
  box.innerHTML = tile.html;
  if (old) old.replaceWith(box.content);
  else board.querySelector('.wb-grid').append(box.content);
}

const on = {
  hello(data) {
    if (data.boot !== boot) return reload();
    attempts = 0;
    clock(data.now);
  },
  board(data) {
    const grid = board.querySelector('.wb-grid');
    document.title = `${data.name} · SipRing`;
    document.querySelector('h1').textContent = data.name;
    grid.style.setProperty('--rows', data.rows);
    const order = new Set(data.tiles.map(tile => String(tile.id)));
    for (const tile of grid.querySelectorAll('[data-tile]')) if (!order.has(tile.dataset.tile)) tile.remove();
    if (order.size) grid.querySelector(':scope > .wb-none')?.remove();
    data.tiles.forEach(put);
    want(data.sounds);
    tick();
    compare();
  },
  tiles(data) {
    data.tiles.forEach(put);
    tick();
    compare();
  },
  link(data) {
    floorSince = data.live ? null : data.since;
    state();
  },
  beat(data) { clock(data.now); },
  gone() { end(); },
};

// --- the connection -------------------------------------------------------------------------------------------------------
function connect() {
  source?.close();
  source = new EventSource(live);
  for (const name of Object.keys(on)) {
    source.addEventListener(name, event => {
      heardAt = performance.now();
      away = false;
      on[name](JSON.parse(event.data));
      state();
    });
  }
  source.onerror = () => {
    lost();
    // A refusal ends it for good, a broken connection does not: either way it is begun anew here, with pauses of our own.
    source.close();
    again();
  };
}

function again() {
  if (ended || timer !== null) return;
  const pause = Math.min(longestPause, 500 * 2 ** Math.min(attempts++, 5));
  timer = setTimeout(async () => {
    timer = null;
    try {
      // Whether it is the server that is away, or we who may not see it any more.
      const answer = await fetch(location.href, { cache: 'no-store', redirect: 'manual' });
      if (answer.type === 'opaqueredirect' || answer.status === 403) return location.reload();
      if (answer.status === 404) return end();
      if (answer.ok) return connect();
    } catch { /* not there yet */ }
    again();
  }, pause);
}

function lost() {
  away = true;
  state();
}

async function reload() {
  if (ended) return;
  source?.close();
  try {
    if ((await fetch(location.href, { cache: 'no-store' })).ok) return location.reload();
  } catch { /* went away again */ }
  again();
}

function end() {
  ended = true;
  source?.close();
  board.replaceChildren();
  bar.hidden = true;
  want(false);
  document.querySelector('.wb-gone').hidden = false;
}

// --- what is no longer true says so ---------------------------------------------------------------------------------------
function state() {
  const stale = !ended && (away || floorSince !== null);
  board.classList.toggle('stale-data', stale);
  bar.hidden = !stale;
  bar.querySelector('[data-stale-server]').hidden = !away;
  bar.querySelector('[data-stale-floor]').hidden = away;
  if (away) {
    delete board.dataset.frozenAt;
    freeze(true);
  } else {
    freeze(false);
    if (floorSince !== null) board.dataset.frozenAt = floorSince;
    else delete board.dataset.frozenAt;
  }
  age();
}

let offset = 0;

function clock(serverNow) {
  offset = serverNow - Date.now();
  synchronise(serverNow);
}

function age() {
  if (bar.hidden) return;
  const seconds = away ? (performance.now() - heardAt) / 1000 : (Date.now() + offset - floorSince) / 1000;
  bar.querySelector('[data-stale-age]').textContent = duration(seconds);
}

setInterval(() => {
  if (!away && !ended && performance.now() - heardAt > silence) {
    lost();
    source.close();
    again();
  }
  age();
}, 500);

// --- the screen -----------------------------------------------------------------------------------------------------------
const toggle = () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => {});
let idle = null;

function stir() {
  document.body.classList.remove('idle');
  clearTimeout(idle);
  idle = setTimeout(() => document.body.classList.add('idle'), 3000);
}

document.addEventListener('keydown', event => {
  if (event.code !== 'KeyF' || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  toggle();
});
document.querySelector('[data-full]').addEventListener('click', toggle);
for (const event of ['pointermove', 'pointerdown', 'keydown', 'focusin']) document.addEventListener(event, stir, { passive: true });

// A screen that shows something does not go to sleep; a browser that cannot promise it is left alone.
async function awake() {
  try {
    if (document.visibilityState === 'visible') await navigator.wakeLock?.request('screen');
  } catch { /* it may sleep */ }
}
document.addEventListener('visibilitychange', awake);

// Whoever is signed in stays so while his screen is on.
if (document.body.dataset.public === undefined) setInterval(() => fetch(location.href, { cache: 'no-store', redirect: 'manual' }).catch(() => {}), 3600000);

clock(Number(drawnAt));
stir();
awake();
connect();
