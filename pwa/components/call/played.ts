/** Plays a stream in a media element, and every stream that replaces it. */
import { nextTick, onScopeDispose, watch, type Ref } from 'vue'

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
  // Nobody pauses a call: it was a media key, or the closing of a picture in picture. A new stream pauses it, too.
  const playOn = () => {
    if (element.value?.srcObject === stream()) void play()
  }
  watch(element, (now, before) => {
    before?.removeEventListener('pause', playOn)
    now?.addEventListener('pause', playOn)
  })
  onScopeDispose(() => element.value?.removeEventListener('pause', playOn))
  return play
}
