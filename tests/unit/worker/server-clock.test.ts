import { expect, it } from 'vitest'
import { createServerClock } from '../../../pwa/worker/server-clock.ts'
import { ManualClock } from './manual-clock.ts'

function setUp(kept: number | null = null) {
  const clock = new ManualClock(1_000_000)
  const writes: number[] = []
  const serverClock = createServerClock(clock, {
    offset: () => Promise.resolve(kept),
    keepOffset: (offset) => Promise.resolve(void writes.push(offset)),
  })
  return { clock, writes, serverClock }
}

it('the server’s clock is this device’s until an offset is learned', async () => {
  const { serverClock, writes } = setUp()
  await serverClock.load()
  expect(serverClock.now()).toBe(1_000_000)
  expect(writes).toEqual([])
})

it('the server’s clock starts with the kept offset, unless a newer one was learned meanwhile', async () => {
  const kept = setUp(5_000)
  await kept.serverClock.load()
  expect(kept.serverClock.now()).toBe(1_005_000)
  expect(kept.serverClock.local(1_005_000)).toBe(1_000_000)
  const heard = setUp(5_000)
  const loading = heard.serverClock.load()
  await heard.serverClock.heard(1_001_000)
  await loading
  expect(heard.serverClock.now()).toBe(1_001_000)
})

it('the offset is kept when it changes by more than some ms', async () => {
  const { serverClock, writes } = setUp()
  await serverClock.heard(1_003_000)
  await serverClock.heard(1_003_050)
  await serverClock.heard(1_004_000)
  expect(writes).toEqual([3_000, 4_000])
})

it('a time of sending only moves the server’s clock forward', async () => {
  const { serverClock } = setUp()
  await serverClock.sent(999_000)
  expect(serverClock.now()).toBe(1_000_000)
  await serverClock.sent(1_300_000)
  expect(serverClock.now()).toBe(1_300_000)
})

it('a Date header corrects the server’s clock only when it differs by more than such a header can be off', async () => {
  const { serverClock } = setUp()
  await serverClock.heard(1_003_000)
  await serverClock.heardRoughly(1_002_000)
  expect(serverClock.now()).toBe(1_003_000)
  await serverClock.heardRoughly(1_060_000)
  expect(serverClock.now()).toBe(1_060_000)
})
