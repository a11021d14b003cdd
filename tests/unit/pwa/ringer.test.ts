import { afterEach, expect, it, vi } from 'vitest'
import { createRinger } from '../../../pwa/stores/ringer.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

afterEach(() => void vi.unstubAllGlobals())

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
  })
  expect(told.unable).toHaveBeenCalled()
  expect(told.proved).not.toHaveBeenCalled()
  ringer.close()
})
