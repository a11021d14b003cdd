/** When the pictures of a connected call take their places. */
import { onScopeDispose, ref, watch } from 'vue'

/** The other side's picture is waited for this long after connecting, ms. */
const PICTURE_MS = 1_000

/**
 * True while the call is connected, from when the other side's picture is there or will not come. So
 * the own picture moves only once there is something in its place.
 */
export function useSettled(connected: () => boolean, arrived: () => boolean) {
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
  onScopeDispose(() => window.clearTimeout(handle))
  return settled
}
