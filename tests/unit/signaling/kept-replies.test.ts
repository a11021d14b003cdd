/** attack: what a member makes a socket remember has a limit in bytes. */
import { describe, expect, it } from 'vitest'
import { createBudgets } from '../../../push-server/signaling/budgets.ts'
import { KeptReplies } from '../../../push-server/signaling/kept-replies.ts'

const MOST_BYTES = 32_768

describe('attack: the replies that a socket keeps', () => {
  it('are bounded in bytes, however long and however many they are', () => {
    const replies = new KeptReplies()
    for (let req = 0; req < 1_000; req += 1) {
      replies.begin(req)
      replies.keep(req, 'ü'.repeat(2_000))
      expect(replies.bytes).toBeLessThanOrEqual(MOST_BYTES)
    }
    expect(replies.get(999)).toHaveLength(2_000)
    expect(replies.get(900)).toBeUndefined()
  })

  it('are bounded in number', () => {
    const replies = new KeptReplies()
    for (let req = 0; req < 100; req += 1) replies.keep(req, 'x')
    expect([replies.get(35), replies.get(36), replies.bytes]).toEqual([undefined, 'x', 64])
  })

  it('are not kept if they are long, so that the request is handled again', () => {
    const replies = new KeptReplies()
    replies.begin(1)
    expect(replies.get(1)).toBeNull()
    replies.keep(1, 'x'.repeat(60_000))
    expect([replies.get(1), replies.bytes]).toEqual([undefined, 0])
  })

  it('do not push each other out when one is kept again', () => {
    const replies = new KeptReplies()
    replies.keep(1, 'one')
    for (let n = 0; n < 10; n += 1) replies.keep(2, 'x'.repeat(8_000))
    expect([replies.get(1), replies.bytes]).toEqual(['one', 8_003])
  })
})

it('attack: a member who has an offer repeated without end is disconnected', () => {
  const budgets = createBudgets(() => 0)
  const socket = { budget: { left: 0, at: 0 }, identity: null }
  budgets.open(socket)
  let replies = 0
  while (replies < 50 && budgets.replied(socket, 60_000)) replies += 1
  expect(replies).toBeLessThan(40)
})

it('attack: a member who watches many again and again is disconnected', () => {
  const budgets = createBudgets(() => 0)
  const socket = { budget: { left: 0, at: 0 }, identity: null }
  budgets.open(socket)
  const handles = Array.from({ length: 100 }, (_, n) => `member${n}`)
  let watched = 0
  while (watched < 1_000 && budgets.handled(socket, { type: 'presence.watch', handles })) {
    watched += 1
  }
  expect(watched).toBeLessThan(40)
})
