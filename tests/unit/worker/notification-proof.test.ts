/** The proof by which a window knows that its Answer was pressed on a notification. */
import { describe, expect, it } from 'vitest'
import { followWorker } from '../../../pwa/platform/installed/worker-messages.ts'
import {
  leaveNotificationProof,
  takeNotificationProof,
} from '../../../pwa/platform/handover/notification-proof.ts'
import { MEMBER_CACHE_PREFIX } from '../../../pwa/platform/installed/member-data.ts'
import { fakeCaches } from '../../support/fake-caches.ts'
import { ManualClock } from './manual-clock.ts'

function setUp() {
  const clock = new ManualClock()
  const { storage, contents } = fakeCaches()
  const take = (legId: string) => {
    const taken: { value: boolean | null } = { value: null }
    void takeNotificationProof(storage, legId, clock).then((value) => (taken.value = value))
    return taken
  }
  return {
    clock,
    storage,
    contents,
    take,
    mark: (id: string) => leaveNotificationProof(storage, id, clock.now()),
  }
}

describe('the proof of an Answer on a notification', () => {
  it('is valid once, for its leg', async () => {
    const { clock, take, mark } = setUp()
    await mark('leg')
    const other = take('other')
    await clock.pass(5_000)
    expect(other.value).toBe(false)
    const first = take('leg')
    await clock.pass(0)
    expect(first.value).toBe(true)
    const again = take('leg')
    await clock.pass(5_000)
    expect(again.value).toBe(false)
  })

  it('can be written a moment after its window has opened', async () => {
    const { clock, take, mark } = setUp()
    const taken = take('leg')
    await clock.pass(1_000)
    expect(taken.value).toBeNull()
    await mark('leg')
    await clock.pass(100)
    expect(taken.value).toBe(true)
  })

  it('expires, is swept when it was never used, and is stored with the data of its member', async () => {
    const { clock, take, mark, contents } = setUp()
    await mark('old')
    await clock.pass(60_000)
    const taken = take('old')
    await clock.pass(0)
    expect(taken.value).toBe(false)
    await mark('older')
    await clock.pass(60_000)
    await mark('new')
    const [[name, keys] = []] = Object.entries(contents())
    expect(name?.startsWith(MEMBER_CACHE_PREFIX)).toBe(true)
    expect(keys).toEqual(['/pressed/new'])
  })
})

it('a page navigates as the worker asks, but only within Peal', () => {
  const gone: string[] = []
  let say: (event: { data: unknown }) => void = () => undefined
  followWorker({ addEventListener: (_, listener) => (say = listener) }, (path) => gone.push(path))
  for (const data of [
    { type: 'go', path: '/calls' },
    { type: 'go', path: 'https://evil.test/' },
    { type: 'go', path: '//evil.test/' },
    { type: 'go', path: 1 },
    { type: 'other', path: '/calls' },
    null,
  ])
    say({ data })
  expect(gone).toEqual(['/calls'])
  expect(() => followWorker(undefined, () => undefined)).not.toThrow()
})
