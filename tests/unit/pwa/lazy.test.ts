import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, isVNode, ref, watchEffect, type FunctionalComponent } from 'vue'
import { lazy } from '../../../pwa/components/ui/lazy.ts'
import { loadCode } from '../../../pwa/platform/load-code.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const panel = { name: 'Panel' }

/** Draws a component while it is wanted; what it draws, and how to stop. */
function draw(load: () => Promise<{ default: typeof panel }>, wanted: () => boolean) {
  const component = lazy(load) as unknown as FunctionalComponent
  const drawn = ref<unknown>(null)
  const scope = effectScope()
  const context = { slots: {}, attrs: {}, emit: () => undefined }
  scope.run(() =>
    watchEffect(() => {
      const node: unknown = wanted() ? component({}, context) : null
      drawn.value = isVNode(node) ? node.type : null
    }),
  )
  return { drawn, stop: () => scope.stop() }
}

test('a component is loaded when it is wanted, and once', async () => {
  const load = vi.fn(() => Promise.resolve({ default: panel }))
  const wanted = ref(false)
  const { drawn, stop } = draw(load, () => wanted.value)
  expect(load).not.toHaveBeenCalled()
  for (const now of [true, false, true]) {
    wanted.value = now
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(drawn.value).toEqual(panel)
  expect(load).toHaveBeenCalledOnce()
  stop()
})

test('a failed load is retried while the component is wanted', async () => {
  const load = vi.fn(() => Promise.resolve({ default: panel }))
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  const { drawn, stop } = draw(load, () => true)
  await vi.advanceTimersByTimeAsync(0)
  expect(drawn.value).toBeNull()
  await vi.runAllTimersAsync()
  expect(drawn.value).toEqual(panel)
  stop()
})

test('code that is loaded ahead is there when it is needed', async () => {
  const load = vi.fn(() => Promise.resolve(panel))
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  const loaded = loadCode(load)
  await vi.runAllTimersAsync()
  await expect(loaded).resolves.toBe(panel)
  expect(load).toHaveBeenCalledTimes(2)
})
