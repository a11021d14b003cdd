/** Drives the machine of one call window, and records its effects. */
import { NEW_WINDOW, step } from '../../../pwa/call/machine/step.ts'
import type { Entry, SavedLeg, Target } from '../../../pwa/call/machine/entry.ts'
import type { CallWindow, WindowEffect, WindowEvent } from '../../../pwa/call/machine/model.ts'
import type { CallView, Reply, ReplyData, ServerMessage } from '../../../protocol/signals.ts'

type WithoutTime<E> = E extends unknown ? Omit<E, 'at'> : never
type Happening = WithoutTime<WindowEvent>
type Effect<T extends WindowEffect['type']> = Extract<WindowEffect, { type: T }>
type Doing<D extends CallWindow['doing']> = Extract<CallWindow, { doing: D }>

export const toGrace: Target = { to: 'grace', connector: 'webrtc', kind: 'peer' }
export const BOTH_ON = { microphone: true, camera: true }

/** Ada's view of her call to Grace. */
export function view(more: Partial<CallView> = {}): CallView {
  return {
    callId: 'call',
    rev: 1,
    state: 'placed',
    role: 'caller',
    peer: { handle: 'grace', name: 'Grace Hopper', photo: null },
    connector: 'webrtc',
    carries: 'peer',
    leg: 'leg',
    here: true,
    gen: 1,
    ageMs: 0,
    ...more,
  }
}

/** Grace's view of Ada's call to her. */
export function viewOfCallee(more: Partial<CallView> = {}): CallView {
  const peer = { handle: 'ada', name: 'Ada Lovelace', photo: null }
  return view({ role: 'callee', state: 'answering', rev: 3, peer, ...more })
}

export class Driver {
  state: CallWindow = NEW_WINDOW
  now = 1_000
  /** All effects since the last `forget`. */
  effects: WindowEffect[] = []

  do(...events: readonly Happening[]): this {
    for (const event of events) {
      const result = step(this.state, { ...event, at: this.now })
      this.state = result.state
      this.effects.push(...result.effects)
    }
    return this
  }

  open(entry: Entry): this {
    return this.do({ type: 'opened', entry, callId: 'call', legId: 'leg' })
  }

  after(ms: number): this {
    this.now += ms
    return this.do({ type: 'tick' })
  }

  hear(message: Exclude<ServerMessage, { type: 'reply' }>): this {
    return this.do({ type: 'message', message })
  }

  call(call: CallView): this {
    return this.hear({ type: 'call', ...call })
  }

  welcome(live?: CallView, rings: { call: CallView; answerToken: string }[] = []): this {
    const member = {
      handle: 'ada',
      name: 'Ada Lovelace',
      photo: null,
      id: 'ada',
      admin: false,
      dndUntil: null,
      hasPassword: false,
      connectorLast: null,
      language: null,
    }
    const more = live === undefined ? {} : { live }
    return this.hear({ type: 'welcome', v: 1, now: 0, member, rings, unseen: 0, ...more })
  }

  /** The reply to the newest request. */
  reply(data: ReplyData): this {
    return this.#replied({ type: 'reply', req: this.state.asks, ok: true, data })
  }

  refuse(code: Extract<Reply, { ok: false }>['code'], callId?: string): this {
    return this.#replied({ type: 'reply', req: this.state.asks, ok: false, code, callId })
  }

  #replied(reply: Reply): this {
    return this.do({ type: 'replied', ask: this.state.asks, reply })
  }

  /** The state; fails if it is another one. */
  is<D extends CallWindow['doing']>(doing: D): Doing<D> {
    if (this.state.doing !== doing) throw new Error(`it is ${this.state.doing}, not ${doing}`)
    return this.state as Doing<D>
  }

  /** The effects of one type. */
  take<T extends WindowEffect['type']>(type: T): Effect<T>[] {
    return this.effects.filter((effect): effect is Effect<T> => effect.type === type)
  }

  types(): string[] {
    return this.effects.map(({ type }) => type)
  }

  /** The requests to the server. */
  asked(): Effect<'request'>['message'][] {
    return this.take('request').map(({ message }) => message)
  }

  sent(): Effect<'send'>['message'][] {
    return this.take('send').map(({ message }) => message)
  }

  forget(): this {
    this.effects = []
    return this
  }
}

/** A window whose socket is open. */
export function online(): Driver {
  return new Driver().do({ type: 'link', link: 'open' }).forget()
}

/** Ada's window, placing. */
export function placing(): Driver {
  return online()
    .open({ is: 'place', target: toGrace })
    .do({ type: 'offer-made', pc: 1, sdp: 'offer 1' }, { type: 'media-ready', state: BOTH_ON })
}

/** Ada's window in a call that Grace has answered. */
export function answered(): Driver {
  return placing()
    .reply({ call: view() })
    .call(view({ rev: 3, state: 'answering' }))
    .forget()
}

/** Grace's window, claiming the call. */
export function claiming(): Driver {
  const answerToken = 'token'
  const rest = { answerToken, soundOnly: false, kind: 'peer' } as const
  return online().open({ is: 'answer', callId: 'call', legId: 'leg', ...rest })
}

/** Grace's window, which has answered. */
export function answering(): Driver {
  return claiming()
    .do({ type: 'media-ready', state: BOTH_ON })
    .reply({ call: viewOfCallee(), offer: 'offer 1' })
    .forget()
}

export function savedLeg(more: Partial<SavedLeg> = {}): SavedLeg {
  return {
    callId: 'call',
    legId: 'former',
    prevLegIds: [],
    role: 'caller',
    target: toGrace,
    placedAt: 0,
    soundOnly: false,
    ...more,
  }
}

/** Ada's window in a connected call, its media up. */
export const connected = (): Driver =>
  answered()
    .do({ type: 'peer-changed', pc: 1, up: true })
    .call(view({ rev: 4, state: 'connected', connectedMs: 0 }))
    .forget()
