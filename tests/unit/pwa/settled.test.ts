import { effectScope, nextTick, ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSettled } from '../../../pwa/components/call/settled.ts'

/** A call's two facts, and whether it has settled. */
function aCall() {
  const connected = ref(false)
  const arrived = ref(false)
  const scope = effectScope()
  const settled = scope.run(() =>
    useSettled(
      () => connected.value,
      () => arrived.value,
    ),
  )
  return { connected, arrived, scope, settled: () => settled?.value }
}

describe('useSettled', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('window', globalThis)
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('waits for the call to be connected and the other’s picture to be there', async () => {
    const call = aCall()
    call.arrived.value = true
    await nextTick()
    expect(call.settled()).toBe(false)
    call.connected.value = true
    await nextTick()
    expect(call.settled()).toBe(true)
    const late = aCall()
    late.connected.value = true
    await nextTick()
    expect(late.settled()).toBe(false)
    late.arrived.value = true
    await nextTick()
    expect(late.settled()).toBe(true)
  })

  it('waits a second for that picture, not longer', async () => {
    const call = aCall()
    call.connected.value = true
    await nextTick()
    vi.advanceTimersByTime(999)
    expect(call.settled()).toBe(false)
    vi.advanceTimersByTime(1)
    expect(call.settled()).toBe(true)
  })

  it('stays when the picture goes, ends with the call, and waits for no one after its scope', async () => {
    const call = aCall()
    call.connected.value = true
    call.arrived.value = true
    await nextTick()
    call.arrived.value = false
    await nextTick()
    expect(call.settled()).toBe(true)
    call.connected.value = false
    await nextTick()
    expect(call.settled()).toBe(false)
    call.connected.value = true
    await nextTick()
    call.scope.stop()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(2_000)
    expect(call.settled()).toBe(false)
  })
})
