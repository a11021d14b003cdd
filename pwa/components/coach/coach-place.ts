/** Whether the first steps are above or below the contacts. */
import { onScopeDispose, ref } from 'vue'
import { isCoachAway, isCoachDue } from '../../platform/installed/coach-marks.ts'
import { useLazy } from '../ui/lazy.ts'

/** The list waits this long for the steps, ms. */
const PATIENCE_MS = 1_000

/**
 * The steps are above the list if they are known before it is shown, and below it otherwise:
 * nothing may move while somebody presses Call.
 * @param isListReady whether the list could be shown
 */
export function useCoach(isListReady: () => boolean) {
  const isDue = isCoachDue()
  /** Whether the card is above the list, rather than below it. */
  const first = ref(isDue || isListReady())
  /** It has been decided whether the steps are shown, so the list may be shown. */
  const known = ref(!isDue)
  const card = useLazy(
    () => import('./CoachCard.vue'),
    () => (first.value || isListReady()) && !isCoachAway(),
  )
  const patience = window.setTimeout(() => {
    if (known.value) return
    known.value = true
    first.value = false
  }, PATIENCE_MS)
  onScopeDispose(() => window.clearTimeout(patience))
  return { card, first, known }
}
