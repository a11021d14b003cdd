/**
 * The call window's store: opens the engine with this window's own signaling connection, and holds
 * what it shows. One window, one call, and nothing of the app's stores: its script stays small.
 */
import { computed, reactive, ref, shallowRef } from 'vue'
import type { Person } from '../../protocol/people.ts'
import type { Reply } from '../../protocol/signals.ts'
import { findPerson, isSignedOut } from '../api/call-lookups.ts'
import { createSignaling } from '../api/signaling.ts'
import type { Signaling, SignalingOptions } from '../api/signaling.ts'
import { workerTimer } from '../api/worker-timer.ts'
import { CallEngine } from '../call/call-engine.ts'
import type { EngineView } from '../call/engine-view.ts'
import type { CallWindow } from '../call/machine/model.ts'
import { watchAttention } from '../platform/browser/attention.ts'
import { browserMedia } from '../call/media-open.ts'
import { forgetLeg, rememberLeg } from '../platform/handover/call-memory.ts'
import { keptDeviceKind } from '../platform/kept-device.ts'
import { mediaPermission } from '../platform/permissions.ts'
import { randomId } from '../platform/random-id.ts'
import { signalAddress } from '../platform/signal-address.ts'
import { canCall } from '../platform/browser/support.ts'
import { showTone } from '../platform/tone-mark.ts'
import { closeWindowSoon, goHome, goToSignIn, sayGoodbye } from '../platform/handover/window-end.ts'
import { readOpening } from './call-opening.ts'

export type { EngineView } from '../call/engine-view.ts'
export type { ConnectionDetails } from '../call/stats.ts'
export type { CallWindow, End } from '../call/machine/model.ts'

/** Why there can be no call in this window, whatever was asked. */
export type Barrier = 'mobile' | 'unsupported'

/** A server that is away for less than this is not worth a word, ms. */
const AWAY_MS = 2_500
/** The server's last word on an ended call comes within this, ms. */
const REST_MS = 5_000
/** What the engine hears of the server; replies come by themselves. */
const HEARD = ['welcome', 'call', 'ring', 'signal', 'signal.ack', 'peer.reset', 'bye'] as const
const UNANSWERED: Reply = { type: 'reply', req: 0, ok: false, code: 'server' }

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
  let engine: CallEngine | null = null
  let signaling: Signaling | null = null
  let cancelAway: (() => void) | null = null
  let cancelRest: (() => void) | null = null
  let hello: SignalingOptions['hello'] = () => ({ page: 'call', visible: true, canSound: false })

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
    hello = () => ({ page: 'call', ...attention.now(), ...engine?.leg })
    const made = new CallEngine({
      signaling: {
        send: (message) => signaling?.send(message) === true,
        greet: () => signaling?.greet(),
        request: (message, signal) =>
          signaling?.request(message, signal) ?? Promise.resolve(UNANSWERED),
      },
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
        restWhenOver(next.window)
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
        forgetLeg: (callId) => {
          forgetLeg(sessionStorage, callId)
        },
        replaceAddress: (callId) => {
          history.replaceState(history.state, '', `/call/${callId}`)
        },
        goToRoom: (url) => {
          location.assign(url)
        },
        closeSoon: () => {
          closeWindowSoon(timer, () => made.busy)
        },
      },
    })
    engine = made
    view.value = made.view
    connect(made)
    listen(made)
    const opening = await readOpening()
    made.open(opening)
    const target = 'target' in opening ? opening.target : null
    if (target !== null) void look(target.to)
  }

  function connect(made: CallEngine): void {
    const socket = createSignaling({
      url: signalAddress(),
      hello: () => hello(),
      urgent: () => made.busy,
      timer,
    })
    signaling = socket
    let stood = false
    socket.onState((state) => {
      tellLink(made)
      if (state === 'open') stood = true
      // A socket of nobody's is refused without a reason.
      if (state === 'waiting' && !stood) void leaveIfSignedOut()
    })
    tellLink(made)
    for (const type of HEARD) {
      socket.on(type, (message) => {
        made.hear(message)
      })
    }
    socket.on('welcome', ({ member }) => {
      me.value = member
    })
  }

  function tellLink(made: CallEngine): void {
    const now = signaling?.state === 'open' ? 'open' : navigator.onLine ? 'away' : 'offline'
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

  function listen(made: CallEngine): void {
    window.addEventListener('online', () => {
      signaling?.probe()
      made.networkChanged()
      tellLink(made)
    })
    window.addEventListener('offline', () => {
      tellLink(made)
    })
    navigator.mediaDevices.addEventListener('devicechange', () => void made.look())
    window.addEventListener('pagehide', () => {
      const leg = made.leaving
      if (leg !== null) sayGoodbye(leg)
    })
  }

  /** A window whose call is over does not count as a place where its member can be reached. */
  function restWhenOver(now: CallWindow): void {
    const over = now.doing === 'over' && now.pending === null && now.owed === null
    if (!over) {
      cancelRest?.()
      cancelRest = null
      return
    }
    cancelRest ??= timer(REST_MS, () => {
      signaling?.close()
    })
  }

  /** "Call", "Try again", "Call again". Within a press. */
  function call(): void {
    if (engine === null) return
    if (signaling?.state === 'closed') connect(engine)
    engine.call()
  }

  async function leaveIfSignedOut(): Promise<void> {
    if (await isSignedOut()) goToSignIn()
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
  function answer(soundOnly: boolean): void {
    if (window_.value?.doing === 'incoming') engine?.answer(soundOnly)
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
    call,
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
