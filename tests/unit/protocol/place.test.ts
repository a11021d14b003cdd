import { describe, expect, test } from 'vitest'
import { endOverdue } from '../../../protocol/call-end.ts'
import { sideOf } from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'
import { place } from '../../../protocol/place.ts'
import {
  T0,
  ada,
  after,
  answering,
  connected,
  created,
  facts,
  grace,
  leg,
  linus,
  placed,
  request,
  ringing,
  run,
  target,
} from './some-calls.ts'

describe('row 1', () => {
  test('a new call rings every target, and its deadline is 3 s after devices stop', () => {
    const result = place(request(), facts())
    expect(result).toEqual({
      type: 'created',
      call: placed(),
      effects: [
        { type: 'ring', deviceId: 'grace-desk' },
        { type: 'ring', deviceId: 'grace-work' },
      ],
      ended: [],
    })
    expect(placed().limitAt).toBe(T0 + 45_000 + 3_000)
  })

  test('a call in a meeting room keeps no offer', () => {
    expect(created(place(request(), facts({ kind: 'room' })))).toMatchObject({
      kind: 'room',
      offer: null,
    })
  })

  test('a peer call needs an offer; without it no call is answered or ended', () => {
    const refused = { type: 'refused', refusal: 'invalid', callId: null, ended: [] }
    const bare = request({ offer: null })
    expect(place(bare, facts())).toEqual(refused)
    const hers = placed({ id: 'hers', callerId: 'grace', calleeId: 'ada' })
    expect(place(bare, facts({ callerLive: hers, calleeLive: hers }))).toEqual(refused)
    const overdue = placed({ id: 'old', limitAt: T0 - 1 })
    expect(place(bare, facts({ callerLive: overdue }))).toEqual(refused)
    // A room needs no offer, and neither does a call that exists.
    expect(created(place(bare, facts({ kind: 'room' }))).state).toBe('placed')
    expect(place(bare, facts({ same: placed() }))).toMatchObject({ type: 'joined' })
  })
})

describe('row 1d', () => {
  test('a dialled call ends at once, is in its caller’s history only, and rings nobody', () => {
    const result = place(request(), facts({ kind: 'dial' }))
    expect(result).toMatchObject({
      type: 'created',
      call: { state: 'ended', reason: 'handed-over', endedBy: 'caller', missed: false },
      effects: [{ type: 'ended', history: 'caller' }],
    })
  })

  test('a dialled call is allowed during a live call, and does not change it', () => {
    const callerLive = connected({ caller: leg('ada-leg', 'ada-desk', { leftAt: T0 }) })
    const result = place(
      request({ at: T0 + 1, callId: 'dialled' }),
      facts({ kind: 'dial', callerLive }),
    )
    expect(result).toMatchObject({ type: 'created', ended: [] })
  })

  test('a dialled call still ends overdue calls', () => {
    const callerLive = placed({ id: 'old', limitAt: T0 - 1 })
    const result = place(request(), facts({ kind: 'dial', callerLive }))
    expect(result.ended.map(({ call }) => call.reason)).toEqual(['timeout'])
  })

  test('a window cannot place a dialled call, and no other call is answered or ended for it', () => {
    const theirs = placed({ callerId: 'grace', calleeId: 'ada' })
    const dial = facts({ kind: 'dial', callerLive: theirs, calleeLive: theirs })
    const phone = { ...ada, kind: 'mobile' } as const
    const refused = { type: 'refused', callId: null, ended: [] }
    expect(place(request({ inWindow: true }), dial)).toEqual({
      ...refused,
      refusal: 'connector-off',
    })
    expect(place(request({ inWindow: true, by: phone }), dial)).toEqual({
      ...refused,
      refusal: 'desktop-only',
    })
  })

  test.each([
    ['no-account', { hasAccount: false }],
    ['rate-limited', { rateLimited: true, hasAccount: false }],
  ] as const)('a dialled call can be refused as %s', (refusal, more) => {
    expect(place(request(), facts({ kind: 'dial', ...more }))).toMatchObject({
      type: 'refused',
      refusal,
    })
  })
})

