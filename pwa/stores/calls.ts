/**
 * Calls in an app tab, over its one signaling connection: incoming calls, the member's live call,
 * presence, missed calls. The call window has a connection of its own.
 */
import { computed, reactive, ref, shallowReactive, shallowRef } from 'vue'
import type { Person, Presence } from '../../protocol/people.ts'
import type { CallView, MissedNotice, Ring, Welcome } from '../../protocol/signals.ts'
import { followSocket } from '../api/connection.ts'
import { Signaling, signalAddress, type SignalingState } from '../api/signaling.ts'
import { workerTimer } from '../api/worker-timer.ts'
import { leaveAnswerProof } from '../platform/handover/press-left.ts'
import { watchAttention, type AttentionWatch } from '../platform/browser/attention.ts'
import { answerAddress, returnAddress } from '../platform/handover/call-addresses.ts'
import { forgetAllLegs, forgetLeg } from '../platform/handover/call-memory.ts'
import { openCallWindow } from '../platform/handover/call-windows.ts'
import { randomId } from '../platform/base64-url.ts'
import type { Timer } from '../platform/timer.ts'
import { useHistory } from './history.ts'
import { useMissed } from './missed.ts'
import { useNews } from './news.ts'
import { useOffline } from './offline.ts'
import { createRinger, type Ringer } from './ringer.ts'
import { useSession } from './session.ts'
import { localStore } from '../platform/safe-storage.ts'
import { store } from './store.ts'

/** An event to show once. */
export interface CallNotice {
  readonly kind: 'missed' | 'answered-elsewhere'
  readonly peer: Person
}

