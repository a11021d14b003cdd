/**
 * What a worker makes of a push about a call, whatever the order, the number and the age in which
 * pushes come. One record for each caller says what is known; it only ever learns. Pure: the clock
 * and what the server said of the ring arrive in the event.
 *
 * Three things know more than a push: a call that has ended never rings again; the server, when it
 * can be asked; and a newer call of the same caller, since a caller has one call at a time.
 */
import * as v from 'valibot'
import { id } from './people.ts'
import { ringOutcome } from './push.ts'
import type { RingOutcome } from './push.ts'

/** Ended calls remembered for each caller: more than a push can come late by. */
export const MAX_ENDED = 8

const orderedCall = v.object({
  callId: id,
  /** When it was placed, by the server's clock. */
  placedAt: v.number(),
})
/** A call, and its place among its caller's calls. */
export type OrderedCall = v.InferOutput<typeof orderedCall>

const endedCall = v.object({
  ...orderedCall.entries,
  outcome: ringOutcome,
  /** Only the clock says so: the server could not be asked, and its word counts for more. */
  guessed: v.boolean(),
})

/** What a worker knows of one caller's calls. */
export const callerRecord = v.object({
  /** The newest call; it rings here unless it is among the ended. */
  latest: v.nullable(orderedCall),
  /** The newest last. */
  ended: v.array(endedCall),
})
export type CallerRecord = v.InferOutput<typeof callerRecord>

/** The record of a caller of whom nothing is known. */
export const NO_CALLS: CallerRecord = { latest: null, ended: [] }

/** What the server says of a ring when a worker asks. */
export type RingWord =
  /** It rings, for so long. */
  | { readonly is: 'ringing'; readonly leftMs: number }
  | { readonly is: 'ended'; readonly outcome: RingOutcome }
  /** The token means nothing, or no longer. */
  | { readonly is: 'unknown' }
  /** The server cannot be asked. */
  | { readonly is: 'away' }

/** What a worker learns of a call. Times are milliseconds by the server's clock. */
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
  /** It rings here already, unless the worker died meanwhile. */
  | { readonly do: 'already' }
  /** Shown as missed; `again`: it was before, and what is shown may only be made more exact. */
  | { readonly do: 'missed'; readonly again: boolean }
  /** It rings no more, or never did, and is not missed. */
  | { readonly do: 'over'; readonly outcome: Exclude<RingOutcome, 'missed'> }
  /** What stands stays: it is newer, or says this already. */
  | { readonly do: 'leave' }

/** What is known now, and what follows from it. */
export interface Judged {
  /** The same object where nothing was learned. */
  readonly record: CallerRecord
  readonly verdict: Verdict
}

/** What one event adds to a record, and what is to be shown. */
export function judge(record: CallerRecord, event: OrderEvent): Judged {
  return event.is === 'ring' ? judgeRing(record, event) : judgeEnd(record, event)
}

function judgeRing(record: CallerRecord, event: Extract<OrderEvent, { is: 'ring' }>): Judged {
  const { call, word, now, endsAt } = event
  const known = record.ended.find(({ callId }) => callId === call.callId)
  if (known?.guessed === false) return { record, verdict: { do: 'leave' } }
  switch (word.is) {
    case 'ended':
      return judgeEnd(record, { is: 'end', call, outcome: word.outcome, guessed: false })
    case 'unknown':
      return judgeEnd(record, { is: 'end', call, outcome: 'over', guessed: false })
    case 'ringing':
      // Its last moment: what becomes of it is told soon.
      if (word.leftMs <= 0) {
        return judgeEnd(record, { is: 'end', call, outcome: 'missed', guessed: true })
      }
      break
    case 'away':
      if (known !== undefined || isOlder(call, record.latest)) {
        return { record, verdict: { do: 'leave' } }
      }
      if (now >= endsAt) {
        return judgeEnd(record, { is: 'end', call, outcome: 'missed', guessed: true })
      }
      break
    default:
      word satisfies never
  }
  if (known === undefined && record.latest?.callId === call.callId) {
    return { record, verdict: { do: 'already' } }
  }
  const ended = record.ended.filter(({ callId }) => callId !== call.callId)
  return { record: { latest: placeOf(call), ended }, verdict: { do: 'ring' } }
}

function judgeEnd(record: CallerRecord, event: Extract<OrderEvent, { is: 'end' }>): Judged {
  const { call, outcome, guessed } = event
  const known = record.ended.find(({ callId }) => callId === call.callId)
  const older = isOlder(call, record.latest)
  if (known !== undefined && (guessed || !known.guessed)) {
    // A missed call's push tells how many there are, which a ring alone does not.
    const again = outcome === 'missed' && known.outcome === 'missed' && !older
    return { record, verdict: again ? { do: 'missed', again } : { do: 'leave' } }
  }
  const others = record.ended.filter((each) => each !== known)
  const ended = [...others, { ...placeOf(call), outcome, guessed }]
    .sort((a, b) => a.placedAt - b.placedAt)
    .slice(-MAX_ENDED)
  const next = { latest: older ? record.latest : placeOf(call), ended }
  if (older && !isHeardOf(record)) return { record: next, verdict: { do: 'leave' } }
  if (outcome === 'missed') {
    return { record: next, verdict: { do: 'missed', again: known?.outcome === 'missed' } }
  }
  return { record: next, verdict: older ? { do: 'leave' } : { do: 'over', outcome } }
}

/** The newest call has ended and left nothing that an older missed one would replace. */
function isHeardOf({ latest, ended }: CallerRecord): boolean {
  const end = ended.find(({ callId }) => callId === latest?.callId)
  return end !== undefined && end.outcome !== 'missed'
}

function isOlder(call: OrderedCall, latest: OrderedCall | null): boolean {
  return latest !== null && latest.callId !== call.callId && call.placedAt < latest.placedAt
}

function placeOf({ callId, placedAt }: OrderedCall): OrderedCall {
  return { callId, placedAt }
}
