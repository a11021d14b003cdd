/** Where the first steps stand on the contacts page. */
import { onScopeDispose, ref } from 'vue'
import type { Component, Ref, ShallowRef } from 'vue'
import { isCoachAway, isCoachDue } from '../../platform/coach-memory.ts'
import { useLazy } from '../ui/lazy.ts'

/** The list waits so long for them. */
const PATIENCE_MS = 1_000

export interface CoachPlace {
  /** Null until its code is there, and where nothing is to be shown. */
  readonly card: Readonly<ShallowRef<Component | null>>
  /** Above the list, else under it. */
  readonly first: Readonly<Ref<boolean>>
  /** Whether they are shown is known, so that the list may be. */
  readonly known: Ref<boolean>
}

/**
 * They stand above the list where they are known before it is shown, and under it otherwise: nothing
 * may move while somebody presses Call.
 * @param isListReady whether the list could be shown
 */
export function useCoach(isListReady: () => boolean): CoachPlace {
  const isDue = isCoachDue()
  const first = ref(isDue || isListReady())
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
