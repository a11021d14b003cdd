/** Two quality controllers that send modelled sound and pictures to each other over modelled ways. */
import type { PeerReport } from '../../../protocol/peer-report.ts'
import {
  isBackBad,
  reportOf,
  settingsOf,
  stepQuality,
  viewOf,
} from '../../../pwa/call/quality/controller.ts'
import type { Echo, Reading } from '../../../pwa/call/quality/reading.ts'
import { randomFrom } from '../../support/unruly.ts'
import { SimulatedSide } from './simulated-side.ts'
import { SimulatedWay, type WayFaults } from './simulated-way.ts'

/** The model advances by this, ms. */
const TICK_MS = 10
const READ_MS = 250
const REPORT_MS = 1_000
/** RTCP of the picture, of the sound, and checks of the path, ms. */
const PICTURE_RTCP_MS = 1_000
const SOUND_RTCP_MS = 5_000
const CHECK_MS = 2_500
/** What every packet costs on the wire beside its content, bits. */
const HEADERS = 54 * 8
const SOUND_BPS = 32_000
const THIN_BPS = 16_000
/** What a camera's picture takes at most. */
const PICTURE_BPS = 1_700_000
const PACKET_BITS = 1_100 * 8

/** The browser's own estimate: slow, and never below this. */
const LEAST_ESTIMATE = 80_000

interface Message {
  readonly at: number
  readonly take: () => void
}

export interface CallOptions {
  readonly a: WayFaults
  readonly b?: WayFaults
  /** The other side is a window without reports. */
  readonly oldWindow?: boolean
  /** The engine tells no estimate, as Firefox. */
  readonly noEstimate?: boolean
  readonly seed?: number
}

export class SimulatedCall {
  now = 0
  /** Which path is in use. */
  path = 'first'
  /** A's way up to B, and back. */
  readonly ways: { readonly up: SimulatedWay; readonly down: SimulatedWay }
  readonly a: SimulatedSide
  readonly b: SimulatedSide
  readonly #options: CallOptions
  readonly #random: () => number
  #messages: Message[] = []

  constructor(options: CallOptions) {
    const random = randomFrom(options.seed ?? 1)
    this.#random = random
    this.#options = options
    this.ways = {
      up: new SimulatedWay(options.a, random),
      down: new SimulatedWay(options.b ?? options.a, random),
    }
    this.a = new SimulatedSide(this.ways.up, options.oldWindow !== true)
    this.b = new SimulatedSide(this.ways.down, options.oldWindow !== true)
    // The first checks are made before anything else is sent.
    this.#check(this.a, this.b)
    this.#check(this.b, this.a)
  }

  /** How many key frames each side was told to send. */
  get keyFrames(): (number | undefined)[] {
    return [this.a, this.b].map(({ quality }) => settingsOf(quality)?.keyFrames)
  }

  set(up: WayFaults, down: WayFaults = up): void {
    this.ways.up.faults = up
    this.ways.down.faults = down
  }

