/** Clients' clocks are minutes off: the server's decides when a ring is over. */
import { describe, expect, it } from 'vitest'
import { RING_MS } from './fake-server.ts'
import { settle } from './manual-clock.ts'
import { ringPush, ringing, rung, stopPush } from './ring-fakes.ts'

describe('clock-skew', () => {
  it.each([300_000, -300_000])(
    'the server’s answer decides when this device’s clock is %i ms off',
    async (skewMs) => {
      const { clock, registration, isOver, backend } = await rung({ skewMs })
      expect(registration.titles).toEqual(['Ada Lovelace is calling'])
      await clock.pass(RING_MS - 500)
      expect(registration.titles).toEqual(['Ada Lovelace is calling'])
      expect(isOver()).toBe(false)
      await backend.change({ state: 'ended', reason: 'timeout', missed: true })
      expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
    },
  )

  it.each([300_000, -300_000])(
    'the offset that was learned before decides when the server is away and the clock is %i ms off',
    async (skewMs) => {
      const set = ringing({ skewMs })
      await set.records.keepOffset(skewMs)
      set.backend.away = true
      const placedAt = set.backend.now
      await set.clock.pass(RING_MS - 1_000)
      void set.push(ringPush(placedAt))
      await settle()
      expect(set.registration.titles).toEqual(['Ada Lovelace is calling'])
      await set.clock.pass(1_500)
      expect(set.registration.titles).toEqual(['Missed call from Ada Lovelace'])
      // The next one is too late when it comes.
      const late = set.backend.now
      await set.clock.pass(RING_MS)
      await set.push(ringPush(late, 'late'))
      expect(set.registration.kinds()).toEqual(['ring', 'missed', 'missed'])
      expect(set.registration.titles).toEqual(['2 missed calls from Ada Lovelace'])
    },
  )

  it('the worker learns the offset for the next time', async () => {
    const { records, backend } = await rung({ skewMs: 300_000 })
    expect(records.kept).toBe(300_000)
    expect(backend.skewMs).toBe(300_000)
  })

  it('a missed call shows its time by this device’s clock', async () => {
    const { clock, push, registration, ring } = await rung({ skewMs: 300_000 })
    const rangAt = clock.now()
    await clock.pass(5_000)
    await push(stopPush(ring.placedAt, 'missed'))
    expect(registration.stands[0]?.options.timestamp).toBe(rangAt)
  })
})
