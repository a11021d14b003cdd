/** Missed calls that were seen in a page are removed from the notifications and from the badge. */
import { expect, it } from 'vitest'
import { tellSeen } from '../../../pwa/platform/installed/worker-messages.ts'
import { onMessage } from '../../../pwa/worker/seen.ts'
import { ada, missedPush, ringing } from './ring-fakes.ts'

async function missed() {
  const set = ringing()
  const at = set.backend.now
  const eve = { handle: 'eve', name: 'Eve', photo: null }
  await set.push(missedPush(at, 1))
  await set.push({ ...missedPush(at + 1_000, 1, 'other'), from: eve })
  set.badges.length = 0
  /** As a page says it. */
  const tell = async (seen: Parameters<typeof tellSeen>[1]) => {
    const said: unknown[] = []
    tellSeen({ controller: { postMessage: (message) => said.push(message) } }, seen)
    await onMessage(set, structuredClone(said[0]))
  }
  return { ...set, at: at + 45_000, tell }
}

it('missed calls of everybody up to the seen moment are closed', async () => {
  const { tell, registration, badges, at } = await missed()
  await tell({ upTo: at, unseen: 1 })
  expect(registration.titles).toEqual(['Missed call from Eve'])
  expect(badges).toEqual([1])
  await tell({ upTo: at + 1_000, unseen: 0 })
  expect(registration.titles).toEqual([])
  expect(badges).toEqual([1, 0])
})

it('missed calls of one person are closed', async () => {
  const { tell, registration, at } = await missed()
  await tell({ upTo: at + 1_000, with: ada.handle, unseen: 1 })
  expect(registration.titles).toEqual(['Missed call from Eve'])
})

it('messages of other types are ignored', () => {
  const set = ringing()
  for (const data of [null, 'SKIP_WAITING', { type: 'SKIP_WAITING' }, { type: 'seen' }])
    expect(onMessage(set, data)).toBeNull()
})

it('a page without a worker sends no message', () => {
  expect(() => tellSeen(undefined, { upTo: 0, unseen: 0 })).not.toThrow()
  expect(() => tellSeen({ controller: null }, { upTo: 0, unseen: 0 })).not.toThrow()
})
