import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openCallSecrets } from '../../../push-server/calls/call-secrets.ts'
import { openCallRoom } from '../../support/call-room.ts'

const POLL_MS = 25_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Waits until this many timers are set. */
async function timers(count: number): Promise<void> {
  while (vi.getTimerCount() !== count) await new Promise((resolve) => setImmediate(resolve))
}

/** A ring of Grace's desktop and its state. */
async function ringing() {
  const room = await openCallRoom()
  const ada = await room.person('ada')
  const grace = await room.person('grace')
  const { callId, call } = await room.place(ada, 'grace')
  const { ring } = (await openCallSecrets(room.store)).tokens(callId, grace.deviceId)
  const before = vi.getTimerCount()
  return {
    room,
    rev: call.rev,
    /** Starts a poll, and waits until the server holds it. */
    async poll(gone = new AbortController().signal) {
      const answered = vi.fn()
      const answer = room.calls.rings.state(ring, call.rev, gone)
      void answer.then(answered)
      await timers(before + 1)
      return { answer, answered }
    },
    idle: () => timers(before),
  }
}

test('a poll of a ring that goes on returns unchanged after 25 s', async () => {
  const { poll, rev, idle } = await ringing()
  const { answer, answered } = await poll()
  await vi.advanceTimersByTimeAsync(POLL_MS - 1)
  expect(answered).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(await answer).toMatchObject({ ok: true, known: { call: { state: 'placed', rev } } })
  await idle()
})

test('a poll ends when its client disconnects', async () => {
  const { poll, idle } = await ringing()
  const gone = new AbortController()
  const { answer } = await poll(gone.signal)
  gone.abort()
  await idle()
  await answer
})
