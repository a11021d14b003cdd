/** The server of the simulation: the pure state machine, the live rows, and sockets bound to legs. */
import { viewCall } from '../../../push-server/calls/call-view.ts'
import { deadlineOf } from '../../../protocol/call-end.ts'
import { step } from '../../../protocol/call-step.ts'
import { isUnanswered, legOf, sideOf, sideOfLeg, takenOffer } from '../../../protocol/call.ts'
import type { Call, CallEffect, CallEvent, LiveCall } from '../../../protocol/call.ts'
import type { GivenUp } from '../../../protocol/given-up.ts'
import { place } from '../../../protocol/place.ts'
import { otherSide } from '../../../protocol/reasons.ts'
import type { CallView, ClientMessage, Signal, SignalAck } from '../../../protocol/signals.ts'
import { replyTo } from './sim-reply.ts'
import type { Answered } from './sim-reply.ts'
import type { Device, SimSocket } from './sim-socket.ts'
import { GivenUpWords } from './given-up-words.ts'
import { LegSockets } from './leg-sockets.ts'
import { person, quietFacts, selfOf } from './members.ts'
import { Fault } from './world.ts'
import type { World } from './world.ts'

type Message<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>
type Asking = Message<'call.place' | 'call.join' | 'call.answer' | 'call.decline' | 'call.hangup'>

/** Timers are late by at most this, ms. */
const LATE_MS = 300

export class SimServer {
  readonly calls = new Map<string, Call>()
  /** How often each call has ended. */
  readonly ends = new Map<string, number>()
  readonly live = new Map<string, string>()
  readonly sockets = new Set<SimSocket>()
  readonly #merged = new Map<string, string>()
  readonly #givenUp = new GivenUpWords()
  readonly #legs = new LegSockets()
  readonly #world: World
  readonly #devices: readonly Device[]

  constructor(world: World, devices: readonly Device[]) {
    this.#world = world
    this.#devices = devices
  }

  find(callId: string): Call | null {
    return this.calls.get(callId) ?? this.calls.get(this.#merged.get(callId) ?? '') ?? null
  }

  liveOf(memberId: string): LiveCall | null {
    const call = this.calls.get(this.live.get(memberId) ?? '')
    return call === undefined || call.state === 'ended' ? null : call
  }

  open(socket: SimSocket): void {
    this.sockets.add(socket)
    socket.toServer = (message) => {
      this.#receive(socket, message)
    }
  }

  /** The server learns that a socket is gone. */
  close(socket: SimSocket): void {
    if (!socket.openAtServer) return
    socket.openAtServer = false
    this.sockets.delete(socket)
    const legId = this.#legs.closed(socket)
    if (legId !== null) this.#silent(legId)
  }

  /** Everything in memory is gone: no leg of a live call has a socket any more. */
  restart(): void {
    for (const socket of [...this.sockets]) {
      socket.openAtServer = false
      socket.openAtPage = false
    }
    this.sockets.clear()
    this.#legs.clear()
    for (const call of this.calls.values()) {
      for (const side of ['caller', 'callee'] as const) {
        const leg = legOf(call, side)
        if (leg !== null && call.state !== 'ended') this.#silent(leg.legId)
      }
    }
  }

  /** A claim by the worker or a dialog's tab, instead of the window. */
  claim(by: Device, callId: string, legId: string): void {
    this.#happen(callId, { type: 'answer', at: this.#world.now, by, legId, bound: false })
  }

  leave(by: Device, callId: string, legId: string): void {
    this.#giveUp('left', by, callId, legId)
  }

  /** That of an unknown call is kept, even over a restart. */
  #giveUp(how: GivenUp['how'], by: Device, callId: string, legId: string): Answered {
    const at = this.#world.now
    const type = how === 'left' ? 'left' : 'hangup'
    const answered = this.#happen(callId, { type, at, by, legId })
    const isUnknown = 'refusal' in answered && answered.refusal === 'unknown-call'
    if (isUnknown) this.#givenUp.note(by.memberId, callId, { legId, how, at })
    return answered
  }