  /** Another path is used from now on, of which nothing was checked yet. */
  change(path: string): void {
    this.path = path
    for (const side of [this.a, this.b]) {
      Object.assign(side, { pairTripMs: null, pairTrips: 0, pairTotalMs: 0 })
    }
  }

  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end;) {
      this.now += TICK_MS
      this.ways.up.pass(TICK_MS, this.now)
      this.ways.down.pass(TICK_MS, this.now)
      const isEarly = this.#random() < 0.5
      // What is sent now and then finds the queue before or after a packet of the picture.
      if (isEarly) this.#follow()
      this.#send(this.a, this.b)
      this.#send(this.b, this.a)
      if (!isEarly) this.#follow()
      const due = this.#messages.filter(({ at }) => at <= this.now)
      this.#messages = this.#messages.filter(({ at }) => at > this.now)
      for (const { take } of due) take()
    }
  }

  #follow(): void {
    this.#followSide(this.a, this.b)
    this.#followSide(this.b, this.a)
  }

  #later(ms: number, take: () => void): void {
    this.#messages.push({ at: this.now + ms, take })
  }

  #send(from: SimulatedSide, to: SimulatedSide): void {
    const settings = settingsOf(from.quality)
    const thin = settings?.thinSound ?? false
    const repeats = settings?.repeats ?? 1
    from.soundOwedMs += TICK_MS
    const length = thin ? 60 : 20
    to.samples += 48 * TICK_MS
    if (from.soundOwedMs >= length) {
      from.soundOwedMs -= length
      const bits = ((thin ? THIN_BPS : SOUND_BPS) * length * (1 + repeats)) / 1000 + HEADERS
      from.soundSent += 1
      const took = this.#packet(from, to, bits, () => (to.soundReceived += 1))
      from.sentSound.push(took)
      const before = from.sentSound.length - 1 - repeats
      const copies = from.sentSound.slice(Math.max(0, before))
      if (before >= 0 && !copies.includes(true)) to.madeUp += 48 * length
    }
    const step = settings?.picture
    if (step?.active === false) return
    const bps = Math.min(step?.maxBitrate ?? PICTURE_BPS, from.estimate, PICTURE_BPS)
    from.pictureOwed += (bps * TICK_MS) / 1000
    const size = Math.min(PACKET_BITS, Math.max(2_400, bps / 10))
    while (from.pictureOwed >= size) {
      from.pictureOwed -= size
      from.sentPicture += size
      this.#packet(from, to, size + HEADERS, () => undefined)
    }
  }

  /** Whether it arrives. */
  #packet(from: SimulatedSide, to: SimulatedSide, bits: number, arrived: () => void): boolean {
    const took = from.out.send(bits)
    if (took === null) {
      // Noticed when the next one arrives.
      if (from.out.faults.dark !== true) to.lost += 1
      return false
    }
    this.#later(took, () => {
      to.inBytes += bits / 8
      to.received += 1
      arrived()
    })
    return true
  }

  #followSide(side: SimulatedSide, other: SimulatedSide): void {
    const every = (ms: number) => this.now % ms === 0
    if (every(READ_MS)) {
      const reading = this.#reading(side)
      side.quality = stepQuality(side.quality, { type: 'read', reading, sends: 'face' })
      const view = viewOf(side.quality)
      if (view !== null) side.views.push({ atMs: this.now, view })
    }
    const isBad = isBackBad(side.quality)
    if (every(REPORT_MS) || isBad !== side.wasBad) {
      side.wasBad = isBad
      const report = reportOf(side.quality, 1_000_000 + this.now)
      if (report !== null && other.takesReports) this.#tell(side, other, report)
    }
    if (every(REPORT_MS)) {
      this.#guess(side)
      this.#record(side, other)
    }
    const paused = settingsOf(other.quality)?.picture.active === false
    if (every(PICTURE_RTCP_MS) && !paused) this.#echo(side, other, 'picture')
    if (every(SOUND_RTCP_MS)) this.#echo(side, other, 'sound')
    if (every(CHECK_MS)) this.#check(side, other)
  }

  /** On the data channel, which repeats nothing that is lost. */
  #tell(from: SimulatedSide, to: SimulatedSide, report: PeerReport): void {
    const took = from.out.send(1_600)
    if (took === null) return
    this.#later(took, () => {
      to.inBytes += 200
      to.quality = stepQuality(to.quality, { type: 'heard', report, atMs: this.now })
    })
  }

  /** `from` reports by RTCP what it receives from `to`. */
  #echo(from: SimulatedSide, to: SimulatedSide, source: Echo['source']): void {
    const { received, lost } = from
    const took = from.out.send(800)
    if (took === null) return
    const missing = lost - from.reported.lost
    const all = missing + received - from.reported.received
    from.reported = { received, lost }
    this.#later(took, () => {
      to.inBytes += 100
      const stamp = (to.echoes.get(source)?.stamp ?? 0) + 1
      const tripMs = took + to.out.queuedMs + to.out.faults.delayMs
      to.echoes.set(source, { source, stamp, tripMs, loss: all === 0 ? 0 : missing / all })
    })
  }

  #check(side: SimulatedSide, other: SimulatedSide): void {
    const there = side.out.send(800)
    const back = there === null ? null : other.out.send(800)
    if (there === null || back === null) return
    const { path } = this
    this.#later(there + back, () => {
      if (path !== this.path) return
      side.inBytes += 100
      side.pairTripMs = there + back
      side.pairTrips += 1
      side.pairTotalMs += there + back
    })
  }

  #reading(side: SimulatedSide): Reading {
    const { inBytes, received, lost, soundReceived, soundSent, samples, madeUp } = side
    return {
      ...{ atMs: this.now, inBytes, received, lost, soundReceived, soundSent, samples, madeUp },
      path: this.path,
      pairTripMs: side.pairTripMs,
      pairTrips: side.pairTrips,
      pairMeanMs: side.pairTrips === 0 ? null : side.pairTotalMs / side.pairTrips,
      availableBps: this.#options.noEstimate === true ? null : side.estimate,
      echoes: [...side.echoes.values()],
    }
  }

  /** The browser's estimate, after a second: down where a queue stands, slowly up otherwise. */
  #guess(side: SimulatedSide): void {
    const { rate, loss = 0 } = side.out.faults
    if (side.out.queuedMs > 100 && rate !== undefined)
      side.estimate = Math.max(0.85 * rate, 0.7 * side.estimate)
    else if (loss > 0.1) side.estimate *= 1 - loss / 2
    else
      side.estimate = Math.min(
        side.estimate * (rate === undefined && this.now < 3_000 ? 2 : 1.08),
        2.5 * side.sentPicture + 100_000,
        2_000_000,
      )
    side.estimate = Math.max(LEAST_ESTIMATE, side.estimate)
  }

  #record(side: SimulatedSide, other: SimulatedSide): void {
    const settings = settingsOf(side.quality)
    const repeats = settings?.repeats ?? 1
    const sent = side.sentSound
    const lost = sent.filter((_, index) => !sent.slice(index, index + 1 + repeats).includes(true))
    side.seconds.push({
      atMs: this.now,
      soundLost: sent.length === 0 ? 0 : lost.length / sent.length,
      queuedMs: side.out.queuedMs,
      pictureBps: side.sentPicture,
      repeats,
      thin: settings?.thinSound ?? false,
      view: viewOf(other.quality),
    })
    side.sentSound = []
    side.sentPicture = 0
  }
}
