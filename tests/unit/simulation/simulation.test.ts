import { describe, expect, test } from 'vitest'
import { times } from '../../support/counts.ts'
import { runSchedule } from './schedule.ts'

/** One seed to replay, instead of all. */
const replay = process.env.PEAL_SEED

/** This many schedules include every case that they should. */
const ENOUGH = 300

describe('simulation', () => {
  test(
    'simulation: two members, five pages and a server over queues that drop, repeat, reorder: all agree, each call ends once',
    { timeout: 0 },
    () => {
      if (replay !== undefined) {
        runSchedule(Number(replay))
        return
      }
      for (let seed = 1; seed <= times('simulation'); seed += 1) runSchedule(seed)
    },
  )

  test('simulation: the same seed gives the same schedule', () => {
    expect(runSchedule(7)).toEqual(runSchedule(7))
  })

  test('simulation: the schedules include glare, reloads and every end that two members can reach', () => {
    const calls = Array.from({ length: ENOUGH }, (_, index) => runSchedule(index + 1)).flat()
    const reasons = new Set(calls.map((call) => (call.state === 'ended' ? call.reason : null)))
    for (const reason of [
      'completed',
      'declined',
      'cancelled',
      'timeout',
      'failed',
      'interrupted',
    ] as const) {
      expect(reasons).toContain(reason)
    }
    expect(calls.some(({ mergedId }) => mergedId !== null)).toBe(true)
    expect(calls.some(({ gen }) => gen > 3)).toBe(true)
  })
})
