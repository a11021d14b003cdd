/** A live window's connection: which `gen` it is for, its offer, its signals. Pure. */
import { acknowledge, newInbox, newOutbox, push, receive, resend } from './signal-queue.ts'
import type { Sending } from './signal-queue.ts'
import type { Signal, SignalAck, SignalBody } from '../../../protocol/signals.ts'
import type { Live, Peer, WindowEffect, WindowStep } from './model.ts'
import { closePeer, go, isAnswered, openPeer } from './parts.ts'

type LiveStep = WindowStep<Live>

/** Does one step after another. */
export function chain(live: Live, ...steps: readonly ((live: Live) => LiveStep)[]): LiveStep {
  return steps.reduce<LiveStep>((before, step) => {
    const after = step(before.state)
    return go(after.state, [...before.effects, ...after.effects])
  }, go(live))
}

/**
 * Begins the call's connection number `gen`: both queues are emptied, a connection in use is
 * replaced, and the caller's side makes a new offer. A connection that is not in use yet is kept.
 * `keepsOffer`: the call is not answered, so that the server still has the offer.
 */
export function toGen(live: Live, gen: number, at: number, keepsOffer = false): LiveStep {
  const { peer } = live
  if (peer === null || (peer.gen !== null && gen <= peer.gen)) return go(live)
  const queues = {
    outbox: newOutbox(live.ids.callId, live.ids.legId, gen),
    inbox: newInbox(gen),
  }
  const lostSince = live.call.state === 'connected' ? at : null
  if (!peer.started) {
    const stored = peer.stored && keepsOffer
    return go({ ...live, ...queues, lostSince, peer: { ...peer, gen, stored } })
  }
  const opened = openPeer(live, live.call.role === 'caller', gen)
  const state = { ...opened.state, ...queues, lostSince }
  return go(state, [...closePeer(peer), ...opened.effects])
}

/** Starts the caller's connection once the call is answered and its offer is made. */
export function advance(live: Live, at: number): LiveStep {
  const { peer, call } = live
  if (peer === null || peer.offer === null || peer.started || !isAnswered(call)) return go(live)
  const started: Live = { ...live, peer: { ...peer, started: true } }
  const start: WindowEffect = { type: 'start-peer', pc: peer.pc }
  if (peer.stored) return go(started, [start])
  const told = say(started, { description: { type: 'offer', sdp: peer.offer } }, at)
  return go(told.state, [start, ...told.effects])
}

function sending(live: Live, { outbox, send }: Sending): LiveStep {
  const effects = send.map((message) => ({ type: 'send', message }) as const)
  return go(outbox === live.outbox ? live : { ...live, outbox }, effects)
}

/** Sends a signal of this window's connection. */
export function say(live: Live, body: SignalBody, at: number): LiveStep {
  return sending(live, push(live.outbox, body, at))
}

/** The other page has applied some signals. */
export function takeAck(live: Live, ack: SignalAck, at: number): LiveStep {
  return sending(live, acknowledge(live.outbox, ack, at))
}

/** Repeats the signals that the other page has not acknowledged. */
export function sayAgain(live: Live, at: number, force: boolean): LiveStep {
  return sending(live, resend(live.outbox, at, force))
}

/** Whether these signals belong to an offer that was lost with its reply. */
function isWithoutOffer(peer: Peer, [first]: readonly SignalBody[]): boolean {
  const lacks = !peer.offers && peer.remoteOffer === null
  return lacks && first !== undefined && offerIn(first) === null
}

function offerIn(body: SignalBody): string | null {
  return 'description' in body && body.description.type === 'offer'
    ? (body.description.sdp ?? null)
    : null
}

/** Hands signals to the connection; the first one starts an answering connection. */
export function apply(live: Live, bodies: readonly SignalBody[]): LiveStep {
  if (live.peer === null || bodies.length === 0) return go(live)
  let peer = { ...live.peer, started: true }
  const effects: WindowEffect[] = []
  for (const body of bodies) {
    const offer = offerIn(body)
    // The reply to the answer has brought this offer already.
    if (offer !== null && offer === peer.remoteOffer) continue
    if (offer !== null) peer = { ...peer, remoteOffer: offer }
    effects.push({ type: 'apply', pc: peer.pc, body })
  }
  return go({ ...live, peer }, effects)
}

/** Takes a signal of the other page. One of a later `gen` begins that `gen`. */
export function takeSignal(live: Live, signal: Signal, at: number): LiveStep {
  if (live.peer === null || signal.callId !== live.ids.callId) return go(live)
  const moved = toGen(live, signal.gen, at)
  const { peer } = moved.state
  // A caller's connection accepts nothing before it has started; the signal will be repeated.
  if (peer === null || (peer.offers && !peer.started)) return moved
  const received = receive(moved.state.inbox, signal)
  if (received.ack === null || isWithoutOffer(peer, received.apply)) return moved
  const ack: WindowEffect = {
    type: 'send',
    message: {
      type: 'signal.ack',
      callId: signal.callId,
      gen: signal.gen,
      upTo: received.ack,
    },
  }
  const applied = apply({ ...moved.state, inbox: received.inbox }, received.apply)
  return go(applied.state, [...moved.effects, ...applied.effects, ack])
}