  #silent(legId: string): void {
    for (const call of this.calls.values()) {
      if (call.state === 'ended' || sideOfLeg(call, legId) === null) continue
      this.#happen(call.id, { type: 'silent', at: this.#world.now, legId })
    }
  }

  #receive(socket: SimSocket, message: ClientMessage): void {
    const at = this.#world.now
    const by = socket.device
    switch (message.type) {
      case 'hello':
        this.#hello(socket, message)
        return
      case 'call.place':
      case 'call.join':
      case 'call.answer':
      case 'call.decline':
      case 'call.hangup':
        this.#answer(socket, message)
        return
      case 'call.ringing': {
        const { deviceId } = by
        this.#happen(message.callId, { type: 'ringing', at, deviceId })
        return
      }
      case 'call.ready':
        this.#happen(message.callId, { type: 'ready', at, by, legId: message.legId })
        return
      case 'call.media': {
        const { callId, legId, state: media } = message
        this.#happen(callId, { type: 'media', at, by, legId, media })
        return
      }
      case 'signal':
      case 'signal.ack':
        this.#relay(socket, message)
        return
      default:
        return
    }
  }

  #hello(socket: SimSocket, { callId, legId }: Message<'hello'>): void {
    if (callId !== undefined && legId !== undefined) this.#bind(socket, callId, legId)
    const call = this.liveOf(socket.device.memberId)
    const view = call === null ? null : this.#view(call, socket)
    const rings = call !== null && isUnanswered(call) && view?.role === 'callee' ? [view] : []
    socket.down({
      type: 'welcome',
      v: 1,
      now: this.#world.now,
      member: selfOf(socket.device.memberId),
      ...(view === null ? {} : { live: view }),
      rings: rings.map((ring) => ({ call: ring, answerToken: `token-${ring.callId}` })),
      unseen: 0,
    })
  }

  #answer(socket: SimSocket, message: Asking): void {
    // A repeated request on one socket gets the same reply.
    const before = socket.replies.get(message.req)
    if (before !== undefined) {
      socket.down(before)
      return
    }
    const answered = this.#carryOut(socket, message)
    const view = 'call' in answered ? this.#view(answered.call, socket) : null
    const told = replyTo(message.req, answered, view)
    socket.replies.set(message.req, told)
    socket.down(told)
  }

  #carryOut(socket: SimSocket, message: Asking): Answered {
    const at = this.#world.now
    const by = socket.device
    switch (message.type) {
      case 'call.place':
        return this.#place(socket, message)
      case 'call.join': {
        const { callId, legId, prevLegId = null, offer = null } = message
        const joined = this.#happen(callId, { type: 'join', at, by, legId, prevLegId, offer })
        if (!('refusal' in joined)) this.#bind(socket, callId, legId, prevLegId)
        return joined
      }
      case 'call.answer': {
        const { callId, legId } = message
        const before = this.find(callId)
        const answered = this.#happen(callId, { type: 'answer', at, by, legId, bound: true })
        if ('refusal' in answered) return answered
        this.#bind(socket, callId, legId)
        return { ...answered, offer: before === null ? null : takenOffer(before, answered.call) }
      }
      case 'call.decline':
        return this.#happen(message.callId, { type: 'decline', at, by })
      case 'call.hangup':
        return this.#giveUp('hung-up', by, message.callId, message.legId)
      default:
        return message satisfies never
    }
  }

  #place(socket: SimSocket, message: Message<'call.place'>): Answered {
    const { callId, to, legId, prevLegId = null, offer = null } = message
    const { memberId } = socket.device
    const at = this.#world.now
    const by = { ...socket.device, kind: 'desktop' } as const
    const asked = {
      at,
      by,
      callId,
      to,
      connectorId: 'webrtc',
      legId,
      prevLegId,
      offer,
      inWindow: true,
    }
    const result = place(asked, {
      ...quietFacts(this.#devices.filter((device) => device.memberId === to)),
      same: this.find(callId),
      givenUp: this.#givenUp.of(memberId, callId),
      callerLive: this.liveOf(memberId),
      calleeLive: this.liveOf(to),
    })
    for (const { before, call, effects } of result.ended) this.#write(before, call, effects)
    if (result.type === 'refused') return { refusal: result.refusal, callId: result.callId }
    if (result.type === 'created') {
      this.#write(null, result.call, result.effects)
      this.#bind(socket, callId, legId)
      return { call: result.call }
    }
    const { before, call, effects } = result.change
    this.#write(before, call, effects)
    this.#bind(socket, call.id, legId, prevLegId)
    return { call, offer: takenOffer(before, call) }
  }

  /** One event happens to a call; its effects are carried out. */
  #happen(callId: string, event: CallEvent): Answered {
    const call = this.find(callId)
    if (call === null) return { refusal: 'unknown-call' }
    const result = step(call, event)
    this.#write(call, result.call, result.effects)
    return result.refusal === null ? { call: result.call } : { refusal: result.refusal }
  }

  #write(before: Call | null, call: Call, effects: readonly CallEffect[]): void {
    this.calls.set(call.id, call)
    if (call.mergedId !== null) this.#merged.set(call.mergedId, call.id)
    if (before === null && call.state !== 'ended') this.#goLive(call)
    for (const effect of effects) {
      if (effect.type === 'ended') this.#ended(call)
      if (effect.type === 'peer-reset') {
        const legId = legOf(call, effect.to)?.legId ?? ''
        const { id: callId, gen } = call
        this.#legs.of(legId)?.down({ type: 'peer.reset', callId, gen })
      }
    }
    if (before !== call) this.#publish(call)
    const deadline = deadlineOf(call)
    if (before === call || deadline === null) return
    this.#world.later(deadline - this.#world.now + this.#world.between(0, LATE_MS), () => {
      this.#happen(call.id, { type: 'tick', at: this.#world.now })
    })
  }

  #goLive(call: Call): void {
    for (const member of [call.callerId, call.calleeId]) {
      if (this.live.has(member)) throw new Fault(`${member} would be in two calls`)
      this.live.set(member, call.id)
    }
  }

  #ended(call: Call): void {
    this.ends.set(call.id, (this.ends.get(call.id) ?? 0) + 1)
    for (const member of [call.callerId, call.calleeId]) {
      if (this.live.get(member) === call.id) this.live.delete(member)
    }
  }

  #publish(call: Call): void {
    for (const socket of this.sockets) {
      const view = this.#view(call, socket)
      if (view !== null) socket.down({ type: 'call', ...view })
    }
  }

  #view(call: Call, { device }: SimSocket): CallView | null {
    const known = { call, caller: person(call.callerId), callee: person(call.calleeId) }
    return viewCall(known, device, this.#world.now)
  }

  /** Each leg has one socket: the newest wins, and so does a leg that took over another. */
  #bind(socket: SimSocket, callId: string, legId: string, prevLegId: string | null = null): void {
    const call = this.find(callId)
    const side = call === null ? null : sideOf(call, socket.device.memberId)
    if (call === null || side === null || call.state === 'ended') return
    const leg = legOf(call, side)
    if (leg?.legId !== legId || leg.deviceId !== socket.device.deviceId) return
    const letGo = this.#legs.bind(socket, legId, prevLegId)
    if (letGo !== null) this.#silent(letGo)
    this.#happen(call.id, { type: 'bound', at: this.#world.now, legId })
  }

  #relay(socket: SimSocket, message: Signal | SignalAck): void {
    const call = this.find(message.callId)
    if (call === null || (call.state !== 'answering' && call.state !== 'connected')) return
    const { boundLeg } = socket
    const side = boundLeg === null ? null : sideOfLeg(call, boundLeg)
    if (side === null || (message.type === 'signal' && message.legId !== boundLeg)) return
    const other = legOf(call, otherSide(side))
    this.#legs.of(other?.legId ?? '')?.down({ ...message, callId: call.id })
  }
}
