/**
 * The call window's store: opens the engine with this window's own signaling connection, and holds
 * what it shows. One window, one call, and nothing of the app's stores: its script stays small.
 */
import { computed, reactive, ref, shallowRef } from 'vue'
import type { Person } from '../../protocol/people.ts'
import { findPerson, isSignedOut } from '../api/call-lookups.ts'
import { createSignaling } from '../api/signaling.ts'
import type { Signaling } from '../api/signaling.ts'
import { workerTimer } from '../api/worker-timer.ts'
import { CallEngine } from '../call/call-engine.ts'
import type { EngineView } from '../call/engine-view.ts'
import { watchAttention } from '../platform/attention.ts'
import { browserMedia } from '../call/media-open.ts'
import { rememberLeg } from '../platform/call-memory.ts'
import { keptDeviceKind } from '../platform/kept-device.ts'
import { mediaPermission, watchMediaPermissions } from '../platform/permissions.ts'
import { randomId } from '../platform/random-id.ts'
import { signalAddress } from '../platform/signal-address.ts'
import { canCall } from '../platform/support.ts'
import { showTone } from '../platform/tone-mark.ts'
import { closeWindowSoon, goHome, goToSignIn, sayGoodbye } from '../platform/window-end.ts'
import { kindOfConnector, readOpening } from './call-opening.ts'

export type { EngineView } from '../call/engine-view.ts'
export { listenToVoice } from './voice.ts'
export type { ConnectionDetails } from '../call/stats.ts'
export type { CallWindow, End } from '../call/window-model.ts'

/** Why there can be no call in this window, whatever was asked. */
export type Barrier = 'mobile' | 'unsupported'

/** A server that is away for less than this is not worth a word, ms. */
const AWAY_MS = 2_500

