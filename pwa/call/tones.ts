/** Plays Peal's tones by Web Audio, one at a time. Without Web Audio there are no tones. */
import { pageTimer, type Timer } from '../platform/timer.ts'
import { TONES, toneSamples, type ToneName } from './tone-samples.ts'

export interface TonesDeps {
  /** Told what sounds now, or null, at each change. */
  readonly sounding?: (name: ToneName | null) => void
  /** Told whether sound is blocked, at each change. */
  readonly blockedChanged?: (blocked: boolean) => void
  /** Told that this browser does not make the sound of a tone, which no press changes. */
  readonly unable?: () => void
  readonly newContext?: () => AudioContext
  readonly timer?: Timer
}

/** How often the context's clock is looked at while a tone sounds, ms. */
const LOOK_MS = 100
/** A context that is not blocked runs within so many looks; every one is suspended for a moment at first. */
const STARTING_LOOKS = 5
/** A context that says that it runs, and whose clock stands still for so many looks, makes no sound. */
const STUCK_LOOKS = 10
/** A context that makes no sound is made anew so often in a row; then it takes a press. */
const MOST_RENEWALS = 3
/** The context is suspended this long after the last tone, ms, because it keeps the machine awake. */
const IDLE_MS = 10_000

/** Best effort: the browser may reject, throw, or never settle, as it does while sound is blocked. */
function attempt(work: () => unknown): void {
  try {
    Promise.resolve(work()).catch(() => undefined)
  } catch {
    // The sound stays as it is.
  }
}

type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> }

/** Creates its AudioContext at the first tone. */
export class Tones {
  /** The browser makes no sound until the page is pressed. */
  blocked = false
  readonly #deps: TonesDeps
  readonly #timer: Timer
  readonly #rendered = new Map<ToneName, AudioBuffer>()
  #context: AudioContext | null = null
  #speaker: string | null = null
  #wanted: ToneName | null = null
  #source: AudioBufferSourceNode | null = null
  #sounding: ToneName | null = null
  #closed = false
  #cancelLook: (() => void) | null = null
  #cancelIdle: (() => void) | null = null
  /** The context's clock at the last look, s, and at how many looks it has stood still since. */
  #seenTime = 0
  #stood = 0
  /** Its clock has moved while this tone plays, which proves that it sounds. */
  #moved = false
  #renewals = 0

  constructor(deps: TonesDeps = {}) {
    this.#deps = deps
    this.#timer = deps.timer ?? pageTimer
  }

