// Time in the browser: the clock of the call centre and every "how long already", without a word to the server.
// Elements carry data-since (epoch milliseconds by the server's clock), data-warn and data-bad being limits in seconds; or data-until.
let offset = 0;
const clocks = document.getElementsByClassName('clock');
const timers = document.getElementsByClassName('elapsed');

export function synchronise(serverNow) {
  offset = serverNow - Date.now();
  document.documentElement.dataset.connected = 'true';
  tick();
}

/** While the server is away nothing is known to go on. */
export function freeze(away) {
  if (away) document.documentElement.dataset.frozenAt ??= Date.now() + offset;
  else delete document.documentElement.dataset.frozenAt;
}

export function duration(seconds) {
  const s = Math.max(0, Math.floor(seconds)), two = n => String(n).padStart(2, '0');
  return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

function write(element, text) {
  // The text node belongs to Blazor: it is changed in place and never replaced.
  if (element.firstChild === null) element.append(text);
  else if (element.firstChild.nodeValue !== text) element.firstChild.nodeValue = text;
}

/** Writes every time that goes on as it is now. */
export function tick() {
  const now = Date.now() + offset;
  for (const clock of clocks) {
    write(clock, new Intl.DateTimeFormat('ru', { timeZone: clock.dataset.zone, timeStyle: 'medium' }).format(now));
  }
  // What is no longer live stands still: its time is not known to go on.
  const frozen = Number(document.querySelector('[data-frozen-at]')?.dataset.frozenAt) || Infinity;
  for (const timer of timers) {
    if (timer.dataset.until) {
      const left = Math.round((Number(timer.dataset.until) - now) / 1000);
      write(timer, (left < 0 ? '−' : '') + duration(Math.abs(left)));
      const level = left < 0 ? 'bad' : left < 60 ? 'warn' : '';
      if ((timer.dataset.level ?? '') !== level) timer.dataset.level = level;
      continue;
    }
    const until = timer.dataset.always === undefined ? Math.min(now, frozen) : now;
    const seconds = (until - Number(timer.dataset.since)) / 1000;
    write(timer, duration(seconds));
    const { warn, bad } = timer.dataset;
    const level = bad && seconds >= Number(bad) ? 'bad' : warn && seconds >= Number(warn) ? 'warn' : '';
    if ((timer.dataset.level ?? '') !== level) timer.dataset.level = level;
  }
}

const first = document.querySelector('.clock[data-now]');
if (first) offset = Number(first.dataset.now) - Date.now();
setInterval(tick, 500);
tick();
