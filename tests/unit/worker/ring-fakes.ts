/** A fake browser and a fake server that record what the worker shows, opens and requests. */
import { judge, NO_CALLS } from '../../../protocol/push-order.ts'
import type { CallerRecord, OrderEvent, Verdict } from '../../../protocol/push-order.ts'
import type { PushData, PushMissed, PushRing, PushStop, PushTest } from '../../../protocol/push.ts'
import { createNotices } from '../../../pwa/worker/notices.ts'
import { onPush } from '../../../pwa/worker/on-push.ts'
import { createRingLoops } from '../../../pwa/worker/ring-loops.ts'
import type { Abilities } from '../../../pwa/platform/push/notification-abilities.ts'
import type { RingRecords } from '../../../pwa/worker/ring-records.ts'
import { ringServer } from '../../../pwa/worker/ring-server.ts'
import { createServerClock } from '../../../pwa/worker/server-clock.ts'
import { dataOf } from '../../../pwa/worker/shown.ts'
import type { Registration, ShownOptions, ShownNotification } from '../../../pwa/worker/shown.ts'
import { createTestRings } from '../../../pwa/worker/test-rings.ts'
import type { OpenWindow, Windows } from '../../../pwa/worker/windows.ts'
import { fakeCaches } from '../../support/fake-caches.ts'
import { FakeServer, RING_MS } from './fake-server.ts'
import { ManualClock, settle } from './manual-clock.ts'

export const CHROMIUM: Abilities = {
  actions: true,
  stays: true,
  callStyle: false,
  renotify: true,
  repeats: 'renotify',
}
export const FIREFOX: Abilities = { ...CHROMIUM, renotify: false, repeats: 'again' }
export const SAFARI: Abilities = {
  actions: false,
  stays: false,
  callStyle: false,
  renotify: false,
  repeats: 'none',
}

export const ada = { handle: 'ada', name: 'Ada Lovelace', photo: '/api/photos/ada/1' }
const text = (what: string) => what.padEnd(22, 'x')
export const RING_TOKEN = text('ring-token')
export const ANSWER_TOKEN = text('answer-token')

/** The notifications that are shown now, and all that were ever shown. */
export class FakeRegistration implements Registration {
  stands: (ShownNotification & { title: string; options: ShownOptions })[] = []
  readonly shown: { title: string; options: ShownOptions }[] = []
  /** How often one was closed by the worker. */
  closes = 0
  /** Rejects as a desktop without a notification service does. */
  refuses: Error | null = null
  /** `showNotification` waits for this, so that a test can delay it. */
  hold: Promise<void> = Promise.resolve()

  async showNotification(title: string, options: ShownOptions): Promise<void> {
    await this.hold
    if (this.refuses !== null) throw this.refuses
    this.shown.push({ title, options })
    this.stands = this.stands.filter((each) => each.options.tag !== options.tag)
    const standing = {
      title,
      options,
      data: structuredClone(options.data),
      close: () => {
        this.closes += 1
        this.stands = this.stands.filter((each) => each !== standing)
      },
    }
    this.stands.push(standing)
  }

  getNotifications({ tag }: { tag?: string } = {}) {
    return Promise.resolve(this.stands.filter((each) => !tag || each.options.tag === tag))
  }

  /** Titles of what stands. */
  get titles(): string[] {
    return this.stands.map(({ title }) => title)
  }

  kinds(): (string | undefined)[] {
    return this.shown.map(({ options }) => dataOf(options)?.kind)
  }
}

/** Records in memory, judged as the real ones are. */
export function fakeRecords(): RingRecords & { kept: number | null } {
  const callers = new Map<string, CallerRecord>()
  return {
    kept: null,
    judge(handle: string, event: OrderEvent): Promise<Verdict> {
      const { record, verdict } = judge(callers.get(handle) ?? NO_CALLS, event)
      callers.set(handle, record)
      return Promise.resolve(verdict)
    },
    offset() {
      return Promise.resolve(this.kept)
    },
    keepOffset(offsetMs) {
      this.kept = offsetMs
      return Promise.resolve()
    },
  }
}

export class FakeWindows implements Windows {
  readonly opened: string[] = []
  readonly told: unknown[] = []
  readonly focused: string[] = []
  open: { url: string; visibilityState: string }[] = []
  refuses = false

