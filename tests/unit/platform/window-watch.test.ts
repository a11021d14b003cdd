/** Whether a call's window is open, as another tab of the browser sees it by the window's lock. */
import { describe, expect, it } from 'vitest'
import { holdWindowLock, lockName } from '../../../pwa/platform/handover/window-lock.ts'
import { watchWindow } from '../../../pwa/platform/handover/window-watch.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

const held: LockManagerSnapshot = { held: [{ name: lockName('call') }], pending: [] }
const none: LockManagerSnapshot = { held: [], pending: [] }

function watch(query: () => Promise<LockManagerSnapshot>) {
  const clock = new FakeTimer()
  const told: boolean[] = []
  const stop = watchWindow('call', (open) => told.push(open), clock.timer, { query })
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      clock.pass(100)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { told, stop, pass }
}

const rejects = () => Promise.reject(new DOMException('', 'SecurityError'))
const hangs = () => new Promise<never>(() => undefined)

describe('the window of a call', () => {
  it('counts as closed at once when it was seen, and after a while when it never opened', async () => {
    let locks = held
    const seen = watch(() => Promise.resolve(locks))
    await seen.pass(5_000)
    expect(seen.told).toEqual([])
    locks = none
    await seen.pass(600)
    expect(seen.told).toEqual([false])
    const never = watch(() => Promise.resolve(none))
    await never.pass(2_000)
    expect(never.told).toEqual([])
    await never.pass(2_000)
    expect(never.told).toEqual([false])
  })

  it.each([
    ['refuses to say', rejects],
    ['does not answer', hangs],
  ])('counts as closed after a while where the browser %s', async (_, query) => {
    const { told, pass } = watch(query)
    await pass(2_000)
    expect(told).toEqual([])
    await pass(8_000)
    expect(told).toEqual([false])
  })

  it('stays open while the browser fails to say for a moment', async () => {
    let query: () => Promise<LockManagerSnapshot> = () => Promise.resolve(held)
    const { told, pass } = watch(() => query())
    await pass(1_000)
    query = rejects
    await pass(1_500)
    query = () => Promise.resolve(held)
    await pass(5_000)
    expect(told).toEqual([])
  })

  it('opens although the browser refuses it the lock', async () => {
    // The test would fail by an unhandled rejection.
    expect(() => holdWindowLock('call', { request: rejects })).not.toThrow()
    await new Promise((resolve) => setImmediate(resolve))
  })
})
