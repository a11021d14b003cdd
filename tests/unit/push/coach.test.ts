/** The first steps: which are offered and done; and which missed calls the worker is told of. */
import { describe, expect, it } from 'vitest'
import type { MissedGroup } from '../../../protocol/api.ts'
import { coachSteps } from '../../../pwa/components/coach/coach-steps.ts'
import type { CoachFacts } from '../../../pwa/components/coach/coach-steps.ts'
import {
  isCoachAway,
  markLogin,
  putCoachAway,
  readCoach,
} from '../../../pwa/platform/installed/coach-marks.ts'
import { seenBetween } from '../../../pwa/stores/seen-told.ts'
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
  it('are not shown until the push status of the device is known', () => {
    expect(steps({ standing: 'unknown' })).toBeNull()
    expect(steps({ standing: 'unreachable' })).toBeNull()
  })

  it('are those that this browser supports', () => {
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
  it('is nothing at first, and then each fact separately', () => {
    const storage = new FakeStorage()
    expect(readCoach(storage)).toEqual({ away: false, login: false })
    markLogin(storage)
    expect(readCoach(storage)).toEqual({ away: false, login: true })
    putCoachAway(storage)
    expect(readCoach(storage)).toEqual({ away: true, login: true })
    expect(isCoachAway(storage)).toBe(true)
  })
})

describe('missed calls that were seen', () => {
  const group = (handle: string, latestAt: number): MissedGroup => ({
    peer: { handle, name: handle, photo: null },
    count: 1,
    latestAt,
    latestCallId: `call-${handle}`,
    latestReason: 'timeout',
  })

  it('are those of people who are no longer in the list, up to their newest call', () => {
    const before = [group('ada', 30), group('grace', 20)]
    expect(seenBetween(before, [group('grace', 40)])).toEqual([{ with: 'ada', upTo: 30 }])
    expect(seenBetween(before, before)).toEqual([])
    expect(seenBetween([], before)).toEqual([])
  })
})
