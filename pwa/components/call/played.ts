/** Plays a stream in a media element, and every stream that replaces it. */
import { nextTick, watch, type Ref } from 'vue'

/**
 * Returns a function that plays it again, for a press. `blocked` is told whether the browser blocks
 * it until the page is pressed.
 */
export function usePlayed(
  element: Readonly<Ref<HTMLMediaElement | null>>,
  stream: () => MediaStream | null,
  blocked?: (now: boolean) => void,
): () => Promise<void> {
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
  return play
}
