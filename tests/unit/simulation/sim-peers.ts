/**
 * The connections of the simulation, stricter than a browser's: a description at the wrong time, or a
 * repeated or early candidate, is a fault.
 */
import type { SignalBody } from '../../../protocol/signals.ts'
import { Fault } from './world.ts'
import type { World } from './world.ts'

export interface PeerReports {
  offer(sdp: string): void
  signal(body: SignalBody): void
  changed(up: boolean): void
}

const CANDIDATES = 3

export class SimPeer {
  closed = false
  up = false
  pair: SimPeer | null = null
  readonly #world: World
  readonly #all: Map<string, SimPeer>
  readonly #name: string
  readonly #offers: boolean
  readonly #reports: PeerReports
  #started = false
  #remote: string | null = null
  #taken = 0

  constructor(world: World, all: Map<string, SimPeer>, offers: boolean, reports: PeerReports) {
    this.#world = world
    this.#all = all
    this.#name = world.newId('sdp')
    this.#offers = offers
    this.#reports = reports
    all.set(this.#name, this)
    if (offers) {
      this.#soon(() => {
        reports.offer(this.#name)
      })
    }
  }

  start(): void {
    if (!this.#offers) throw new Fault('an answering connection was started')
    this.#started = true
    this.#gather()
  }

  apply(body: SignalBody): void {
    if (this.closed) throw new Fault('a signal for a closed connection')
    if ('candidates' in body) this.#take(body.candidates)
    else if (body.description.type === 'offer') this.#answer(body.description.sdp ?? '')
    else this.#accept(body.description.sdp ?? '')
  }

  close(): void {
    this.closed = true
    this.#all.delete(this.#name)
    const { pair } = this
    if (pair === null) return
    this.#world.later(this.#world.between(1, 500), () => {
      pair.fall()
    })
  }

  /** The media stop. */
  fall(): void {
    if (this.closed || !this.up) return
    this.up = false
    this.#reports.changed(false)
  }

  /** The media are back. */
  rise(): void {
    if (this.closed || this.up || this.pair === null || this.pair.closed) return
    this.up = true
    this.#reports.changed(true)
  }

  #soon(run: () => void): void {
    this.#world.later(this.#world.between(1, 30), () => {
      if (!this.closed) run()
    })
  }

  #gather(): void {
    for (let number = 1; number <= CANDIDATES; number += 1) {
      this.#world.later(40 * number, () => {
        const candidate = String(number)
        if (!this.closed) this.#reports.signal({ candidates: [{ candidate }] })
      })
    }
  }

  #answer(offer: string): void {
    if (this.#offers) throw new Fault('an offering connection got an offer')
    if (this.#remote !== null) throw new Fault('a second offer in one connection')
    this.#remote = offer
    this.#started = true
    this.#soon(() => {
      this.#reports.signal({ description: { type: 'answer', sdp: `${this.#name} to ${offer}` } })
      this.#gather()
    })
  }

  #accept(answer: string): void {
    if (!this.#offers || !this.#started) throw new Fault('an answer that nobody waits for')
    if (this.#remote !== null) throw new Fault('a second answer in one connection')
    const [from = '', to] = answer.split(' to ')
    if (to !== this.#name) throw new Fault(`an answer to ${String(to)}, not to ${this.#name}`)
    this.#remote = from
    const pair = this.#all.get(from)
    if (pair === undefined) return
    this.pair = pair
    pair.pair = this
    this.#connect()
  }

  #take(candidates: readonly { candidate: string }[]): void {
    if (this.#remote === null) throw new Fault('candidates before their description')
    for (const { candidate } of candidates) {
      if (Number(candidate) !== this.#taken + 1)
        throw new Fault(`candidate ${candidate} out of order`)
      this.#taken += 1
    }
    this.#connect()
  }

  #connect(): void {
    const { pair } = this
    if (pair === null || this.#taken === 0 || pair.#taken === 0 || this.up) return
    for (const each of [this, pair]) {
      each.#soon(() => {
        each.rise()
      })
    }
  }
}
