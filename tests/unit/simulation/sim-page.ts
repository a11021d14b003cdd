/** A call window of the simulation: the machine, its storage, a socket, devices, connections. */
import { NEW_WINDOW, leavingLeg, legOf, step, wakeAt } from '../../../pwa/call/machine/step.ts'
import type { Entry, SavedLeg, Target } from '../../../pwa/call/machine/entry.ts'
import type { CallWindow, WindowEffect, WindowEvent } from '../../../pwa/call/machine/model.ts'
import type { ServerMessage } from '../../../protocol/signals.ts'
import { SimPeer } from './sim-peers.ts'
import type { SimServer } from './sim-server.ts'
import { SimSocket } from './sim-socket.ts'
import type { Device } from './sim-socket.ts'
import { Fault } from './world.ts'
import type { World } from './world.ts'

type WithoutTime<E> = E extends unknown ? Omit<E, 'at'> : never
type Happening = WithoutTime<WindowEvent>

/** A hello without a welcome is repeated after this, ms. */
const HELLO_AGAIN_MS = 2_000

export class SimPage {
  readonly name: string
  readonly device: Device
  state: CallWindow = NEW_WINDOW
  isOpen = false
  saved: SavedLeg | null = null
  /** The call in its address; null: /call/new, or nothing. */
  address: string | null = null
  target: Target | null = null
  peers = new Map<number, SimPeer>()
  readonly #world: World
  readonly #server: SimServer
  readonly #allPeers: Map<string, SimPeer>
  #socket: SimSocket | null = null
  /** Counts page loads, so that what a former page has started does not reach the next. */
  #epoch = 0
  #asked = 0
  #welcomed = false
  /** When this page's timer fires. */
  #alarm: number | null = null

  constructor(
    name: string,
    device: Device,
    world: World,
    server: SimServer,
    allPeers: Map<string, SimPeer>,
  ) {
    this.name = name
    this.device = device
    this.#world = world
    this.#server = server
    this.#allPeers = allPeers
  }

  /** A window opens, or loads anew. */
  open(entry: Entry): void {
    this.isOpen = true
    this.#epoch += 1
    this.state = NEW_WINDOW
    this.#alarm = null
    this.peers = new Map()
    if (entry.is === 'place' || entry.is === 'question') this.target = entry.target
    this.#world.note(`${this.name} opens ${JSON.stringify(entry)}`)
    const ids = { callId: this.#world.newId('call'), legId: this.#world.newId('leg') }
    this.happen({ type: 'opened', entry, ...ids })
    this.#connect()
  }

  reload(afterMs: number): void {
    if (!this.isOpen) return
    this.#unload()
    this.#world.later(afterMs, () => {
      if (!this.isOpen) this.open(this.#entryOfReload())
    })
  }

  close(): void {
    if (!this.isOpen) return
    this.#unload()
    this.saved = null
    this.address = null
  }

