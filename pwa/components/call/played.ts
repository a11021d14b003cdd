/** Plays a stream in a media element, and every stream that replaces it. */
import { nextTick, watch, type Ref } from 'vue'

/** What is paused again is played on after this, ms: an extension may pause whatever plays by itself. */
const AGAIN_MS = 1_000

/**
 * Returns `play`, for a press, and `playOn`, for the element's `pause`: nobody pauses a call; it was a media key, or
 * the closing of a picture in picture. `blocked` is told whether the browser blocks it until the page is pressed.
 */
export function usePlayed(
  element: Readonly<Ref<HTMLMediaElement | null>>,
  stream: () => MediaStream | null,
  blocked?: (now: boolean) => void,
) {
  async function play(): Promise<void> {
    const player = element.value
    if (player === null || stream() === null) return
    try {
      await player.play()
      blocked?.(false)
    } catch (error) {
      // Either a newer stream has replaced this one, or the browser wants a press.
      if (error instanceof DOMException && error.name === 'NotAllowedError') blocked?.(true)
    }
  }

  watch(
    stream,
    async (now) => {
      await nextTick()
      if (element.value === null) return
      element.value.srcObject = now
      await play()
    },
    { immediate: true },
  )
  let playedOnAt = -Infinity
  function playOn(): void {
    // A new stream pauses it, too.
    if (element.value?.srcObject !== stream()) return
    const waitMs = Math.max(0, playedOnAt + AGAIN_MS - performance.now())
    playedOnAt = performance.now() + waitMs
    if (waitMs === 0) return void play()
    blocked?.(true)
    setTimeout(() => void play(), waitMs)
  }
  return { play, playOn }
}