describe('row 2', () => {
  test.each([placed(), ringing(), answering(), connected()])(
    'placing a $state call again replies with its present state',
    (same) => {
      const result = place(request({ at: T0 + 5_000 }), facts({ same, callerLive: same }))
      expect(result.type === 'joined' && result.change.call).toBe(same)
    },
  )

  test('placing an ended call again replies with its end', () => {
    const { call } = endOverdue(placed(), T0 + 48_000)
    const result = place(request({ at: T0 + 50_000, prevLegId: 'ada-leg' }), facts({ same: call }))
    expect(result.type === 'joined' && result.change.call).toBe(call)
  })

  test('a known id is checked before every refusal', () => {
    const same = placed()
    const phone = { ...ada, kind: 'mobile' } as const
    expect(place(request({ by: phone, to: null }), facts({ same })).type).toBe('joined')
  })

  test('an overdue call ends first', () => {
    const result = place(request({ at: T0 + 48_000 }), facts({ same: placed() }))
    expect(result).toMatchObject({ change: { call: { state: 'ended', reason: 'timeout' } } })
  })

  test('with the present leg as prevLegId it is a join (row 9a) with a new offer', () => {
    const same = ringing()
    const again = request({
      at: T0 + 5_000,
      legId: 'ada-leg-2',
      prevLegId: 'ada-leg',
      offer: 'offer of ada-leg-2',
    })
    expect(place(again, facts({ same, callerLive: same }))).toMatchObject({
      type: 'joined',
      change: {
        call: { rev: 3, gen: 2, offer: 'offer of ada-leg-2', caller: { legId: 'ada-leg-2' } },
      },
    })
  })

  test('with any other prevLegId no leg is replaced', () => {
    const same = ringing()
    const again = request({ at: T0 + 5_000, legId: 'ada-leg-2', prevLegId: 'ada-leg-0' })
    const result = place(again, facts({ same, callerLive: same }))
    expect(result.type === 'joined' && result.change.call).toBe(same)
  })

  test('a known id of another placer is refused', () => {
    for (const by of [grace, linus]) {
      const other = request({ by: { ...by, kind: 'desktop' }, to: 'ada' })
      expect(place(other, facts({ same: placed() }))).toMatchObject({ refusal: 'not-a-party' })
    }
  })

  test('a merged id means the call only for its placer, who is the callee', () => {
    const same = answering({ mergedId: 'back' })
    const again = request({ at: T0 + 5_000, callId: 'back', by: { ...grace, kind: 'desktop' } })
    const legId = 'grace-leg'
    expect(place({ ...again, legId }, facts({ same }))).toMatchObject({
      type: 'joined',
      change: { before: same, call: same },
    })
    expect(place(request({ callId: 'back' }), facts({ same }))).toMatchObject({
      refusal: 'not-a-party',
    })
  })
})

describe('a placing is refused before any call is looked at', () => {
  test.each([
    ['desktop-only', request({ by: { ...ada, kind: 'mobile' }, to: 'ada' })],
    ['self', request({ to: 'ada' })],
    ['unknown-member', request({ to: null })],
  ] as const)('%s', (refusal, asked) => {
    const overdue = placed({ id: 'old', limitAt: T0 - 1 })
    expect(place(asked, facts({ callerLive: overdue, kind: null }))).toEqual({
      type: 'refused',
      refusal,
      callId: null,
      ended: [],
    })
  })
})

describe('overdue calls of both members', () => {
  test('end first, and do not stand in the way', () => {
    const callerLive = placed({ id: 'mine', calleeId: 'linus', limitAt: T0 })
    const calleeLive = connected({
      id: 'hers',
      callerId: 'linus',
      callee: leg('x', 'y', { silentAt: T0 - 30_000 }),
    })
    const result = place(request(), facts({ callerLive, calleeLive }))
    expect(result).toMatchObject({ type: 'created', call: { state: 'placed' } })
    expect(result.ended.map(({ call }) => [call.id, call.reason])).toEqual([
      ['mine', 'timeout'],
      ['hers', 'failed'],
    ])
  })

  test('end once if both are in the same one', () => {
    const both = placed({ id: 'old', limitAt: T0 })
    const result = place(request(), facts({ callerLive: both, calleeLive: both }))
    expect(result).toMatchObject({ type: 'created' })
    expect(result.ended).toHaveLength(1)
  })

  test('are reported as ended also with a refusal', () => {
    const callerLive = placed({ id: 'old', calleeId: 'linus', limitAt: T0 })
    const result = place(request(), facts({ callerLive, kind: null }))
    expect(result).toMatchObject({ refusal: 'connector-off', ended: [{ call: { id: 'old' } }] })
  })
})

