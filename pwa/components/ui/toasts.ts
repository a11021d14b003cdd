/** Short notices at the bottom left, one at a time: what happened, and what to do. */
import { shallowRef } from 'vue'
import type { Person } from '../../../protocol/people.ts'
import type { Result } from '../../stores/admin.ts'
import { failureText } from './failure-text.ts'

export type ToastKind = 'good' | 'bad' | 'plain'

export interface Toast {
  readonly id: number
  readonly kind: ToastKind
  readonly text: string
  /** Whose call was missed: a Call button stands beside it. */
  readonly caller: Person | null
}

/** A notice stays this long, ms; a failure or a missed call, twice as long. */
const TOAST_MS = 5_000

let last = 0
let timer = 0

export const shownToast = shallowRef<Toast | null>(null)

export function toast(text: string, kind: ToastKind = 'plain', caller: Person | null = null): void {
  last += 1
  shownToast.value = { id: last, kind, text, caller }
  window.clearTimeout(timer)
  timer = window.setTimeout(
    dismissToast,
    kind === 'bad' || caller !== null ? 2 * TOAST_MS : TOAST_MS,
  )
}

/** Says why a request failed, or if it succeeded, what is `done`. Null: it waits for the network. */
export function toastResult(result: Result<unknown> | null, done?: string): void {
  if (result?.ok === false) toast(failureText(result), 'bad')
  else if (done !== undefined) toast(done, 'good')
}

export function dismissToast(): void {
  shownToast.value = null
}
