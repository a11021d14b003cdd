/** A socket between a page and the server that loses, repeats and reorders messages, and breaks. */
import type { ClientMessage, ServerMessage } from '../../../protocol/signals.ts'
import type { World } from './world.ts'

export interface Device {
  readonly memberId: string
  readonly deviceId: string
}

/** The longest delay of a message, ms. */
const SLOW_MS = 200
const LOSS = 0.06
const REPEAT = 0.06

export class SimSocket {
  readonly device: Device
  /** Each end learns of a break in its own time. */
  openAtServer = true
  openAtPage = true
  boundLeg: string | null = null
  toServer: (message: ClientMessage) => void = () => undefined
  toPage: (message: ServerMessage) => void = () => undefined
  readonly replies = new Map<number, ServerMessage>()
  readonly #world: World
  #lastUp = 0
  #lastDown = 0

  constructor(world: World, device: Device) {
    this.#world = world
    this.device = device
  }

  /** Page → server. */
  up(message: ClientMessage): void {
    this.#carry(() => {
      if (this.openAtServer) this.toServer(message)
    }, 'up')
  }

  /** Server → page. */
  down(message: ServerMessage): void {
    this.#carry(() => {
      if (this.openAtPage) this.toPage(message)
    }, 'down')
  }

  #carry(deliver: () => void, way: 'up' | 'down'): void {
    const world = this.#world
    const faulty = world.lossy && !world.calm
    if (faulty && world.chance(LOSS)) return
    let ms = world.chance(0.7) ? world.between(1, 20) : world.between(1, SLOW_MS)
    if (!faulty) ms = this.#inOrder(way, ms)
    world.later(ms, deliver)
    if (faulty && world.chance(REPEAT)) world.later(world.between(1, SLOW_MS), deliver)
  }

  #inOrder(way: 'up' | 'down', ms: number): number {
    const at = Math.max(this.#world.now + ms, way === 'up' ? this.#lastUp : this.#lastDown)
    if (way === 'up') this.#lastUp = at
    else this.#lastDown = at
    return at - this.#world.now
  }
}
