/** Plays a stream in a media element, and every stream that replaces it. */
import { nextTick, watch, type Ref } from 'vue'

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
  function playOn(): void {
    // A new stream pauses it, too.
    if (element.value?.srcObject === stream()) void play()
  }
  return { play, playOn }
}
