// Buttons that play one sound each: a press starts it, another one stops it, and a second sound ends the first.
const audio = new Audio();
audio.id = 'listening';
audio.hidden = true;
audio.volume = Number(localStorage.getItem('sipring.volume') ?? 0.9);
document.body.append(audio);

const buttonOf = url => [...document.querySelectorAll('[data-listen]')].filter(button => button.dataset.listen === url);
let url = null;

function show(playing, failed) {
  for (const button of document.querySelectorAll('[data-listen]')) button.ariaPressed = 'false';
  for (const button of url ? buttonOf(url) : []) {
    button.ariaPressed = String(playing);
    button.classList.toggle('err', failed);
    button.title = failed ? button.dataset.failed : '';
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-listen]');
  if (!button) return;
  const again = url === button.dataset.listen && !audio.paused;
  audio.pause();
  if (again) return;
  url = button.dataset.listen;
  audio.src = url;
  audio.play().catch(() => { /* the error event tells */ });
});

audio.addEventListener('playing', () => show(true, false));
audio.addEventListener('pause', () => show(false, false));
audio.addEventListener('ended', () => show(false, false));
audio.addEventListener('error', () => show(false, true));
// Whoever leaves the page does not want to hear on.
new MutationObserver(() => { if (!audio.paused && !buttonOf(url).length) audio.pause(); }).observe(document.body, { childList: true, subtree: true });
