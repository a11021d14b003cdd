/** How loud one's own voice is, for the rings around one's picture. */
import { onScopeDispose, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { listenToVoice } from '../../stores/call-window.ts'

export function useVoiceLevel(track: () => MediaStreamTrack | null): Ref<0 | 1 | 2> {
  const level = ref<0 | 1 | 2>(0)
  let stop: (() => void) | null = null
  const end = (): void => {
    stop?.()
    stop = null
    level.value = 0
  }
  watch(
    track,
    (now) => {
      end()
      if (now === null) return
      stop = listenToVoice(now, (next) => {
        level.value = next
      })
    },
    { immediate: true },
  )
  onScopeDispose(end)
  return level
}
