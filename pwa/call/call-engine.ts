/**
 * The call window's engine, without Vue: carries out the effects of the pure state machine
 * (`machine/step.ts`) with real sockets, devices and connections, and reports back what happened.
 * What is shown is a view, replaced at every change.
 */
import type { RequestBody } from '../../protocol/signals.ts'
import type { MediaState } from '../../protocol/peer-state.ts'
import type { Attention } from '../platform/browser/attention.ts'
import type { DeviceList } from '../platform/browser/media-choices.ts'
import { createPeerHost } from './engine-peer.ts'
import { FIRST_VIEW, type EngineDeps, type EngineView } from './engine-view.ts'
import { createIceServers } from './ice-servers.ts'
import { createLateTones, type LateTones } from './late-tones.ts'
import { createLocalMedia } from './local-media.ts'
import type { Entry } from './machine/entry.ts'
import type { CallWindow, WindowEffect, WindowEvent } from './machine/model.ts'
import { NEW_WINDOW, isBusy, leavingLeg, legOf, step, wakeAt, type LegRef } from './machine/step.ts'
import { openServerLink } from './server-link.ts'

type WithoutTime<E> = E extends unknown ? Omit<E, 'at'> : never
type Happening = WithoutTime<WindowEvent>

export class CallEngine {
  view: EngineView
  readonly #deps: EngineDeps
  readonly #media: ReturnType<typeof createLocalMedia>
  readonly #tones: LateTones
  readonly #server: ReturnType<typeof openServerLink>
  readonly #ice: ReturnType<typeof createIceServers>
  readonly #peers: ReturnType<typeof createPeerHost>
  readonly #happenings: Happening[] = []
  #window: CallWindow = NEW_WINDOW
  #request: AbortController | null = null
  #cancelWake: (() => void) | null = null
  #stepping = false

