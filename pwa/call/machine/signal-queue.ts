/**
 * Signals between two call windows: numbered per (call, leg, gen), kept and repeated until the
 * other page acknowledges them, applied once and in order. Pure.
 */
import { MAX_UNACKNOWLEDGED, SIGNAL_RESEND_MS } from '../../../protocol/signals.ts'
import type { Signal, SignalAck, SignalBody } from '../../../protocol/signals.ts'

/** What one page sends in one connection (`gen`) of a call. */
export interface Outbox {
  readonly callId: string
  readonly legId: string
  readonly gen: number
  /** The number of the next signal. */
  readonly next: number
  /** Sent and not acknowledged, in order; at most `MAX_UNACKNOWLEDGED`. */
  readonly unacknowledged: readonly Signal[]
  /** Not sent yet, because too many are unacknowledged. */
  readonly waiting: readonly SignalBody[]
  /** When the unacknowledged were last sent, ms. */
  readonly sentAt: number
  /** The other page has acknowledged something, if only that it is there. */
  readonly met: boolean
}

/** What one page has received in one connection of a call. */
export interface Inbox {
  readonly gen: number
  /** All signals up to this number were applied. */
  readonly upTo: number
  /** Arrived before their turn, by number. */
  readonly held: ReadonlyMap<number, SignalBody>
}

/** An outbox, and the signals to send now. */
export interface Sending {
  readonly outbox: Outbox
  readonly send: readonly Signal[]
}

/** An inbox, what to apply now, and up to where to acknowledge (null: of another `gen`). */
export interface Receiving {
  readonly inbox: Inbox
  readonly apply: readonly SignalBody[]
  readonly ack: number | null
}

/** An empty outbox of one leg for one connection. */
export function newOutbox(callId: string, legId: string, gen: number): Outbox {
  return { callId, legId, gen, next: 1, unacknowledged: [], waiting: [], sentAt: 0, met: false }
}

/** An empty inbox for one connection. */
export function newInbox(gen: number): Inbox {
  return { gen, upTo: 0, held: new Map() }
}

/** Numbers and sends what may be sent: no more than `MAX_UNACKNOWLEDGED` are on their way. */
function flush(outbox: Outbox, at: number): Sending {
  const room = MAX_UNACKNOWLEDGED - outbox.unacknowledged.length
  const bodies = outbox.waiting.slice(0, Math.max(0, room))
  if (bodies.length === 0) return { outbox, send: [] }
  const { callId, legId, gen, next } = outbox
  const send = bodies.map((body, index): Signal => ({
    type: 'signal',
    callId,
    legId,
    gen,
    n: next + index,
    body,
  }))
  return {
    outbox: {
      ...outbox,
      next: next + send.length,
      unacknowledged: [...outbox.unacknowledged, ...send],
      waiting: outbox.waiting.slice(send.length),
      // The oldest decides when all are repeated.
      sentAt: outbox.unacknowledged.length === 0 ? at : outbox.sentAt,
    },
    send,
  }
}

/** Adds a signal, and sends it unless too many are unacknowledged. */
export function push(outbox: Outbox, body: SignalBody, at: number): Sending {
  return flush({ ...outbox, waiting: [...outbox.waiting, body] }, at)
}

/**
 * The other page has applied signals up to a number: these are dropped, and others may be sent. A
 * first acknowledgement up to 0 says that the page has just arrived and has received nothing.
 */
export function acknowledge(outbox: Outbox, ack: SignalAck, at: number): Sending {
  const foreign = ack.callId !== outbox.callId || ack.gen !== outbox.gen
  if (foreign || ack.upTo >= outbox.next) return { outbox, send: [] }
  if (ack.upTo === 0 && !outbox.met) return resend({ ...outbox, met: true }, at, true)
  const unacknowledged = outbox.unacknowledged.filter(({ n }) => n > ack.upTo)
  if (unacknowledged.length === outbox.unacknowledged.length) return { outbox, send: [] }
  return flush({ ...outbox, unacknowledged, met: true }, at)
}

/** When the unacknowledged are due to be repeated; null: there are none. */
export function resendAt(outbox: Outbox): number | null {
  return outbox.unacknowledged.length === 0 ? null : outbox.sentAt + SIGNAL_RESEND_MS
}

/** Repeats what is due; everything after a `welcome` (`force`). */
export function resend(outbox: Outbox, at: number, force: boolean): Sending {
  const due = resendAt(outbox)
  if (due === null || (!force && at < due)) return { outbox, send: [] }
  return { outbox: { ...outbox, sentAt: at }, send: outbox.unacknowledged }
}

/** Takes a signal: repeated ones are dropped, early ones held back. */
export function receive(inbox: Inbox, signal: Signal): Receiving {
  if (signal.gen !== inbox.gen) return { inbox, apply: [], ack: null }
  const { n } = signal
  const tooFar = n > inbox.upTo + MAX_UNACKNOWLEDGED
  if (n <= inbox.upTo || tooFar) return { inbox, apply: [], ack: inbox.upTo }
  const held = new Map(inbox.held).set(n, signal.body)
  const apply: SignalBody[] = []
  let { upTo } = inbox
  for (;;) {
    const body = held.get(upTo + 1)
    if (body === undefined) break
    held.delete(upTo + 1)
    apply.push(body)
    upTo += 1
  }
  return { inbox: { ...inbox, upTo, held }, apply, ack: upTo }
}
