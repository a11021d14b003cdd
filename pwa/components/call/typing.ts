/** Whether somebody is typing: a dialog that opens meanwhile must not take their next key. */

/** Somebody is typing for this long after a key, ms. */
const TYPING_MS = 1_000

let typedAt = Number.NEGATIVE_INFINITY
window.addEventListener('keydown', () => (typedAt = performance.now()), {
  capture: true,
  passive: true,
})

export function typedLately(): boolean {
  return performance.now() - typedAt < TYPING_MS
}
