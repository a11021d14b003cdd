/** `push-server/calls` on its own database, with sockets and a clock that a test controls. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Reach } from '../../protocol/call.ts'
import { CALL_LIMIT } from '../../protocol/installation-settings.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import { createLocalBus } from '../../push-server/bus/bus.ts'
import type { BusMessage } from '../../push-server/bus/bus-message.ts'
import { openCalls } from '../../push-server/calls/calls.ts'
import type { Calls } from '../../push-server/calls/calls.ts'
import type { CallDeps } from '../../push-server/calls/call-deps.ts'
import { silentLog } from '../../push-server/log.ts'
import type { Identity } from '../../push-server/identity.ts'
import type { Store } from '../../push-server/store/store.ts'
import { connectorFacts } from './connector-facts.ts'
import { TestClock } from './server.ts'
import { freshId } from './socket-client.ts'
import { tempDir } from './temp-dir.ts'
import { openTestStore } from './test-engine.ts'

/** Sockets that a test controls: devices with one in `open`, members without in `closed`. */
export class FakeSockets {
  readonly open = new Map<string, string>()
  readonly closed = new Map<string, Reach>()
  readonly sounding = new Set<string>()
  /** What is said of members of whom nothing else is known. */
  readonly otherwise: Reach

  constructor(otherwise: Reach = { sockets: 'never' }) {
    this.otherwise = otherwise
  }

  reach(memberId: string): Reach {
    if ([...this.open.values()].includes(memberId)) return { sockets: 'open' }
    return this.closed.get(memberId) ?? this.otherwise
  }
  reachOfAbsent(): Reach {
    return this.otherwise
  }
  isOpen(deviceId: string): boolean {
    return this.open.has(deviceId)
  }
  tabCanRing(deviceId: string): boolean {
    return this.sounding.has(deviceId)
  }
}

export interface CallRoomOptions {
  readonly limits?: boolean
  readonly file?: string
  readonly clock?: TestClock
  readonly disabled?: readonly string[]
  readonly sockets?: FakeSockets
  readonly onPushDue?: () => void
}

export class CallRoom {
  readonly store: Store
  readonly clock: TestClock
  readonly sockets: FakeSockets
  readonly calls: Calls
  readonly parts: CallDeps
  /** Everything that was published, in order. */
  readonly told: { readonly memberId: string | null; readonly message: BusMessage }[] = []

  constructor(calls: Calls, parts: CallDeps, clock: TestClock, sockets: FakeSockets) {
    this.calls = calls
    this.parts = parts
    this.store = parts.store
    this.clock = clock
    this.sockets = sockets
    parts.bus.subscribe((memberId, message) => void this.told.push({ memberId, message }))
  }

  async member(handle: string): Promise<string> {
    const id = freshId(handle)
    await this.store.write((db) =>
      db
        .insertInto('member')
        .values({
          id,
          handle,
          name: handle,
          admin: 0,
          dnd_until: null,
          connector_last: null,
          photo_version: null,
          removed_at: null,
          created_at: 0,
        })
        .execute(),
    )
    return id
  }

  /** A signed-in device; open unless said, and with a push subscription if said. */
  async device(
    memberId: string,
    options: { kind?: DeviceKind; open?: boolean; push?: boolean; ringHere?: boolean } = {},
  ): Promise<Identity> {
    const { kind = 'desktop', open = true, push = false, ringHere = kind === 'desktop' } = options
    const deviceId = freshId('device')
    await this.store.write(async (db) => {
      const row = { id: deviceId, member_id: memberId, kind, name: '', cookie_hash: deviceId }
      const times = { created_at: 0, seen_at: 0, expires_at: Number.MAX_SAFE_INTEGER }
      await db
        .insertInto('device')
        .values({ ...row, ...times, ring_here: ringHere ? 1 : 0, signed_out_at: null })
        .execute()
      if (!push) return
      const keys = { endpoint: deviceId, p256dh: '', auth: '', vapid_key_id: '' }
      await db
        .insertInto('subscription')
        .values({ device_id: deviceId, ...keys, proved_at: null, failing_since: null })
        .execute()
    })
    if (open && ringHere) this.sockets.open.set(deviceId, memberId)
    return { memberId, deviceId, kind, admin: false }
  }

  /** A new member with one device. */
  async person(handle: string, options: Parameters<CallRoom['device']>[1] = {}): Promise<Identity> {
    return this.device(await this.member(handle), options)
  }

  /** Places a call and fails if it is refused. The call may have ended at once. */
  async place(by: Identity, to: string, more: { connector?: string; callId?: string } = {}) {
    const { connector = 'webrtc', callId = freshId('call') } = more
    const legId = freshId('leg')
    const asked = { callId, to, connector, legId, offer: 'offer' }
    const outcome = await this.calls.claims.place(by, asked)
    if (!outcome.ok) throw new Error(`refused: ${outcome.code}`)
    return { callId: outcome.known.call.id, legId, call: outcome.known.call, known: outcome.known }
  }

  async answer(by: Identity, callId: string, legId = freshId('leg')) {
    const outcome = await this.calls.claims.answer(by, { callId, legId, bound: true })
    if (!outcome.ok) throw new Error(`refused: ${outcome.code}`)
    return { legId, call: outcome.known.call, known: outcome.known, offer: outcome.offer }
  }

  row(callId: string) {
    return this.store.read
      .selectFrom('call')
      .selectAll()
      .where('id', '=', callId)
      .executeTakeFirstOrThrow()
  }

  outbox() {
    return this.store.read.selectFrom('outbox').selectAll().orderBy('id').execute()
  }

  /** Advances the clock, and runs the sweep for overdue calls. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms)
    await this.calls.sweepDeadlines()
  }
}

export async function openCallRoom(options: CallRoomOptions = {}): Promise<CallRoom> {
  const { limits = false, file = join(tempDir(), 'peal.db'), clock = new TestClock() } = options
  const store = await openTestStore(file)
  const { sockets = new FakeSockets() } = options
  const parts: CallDeps = {
    store,
    clock,
    bus: createLocalBus<BusMessage>(),
    log: silentLog,
    sockets,
    connectors: connectorFacts(options.disabled),
    ringMs: () => 45_000,
    historyMs: 365 * 86_400_000,
    limits: () => (limits ? CALL_LIMIT : null),
    ...(options.onPushDue === undefined ? {} : { onPushDue: options.onPushDue }),
  }
  const calls = await openCalls(parts)
  onTestFinished(async () => {
    calls.stop()
    await store.close()
  })
  return new CallRoom(calls, parts, clock, sockets)
}
