// The recording of the chosen call: play, pause, seek by mouse and keys, volume, speed, and its waveform.
const rates = [1, 1.25, 1.5, 2];
const waveformLimit = 60 << 20;
const audio = new Audio();
audio.preload = 'metadata';
audio.volume = Number(localStorage.getItem('sipring.volume') ?? 0.9);

let player = null, source = null, peaks = null, rate = 0, loading = null;
const part = name => player?.querySelector(`[data-player-${name}]`);
const clock = s => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, '0')}`;
const length = () => Number.isFinite(audio.duration) ? audio.duration : 0;

export function load(element, url, play) {
  if (element !== player) attach(element);
  if (url !== source) {
    source = url;
    peaks = null;
    loading?.abort();
    part('error').hidden = true;
    if (url) {
      audio.src = url;
      audio.playbackRate = rates[rate];
      drawWaveformOf(url);
    } else {
      audio.removeAttribute('src');
      audio.load();
    }
  }
  if (url && play) audio.play().catch(() => { /* the error event tells */ });
  show();
}

function attach(element) {
  player = element;
  part('volume').value = Math.round(audio.volume * 100);
  part('toggle').addEventListener('click', () => audio.paused ? audio.play().catch(() => {}) : audio.pause());
  part('rate').addEventListener('click', () => {
    rate = (rate + 1) % rates.length;
    audio.playbackRate = rates[rate];
    show();
  });
  part('volume').addEventListener('input', event => {
    audio.volume = event.target.value / 100;
    localStorage.setItem('sipring.volume', audio.volume);
  });
  const wave = part('wave');
  const seek = event => {
    const box = wave.getBoundingClientRect();
    jump((event.clientX - box.left) / box.width * length());
  };
  wave.addEventListener('pointerdown', event => { wave.setPointerCapture(event.pointerId); seek(event); });
  wave.addEventListener('pointermove', event => { if (event.buttons & 1) seek(event); });
  wave.addEventListener('keydown', event => {
    const step = { ArrowLeft: -5, ArrowRight: 5, ArrowDown: -5, ArrowUp: 5, PageDown: -30, PageUp: 30 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? length() : step === undefined ? null : audio.currentTime + step;
    if (to === null) return;
    event.preventDefault();
    jump(to);
  });
  new ResizeObserver(draw).observe(wave);
}

function jump(seconds) {
  if (!source || !length()) return;
  audio.currentTime = Math.max(0, Math.min(length(), seconds));
  show();
}

async function drawWaveformOf(url) {
  const stop = loading = new AbortController();
  try {
    // Walking down the table with the arrows must not fetch every file on the way.
    await new Promise(resolve => setTimeout(resolve, 250));
    if (stop.signal.aborted) return;
    const answer = await fetch(url, { signal: stop.signal });
    if (!answer.ok || Number(answer.headers.get('content-length')) > waveformLimit) return stop.abort();
    const decoded = await new OfflineAudioContext(1, 8000, 8000).decodeAudioData(await answer.arrayBuffer());
    if (stop.signal.aborted) return;
    peaks = peaksOf(decoded.getChannelData(0), 1200);
    draw();
  } catch { /* it plays without a picture; a file that cannot be played says so itself */ }
}

function peaksOf(samples, count) {
  const step = Math.max(1, Math.floor(samples.length / count)), result = [];
  for (let i = 0; i + step <= samples.length; i += step) {
    let top = 0;
    for (let j = i; j < i + step; j += 2) top = Math.max(top, Math.abs(samples[j]));
    result.push(top);
  }
  const highest = Math.max(...result, 0.01);
  return result.map(top => top / highest);
}

function draw() {
  const canvas = part('wave')?.querySelector('canvas');
  if (!canvas) return;
  const { clientWidth: width, clientHeight: height } = canvas, scale = devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d'), style = getComputedStyle(canvas);
  context.scale(scale, scale);
  if (!source) return;
  const done = length() ? audio.currentTime / length() : 0, bars = Math.floor(width / 4);
  for (let i = 0; i < bars; i++) {
    const top = peaks ? Math.max(...peaks.slice(Math.floor(i / bars * peaks.length), Math.floor((i + 1) / bars * peaks.length) + 1)) : 0;
    const h = Math.max(2, top * height);
    context.fillStyle = i / bars < done ? style.color : style.borderTopColor;
    context.fillRect(i * 4, (height - h) / 2, 2.4, h);
  }
}

function show() {
  if (!player) return;
  const playing = !audio.paused, toggle = part('toggle'), wave = part('wave');
  part('sign').textContent = playing ? '❚❚' : '▶';
  toggle.setAttribute('aria-label', playing ? player.dataset.pause : player.dataset.play);
  part('time').textContent = source ? `${clock(audio.currentTime)} / ${clock(length())}` : '–';
  part('speed').textContent = `${rates[rate]}×`;
  wave.setAttribute('aria-valuemax', Math.floor(length()));
  wave.setAttribute('aria-valuenow', Math.floor(audio.currentTime));
  wave.setAttribute('aria-valuetext', player.dataset.position.replace('{0}', clock(audio.currentTime)).replace('{1}', clock(length())));
  draw();
}

for (const name of ['play', 'pause', 'ended', 'timeupdate', 'loadedmetadata', 'durationchange', 'seeked']) audio.addEventListener(name, show);
audio.addEventListener('error', () => { if (source) part('error').hidden = false; });

// Leaving the page ends the sound: the element that it was played for is gone.
new MutationObserver(() => {
  if (player && !player.isConnected) {
    audio.pause();
    player = source = null;
  }
}).observe(document.body, { childList: true, subtree: true });
