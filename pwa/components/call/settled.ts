/** When a connected call takes its shape: both pictures where they belong. */
import { onScopeDispose, ref, watch } from 'vue'
import type { Ref } from 'vue'

/** The other's picture has this long after connecting to come first, ms. */
const PICTURE_MS = 1_000

/**
 * True from the moment at which the other's picture is there, or will not be, while the call is
 * connected: one's own picture gives way to something, and the first picture waits for no movement.
 */
export function useSettled(
  connected: () => boolean,
  arrived: () => boolean,
): Readonly<Ref<boolean>> {
  const settled = ref(false)
  let handle = 0
  watch(
    [connected, arrived],
    ([isConnected, hasArrived]) => {
      window.clearTimeout(handle)
      if (!isConnected || hasArrived || settled.value) settled.value = isConnected
      else handle = window.setTimeout(() => (settled.value = true), PICTURE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    window.clearTimeout(handle)
  })
  return settled
}
