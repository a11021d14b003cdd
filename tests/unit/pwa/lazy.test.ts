import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useLazy } from '../../../pwa/components/ui/lazy.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const panel = { name: 'Panel' }

test('a component is loaded when it is wanted, and once', async () => {
  const load = vi.fn(() => Promise.resolve({ default: panel }))
  const wanted = ref(false)
  const scope = effectScope()
  const component = scope.run(() => useLazy(load, () => wanted.value))
  expect(load).not.toHaveBeenCalled()
  for (const now of [true, false, true]) {
    wanted.value = now
    await nextTick()
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(component?.value).toEqual(panel)
  expect(load).toHaveBeenCalledOnce()
  scope.stop()
})

test('a failed load is retried while the component is wanted', async () => {
  const load = vi.fn(() => Promise.resolve({ default: panel }))
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  const scope = effectScope()
  const component = scope.run(() => useLazy(load, () => true))
  await vi.advanceTimersByTimeAsync(0)
  expect(component?.value).toBeNull()
  await vi.runAllTimersAsync()
  expect(component?.value).toEqual(panel)
  scope.stop()
})
