/** Plays a stream in a media element, and every stream that replaces it. */

/** What is paused again is played on after this, ms: an extension may pause whatever plays by itself. */
const AGAIN_MS = 1_000

/**
 * Returns `show`, for the stream, `play`, for a press, and `playOn`, for the element's `pause`: nobody pauses a call; it
 * was a media key, or the closing of a picture in picture. `blocked` is told whether the browser blocks it until the
 * page is pressed.
 */
export function createPlayed(
  element: Pick<HTMLMediaElement, 'play' | 'srcObject'>,
  blocked?: (now: boolean) => void,
) {
  let stream: MediaStream | null = null

  async function play(): Promise<void> {
    if (stream === null) return
    try {
      await element.play()
      blocked?.(false)
    } catch (error) {
      // Either a newer stream has replaced this one, or the browser wants a press.
      if (error instanceof DOMException && error.name === 'NotAllowedError') blocked?.(true)
    }
  }

  function show(next: MediaStream | null): void {
    if (next === stream) return
    stream = next
    element.srcObject = next
    void play()
  }

  let playedOnAt = -Infinity
  function playOn(): void {
    // A new stream pauses it, too.
    if (element.srcObject !== stream) return
    const waitMs = Math.max(0, playedOnAt + AGAIN_MS - performance.now())
    playedOnAt = performance.now() + waitMs
    if (waitMs === 0) return void play()
    blocked?.(true)
    setTimeout(() => void play(), waitMs)
  }
  return { show, play, playOn }
}