export const useCalls = store(() => {
  const session = useSession()
  const history = useHistory()
  const missed = useMissed()
  const offline = useOffline()
  const news = useNews()
  const connection = ref<SignalingState>('closed')
  /** Incoming calls, oldest first. */
  const rings = shallowReactive<Ring[]>([])
  /** The member's live call, on any device. */
  const live = shallowRef<CallView | null>(null)
  /** It, if it has been answered and its window is, or was, one of this browser's. */
  const ownCall = computed(() => {
    const call = live.value
    return call?.here === true && !isUnanswered(call) ? call : null
  })
  const notice = shallowRef<CallNotice | null>(null)
  /** This tab plays the ringtone. */
  const leads = ref(false)
  const soundBlocked = ref(false)
  const presence = reactive(new Map<string, Presence>())
  /** The number of calls that ended while this page was open. */
  const ends = ref(0)
  /** Cancels the timers that stop each ring. */
  const stops = new Map<string, () => void>()
  let watched: readonly string[] = []
  /** The server has welcomed this page before, so that it may have missed something since. */
  let greeted = false

  let signaling: Signaling | null = null
  let attention: AttentionWatch | null = null
  let ringer: Ringer | null = null
  let timer: Timer | null = null

  /** Connects; called once somebody is signed in. Idempotent. */
  function start(): void {
    if (signaling !== null) return
    timer ??= workerTimer()
    const attends = watchAttention((now) => {
      socket.send({ type: 'page', ...now })
      ringer?.attend(now)
      if (now.visible) socket.probe()
    })
    attention = attends
    const socket = new Signaling({
      url: signalAddress(),
      hello: () => ({ page: 'app', ...attends.now() }),
      urgent: () => rings.length > 0 || live.value?.here === true,
      timer,
    })
    signaling = socket
    connection.value = socket.state
    socket.onState((state) => {
      connection.value = state
      // Presence is unknown while disconnected.
      if (state !== 'open') presence.clear()
    })
    followSocket(socket)
    socket.on('welcome', onWelcome)
    socket.on('call', onCall)
    socket.on('ring', onRing)
    socket.on('missed', onMissed)
    socket.on('changed', news.hear)
    socket.on('presence', ({ handle, status }) => presence.set(handle, status))
    socket.on('bye', ({ code }) => {
      if (code === 'revoked' || code === 'expired') void session.ask()
    })
    window.addEventListener('online', probe)
    // Last: a ring is shown even where the browser lets nothing sound.
    ringer = createRinger(attends.now(), timer, {
      leads: (now) => (leads.value = now),
      blocked(now) {
        soundBlocked.value = now
        if (now) attends.soundFailed()
      },
      unable: () => attends.soundFailed(),
      proved: () => attends.soundProved(),
    })
  }

  /** Closes the connection: nobody is signed in any more. */
  function stop(): void {
    window.removeEventListener('online', probe)
    signaling?.close()
    attention?.stop()
    ringer?.close()
    signaling = null
    attention = null
    ringer = null
    for (const { call } of [...rings]) drop(call.callId)
    live.value = null
    notice.value = null
    presence.clear()
    connection.value = 'closed'
    greeted = false
  }

  const probe = () => signaling?.probe()

  function onWelcome(welcome: Welcome): void {
    if (greeted) news.hearAll()
    greeted = true
    session.setMember(welcome.member)
    live.value = welcome.live ?? null
    if (live.value === null) forgetAllLegs(localStore)
    missed.hear(welcome.unseen)
    // First drop the rings that have ended, whatever happened to them meanwhile.
    const ringing = new Set(welcome.rings.map(({ call }) => call.callId))
    for (const { call } of [...rings]) if (!ringing.has(call.callId)) drop(call.callId)
    for (const ring of welcome.rings) onRing(ring)
    if (watched.length > 0) watch(watched)
  }

  function onRing(ring: Ring): void {
    const { callId, ringLeftMs = 0 } = ring.call
    const at = rings.findIndex(({ call }) => call.callId === callId)
    if (at >= 0) {
      const known = rings[at]
      if (known === undefined || known.call.rev > ring.call.rev) return
      rings[at] = ring
      // The dialog is already shown, which a server that restarted does not know.
      shown(callId)
    } else rings.push(ring)
    stops.get(callId)?.()
    stops.set(
      callId,
      (timer ?? workerTimer())(ringLeftMs, () => drop(callId)),
    )
    ringer?.ring(true)
  }

  function onCall(call: CallView): void {
    const known = live.value
    if (known?.callId === call.callId && known.rev >= call.rev) {
      if (known.rev === call.rev) renamed(call)
      return
    }
    if (call.role === 'caller') session.calledBy(call.connector)
    const ring = rings.find((each) => each.call.callId === call.callId)
    if (call.state === 'ended') {
      if (known?.callId === call.callId) live.value = null
      forgetLeg(localStore, call.callId)
      ends.value += 1
      void history.reload()
    } else live.value = call
    if (ring === undefined || isUnanswered(call)) return
    drop(call.callId)
    // A call in a room ends when it is answered.
    const answered = call.state !== 'ended' || call.reason === 'handed-over'
    if (answered && !call.here) {
      notice.value = { kind: 'answered-elsewhere', peer: call.peer }
    }
  }

  /** The other has a new name or photo. */
  function renamed({ callId, peer }: CallView): void {
    if (live.value?.callId === callId) live.value = { ...live.value, peer }
    const at = rings.findIndex(({ call }) => call.callId === callId)
    const ring = rings[at]
    if (ring !== undefined) rings[at] = { ...ring, call: { ...ring.call, peer } }
  }

  function onMissed({ latest, unseen }: MissedNotice): void {
    const isMore = missed.hear(unseen)
    if (latest === null || !isMore) return
    drop(latest.callId)
    // With do not disturb, the call appears in the list only.
    if (latest.reason === 'do-not-disturb') return
    notice.value = { kind: 'missed', peer: latest.peer }
  }

  function drop(callId: string): void {
    stops.get(callId)?.()
    stops.delete(callId)
    const at = rings.findIndex(({ call }) => call.callId === callId)
    if (at >= 0) rings.splice(at, 1)
    if (rings.length === 0) ringer?.ring(false)
  }

  /** Tells the server that the dialog is shown, so that the caller reads "Ringing…". */
  function shown(callId: string): void {
    signaling?.send({ type: 'call.ringing', callId })
  }

  /**
   * Answers: claims the call over this tab's socket and opens its window at the same time, both
   * with one leg. Call it within a press.
   */
  function answer(callId: string, video: boolean): void {
    const ring = rings.find(({ call }) => call.callId === callId)
    if (ring === undefined) return
    const { answerToken, call } = ring
    const legId = randomId()
    void signaling?.request({ type: 'call.answer', callId, legId, answerToken, video })
    leaveAnswerProof(localStore, legId, Date.now())
    drop(callId)
    openCallWindow(answerAddress(callId, { answerToken, legId, video, kind: call.carries }))
  }

  /** Opens a window for the own call again, whose window was closed. Call it within a press. */
  function returnTo(): void {
    const callId = ownCall.value?.callId
    if (callId === undefined) return
    const proof = randomId()
    leaveAnswerProof(localStore, proof, Date.now())
    openCallWindow(returnAddress(callId, proof))
  }

  function decline(callId: string): void {
    drop(callId)
    void signaling?.request({ type: 'call.decline', callId })
  }

  /** Watches the presence of these people instead of the previous ones; at most `MAX_WATCHED`. */
  function watch(handles: readonly string[]): void {
    watched = handles
    signaling?.send({ type: 'presence.watch', handles: [...handles] })
  }

  return {
    connection,
    rings,
    live,
    ownCall,
    notice,
    leads,
    soundBlocked,
    /** How somebody can be reached; undefined: unknown, as everybody's is offline. */
    presenceOf: (handle: string) => (offline.offline ? undefined : presence.get(handle)),
    ends,
    start,
    stop,
    shown,
    answer,
    returnTo,
    decline,
    watch,
    /** Call it within a press: it lets the ringtone play. */
    allowSound: () => ringer?.unblock(),
  }
})

const isUnanswered = ({ state }: CallView) => state === 'placed' || state === 'ringing'