  constructor(deps: EngineDeps) {
    this.#deps = deps
    const { timer, now } = deps
    this.#media = createLocalMedia({
      ...deps,
      changed: () => this.#mediaChanged(),
      prompts: () => this.#happen({ type: 'media-prompt' }),
    })
    this.#tones = (deps.newTones ?? createLateTones)({
      timer,
      sounding: deps.sounding,
      blockedChanged: (soundBlocked) => this.#show({ soundBlocked }),
    })
    // Whether it is present is known later.
    const speaker = this.#media.choices.speakers[0] ?? null
    this.#tones.setSpeaker(speaker)
    this.view = { ...FIRST_VIEW, window: this.#window, local: this.#media.state, speaker }
    this.#server = openServerLink({
      connect: () =>
        deps.connect({ leg: () => legOf(this.#window), urgent: () => isBusy(this.#window) }),
      timer,
      isOnline: deps.isOnline,
      changed: (link) => this.#happen({ type: 'link', link }),
      heard: (message) => this.#happen({ type: 'message', message }),
      refused: () => deps.page.signInIfNeeded(),
      show: (view) => this.#show(view),
    })
    const request = (message: RequestBody) => this.#server.signaling.request(message)
    this.#ice = createIceServers(request, timer, now)
    this.#peers = createPeerHost({
      timer,
      now,
      iceServers: () => this.#ice.get(),
      newConnection: deps.newConnection,
      happen: (event) => this.#happen(event),
      show: (change) => this.#show(change),
      report: deps.report,
    })
    this.#server.report()
  }

  /** A call is on, or about to be. */
  get busy(): boolean {
    return isBusy(this.#window)
  }

  /** Both sides are connected. */
  get connected(): boolean {
    return this.#window.doing === 'live' && this.#window.call.state === 'connected'
  }

  /** The leg that a closing window says goodbye for; null: none. */
  get leaving(): LegRef | null {
    return leavingLeg(this.#window)
  }

  open(entry: Entry): void {
    const { newId } = this.#deps
    this.#happen({ type: 'opened', entry, callId: newId(), legId: newId() })
  }

  /** "Call", "Try again", "Call again". Within a press: sound is allowed from here on. */
  call(): void {
    const { newId } = this.#deps
    this.#server.wake()
    this.#tones.unblock()
    this.#happen({ type: 'call-pressed', callId: newId(), legId: newId() })
  }

  /** Within a press. */
  answer(soundOnly: boolean): void {
    this.#tones.unblock()
    this.#happen({ type: 'answer-pressed', soundOnly })
  }

  decline(): void {
    this.#happen({ type: 'decline-pressed' })
  }

  hangUp(): void {
    this.#happen({ type: 'hangup-pressed' })
  }

  /** The browser went online, perhaps by another network, or offline. */
  networkChanged(isOnline: boolean): void {
    if (isOnline) {
      this.#server.signaling.probe()
      this.#peers.restart()
    }
    this.#server.report()
  }

  /** The page is seen or not, and may sound or not. */
  attend(attention: Attention): void {
    this.#server.signaling.send({ type: 'page', ...attention })
    if (!attention.visible) return
    this.#server.signaling.probe()
    this.revive()
  }

  /** The page is visible again, or was pressed: allows sound, and replaces dead tracks. */
  revive(): void {
    this.#tones.unblock()
    this.#media.mend()
  }

  /** Devices came or went. */
  async devicesChanged(): Promise<void> {
    await Promise.all([this.#media.devicesChanged(), this.#chooseSpeaker()])
  }

  async #chooseSpeaker(): Promise<void> {
    const speaker = await this.#media.speaker()
    if (speaker !== undefined && speaker !== this.view.speaker) this.useSpeaker(speaker)
  }

  /** Sounds by this speaker from now on; null: the system's. */
  useSpeaker(speaker: string | null): void {
    this.#tones.setSpeaker(speaker)
    this.#show({ speaker })
  }

  setMicrophone(on: boolean): Promise<void> {
    return this.#media.setMicrophone(on)
  }

  setCamera(on: boolean): Promise<void> {
    if (on) this.#happen({ type: 'camera-on' })
    return this.#media.setCamera(on)
  }

  /** Sharing shows the browser's picker, within a press. */
  async setScreen(on: boolean): Promise<void> {
    if (on) await this.#media.shareScreen()
    else this.#media.stopScreen()
  }

  async useDevice(list: DeviceList, id: string): Promise<void> {
    if (list === 'speakers') this.useSpeaker(id)
    await this.#media.useDevice(list, id)
  }

  /** Stops everything: the window is going away. */
  close(): void {
    this.#cancelWake?.()
    this.#request?.abort()
    this.#peers.close()
    this.#media.stop()
    this.#tones.close()
  }

  /** Handles events one at a time: those that an effect causes wait until all effects are done. */
  #happen(happening: Happening): void {
    this.#happenings.push(happening)
    if (this.#stepping) return
    this.#stepping = true
    for (let next = this.#happenings.shift(); next; next = this.#happenings.shift()) {
      const after = step(this.#window, { ...next, at: this.#deps.now() })
      const changed = after.state !== this.#window
      this.#window = after.state
      for (const effect of after.effects) this.#attempt(effect)
      if (changed) this.#show({ window: this.#window })
    }
    this.#stepping = false
    this.#wakeLater()
    this.#ice.follow(this.#window)
    this.#server.follow(this.#window)
  }

  #wakeLater(): void {
    this.#cancelWake?.()
    this.#cancelWake = null
    const at = wakeAt(this.#window)
    if (at === null) return
    this.#cancelWake = this.#deps.timer(Math.max(0, at - this.#deps.now()), () =>
      this.#happen({ type: 'tick' }),
    )
  }

  /** Whatever the browser refuses, the other effects are carried out, and the next event is heard. */
  #attempt(effect: WindowEffect): void {
    try {
      this.#carryOut(effect)
    } catch (error) {
      this.#deps.report(error)
    }
  }

  #carryOut(effect: WindowEffect): void {
    const { page } = this.#deps
    switch (effect.type) {
      case 'send':
        this.#server.signaling.send(effect.message)
        return
      case 'request':
        return this.#ask(effect.ask, effect.message)
      case 'hello-again':
        return this.#server.signaling.greet()
      case 'ask-media':
        void this.#askMedia(effect.soundOnly)
        return
      case 'stop-media':
        return this.#media.stop()
      case 'open-peer':
        return this.#peers.open(effect.pc, effect.offers)
      case 'start-peer':
        return this.#peers.start(effect.pc)
      case 'apply':
        return this.#peers.apply(effect.pc, effect.body)
      case 'close-peer':
        return this.#peers.closeOne(effect.pc)
      case 'tone':
        return this.#tones.play(effect.tone)
      case 'save-leg':
        return page.saveLeg(effect.leg)
      case 'forget-leg':
        return page.forgetLeg(effect.callId)
      case 'replace-address':
        return page.replaceAddress(effect.callId)
      case 'go-to-room':
        return page.goToRoom(effect.url)
      case 'close-soon':
        return page.closeSoon()
      default:
        return effect satisfies never
    }
  }

  /** Aborts the request before it: only the newest one matters. */
  #ask(ask: number, message: RequestBody): void {
    this.#request?.abort()
    const request = new AbortController()
    this.#request = request
    void this.#server.signaling.request(message, request.signal).then((reply) => {
      if (!request.signal.aborted) this.#happen({ type: 'replied', ask, reply })
    })
  }

  async #askMedia(soundOnly: boolean): Promise<void> {
    const opened = await this.#media.open(soundOnly)
    if (opened === null) return
    // Capture was granted, and with it the browser allows sound.
    this.#tones.unblock()
    if (opened === 'ready') {
      this.#happen({ type: 'media-ready', state: this.#mediaState() })
      // The browser tells its devices once capture was granted.
      void this.#chooseSpeaker()
      return
    }
    this.#show({ refusedBySystem: opened === 'refused-by-system' })
    this.#happen({ type: 'media-refused' })
  }

  #mediaState(): MediaState {
    const { microphone, camera, microphoneSilenced, cameraSilenced } = this.#media.state
    return { microphone: microphone && !microphoneSilenced, camera: camera && !cameraSilenced }
  }

  #mediaChanged(): void {
    const { state, camera, audio, video } = this.#media
    const before = this.view.ownVideo?.getVideoTracks()[0] ?? null
    this.#show({
      local: state,
      microphone: audio,
      ...(before !== camera && { ownVideo: camera === null ? null : new MediaStream([camera]) }),
    })
    this.#peers.feed({ audio, video }, { ...this.#mediaState(), screen: state.screen })
  }

  #show(change: Partial<EngineView>): void {
    this.view = { ...this.view, ...change }
    this.#deps.changed(this.view)
  }
}
