/**
 * Decides what a worker shows for a push about a call, although pushes may be late, repeated or out of order.
 * One record for each caller holds what is known. Pure: the time and the server's word on the ring arrive in
 * the event.
 *
 * Three things outweigh a push: a call that has ended never rings again; the server, if it can be asked; and
 * a newer call of the same caller, since a caller has one call at a time.
 */
import * as v from 'valibot'
import { id } from './people.ts'
import { ringOutcome, type RingOutcome } from './push.ts'

/** Ended calls kept for each caller: more than a push can be late by. */
export const MAX_ENDED = 8

const orderedCall = v.object({
  callId: id,
  /** When it was placed, by the server's clock. */
  placedAt: v.number(),
})
/** A call and its position among its caller's calls. */
export type OrderedCall = v.InferOutput<typeof orderedCall>

const endedCall = v.object({
  ...orderedCall.entries,
  outcome: ringOutcome,
  /** Only the clock says so, since the server could not be asked. Its word replaces this. */
  guessed: v.boolean(),
})

/** What a worker knows of one caller's calls. */
export const callerRecord = v.object({
  /** The newest call; it rings here unless it is in `ended`. */
  latest: v.nullable(orderedCall),
  /** Newest last. */
  ended: v.array(endedCall),
})
export type CallerRecord = v.InferOutput<typeof callerRecord>

/** The record of a caller about whom nothing is known. */
export const NO_CALLS: CallerRecord = { latest: null, ended: [] }

/** What the server says of a ring when a worker asks. */
export type RingWord =
  /** It rings for this long. */
  | { readonly is: 'ringing'; readonly leftMs: number }
  | { readonly is: 'ended'; readonly outcome: RingOutcome }
  /** The token is not valid, or no longer. */
  | { readonly is: 'unknown' }
  /** The server cannot be asked. */
  | { readonly is: 'away' }

/** What a worker learns about a call. Times are milliseconds by the server's clock. */
export type OrderEvent =
  /** A ring came; `now` is the server's clock as far as the worker knows it. */
  | {
      readonly is: 'ring'
      readonly call: OrderedCall
      readonly endsAt: number
      readonly now: number
      readonly word: RingWord
    }
  /** The ring is over: by a push, by the server's answer to a question, or by a press here. */
  | {
      readonly is: 'end'
      readonly call: OrderedCall
      readonly outcome: RingOutcome
      readonly guessed: boolean
    }

/** What to show. */
export type Verdict =
  | { readonly do: 'ring' }
  /** It rings here already, unless the worker was terminated. */
  | { readonly do: 'rings-already' }
  /** Show it as missed. `again`: it is shown already, so only correct the count. */
  | { readonly do: 'missed'; readonly again: boolean }
  /** It does not ring any more and is not missed. */
  | { readonly do: 'over'; readonly outcome: Exclude<RingOutcome, 'missed'> }
  /** Change nothing: what is shown is newer, or the same. */
  | { readonly do: 'leave' }

/** What is known now, and what to show. */
export interface Judged {
  /** The same object if nothing was learned. */
  readonly record: CallerRecord
  readonly verdict: Verdict
}

/** Adds one event to a record, and decides what to show. */
export function judge(record: CallerRecord, event: OrderEvent): Judged {
  return event.is === 'ring' ? judgeRing(record, event) : judgeEnd(record, event)
}

function judgeRing(record: CallerRecord, event: Extract<OrderEvent, { is: 'ring' }>): Judged {
  const { call, word, now, endsAt } = event
  const known = record.ended.find(({ callId }) => callId === call.callId)
  const end = (outcome: RingOutcome, guessed: boolean) =>
    judgeEnd(record, { is: 'end', call, outcome, guessed })
  if (known?.guessed === false) return { record, verdict: { do: 'leave' } }
  switch (word.is) {
    case 'ended':
      return end(word.outcome, false)
    case 'unknown':
      return end('over', false)
    case 'ringing':
      // It is just ending: the server will say how.
      if (word.leftMs <= 0) return end('missed', true)
      break
    case 'away':
      if (known !== undefined || isOlder(call, record.latest)) {
        return { record, verdict: { do: 'leave' } }
      }
      if (now >= endsAt) return end('missed', true)
      break
    default:
      word satisfies never
  }
  if (known === undefined && record.latest?.callId === call.callId) {
    return { record, verdict: { do: 'rings-already' } }
  }
  const ended = record.ended.filter(({ callId }) => callId !== call.callId)
  return { record: { latest: placeOf(call), ended }, verdict: { do: 'ring' } }
}

function judgeEnd(record: CallerRecord, event: Extract<OrderEvent, { is: 'end' }>): Judged {
  const { call, outcome, guessed } = event
  const known = record.ended.find(({ callId }) => callId === call.callId)
  const older = isOlder(call, record.latest)
  if (known !== undefined && (guessed || !known.guessed)) {
    // A missed call's push has the count of missed calls, which a ring does not have.
    const again = outcome === 'missed' && known.outcome === 'missed' && !older
    return { record, verdict: again ? { do: 'missed', again } : { do: 'leave' } }
  }
  const others = record.ended.filter((each) => each !== known)
  const ended = [...others, { ...placeOf(call), outcome, guessed }]
    .sort((a, b) => a.placedAt - b.placedAt)
    .slice(-MAX_ENDED)
  const next = { latest: older ? record.latest : placeOf(call), ended }
  if (older && !isNewestSettled(record)) return { record: next, verdict: { do: 'leave' } }
  if (outcome === 'missed') {
    return { record: next, verdict: { do: 'missed', again: known?.outcome === 'missed' } }
  }
  return { record: next, verdict: older ? { do: 'leave' } : { do: 'over', outcome } }
}

/** The newest call has ended and shows nothing that an older missed call would replace. */
function isNewestSettled({ latest, ended }: CallerRecord): boolean {
  const end = ended.find(({ callId }) => callId === latest?.callId)
  return end !== undefined && end.outcome !== 'missed'
}

function isOlder(call: OrderedCall, latest: OrderedCall | null): boolean {
  return latest !== null && latest.callId !== call.callId && call.placedAt < latest.placedAt
}

function placeOf({ callId, placedAt }: OrderedCall): OrderedCall {
  return { callId, placedAt }
}
