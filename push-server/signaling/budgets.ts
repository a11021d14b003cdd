/**
 * How much pages may send: a budget for each socket and one for all sockets of a member, so that one member cannot
 * slow the others down. Both refill steadily (token buckets). A page stays far below them.
 */
import type { ClientMessage } from '../../protocol/signals.ts'
import type { PealSocket } from './peal-socket.ts'

/** What a page may send at once: all of its unacknowledged signals, say; and then a second. */
const SOCKET = { most: 2_000, perSecond: 200 } as const
const MEMBER = { most: 6_000, perSecond: 600 } as const
/** Each message costs one, and one more for so many bytes. */
const BYTES_PER_POINT = 16_384
/** A reply costs more than a message of its length: a short request can ask for a long offer again and again. */
const REPLY_BYTES_PER_POINT = 1_024
/** A new socket. */
const OPENING = 5
/** A message that is not valid: a page never sends one. */
const INVALID = 20
/** Besides: messages that read or write rows. */
const DEARER: Partial<Record<ClientMessage['type'], number>> = {
  hello: 5,
  'presence.watch': 5,
  'call.place': 10,
  'call.join': 5,
  'call.answer': 5,
  'call.decline': 5,
  'call.hangup': 5,
  'call.ringing': 5,
  'call.ready': 5,
  'call.media': 5,
  'ice.get': 5,
}
/** Each member whose presence is watched is looked up. */
const WATCHED_PER_POINT = 2
/** Members whose budgets are kept; those that are full again are swept at this size. */
const SWEEP_SIZE = 1_000

interface Bucket {
  left: number
  /** ms */
  at: number
}

type Limit = typeof SOCKET | typeof MEMBER

function refill(bucket: Bucket, { most, perSecond }: Limit, now: number): void {
  bucket.left = Math.min(most, bucket.left + ((now - bucket.at) / 1_000) * perSecond)
  bucket.at = now
}

/** What a budget is kept at. */
type Spender = Pick<PealSocket, 'budget' | 'identity'>

/** `now`: ms, of a clock that only goes forward. */
export function createBudgets(now: () => number) {
  const members = new Map<string, Bucket>()

  function sweep(at: number): void {
    for (const [memberId, bucket] of members) {
      refill(bucket, MEMBER, at)
      if (bucket.left >= MEMBER.most) members.delete(memberId)
    }
  }

  function ofMember(memberId: string, at: number): Bucket {
    const known = members.get(memberId)
    if (known !== undefined) return known
    if (members.size >= SWEEP_SIZE) sweep(at)
    const bucket = { left: MEMBER.most, at }
    members.set(memberId, bucket)
    return bucket
  }

  /** False: it is more than the socket or its member may send. */
  function spend(socket: Spender, points: number): boolean {
    const at = now()
    const { budget } = socket
    refill(budget, SOCKET, at)
    budget.left -= points
    const { identity } = socket
    if (identity === null) return budget.left >= 0
    const bucket = ofMember(identity.memberId, at)
    refill(bucket, MEMBER, at)
    bucket.left -= points
    return budget.left >= 0 && bucket.left >= 0
  }

  return {
    /** A socket was opened. */
    open(socket: Spender): boolean {
      socket.budget.left = SOCKET.most
      socket.budget.at = now()
      return spend(socket, OPENING)
    },
    /** A message came; to be called before it is parsed. */
    message: (socket: Spender, bytes: number) =>
      spend(socket, 1 + Math.floor(bytes / BYTES_PER_POINT)),
    /** The message is a valid one. */
    handled(socket: Spender, message: ClientMessage): boolean {
      const points = DEARER[message.type] ?? 0
      const watched = message.type === 'presence.watch' ? message.handles.length : 0
      const all = points + Math.ceil(watched / WATCHED_PER_POINT)
      return all === 0 || spend(socket, all)
    },
    /** A reply of this length was sent. */
    replied: (socket: Spender, length: number) =>
      spend(socket, Math.floor(length / REPLY_BYTES_PER_POINT)),
    /** The message is not valid. */
    invalid: (socket: Spender) => spend(socket, INVALID),
  }
}