describe('a placing is refused after overdue calls have ended', () => {
  test.each([
    ['connector-off', { kind: null }],
    ['connector-off', { isOff: true, rateLimited: true }],
    ['rate-limited', { rateLimited: true, calleeBlocksCaller: true }],
  ] as const)('%s', (refusal, more) => {
    expect(place(request(), facts(more))).toMatchObject({ type: 'refused', refusal, callId: null })
  })
})

describe('rows 5 to 8: calls that end at once', () => {
  const busy = connected({ id: 'other', callerId: 'linus' })
  const nobody = { targets: [], reach: { sockets: 'never' } } as const

  test.each([
    ['row 5', 'busy', true, { calleeLive: busy, ...nobody }],
    ['row 6', 'do-not-disturb', true, { calleeDoesNotDisturb: true, calleeLive: busy }],
    ['row 8', 'unreachable', true, nobody],
  ] as const)('%s: %s, missed', (_row, reason, missed, more) => {
    expect(place(request(), facts(more))).toMatchObject({
      type: 'created',
      call: { state: 'ended', rev: 1, reason, missed, endedBy: 'server', endedAt: T0 },
      effects: [{ type: 'ended', history: 'both' }],
    })
  })

  test('row 7 comes first: a blocked caller sees unreachable, and the callee sees nothing', () => {
    const blocks = { calleeBlocksCaller: true, calleeDoesNotDisturb: true, calleeLive: busy }
    const more = { ...blocks, reach: nobody.reach }
    expect(place(request(), facts(more))).toMatchObject({
      call: { state: 'ended', reason: 'unreachable', missed: false },
      effects: [{ type: 'ended', history: 'caller' }],
    })
  })

  test('row 7: after a start, a blocked caller waits as for anybody else, and rings nobody', () => {
    const reach = { sockets: 'closed', since: T0, graceMs: 15_000 } as const
    const result = place(request(), facts({ calleeBlocksCaller: true, reach }))
    const call = created(result)
    expect(call).toMatchObject({ state: 'placed', targets: [], unreachableAt: T0 + 15_000 })
    expect(result).toMatchObject({ effects: [] })
    expect(sideOf(call, call.calleeId)).toBeNull()
    for (const event of [
      { type: 'tick', at: T0 + 15_000 },
      {
        type: 'hangup',
        at: T0,
        by: { memberId: 'ada', deviceId: call.caller.deviceId },
        legId: call.caller.legId,
      },
    ] as const) {
      const over = step(call, event)
      expect(over.call).toMatchObject({ state: 'ended', missed: false })
      expect(over.effects).toContainEqual({ type: 'ended', history: 'caller' })
    }
  })

  test('row 8: a callee who never had a socket and has no working target is unreachable', () => {
    const failed = [target('grace-desk', { state: 'failed' }), target('b', { push: false })]
    const more = { targets: failed, reach: { sockets: 'never' } } as const
    expect(created(place(request(), facts(more)))).toMatchObject({ reason: 'unreachable' })
  })

  test('row 8: a callee whose last socket closed is unreachable in 5 s, or 15 s after a start', () => {
    for (const graceMs of [5_000, 15_000]) {
      const reach = { sockets: 'closed', since: T0 - 1_000, graceMs } as const
      const call = created(place(request(), facts({ targets: [], reach })))
      expect(call).toMatchObject({ state: 'placed', unreachableAt: T0 - 1_000 + graceMs })
      expect(run(call, after.tick(T0 - 1_001 + graceMs))).toBe(call)
      expect(run(call, after.tick(T0 - 1_000 + graceMs))).toMatchObject({ reason: 'unreachable' })
    }
  })

  test('a device with an open socket rings, even if no push reaches it', () => {
    const more = { targets: [target('grace-desk', { push: false })] }
    expect(created(place(request(), facts(more)))).toMatchObject({ state: 'placed' })
  })
})