function createCallWindow() {
  const timer = workerTimer()
  const view = shallowRef<EngineView | null>(null)
  const barrier = ref<Barrier | null>(null)
  /** The other person, as soon as they are known. */
  const found = shallowRef<Person | null>(null)
  /** The signed-in member. */
  const me = shallowRef<Person | null>(null)
  /** There is nobody of the handle that was to be called. */
  const nobody = ref(false)
  /** The server was away for a while now: by the network's fault, or its own. */
  const away = ref<'offline' | 'away' | null>(null)
  const leaving = new AbortController()
  let engine: CallEngine | null = null
  let signaling: Signaling | null = null
  let cancelAway: (() => void) | null = null

  const window_ = computed(() => view.value?.window ?? null)
  /** The one on the other side. */
  const person = computed<Person | null>(() => {
    const now = window_.value
    const call = now !== null && 'call' in now ? now.call : null
    return call?.peer ?? found.value
  })
  /** Whom the window was opened to call; null: another calls. */
  const handle = computed(() => {
    const now = window_.value
    return now !== null && 'target' in now ? (now.target?.to ?? null) : null
  })
  /** A call is on, or about to be: nothing may reload this window. */
  const busy = computed(() => view.value !== null && engine !== null && engine.busy)

  /** Reads the address and begins. Once a window. */
  async function open(): Promise<void> {
    if (engine !== null || barrier.value !== null) return
    if (keptDeviceKind() === 'mobile') barrier.value = 'mobile'
    else if (!canCall()) barrier.value = 'unsupported'
    if (barrier.value !== null) return
    const attention = watchAttention((now) => {
      signaling?.send({ type: 'page', ...now })
      if (!now.visible) return
      signaling?.probe()
      void engine?.look()
    })
    const socket = createSignaling({
      url: signalAddress(),
      hello: () => ({ page: 'call', ...attention.now(), ...engine?.leg }),
      urgent: () => engine?.busy === true,
      timer,
    })
    signaling = socket
    const made = new CallEngine({
      signaling: socket,
      timer,
      // Counts on through changes of the system's clock.
      now: () => performance.timeOrigin + performance.now(),
      newId: () => randomId(),
      media: {
        parts: { ...browserMedia(), devices: navigator.mediaDevices },
        storage: localStorage,
      },
      permission: (name) => mediaPermission(name),
      changed: (next) => {
        view.value = next
      },
      report: (error) => {
        reportError(error)
      },
      sounding: (name) => {
        showTone(name)
        if (name !== null) attention.soundProved()
      },
      page: {
        saveLeg: (leg) => {
          rememberLeg(sessionStorage, leg.callId, JSON.stringify(leg))
        },
        replaceAddress: (callId) => {
          history.replaceState(history.state, '', `/call/${callId}`)
        },
        goToRoom: (url) => {
          location.assign(url)
        },
        closeSoon: () => {
          closeWindowSoon(timer)
        },
      },
    })
    engine = made
    view.value = made.view
    connect(socket, made)
    const opening = await readOpening()
    made.open(opening)
    const target = 'target' in opening ? opening.target : null
    if (target !== null) void look(target.to)
  }

  function connect(socket: Signaling, made: CallEngine): void {
    const link = (): void => {
      const now = socket.state === 'open' ? 'open' : navigator.onLine ? 'away' : 'offline'
      made.link(now)
      if (now === 'open') {
        cancelAway?.()
        cancelAway = null
        away.value = null
        return
      }
      if (away.value !== null) away.value = now
      cancelAway ??= timer(AWAY_MS, () => {
        away.value = navigator.onLine ? 'away' : 'offline'
      })
    }
    socket.onState(link)
    link()
    for (const type of [
      'welcome',
      'call',
      'ring',
      'signal',
      'signal.ack',
      'peer.reset',
      'bye',
    ] as const) {
      socket.on(type, (message) => {
        made.hear(message)
      })
    }
    socket.on('welcome', ({ member }) => {
      me.value = member
    })
    // A socket of nobody's is refused without a reason.
    let asked = false
    socket.onState((state) => {
      if (state !== 'waiting' || asked || made.busy) return
      asked = true
      void leaveIfSignedOut()
    })
    const { signal } = leaving
    window.addEventListener(
      'online',
      () => {
        socket.probe()
        made.networkChanged()
        link()
      },
      { signal },
    )
    window.addEventListener('offline', link, { signal })
    navigator.mediaDevices.addEventListener('devicechange', () => void made.look(), { signal })
    window.addEventListener('pagehide', () => {
      const leg = made.leaving
      if (leg !== null) sayGoodbye(leg)
    })
    // Allowed in the browser's settings meanwhile: the window goes on by itself.
    watchMediaPermissions(() => {
      if (made.view.window.doing === 'blocked') void tryAgainIfAllowed(made)
    })
  }

  async function leaveIfSignedOut(): Promise<void> {
    if (await isSignedOut()) goToSignIn()
  }

  async function tryAgainIfAllowed(made: CallEngine): Promise<void> {
    const answers = await Promise.all([mediaPermission('microphone'), mediaPermission('camera')])
    const allowed = answers.every((answer) => answer === 'granted')
    if (allowed && made.view.window.doing === 'blocked') made.call()
  }

  async function look(to: string): Promise<void> {
    const answer = await findPerson(to)
    if (answer === null) nobody.value = true
    else if (answer !== 'unknown') found.value = answer
  }

  /** Closes the window, or where a script may not, goes to the contacts. */
  function close(): void {
    engine?.close()
    goHome()
  }

  /** Answers the call of the incoming screen. Within a press. */
  async function answer(soundOnly: boolean): Promise<void> {
    const now = window_.value
    if (now?.doing !== 'incoming') return
    const kind = now.call === null ? 'peer' : await kindOfConnector(now.call.connector)
    engine?.answer(soundOnly, kind)
  }

  return reactive({
    view,
    window: window_,
    barrier,
    person,
    me,
    handle,
    nobody,
    away,
    busy,
    open,
    close,
    answer,
    call: () => engine?.call(),
    decline: () => engine?.decline(),
    hangUp: () => engine?.hangUp(),
    allowSound: () => engine?.look(),
    setMicrophone: (on: boolean) => engine?.setMicrophone(on),
    setCamera: (on: boolean) => engine?.setCamera(on),
    setScreen: (on: boolean) => (on ? engine?.shareScreen() : engine?.stopScreen()),
    useDevice: (list: 'microphones' | 'cameras' | 'speakers', id: string) =>
      engine?.useDevice(list, id),
  })
}

export type CallWindowStore = ReturnType<typeof createCallWindow>

let store: CallWindowStore | null = null

/** The one of this window. */
export function useCallWindow(): CallWindowStore {
  store ??= createCallWindow()
  return store
}