  /** Plays a tone in place of the current one; null: silence. The same tone plays on. */
  play(name: ToneName | null): void {
    if (this.#closed || name === this.#wanted) return
    this.#wanted = name
    this.#renewals = 0
    this.#start()
  }

  /** Starts what was blocked. To be called within a press, or when capture was granted. */
  unblock(): void {
    this.#renewals = 0
    if (this.#isStuck()) return this.#renew()
    const context = this.#context
    if (context === null || context.state === 'running' || context.state === 'closed') return
    if (this.#source === null) return
    attempt(() => context.resume())
  }

  /** Sets the output device; null: the system's. */
  setSpeaker(id: string | null): void {
    this.#speaker = id
    const context: SinkContext | null = this.#context
    // If the device is gone, the sound stays where it is.
    attempt(() => context?.setSinkId?.(id ?? ''))
  }

  close(): void {
    if (this.#closed) return
    this.play(null)
    this.#closed = true
    this.#cancelIdle?.()
    attempt(() => this.#context?.close())
  }

  /** Starts the wanted tone anew, or stops. */
  #start(): void {
    this.#stop()
    this.#cancelIdle?.()
    this.#cancelIdle = null
    const name = this.#wanted
    const context = name === null ? this.#context : this.#open()
    this.#source = name === null || context === null ? null : this.#begin(name, context)
    if (context === null || this.#source === null) {
      if (name !== null) this.#deps.unable?.()
      if (context !== null) this.#restLater(context)
      return this.#report()
    }
    this.#seenTime = context.currentTime
    this.#stood = 0
    this.#moved = false
    this.#lookLater(context)
    if (context.state !== 'running' && context.state !== 'closed') {
      attempt(() => context.resume())
    }
    this.#report()
  }

  /** Null: this browser does not make the sound. */
  #begin(name: ToneName, context: AudioContext): AudioBufferSourceNode | null {
    try {
      const source = context.createBufferSource()
      source.buffer = this.#render(name, context)
      source.loop = TONES[name].loops
      source.connect(context.destination)
      source.addEventListener('ended', () => {
        if (this.#source !== source) return
        this.#source = null
        this.#wanted = null
        this.#cancelLook?.()
        this.#restLater(context)
        this.#report()
      })
      source.start()
      return source
    } catch {
      return null
    }
  }

  /** Null: this browser has no Web Audio, or gives this page no more of it. */
  #open(): AudioContext | null {
    if (this.#context !== null) return this.#context
    try {
      const context = (this.#deps.newContext ?? (() => new AudioContext()))()
      context.addEventListener('statechange', () => {
        if (context !== this.#context) return
        this.#stood = 0
        this.#report()
      })
      this.#context = context
      if (this.#speaker !== null) this.setSpeaker(this.#speaker)
      return context
    } catch {
      return null
    }
  }

  #lookLater(context: AudioContext): void {
    this.#cancelLook?.()
    this.#cancelLook = this.#timer(LOOK_MS, () => this.#look(context))
  }

  #look(context: AudioContext): void {
    this.#cancelLook = null
    if (context !== this.#context || this.#source === null) return
    if (context.currentTime > this.#seenTime) {
      this.#seenTime = context.currentTime
      this.#stood = 0
      this.#moved = true
      this.#renewals = 0
    } else this.#stood += 1
    if (this.#isStuck() && this.#renewals < MOST_RENEWALS) return this.#renew()
    this.#report()
    this.#lookLater(context)
  }

  /** A tone should sound, and has not for a while. */
  #isSilent(): boolean {
    const state = this.#context?.state
    if (this.#source === null || state === 'closed') return false
    // Otherwise it is `suspended` by the browser's policy, or `interrupted` by the system.
    return this.#stood >= (state === 'running' ? STUCK_LOOKS : STARTING_LOOKS)
  }

  #isStuck(): boolean {
    return this.#isSilent() && this.#context?.state === 'running'
  }

  /** Makes the context anew, because it makes no sound. */
  #renew(): void {
    const former = this.#context
    this.#context = null
    this.#renewals += 1
    attempt(() => former?.close())
    this.#start()
  }

  #restLater(context: AudioContext): void {
    this.#cancelIdle?.()
    this.#cancelIdle = this.#timer(IDLE_MS, () => {
      this.#cancelIdle = null
      if (context === this.#context) attempt(() => context.suspend())
    })
  }

  #render(name: ToneName, context: AudioContext): AudioBuffer {
    const known = this.#rendered.get(name)
    if (known !== undefined) return known
    const samples = toneSamples(name, context.sampleRate)
    const buffer = context.createBuffer(1, samples.length, context.sampleRate)
    buffer.copyToChannel(samples, 0)
    this.#rendered.set(name, buffer)
    return buffer
  }

  #stop(): void {
    this.#cancelLook?.()
    this.#cancelLook = null
    const source = this.#source
    this.#source = null
    attempt(() => {
      source?.stop()
      source?.disconnect()
    })
  }

  #report(): void {
    const isSilent = this.#isSilent()
    const sounds = this.#source !== null && this.#context?.state === 'running' && this.#moved
    const sounding = sounds && !isSilent ? this.#wanted : null
    if (sounding !== this.#sounding) {
      this.#sounding = sounding
      this.#deps.sounding?.(sounding)
    }
    // One that was blocked is not known to sound before its clock moves.
    const stays = this.blocked && this.#source !== null && !this.#moved
    const blocked = isSilent || stays
    if (blocked === this.blocked) return
    this.blocked = blocked
    this.#deps.blockedChanged?.(blocked)
  }
}
