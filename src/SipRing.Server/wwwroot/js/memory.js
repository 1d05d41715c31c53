// What this browser remembers of a person's choices; without storage (a private window may refuse it) nothing is remembered.
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch { /* next time it is asked again */ }
}
