// Starts the live connection and mends it by itself: short retries for ever; after a restart of the server, which no longer
// knows this page, the page is loaded anew as soon as the server answers.
const banner = document.getElementById('components-reconnect-modal');
// States in which the server no longer knows this page.
const lost = new Set(['rejected', 'failed', 'paused', 'resume-failed']);
let reloading = false;
const pause = attempt => Math.min(5000, 300 * 2 ** Math.min(attempt, 5));

async function reloadWhenServed() {
  if (reloading) return;
  reloading = true;
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
      if (answer.status < 500) return location.reload();
    } catch { /* not there yet */ }
    await new Promise(resolve => setTimeout(resolve, pause(attempt)));
  }
}

banner?.addEventListener('components-reconnect-state-changed', ({ detail }) => {
  const page = document.getElementById('content');
  if (detail.state === 'hide') page?.classList.remove('stale-data');
  else page?.classList.add('stale-data');
  if (lost.has(detail.state)) reloadWhenServed();
});

export function start() {
  // Pages without a live part (sign-in) need no connection.
  if (document.documentElement.dataset.interactive !== 'true') return;
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 1000, retryIntervalMilliseconds: attempt => pause(attempt) } } });
}
