/** The first steps: which there are, which are done, and that they stay away once put away. */
import { describe, expect, it } from 'vitest'
import { coachSteps } from '../../../pwa/components/coach/coach-steps.ts'
import type { CoachFacts } from '../../../pwa/components/coach/coach-steps.ts'
import { keepCoach, readCoach } from '../../../pwa/platform/coach-memory.ts'
import { FakeStorage } from '../call-engine/fake-storage.ts'

const NOTHING: CoachFacts = {
  standing: 'not-asked',
  installable: false,
  installed: false,
  startsAtLogin: false,
}
const steps = (facts: Partial<CoachFacts>) =>
  coachSteps({ ...NOTHING, ...facts })?.map(({ name, done }) => (done ? `${name} done` : name)) ??
  null

describe('the first steps', () => {
  it('wait until it is known how the device stands', () => {
    expect(steps({ standing: 'unknown' })).toBeNull()
    expect(steps({ standing: 'unreachable' })).toBeNull()
  })

  it('offer what this browser can', () => {
    expect(steps({})).toEqual(['allow', 'login'])
    expect(steps({ installable: true })).toEqual(['allow', 'install', 'login'])
    expect(steps({ standing: 'unsupported' })).toEqual(['login'])
    expect(steps({ standing: 'blocked' })).toEqual(['allow', 'login'])
  })

  it('are ticked as they are done', () => {
    const done = { standing: 'proving', installed: true, startsAtLogin: true } as const
    expect(steps(done)).toEqual(['allow done', 'install done', 'login done'])
    expect(steps({ ...done, standing: 'no-service' })).toContain('allow')
  })
})

describe('what the device remembers of them', () => {
  it('is nothing at first, and then each by itself', () => {
    const storage = new FakeStorage()
    expect(readCoach(storage)).toEqual({ dismissed: false, login: false })
    keepCoach({ dismissed: false, login: true }, storage)
    expect(readCoach(storage)).toEqual({ dismissed: false, login: true })
    keepCoach({ dismissed: true, login: true }, storage)
    expect(readCoach(storage)).toEqual({ dismissed: true, login: true })
  })
})
