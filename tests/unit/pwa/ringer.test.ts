import { afterEach, expect, it, vi } from 'vitest'
import { createLateTones } from '../../../pwa/call/late-tones.ts'
import { createRinger } from '../../../pwa/stores/ringer.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('a browser without Web Audio says that it cannot ring, so that the notification is not held back', async () => {
  const refuses = () => Promise.reject(new DOMException('', 'SecurityError'))
  vi.stubGlobal('navigator', { locks: { request: refuses, query: refuses } })
  vi.stubGlobal('AudioContext', undefined)
  const told = { leads: vi.fn(), blocked: vi.fn(), unable: vi.fn(), proved: vi.fn() }
  const clock = new FakeTimer()
  const ringer = createRinger({ visible: true, canSound: true }, clock.timer, told)
  ringer.ring(true)
  await vi.waitFor(() => {
    clock.pass(1_000)
    expect(told.leads).toHaveBeenCalledWith(true)
    expect(told.unable).toHaveBeenCalled()
  })
  expect(told.proved).not.toHaveBeenCalled()
  ringer.close()
})

it('a tab says that it cannot ring while the code of the tones cannot be loaded, and rings once it is there', async () => {
  vi.useFakeTimers()
  const refuses = () => Promise.reject(new DOMException('', 'SecurityError'))
  vi.stubGlobal('navigator', { locks: { request: refuses, query: refuses } })
  const opened = vi.fn()
  vi.stubGlobal('AudioContext', opened)
  const told = { leads: vi.fn(), blocked: vi.fn(), unable: vi.fn(), proved: vi.fn() }
  const clock = new FakeTimer()
  const tones = await import('../../../pwa/call/tones.ts')
  let away = true
  const load = () => (away ? Promise.reject(new TypeError()) : Promise.resolve(tones))
  const ringer = createRinger({ visible: true, canSound: true }, clock.timer, told, (tonesDeps) =>
    createLateTones(tonesDeps, load),
  )
  ringer.ring(true)
  await vi.advanceTimersByTimeAsync(0)
  clock.pass(1_000)
  await vi.advanceTimersByTimeAsync(0)
  expect(told.leads).toHaveBeenCalledWith(true)
  expect(told.unable).toHaveBeenCalledTimes(1)
  expect(opened).not.toHaveBeenCalled()
  away = false
  await vi.advanceTimersByTimeAsync(10_000)
  expect(opened).toHaveBeenCalled()
  ringer.close()
})
