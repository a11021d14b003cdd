/** Whether nobody has touched the window for a while, so that its controls may fade. */
import { onScopeDispose, ref } from 'vue'

/** Controls fade after this without pointer or key, ms. */
const IDLE_MS = 3_000

/** `held`: something is open that must stay. A control in keyboard focus stays, too. */
export function useIdle(held: () => boolean) {
  const idle = ref(false)
  let handle = 0
  const rest = (): void => {
    const focused = document.activeElement?.matches('.controls :focus-visible') === true
    if (held() || focused) stir()
    else idle.value = true
  }
  const stir = (): void => {
    idle.value = false
    window.clearTimeout(handle)
    handle = window.setTimeout(rest, IDLE_MS)
  }
  stir()
  onScopeDispose(() => window.clearTimeout(handle))
  return { idle, stir }
}
