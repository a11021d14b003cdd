/** Asserts that an event changes nothing. */
import { expect } from 'vitest'
import type { Call, CallEvent } from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'

/** The event returns the same object, this refusal (or none), and no effects. */
export function same(call: Call, event: CallEvent, refusal: string | null = null) {
  const result = step(call, event)
  expect(result.call).toBe(call)
  expect(result.refusal).toBe(refusal)
  expect(result.effects).toEqual([])
}
