/** A test ring as a line of beads: which steps are done, which one is awaited, where it stopped. */
import { TEST_STEPS, type TestState } from '../../../protocol/push.ts'

type TestStep = (typeof TEST_STEPS)[number]

export interface TestBead {
  readonly step: TestStep
  /** `waiting`: an earlier step is running or has failed. */
  readonly status: 'done' | 'running' | 'failed' | 'waiting'
  /** Since the test ring was requested, ms; null if it was not reported. */
  readonly afterMs: number | null
  /** With a refusal: what the push service or the browser said. */
  readonly detail: string | null
}

/** The step that a refusal takes the place of. */
const REFUSALS = { refused: 'accepted', 'not-shown': 'shown' } as const

/** A report may be lost: a later step proves that the earlier ones were done. */
export function testBeads({ steps, over }: TestState): readonly TestBead[] {
  const told = new Map<TestStep, number>()
  const refused = new Map<TestStep, string>()
  for (const { step, afterMs, detail } of steps) {
    if (step === 'refused' || step === 'not-shown') refused.set(REFUSALS[step], detail ?? '')
    else told.set(step, afterMs)
  }
  const last = TEST_STEPS.findLastIndex((step) => told.has(step))
  let awaited = true
  return TEST_STEPS.map((step, index): TestBead => {
    const afterMs = told.get(step) ?? null
    const detail = refused.get(step) ?? null
    if (index <= last) return { step, status: 'done', afterMs, detail: null }
    if (!awaited) return { step, status: 'waiting', afterMs: null, detail: null }
    awaited = false
    const failed = over || detail !== null
    return { step, status: failed ? 'failed' : 'running', afterMs: null, detail }
  })
}
