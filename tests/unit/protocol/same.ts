/** What it is to change nothing. */
import { expect } from 'vitest'
import type { Call, CallEvent } from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'

/** An event that leaves the very same object, with its refusal or none, and has no effects. */
export function same(call: Call, event: CallEvent, refusal: string | null = null) {
  const result = step(call, event)
  expect(result.call).toBe(call)
  expect(result.refusal).toBe(refusal)
  expect(result.effects).toEqual([])
}
