/** Plays Peal's tones by Web Audio, one at a time. */
import { pageTimer, type Timer } from '../platform/timer.ts'
import { TONES, toneSamples, type ToneName } from './tone-samples.ts'

export interface TonesDeps {
  /** Told what sounds now, or null, at each change. */
  readonly sounding?: (name: ToneName | null) => void
  /** Told whether sound is blocked, at each change. */
  readonly blockedChanged?: (blocked: boolean) => void
  readonly newContext?: () => AudioContext
  readonly timer?: Timer
}

/** A context that is not blocked runs within this, ms. */
const STARTING_MS = 500

type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> }

/** Creates its AudioContext at the first tone. */
export class Tones {
  /** The browser blocks sound until the page is pressed. */
  blocked = false
  readonly #deps: TonesDeps
  readonly #rendered = new Map<ToneName, AudioBuffer>()
  #context: AudioContext | null = null
  #speaker: string | null = null
  #wanted: ToneName | null = null
  #source: AudioBufferSourceNode | null = null
  #sounding: ToneName | null = null
  #closed = false
  #cancelBlocked: (() => void) | null = null

  constructor(deps: TonesDeps = {}) {
    this.#deps = deps
  }

  /** Plays a tone in place of the current one; null: silence. The same tone plays on. */
  play(name: ToneName | null): void {
    if (this.#closed || name === this.#wanted) return
    this.#wanted = name
    this.#stop()
    if (name === null) return this.#report()
    const context = this.#open()
    const source = context.createBufferSource()
    source.buffer = this.#render(name, context)
    source.loop = TONES[name].loops
    source.connect(context.destination)
    source.addEventListener('ended', () => {
      if (this.#source !== source) return
      this.#source = null
      this.#wanted = null
      this.#report()
    })
    source.start()
    this.#source = source
    this.unblock()
    this.#report()
  }

  /** Starts what was blocked. To be called within a press, or when capture was granted. */
  unblock(): void {
    const context = this.#context
    if (context === null || context.state === 'running' || context.state === 'closed') return
    // Rejects only when the context is closed meanwhile; a blocked one stays pending.
    context.resume().catch(() => undefined)
  }

  /** Sets the output device; null: the system's. */
  setSpeaker(id: string | null): void {
    this.#speaker = id
    const context: SinkContext | null = this.#context
    // If the device is gone, the sound stays where it is.
    context?.setSinkId?.(id ?? '').catch(() => undefined)
  }

  close(): void {
    if (this.#closed) return
    this.play(null)
    this.#closed = true
    this.#context?.close().catch(() => undefined)
  }

  #open(): AudioContext {
    if (this.#context !== null) return this.#context
    const context = (this.#deps.newContext ?? (() => new AudioContext()))()
    context.addEventListener('statechange', () => this.#report())
    this.#context = context
    if (this.#speaker !== null) this.setSpeaker(this.#speaker)
    return context
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
    const source = this.#source
    this.#source = null
    source?.stop()
    source?.disconnect()
  }

  #report(): void {
    const running = this.#context?.state === 'running'
    const sounding = running && this.#source !== null ? this.#wanted : null
    if (sounding !== this.#sounding) {
      this.#sounding = sounding
      this.#deps.sounding?.(sounding)
    }
    // Every context is suspended for a moment at first; only one that stays so is blocked.
    this.#cancelBlocked?.()
    this.#cancelBlocked = null
    if (!this.#isSuspended()) this.#setBlocked(false)
    else if (!this.blocked) {
      const { timer = pageTimer } = this.#deps
      this.#cancelBlocked = timer(STARTING_MS, () => this.#setBlocked(this.#isSuspended()))
    }
  }

  #isSuspended(): boolean {
    return this.#source !== null && this.#context?.state === 'suspended'
  }

  #setBlocked(blocked: boolean): void {
    if (blocked === this.blocked) return
    this.blocked = blocked
    this.#deps.blockedChanged?.(blocked)
  }
}
