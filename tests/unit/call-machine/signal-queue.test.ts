import { describe, expect, test } from 'vitest'
import type { Signal, SignalBody } from '../../../protocol/signals.ts'
import {
  acknowledge,
  newInbox,
  newOutbox,
  push,
  receive,
  resend,
  resendAt,
} from '../../../pwa/call/machine/signal-queue.ts'
import type { Inbox, Outbox } from '../../../pwa/call/machine/signal-queue.ts'

const body = (n: number): SignalBody => ({ candidates: [{ candidate: String(n) }] })
const signal = (n: number, gen = 1): Signal => ({
  type: 'signal',
  callId: 'call',
  legId: 'leg',
  gen,
  n,
  body: body(n),
})
const ack = (upTo: number, gen = 1, callId = 'call') =>
  ({ type: 'signal.ack', callId, gen, upTo }) as const

function filled(count: number): { outbox: Outbox; sent: number } {
  let outbox = newOutbox('call', 'leg', 1)
  let sent = 0
  for (let n = 1; n <= count; n += 1) {
    const pushed = push(outbox, body(n), 100)
    outbox = pushed.outbox
    sent += pushed.send.length
  }
  return { outbox, sent }
}

describe('sending', () => {
  test('numbers signals from 1, and sends them at once', () => {
    const first = push(newOutbox('call', 'leg', 1), body(1), 100)
    expect(first.send).toEqual([signal(1)])
    expect(push(first.outbox, body(2), 200).send).toEqual([signal(2)])
  })

  test('keeps signals until they are acknowledged, and sends them again after 3 s or a welcome', () => {
    const { outbox } = filled(3)
    expect(resendAt(outbox)).toBe(3_100)
    expect(resend(outbox, 3_099, false).send).toEqual([])
    const again = resend(outbox, 3_100, false)
    expect(again.send).toEqual([signal(1), signal(2), signal(3)])
    expect(resendAt(again.outbox)).toBe(6_100)
    expect(resend(outbox, 101, true).send).toHaveLength(3)
  })

  test('does not postpone the repetition of a lost signal when others follow', () => {
    const pushed = push(filled(1).outbox, body(2), 3_000)
    expect(resendAt(pushed.outbox)).toBe(3_100)
    expect(resend(pushed.outbox, 3_100, false).send).toEqual([signal(1), signal(2)])
  })

  test('frees all signals up to an acknowledged one', () => {
    const { outbox } = acknowledge(filled(3).outbox, ack(2), 200)
    expect(resend(outbox, 200, true).send).toEqual([signal(3)])
    const empty = acknowledge(outbox, ack(3), 300).outbox
    expect(resendAt(empty)).toBeNull()
    expect(resend(empty, 9_999, true).send).toEqual([])
  })

  test('sends everything again at once to a page that has just arrived', () => {
    const { outbox } = filled(3)
    const again = acknowledge(outbox, ack(0), 200)
    expect(again.send).toEqual([signal(1), signal(2), signal(3)])
    expect(resendAt(again.outbox)).toBe(3_200)
    // Only once: otherwise each further acknowledgement of 0 would repeat everything.
    expect(acknowledge(again.outbox, ack(0), 210).send).toEqual([])
    expect(acknowledge(acknowledge(outbox, ack(1), 200).outbox, ack(0), 300).send).toEqual([])
    expect(acknowledge(outbox, ack(0, 2), 200).send).toEqual([])
    expect(acknowledge(acknowledge(outbox, ack(3), 200).outbox, ack(0), 300).send).toEqual([])
  })

  test('ignores a late, foreign or impossible acknowledgement', () => {
    const { outbox } = acknowledge(filled(3).outbox, ack(2), 200)
    for (const stale of [ack(1), ack(2), ack(3, 2), ack(3, 1, 'other'), ack(4)]) {
      expect(acknowledge(outbox, stale, 300).outbox).toBe(outbox)
    }
  })

  test('sends no more than 256 unacknowledged signals; the rest follow as these are acknowledged', () => {
    const { outbox, sent } = filled(300)
    expect(sent).toBe(256)
    expect(resend(outbox, 200, true).send).toHaveLength(256)
    const next = acknowledge(outbox, ack(10), 200)
    expect(next.send.map(({ n }) => n)).toEqual([257, 258, 259, 260, 261, 262, 263, 264, 265, 266])
    expect(next.outbox.unacknowledged).toHaveLength(256)
  })
})

describe('receiving', () => {
  function take(inbox: Inbox, ...numbers: readonly number[]) {
    const applied: SignalBody[] = []
    let now = inbox
    let upTo: number | null = null
    for (const n of numbers) {
      const received = receive(now, signal(n))
      now = received.inbox
      applied.push(...received.apply)
      upTo = received.ack
    }
    return { inbox: now, applied, upTo }
  }

  test('applies signals in order, whatever the order of arrival', () => {
    const { applied, upTo } = take(newInbox(1), 3, 1, 2, 4)
    expect(applied).toEqual([body(1), body(2), body(3), body(4)])
    expect(upTo).toBe(4)
  })

  test('holds signals after a gap, and acknowledges up to the gap', () => {
    expect(take(newInbox(1), 2, 3)).toMatchObject({ applied: [], upTo: 0 })
  })

  test('drops repeated signals and acknowledges them again', () => {
    const { applied, upTo, inbox } = take(newInbox(1), 1, 1, 2, 2, 1)
    expect(applied).toEqual([body(1), body(2)])
    expect(upTo).toBe(2)
    for (const n of [1, 2]) expect(receive(inbox, signal(n)).inbox).toBe(inbox)
  })

  test('ignores signals of another connection', () => {
    const inbox = newInbox(2)
    expect(receive(inbox, signal(1, 1))).toEqual({ inbox, apply: [], ack: null })
  })

  test('does not hold a signal that is far ahead', () => {
    const inbox = newInbox(1)
    expect(receive(inbox, signal(257)).inbox).toBe(inbox)
    expect(receive(inbox, signal(256)).inbox.held.size).toBe(1)
  })
})
