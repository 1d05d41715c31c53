// Starts the live connection and mends it by itself: short retries for ever. After a restart of the server, which no longer
// knows this page, or after the session ended, the page is loaded anew as soon as the server answers.
import { freeze } from './ticker.js';

const banner = document.getElementById('components-reconnect-modal');
const pause = attempt => Math.min(2000, 300 * 2 ** Math.min(attempt, 3));
const forgotten = new Set(['rejected', 'failed', 'paused', 'resume-failed']);
let reloading = false;

async function reloadWhenServed() {
  if (reloading) return;
  reloading = true;
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(location.href, { cache: 'no-store' });
      if (answer.status < 500) return location.reload();
    } catch { /* not there yet */ }
    await new Promise(resolve => setTimeout(resolve, pause(attempt)));
  }
}

// Whoever is no longer signed in is sent elsewhere instead of being connected, at every attempt.
async function reloadIfSignedOut() {
  try {
    const answer = await fetch(location.href, { cache: 'no-store', redirect: 'manual' });
    if (answer.type === 'opaqueredirect') location.reload();
  } catch { /* not there yet */ }
}

banner?.addEventListener('components-reconnect-state-changed', ({ detail }) => {
  const away = detail.state !== 'hide';
  document.getElementById('content')?.classList.toggle('stale-data', away);
  document.documentElement.classList.toggle('no-server', away);
  freeze(away);
  if (forgotten.has(detail.state)) reloadWhenServed();
  else if (detail.state === 'retrying') reloadIfSignedOut();
});

export function start() {
  // Pages without a live part (sign-in) need no connection.
  if (document.documentElement.dataset.interactive !== 'true') return;
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: attempt => pause(attempt) } } });
}
