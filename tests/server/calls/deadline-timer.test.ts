import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { UnansweredCall } from '../../../protocol/call.ts'
import { startDeadlines } from '../../../push-server/calls/deadlines.ts'
import { LiveCalls } from '../../../push-server/calls/live-calls.ts'
import { silentLog } from '../../../push-server/log.ts'
import { StoreError } from '../../../push-server/store/store-error.ts'
import { openCallRoom } from '../../support/call-room.ts'

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'Date'] }),
)
afterEach(() => void vi.useRealTimers())

const person = { handle: 'ada', name: 'Ada', photo: null }

function placed(id: string, limitAt: number): UnansweredCall {
  const leg = { legId: id, deviceId: 'd', ready: false, leftAt: null, silentAt: null }
  return {
    id,
    mergedId: null,
    hidden: false,
    callerId: `${id}-caller`,
    calleeId: `${id}-callee`,
    connectorId: 'webrtc',
    kind: 'peer',
    rev: 1,
    gen: 1,
    createdAt: 0,
    caller: leg,
    state: 'placed',
    offer: null,
    targets: [],
    limitAt,
    unreachableAt: null,
  }
}

/** A call that nobody has answered in time, and that is not ended yet. */
async function overdueCall() {
  const room = await openCallRoom()
  await room.person('grace')
  const { callId } = await room.place(await room.person('ada'), 'grace')
  room.clock.advance(60_000)
  return { store: room.store, clock: room.clock, callId }
}

test('the timer fires at the nearest deadline, also when a later call has a nearer one', async () => {
  const { store } = await openCallRoom()
  const live = new LiveCalls()
  const ticks: [string, number][] = []
  const began = Date.now()
  const deadlines = startDeadlines({
    live,
    read: store.read,
    clock: { now: () => Date.now(), wall: () => Date.now() },
    log: silentLog,
    setAside: () => Promise.reject(new Error('no call is set aside')),
    tick: async (callId) => {
      ticks.push([callId, Date.now() - began])
      const known = live.get(callId)
      if (known === null) return
      const over = { reason: 'timeout', endedBy: 'server', missed: true, callee: null } as const
      const times = { phase: null, answeredAt: null, connectedAt: null, endedAt: Date.now() }
      live.follow({ ...known, call: { ...known.call, ...over, ...times, state: 'ended' } })
    },
  })
  const add = (id: string, inMs: number) => {
    const call = placed(id, began + inMs)
    live.follow({ call, caller: person, callee: person })
    deadlines.consider(call)
  }
  add('late', 900)
  add('early', 300)
  await vi.advanceTimersByTimeAsync(299)
  expect(ticks).toEqual([])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ticks).toEqual([
    ['early', 300],
    ['late', 900],
  ])
  deadlines.stop()
})

test('a call that cannot be ended is logged and does not keep others; the sweep tries again, not the timer', async () => {
  const { store } = await openCallRoom()
  const live = new LiveCalls()
  const ticks: string[] = []
  const errors: unknown[] = []
  const error = new Error('the disk is full')
  for (const id of ['broken', 'other']) {
    live.follow({ call: placed(id, Date.now() + 300), caller: person, callee: person })
  }
  const deadlines = startDeadlines({
    live,
    read: store.read,
    clock: { now: () => Date.now(), wall: () => Date.now() },
    log: { ...silentLog, error: (fields) => void errors.push(fields) },
    setAside: () => Promise.reject(new Error('no call is set aside')),
    tick: async (callId) => {
      ticks.push(callId)
      if (callId === 'broken') throw error
    },
  })
  await vi.advanceTimersByTimeAsync(1_000)
  deadlines.stop()
  expect(ticks).toEqual(['broken', 'other'])
  expect(errors).toEqual([{ callId: 'broken', error }])
})

test('a call that cannot be ended while nothing can be written is not set aside: it ends as usual later', async () => {
  const { store, clock, callId: overdue } = await overdueCall()
  const aside: string[] = []
  const ended: string[] = []
  let isHeld = true
  const deadlines = startDeadlines({
    live: new LiveCalls(),
    read: store.read,
    clock,
    log: silentLog,
    // Whoever held the database has just let go of it.
    setAside: async (callId) => void aside.push(callId),
    tick: async (callId) => {
      if (isHeld) throw new StoreError('busy', 'Another process holds the database.')
      ended.push(callId)
    },
  })
  for (let sweep = 1; sweep <= 5; sweep += 1) await deadlines.sweep()
  isHeld = false
  await deadlines.sweep()
  deadlines.stop()
  expect(aside).toEqual([])
  expect(ended).toEqual([overdue])
})
