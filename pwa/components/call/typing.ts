/** Whether somebody types just now: a dialog that comes between must not take their next key. */

/** Keys within this of each other are one writing, ms. */
const TYPING_MS = 1_000

let typedAt = Number.NEGATIVE_INFINITY
window.addEventListener(
  'keydown',
  () => {
    typedAt = performance.now()
  },
  { capture: true, passive: true },
)

export function typedLately(now: number = performance.now()): boolean {
  return now - typedAt < TYPING_MS
}
