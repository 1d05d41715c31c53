// Two short sounds, made here. A browser lets a page sound only after somebody touched it, unless it was told to: until then
// the page says so and asks. Muting is remembered by the browser, for each board.
import { recall, remember } from './memory.js';

const key = `sipring.mute.${document.body.dataset.board}`;
const allow = document.querySelector('[data-allow]'), button = document.querySelector('[data-mute]');
const patterns = { 1: [[0, 660]], 2: [[0, 880], [.22, 660], [.44, 880]] };
let context = null, muted = recall(key) === true, wanted = false;

const open = () => context ??= new AudioContext();

function show() {
  button.hidden = !wanted;
  button.textContent = muted ? button.dataset.off : button.dataset.on;
  button.setAttribute('aria-pressed', String(muted));
  allow.hidden = !wanted || muted || context?.state === 'running';
}

/** The board has tiles that may sound. */
export function want(sounds) {
  if (wanted === sounds) return;
  wanted = sounds;
  if (wanted) open().onstatechange = show;
  show();
}

function beep(at, pitch) {
  const tone = context.createOscillator(), volume = context.createGain();
  tone.type = 'triangle';
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(.5, at + .02);
  volume.gain.setTargetAtTime(0, at + .12, .03);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + .4);
}

/** One sound for a crossing; nothing while the browser forbids it or somebody muted it. */
export function sound(level) {
  if (muted || context?.state !== 'running') return;
  for (const [after, pitch] of patterns[level]) beep(context.currentTime + after, pitch);
}

async function permit() {
  await open().resume();
  show();
}

allow.addEventListener('click', async () => {
  await permit();
  sound(1);
});
button.addEventListener('click', () => {
  muted = !muted;
  remember(key, muted);
  show();
});
// Any touch of the page is a permission.
for (const event of ['pointerdown', 'keydown']) {
  document.addEventListener(event, () => wanted && context?.state === 'suspended' && permit(), { passive: true });
}
