/** One schedule: two members with five call windows act at random, while everything fails. */
import type { Call } from '../../../protocol/call.ts'
import { isUnanswered } from '../../../protocol/call.ts'
import { checkAgreement, checkEnds, checkProgress } from './agreement.ts'
import { SimPage } from './sim-page.ts'
import type { SimPeer } from './sim-peers.ts'
import { SimServer } from './sim-server.ts'
import { Fault, World } from './world.ts'

/**
 * Chaos lasts this long; an answered call has connected by the second after it, and whatever time
 * alone ends has ended by the third.
 */
const CHAOS_MS = 30_000
const CONNECTED_MS = 15_000
const SETTLED_MS = 110_000

const ADA = { memberId: 'ada', deviceId: 'ada-desk' }
const ADA_LAP = { memberId: 'ada', deviceId: 'ada-lap' }
const GRACE = { memberId: 'grace', deviceId: 'grace-desk' }
const GRACE_WORK = { memberId: 'grace', deviceId: 'grace-work' }

class Schedule {
  readonly world: World
  readonly server: SimServer
  readonly pages: readonly SimPage[]
  readonly #peers = new Map<string, SimPeer>()

  constructor(seed: number) {
    const world = new World(seed)
    this.world = world
    this.server = new SimServer(world, [ADA, ADA_LAP, GRACE, GRACE_WORK])
    this.pages = [ADA, ADA_LAP, GRACE, GRACE, GRACE_WORK].map(
      (device, index) =>
        new SimPage(`${device.deviceId} ${String(index)}`, device, world, this.server, this.#peers),
    )
  }

  run(): void {
    const { world, pages } = this
    const [first, , third] = pages
    if (first !== undefined) this.#soon(50, () => this.#place(first))
    if (third !== undefined && world.chance(0.4)) this.#soon(300, () => this.#place(third))
    const count = world.between(3, 16)
    for (let index = 0; index < count; index += 1) {
      const span = world.chance(0.6) ? 3_000 : CHAOS_MS
      this.#soon(span, () => {
        this.#act()
      })
    }
    world.runUntil(CHAOS_MS)
    world.calm = true
    world.note('calm')
    // The next welcome brings what a lossy socket has lost.
    for (const page of pages) page.breakSocket()
    world.runUntil(CHAOS_MS + CONNECTED_MS)
    checkProgress(this.server, pages)
    world.runUntil(CHAOS_MS + SETTLED_MS)
    checkAgreement(this.server, pages)
    world.note('everybody hangs up')
    for (const page of pages) page.happen({ type: 'hangup-pressed' })
    world.runUntil(CHAOS_MS + 2 * SETTLED_MS)
    checkAgreement(this.server, pages)
    checkEnds(this.server)
  }

  #soon(spanMs: number, run: () => void): void {
    this.world.later(this.world.between(1, spanMs), run)
  }

  #place(page: SimPage): void {
    if (page.isOpen && page.state.doing !== 'over') return
    if (page.isOpen) page.close()
    const to = page.device.memberId === 'ada' ? 'grace' : 'ada'
    page.open({ is: 'place', target: { to, connector: 'webrtc', kind: 'peer' } })
  }

  /** The newest call that this page's member is the callee of. */
  #callFor(page: SimPage): Call | undefined {
    const calls = [...this.server.calls.values()].filter(
      (call) => call.calleeId === page.device.memberId,
    )
    return calls.findLast(isUnanswered) ?? calls.at(-1)
  }

  #answer(page: SimPage): void {
    const call = this.#callFor(page)
    if (call === undefined || (page.isOpen && page.state.doing !== 'over')) return
    if (page.isOpen) page.close()
    const legId = this.world.newId('leg')
    // The dialog's tab or the worker claims at the press; the window follows with the same leg.
    if (this.world.chance(0.5)) {
      this.#soon(400, () => {
        this.server.claim(page.device, call.id, legId)
      })
    }
    const answerToken = `token-${call.id}`
    page.open({ is: 'answer', callId: call.id, legId, answerToken, soundOnly: false, kind: 'peer' })
  }

  #act(): void {
    const { world, server, pages } = this
    const page = world.pick(pages)
    if (page === undefined) return
    const call = this.#callFor(page)
    const dice = world.between(1, 100)
    if (dice <= 34) this.#answer(page)
    else if (dice <= 40 && call !== undefined) page.reportRinging(call.id)
    else if (dice <= 46 && call !== undefined && !page.isOpen) {
      page.open({ is: 'incoming', callId: call.id })
    } else if (dice <= 52) page.happen({ type: 'answer-pressed', soundOnly: false })
    else if (dice <= 55) page.happen({ type: 'decline-pressed' })
    else if (dice <= 60) page.happen({ type: 'hangup-pressed' })
    else if (dice <= 74) page.reload(world.between(1, world.chance(0.7) ? 1_500 : 8_000))
    else if (dice <= 77) page.close()
    else if (dice <= 85) page.breakSocket()
    else if (dice <= 91) this.#place(page)
    else if (dice <= 93) {
      server.restart()
      for (const each of pages) each.serverLost()
    } else if (dice <= 95) this.#press(page)
    else if (dice <= 98) this.#cutMedia(page)
    else this.#breakPeer(page)
  }

  #press(page: SimPage): void {
    const ids = { callId: this.world.newId('call'), legId: this.world.newId('leg') }
    page.happen({ type: 'call-pressed', ...ids })
  }

  /** The media stop for a while, or for good. */
  #cutMedia(page: SimPage): void {
    const peer = [...page.peers.values()].at(-1)
    if (peer?.up !== true) return
    peer.fall()
    this.#soon(40_000, () => {
      peer.rise()
    })
  }

  #breakPeer(page: SimPage): void {
    const pc = [...page.peers.keys()].at(-1)
    if (pc !== undefined) page.happen({ type: 'peer-broken', pc })
  }
}

/** Runs one schedule and returns its calls; a fault names its seed and what had happened. */
export function runSchedule(seed: number): readonly Call[] {
  const schedule = new Schedule(seed)
  try {
    schedule.run()
    return [...schedule.server.calls.values()]
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    const told = schedule.world.log.join('\n')
    throw new Error(`${cause.message}\nreplay with PEAL_SEED=${String(seed)}\n${told}`, { cause })
  }
}