  matchAll(): Promise<readonly OpenWindow[]> {
    return Promise.resolve(
      this.open.map((each) => ({
        ...each,
        focus: () => Promise.resolve(this.focused.push(each.url)),
        postMessage: (message) => void this.told.push(message),
      })),
    )
  }

  openWindow(address: string): Promise<unknown> {
    this.opened.push(address)
    return this.refuses ? Promise.reject(new Error('not allowed')) : Promise.resolve(null)
  }
}

/** The worker's ring with all around it. `skewMs`: the server's clock is ahead by this. */
export function ringing({ can = CHROMIUM, skewMs = 0, isMobile = false, ringMs = RING_MS } = {}) {
  const clock = new ManualClock()
  const registration = new FakeRegistration()
  const backend = new FakeServer(clock, skewMs, ringMs)
  const records = fakeRecords()
  const windows = new FakeWindows()
  const caches = fakeCaches()
  const owner = {
    member: 'grace' as string | null,
    current() {
      return Promise.resolve(this.member)
    },
    becomes(member: string) {
      this.member = member
      return Promise.resolve()
    },
  }
  const badges: number[] = []
  const told: unknown[] = []
  const server = ringServer(backend.fetch, clock)

  /** A worker that has just started, with nothing in its memory. */
  function start() {
    const serverClock = createServerClock(clock, records)
    const isLookedAt = () =>
      Promise.resolve(windows.open.some(({ visibilityState }) => visibilityState === 'visible'))
    const notices = createNotices({ registration, can, clock, serverClock, isMobile, isLookedAt })
    const loops = createRingLoops({ clock, serverClock, server, records, notices, owner, can })
    const tests = createTestRings({ clock, serverClock, server, notices, can })
    return { serverClock, notices, loops, tests }
  }
  const first = start()

  const deps = {
    ...{ clock, server, records, owner, ...first },
    setBadge: (unseen: number) => void badges.push(unseen),
    tell: (message: object) => void told.push(message),
  }

  /** What a push service delivers: the message's text. Resolves when the event is over. */
  function push(data: PushData | string): Promise<void> {
    const whole = { web_push: 8030, notification: { title: 't', navigate: '/', data } }
    const message = typeof data === 'string' ? data : JSON.stringify(whole)
    return onPush(deps, { text: () => message })
  }

  backend.placedAt = backend.now
  return { ...deps, clock, registration, backend, windows, caches, badges, told, push, start }
}

const common = (at: number) => ({ v: 1, to: 'grace', sentAt: at }) as const

/** A ring of Ada's, placed at this server ms. */
export function ringPush(placedAt: number, callId = 'call', more: Partial<PushRing> = {}) {
  const ring: PushRing = {
    kind: 'ring',
    ...common(placedAt),
    ...{ callId, placedAt, from: ada, connector: 'webrtc', carries: 'peer' },
    endsAt: placedAt + RING_MS,
    ringToken: RING_TOKEN,
    answerToken: ANSWER_TOKEN,
    ...more,
  }
  return ring
}

export function stopPush(
  placedAt: number,
  outcome: PushStop['outcome'],
  more: Partial<PushStop> = {},
): PushStop {
  const at = placedAt + 5_000
  return { kind: 'stop', ...common(at), callId: 'call', placedAt, from: ada, outcome, ...more }
}

export function missedPush(placedAt: number, count: number, callId = 'call'): PushMissed {
  const at = placedAt + RING_MS
  const missed = { at, count, unseen: count + 1 }
  return { kind: 'missed', ...common(at), callId, placedAt, from: ada, missed }
}

export function testPush(sentAt: number): PushTest {
  return {
    kind: 'test',
    ...common(sentAt),
    from: { handle: 'grace', name: 'Grace Hopper', photo: null },
    endsAt: sentAt + 20_000,
    testToken: text('test-token'),
  }
}

/** A ring that is being shown. */
export async function rung(options: Parameters<typeof ringing>[0] = {}) {
  const set = ringing(options)
  const push = ringPush(set.backend.now)
  let over = false
  const done = set.push(push).then(() => (over = true))
  await settle()
  return { ...set, push: set.push, ring: push, done, isOver: () => over }
}
