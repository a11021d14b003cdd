/** Whether the first steps are above or below the contacts. */
import { onScopeDispose, reactive } from 'vue'
import { isCoachAway, isCoachDue } from '../../platform/installed/coach-marks.ts'

/** The list waits this long for the steps, ms. */
const PATIENCE_MS = 1_000

/**
 * The steps are above the list if they are known before it is shown, and below it otherwise:
 * nothing may move while somebody presses Call.
 * @param isListReady whether the list could be shown
 */
export function useCoach(isListReady: () => boolean) {
  const isDue = isCoachDue()
  const isFirst = isDue || isListReady()
  const coach = reactive({
    /** Null: the steps were dismissed. */
    place: isCoachAway() ? null : isFirst ? 'above' : 'below',
    /** It has been decided whether the steps are shown, so the list may be shown. */
    known: !isDue,
  })
  const patience = window.setTimeout(() => {
    if (coach.known) return
    coach.known = true
    coach.place = 'below'
  }, PATIENCE_MS)
  onScopeDispose(() => window.clearTimeout(patience))
  return coach
}
