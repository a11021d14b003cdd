/** The time by which dates are put in words: a new one at midnight, so that "today" becomes "yesterday". */
import { readonly, ref, type Ref } from 'vue'

/** The date is looked at this often, ms, in case the machine slept or its time zone changed. */
const LOOK_MS = 60_000

const now = ref(Date.now())
let timer: ReturnType<typeof setTimeout> | undefined

function look(): void {
  clearTimeout(timer)
  const at = Date.now()
  if (new Date(at).toDateString() !== new Date(now.value).toDateString()) now.value = at
  const midnight = new Date(at).setHours(24, 0, 0, 0)
  timer = setTimeout(look, Math.min(LOOK_MS, Math.max(0, midnight - at)))
}

/** Some time of today, ms since 1970. */
export function useToday(): Readonly<Ref<number>> {
  if (timer === undefined) {
    look()
    document.addEventListener('visibilitychange', look)
  }
  return readonly(now)
}
