/** The server's clock, on a machine whose wall clock somebody sets. */
import { describe, expect, it } from 'vitest'
import { createSteadyClock } from '../../push-server/clock.ts'

const START_MS = 1_800_000_000_000
const HOUR_MS = 3_600_000

/** `lookMs`: how often its clock is looked at while time passes. */
function machine(lookMs = 100) {
  const at = { wall: START_MS, steady: 5_000, uptime: 60_000 }
  const clock = createSteadyClock({
    wallMs: () => at.wall,
    steadyMs: () => at.steady,
    uptimeS: () => Math.floor(at.uptime / 1_000),
  })
  return {
    clock,
    jump: (ms: number) => void (at.wall += ms),
    /** Time passes; it is looked at often, as a server in use does. */
    pass(ms: number) {
      for (let passed = 0; passed < ms; passed += lookMs) {
        for (const each of ['wall', 'steady', 'uptime'] as const) at[each] += lookMs
        clock.now()
      }
    },
    sleep(ms: number) {
      at.wall += ms
      at.uptime += ms
    },
  }
}

describe('the server’s clock', () => {
  it('shows the wall clock’s time', () => {
    const { clock, pass } = machine()
    expect(clock.now()).toBe(START_MS)
    pass(45_000)
    expect(clock.now()).toBe(START_MS + 45_000)
  })

  it.each([HOUR_MS, -HOUR_MS])(
    'goes on steadily when the wall clock jumps by %i ms, and approaches it',
    (jumpMs) => {
      const { clock, jump, pass } = machine()
      jump(jumpMs)
      pass(45_000)
      const ring = clock.now() - START_MS
      expect(ring).toBeGreaterThan(43_000)
      expect(ring).toBeLessThan(47_000)
      pass(2 * HOUR_MS)
      const off = () => Math.abs(clock.now() - (START_MS + jumpMs + 45_000 + 2 * HOUR_MS))
      expect(off()).toBeLessThan(HOUR_MS - 2 * 60_000)
    },
  )

  it('gives the unadjusted wall clock for times that other machines check', () => {
    const { clock, jump, pass } = machine()
    jump(HOUR_MS)
    pass(1_000)
    expect(clock.wall()).toBe(START_MS + HOUR_MS + 1_000)
  })

  it.each([1, 100, 5_000])('never goes back, looked at every %i ms', (everyMs) => {
    const { clock, jump, pass } = machine(everyMs)
    let last = clock.now()
    for (const jumpMs of [-HOUR_MS, HOUR_MS, -10, -HOUR_MS]) {
      jump(jumpMs)
      for (let passed = 0; passed < 10_000; passed += everyMs) {
        pass(everyMs)
        expect(clock.now()).toBeGreaterThanOrEqual(last)
        last = clock.now()
      }
    }
  })

  it('counts the time that the machine sleeps', () => {
    const { clock, pass, sleep } = machine()
    pass(5_000)
    sleep(HOUR_MS)
    pass(2_000)
    const off = START_MS + 7_000 + HOUR_MS - clock.now()
    expect(Math.abs(off)).toBeLessThan(2_000)
  })
})
