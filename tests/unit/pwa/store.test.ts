import { expect, it } from 'vitest'
import { effectScope, nextTick, ref, watch } from 'vue'
import { store } from '../../../pwa/stores/store.ts'

it('a store is made once, and its watchers outlive the component that used it first', async () => {
  const seen: number[] = []
  const useCount = store(() => {
    const count = ref(0)
    watch(count, (now) => seen.push(now))
    return { count }
  })
  const component = effectScope()
  component.run(() => useCount())
  component.stop()
  useCount().count = 1
  await nextTick()
  expect(useCount().count).toBe(1)
  expect(seen).toEqual([1])
})
