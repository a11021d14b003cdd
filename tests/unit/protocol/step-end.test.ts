import { describe, expect, test } from 'vitest'
import type { CallEvent } from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'
import { same } from './same.ts'
import {
  ANSWERED,
  CONNECTED,
  ada,
  after,
  answering,
  connected,
  ended,
  grace,
  graceAtWork,
  linus,
  placed,
  ringing,
  target,
} from './some-calls.ts'

const AT = ANSWERED

/** Every event, by the call's parties. */
function everyEvent(at: number): CallEvent[] {
  return [
    after.tick(at),
    after.answer(at),
    after.answer(at, grace, 'grace-leg', false),
    after.join(at, ada, 'ada-leg-2', 'ada-leg', 'offer'),
    after.join(at, grace, 'grace-leg'),
    after.ringing(at),
    after.decline(at),
    after.decline(at, ada),
    after.hangup(at),
    after.hangup(at, grace, 'grace-leg'),
    after.ready(at),
    after.media(at, 'up'),
    after.media(at, 'lost'),
    after.media(at, 'refused'),
    after.bound(at),
    after.silent(at),
    after.left(at),
    { type: 'target', at, target: target('new') },
    { type: 'target-failed', at, deviceId: 'grace-desk' },
    { type: 'reach', at, reach: { sockets: 'never' } },
    { type: 'device-out', at, deviceId: 'ada-desk' },
    { type: 'member-out', at, memberId: 'ada' },
  ]
}

describe('row 25: after the end', () => {
  const AFTER = CONNECTED + 3_600_000
  test.each([placed(), ringing(), answering(), connected()])(
    'every event returns the same object if the call was $state',
    (call) => {
      const end = ended(call)
      for (const event of everyEvent(AFTER)) expect(step(end, event).call).toBe(end)
    },
  )

  test('the reply is the end, also to a page that joins again', () => {
    same(ended(connected()), after.join(AFTER, ada, 'ada-leg-2', 'ada-leg'))
    same(ended(connected()), after.hangup(AFTER, grace, 'grace-leg'))
    same(ended(connected()), after.answer(AFTER, grace, 'grace-leg'))
    same(ended(ringing()), after.answer(AFTER, grace, 'grace-leg'))
  })

  test('an answer by another leg than the callee’s is refused as answered-elsewhere', () => {
    same(ended(connected()), after.answer(AFTER, graceAtWork, 'other'), 'answered-elsewhere')
  })

  test('third-leg: strangers are told nothing', () => {
    same(ended(connected()), after.join(AFTER, linus, 'x'), 'not-a-party')
    same(ended(connected()), after.answer(AFTER, linus, 'x'), 'not-a-party')
    same(ended(connected()), after.answer(AFTER, ada, 'x'), 'not-a-party')
    same(ended(connected()), after.decline(AFTER, linus), 'not-a-party')
  })
})

describe('row 26: any other pair of state and event changes nothing', () => {
  test.each([answering(), connected()])('in an answered call, $state', (call) => {
    same(call, after.ringing(CONNECTED))
    same(call, after.decline(CONNECTED, grace))
    same(call, after.decline(CONNECTED, graceAtWork), 'answered-elsewhere')
    same(call, after.hangup(CONNECTED, graceAtWork, 'x'), 'answered-elsewhere')
    same(call, after.hangup(CONNECTED, grace, 'a former leg'))
    same(call, after.decline(CONNECTED, ada))
  })

  test.each([placed(), ringing()])('in an unanswered call, $state', (call) => {
    same(call, after.media(AT, 'up'))
    same(call, after.media(AT, 'lost'))
    same(call, after.bound(AT, 'grace-leg'))
    same(call, after.silent(AT, 'grace-leg'))
    same(call, after.left(AT, grace, 'grace-leg'), 'answered-elsewhere')
    same(call, after.left(AT, linus, 'ada-leg'), 'not-a-party')
  })
})

describe('another device of the same member that knows the id of the leg', () => {
  const adaElsewhere = { memberId: 'ada', deviceId: 'ada-laptop' }

  test.each([placed(), ringing(), answering(), connected()])(
    'cannot hang up, report or say goodbye for it, $state',
    (call) => {
      const refused = (event: CallEvent) => same(call, event, 'answered-elsewhere')
      refused(after.hangup(AT, adaElsewhere))
      refused(after.ready(AT, adaElsewhere))
      refused(after.left(AT, adaElsewhere))
      for (const media of ['up', 'lost', 'refused'] as const) {
        refused(after.media(AT, media, adaElsewhere))
      }
      refused(after.join(AT, adaElsewhere, 'new-leg', 'ada-leg'))
    },
  )

  test('and the other side’s leg neither', () => {
    for (const by of [grace, graceAtWork]) {
      const call = connected()
      same(call, after.left(AT, by, 'ada-leg'), 'answered-elsewhere')
      same(call, after.media(AT, 'lost', by, 'ada-leg'), 'answered-elsewhere')
    }
  })
})

describe('every change', () => {
  test('adds one to rev, except a change of a target’s row only', () => {
    for (const call of [placed(), ringing(), answering(), connected()]) {
      for (const event of everyEvent(AT)) {
        const next = step(call, event).call
        const isTargetRow = event.type === 'ringing' && call.state === 'ringing'
        if (next !== call && !isTargetRow) expect(next.rev).toBe(call.rev + 1)
      }
    }
  })
})