  #entryOfReload(): Entry {
    if (this.address === null) {
      return this.target === null ? { is: 'nowhere' } : { is: 'question', target: this.target }
    }
    return this.saved?.callId === this.address
      ? { is: 'back', saved: this.saved }
      : { is: 'incoming', callId: this.address }
  }

  #unload(): void {
    this.#world.note(`${this.name} unloads`)
    const leaving = leavingLeg(this.state)
    if (leaving !== null && this.#world.chance(0.7)) {
      const { callId, legId } = leaving
      this.#world.later(this.#world.between(1, 2_500), () => {
        this.#server.leave(this.device, callId, legId)
      })
    }
    for (const peer of this.peers.values()) peer.close()
    this.isOpen = false
    this.#epoch += 1
    this.breakSocket(false)
  }

  /** Breaks the socket. Each end notices after a delay of its own. */
  breakSocket(comesBack = true): void {
    const socket = this.#socket
    if (socket === null) return
    this.#socket = null
    socket.openAtPage = false
    const slow = !this.#world.calm && this.#world.chance(0.2)
    this.#world.later(this.#world.between(1, slow ? 6_000 : 200), () => {
      this.#server.close(socket)
    })
    if (!comesBack) return
    this.happen({ type: 'link', link: 'away' })
    this.#connect()
  }

  /** The server is gone without a goodbye. */
  serverLost(): void {
    if (this.#socket === null) return
    this.#socket = null
    this.happen({ type: 'link', link: 'away' })
    this.#connect()
  }

  #connect(): void {
    const epoch = this.#epoch
    this.#world.later(this.#world.between(1, this.#world.chance(0.2) ? 2_500 : 150), () => {
      if (!this.isOpen || epoch !== this.#epoch || this.#socket !== null) return
      const socket = new SimSocket(this.#world, this.device)
      this.#socket = socket
      this.#welcomed = false
      socket.toPage = (message) => {
        if (this.#socket === socket && epoch === this.#epoch) this.#hear(message)
      }
      this.#server.open(socket)
      this.#hello()
      this.happen({ type: 'link', link: 'open' })
    })
  }

  #hello(): void {
    const socket = this.#socket
    if (socket === null) return
    const leg = legOf(this.state)
    socket.up({ type: 'hello', v: 1, page: 'call', visible: true, canSound: true, ...leg })
    this.#world.later(HELLO_AGAIN_MS, () => {
      if (this.#socket === socket && !this.#welcomed) this.#hello()
    })
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'welcome') this.#welcomed = true
    if (message.type === 'reply') {
      this.happen({ type: 'replied', ask: message.req, reply: message })
    } else {
      this.happen({ type: 'message', message })
    }
  }

  /** Reports that this device shows the ring. */
  reportRinging(callId: string): void {
    this.#socket?.up({ type: 'call.ringing', callId })
  }

  happen(event: Happening): void {
    if (!this.isOpen) return
    const before = this.state
    const { state, effects } = step(before, { ...event, at: this.#world.now })
    this.state = state
    if (state.doing !== before.doing) this.#world.note(`${this.name} is ${state.doing}`)
    for (const effect of effects) this.#carryOut(effect)
    const at = state === before ? null : wakeAt(state)
    if (at !== null) this.#wake(at)
  }

  /** Sets the page's one timer, unless an earlier one is set, which sets the next when it fires. */
  #wake(at: number): void {
    if (this.#alarm !== null && this.#alarm <= at) return
    const epoch = this.#epoch
    const alarm = Math.max(this.#world.now + 1, at)
    this.#alarm = alarm
    this.#world.later(alarm - this.#world.now, () => {
      if (epoch !== this.#epoch || this.#alarm !== alarm) return
      this.#alarm = null
      const next = wakeAt(this.state)
      if (next === null) return
      if (next <= this.#world.now) this.happen({ type: 'tick' })
      else this.#wake(next)
    })
  }

  #carryOut(effect: WindowEffect): void {
    const epoch = this.#epoch
    switch (effect.type) {
      case 'send':
        this.#socket?.up(effect.message)
        return
      case 'request': {
        const { message } = effect
        const isPart = message.type === 'call.place' || message.type === 'call.answer'
        if (isPart && this.saved?.legId !== message.legId)
          throw new Fault('sent before it was saved')
        if (message.type !== 'ice.get') this.#socket?.up({ ...message, req: effect.ask })
        return
      }
      case 'hello-again':
        this.#hello()
        return
      case 'ask-media':
        this.#askMedia()
        return
      case 'stop-media':
        this.#asked += 1
        return
      case 'open-peer': {
        const { pc } = effect
        const report = (event: Happening) => {
          if (epoch === this.#epoch) this.happen(event)
        }
        const peer = new SimPeer(this.#world, this.#allPeers, effect.offers, {
          offer: (sdp) => {
            report({ type: 'offer-made', pc, sdp })
          },
          signal: (body) => {
            report({ type: 'signal-made', pc, body })
          },
          changed: (up) => {
            report({ type: 'peer-changed', pc, up })
          },
        })
        this.peers.set(pc, peer)
        return
      }
      case 'start-peer':
        this.#mayStart()
        this.#peer(effect.pc).start()
        return
      case 'apply':
        this.#peer(effect.pc).apply(effect.body)
        return
      case 'close-peer':
        this.#peer(effect.pc).close()
        this.peers.delete(effect.pc)
        return
      case 'save-leg':
        this.saved = effect.leg
        return
      case 'forget-leg':
        if (this.saved?.callId === effect.callId) this.saved = null
        return
      case 'replace-address':
        this.address = effect.callId
        return
      case 'tone':
      case 'go-to-room':
      case 'close-soon':
        return
      default:
        return effect satisfies never
    }
  }

  #askMedia(): void {
    this.#asked += 1
    const asked = this.#asked
    const epoch = this.#epoch
    const isRefused = this.#world.chance(0.03)
    this.#world.later(this.#world.between(1, this.#world.chance(0.2) ? 4_000 : 300), () => {
      if (epoch !== this.#epoch || asked !== this.#asked) return
      const state = { microphone: true, camera: true }
      this.happen(isRefused ? { type: 'media-refused' } : { type: 'media-ready', state })
    })
  }

  /** Checks that the caller sends no track before the answer. */
  #mayStart(): void {
    const { state } = this
    const call = state.doing === 'live' ? this.#server.find(state.ids.callId) : null
    const answered = call !== null && call.state !== 'placed' && call.state !== 'ringing'
    if (!answered) throw new Fault('a connection was started before the answer')
  }

  #peer(pc: number): SimPeer {
    const peer = this.peers.get(pc)
    if (peer === undefined) throw new Fault(`there is no connection ${String(pc)}`)
    return peer
  }
}
