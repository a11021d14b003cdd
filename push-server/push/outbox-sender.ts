/**
 * Sends what waits in the outbox: at once when it is woken, later when a row is due later, and after a
 * crash whatever was under way. Each subscription goes its own way: none waits for another.
 */
import * as v from 'valibot'
import { PUSH_VERSION } from '../../protocol/push.ts'
import type { PushData } from '../../protocol/push.ts'
import { encryptWith } from './encryption.ts'
import type { KeysAhead } from './keys-ahead.ts'
import { BATCH, finish, leaseDue, letGo, nextDue, putOff, releaseLeases } from './outbox-rows.ts'
import type { DuePush } from './outbox-rows.ts'
import { ownPayload } from './own-pushes.ts'
import type { EchoTokens, OwnPayload } from './own-pushes.ts'
import { messageOf, paddedText } from './push-body.ts'
import type { PushAnswer, PushClient } from './push-client.ts'
import { outcomeOf, serviceOf } from './push-services.ts'
import type { PushOutcome, ServiceName } from './push-services.ts'
import type { PushDeps } from './push-deps.ts'
import { RefusingServices } from './refusing-services.ts'
import { BUSY_MOST_MS, REFUSED_MOST_MS, retryAt } from './retry.ts'
import { TEST_RING_MS } from './test-rings.ts'
import type { TestRings } from './test-rings.ts'
import type { VapidHeaders } from './vapid-headers.ts'
import type { VapidKeyRing } from './vapid-keys.ts'

/** More are leased only when some of these are done. */
const MOST_UNDER_WAY = 1_024
/** Rows of other processes, and whatever no wake told of, are seen within this. */
const LOOK_EVERY_MS = 5_000
/** Rows that are done are deleted together, so often. */
const FINISH_MS = 50
/** Faults that another try would not change. */
const HOPELESS: readonly string[] = ['EADDRNOTPUBLIC', 'EHOSTNOTLISTED']

/** What sending takes. */
export interface SenderDeps extends PushDeps {
  readonly client: PushClient
  readonly keys: VapidKeyRing
  readonly headers: VapidHeaders
  readonly echoes: EchoTokens
  readonly tests: TestRings
  readonly ahead: KeysAhead
}

/** Sends from `start` to `stop`; `wake` whenever a row may be due. */
export class OutboxSender {
  readonly #deps: SenderDeps
  readonly #underWay = new Set<Promise<void>>()
  readonly #refusing = new RefusingServices()
  #done: number[] = []
  #finishing: Promise<void> | null = null
  #running: Promise<void> | null = null
  #again = false
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  constructor(deps: SenderDeps) {
    this.#deps = deps
  }

  /**
   * Begins. Whatever was under way in a process before is so no longer: one process has the store.
   */
  async start(): Promise<void> {
    await releaseLeases(this.#deps.store)
    this.wake()
  }

  /** Something may be due. */
  wake(): void {
    if (this.#stopped) return
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
      if (this.#again && !this.#stopped) this.wake()
    })
  }

  /** Takes up nothing more; resolves when what is under way is done. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#running
    await Promise.all(this.#underWay)
  }

  async #run(): Promise<void> {
    const { store, clock, log } = this.#deps
    try {
      // One moment for both questions: between two a row may fall due, and be seen by neither.
      let now: number
      do {
        this.#again = false
        now = clock.now()
        const due = await leaseDue(store, now)
        for (const push of due) this.#start(push)
        if (due.length === BATCH) this.#again = true
        while (this.#underWay.size >= MOST_UNDER_WAY) await Promise.race(this.#underWay)
      } while (this.#again && !this.#stopped)
      if (!this.#stopped) this.#arm(await nextDue(store, now))
    } catch (error) {
      log.error({ error }, 'the outbox could not be read')
      this.#arm(null)
    }
  }

  #arm(dueAt: number | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    const wait = dueAt === null ? LOOK_EVERY_MS : dueAt - this.#deps.clock.now()
    this.#timer = setTimeout(() => this.wake(), Math.min(LOOK_EVERY_MS, Math.max(0, wait)))
    this.#timer.unref()
  }

  #start(push: DuePush): void {
    const { log } = this.#deps
    const done = this.#deliver(push)
      .catch((error: unknown) => log.error({ error, kind: push.kind }, 'a push failed'))
      .finally(() => this.#underWay.delete(done))
    this.#underWay.add(done)
  }

  async #deliver(push: DuePush): Promise<void> {
    const { onOutcome, log } = this.#deps
    const data = await this.#content(push)
    if (data === null) return this.#finish(push)
    const keys = this.#deps.keys.byId(push.keyId)
    if (keys === null) {
      // Nothing can be sent to it until its browser subscribes anew, which it does when Peal is opened.
      log.warn({ kind: push.kind, key: push.keyId }, 'a push for a VAPID key that is gone')
      return this.#finish(push)
    }
    const endpoint = new URL(push.endpoint)
    const service = serviceOf(endpoint)
    const now = this.#deps.clock.now()
    const text = paddedText(messageOf(data, this.#deps.origin))
    if (data.kind === 'test') this.#deps.tests.note(testIdOf(push), 'sent')
    const answer = await this.#deps.client.send({
      endpoint: push.endpoint,
      headers: {
        ...service.headers,
        Authorization: await this.#deps.headers.authorization(endpoint.origin, keys),
        'Content-Encoding': 'aes128gcm',
        'Content-Type': 'application/octet-stream',
        TTL: String(Math.max(1, Math.ceil((push.expiresAt - now) / 1_000))),
        Urgency: 'high',
        ...(push.topic === null ? {} : { Topic: push.topic }),
      },
      body: encryptWith(this.#deps.ahead.take(push), text),
    })
    const outcome = answer.ok ? outcomeOf(service, answer.status) : faultOutcome(answer.code)
    onOutcome?.(service.name, answer.ok ? outcome : 'unreachable')
    this.#log(push, service.name, answer, outcome, this.#isFailing(push, service.name, outcome))
    if (data.kind === 'test') this.#tellTest(push, answer, outcome)
    await this.#conclude(push, outcome, answer.ok ? answer.retryAfterMs : null)
  }

  /** What the device is to be told, as things stand now; null: nothing any more. */
  async #content(push: DuePush): Promise<PushData | null> {
    const { calls } = this.#deps
    const { kind, callId } = push
    return kind === 'test' ? this.#own(push) : calls.message({ kind, callId }, push)
  }

  async #own(push: DuePush): Promise<PushData> {
    const { clock, person } = this.#deps
    const payload = readOwn(push)
    const common = { v: PUSH_VERSION, to: push.memberId, sentAt: clock.now() } as const
    if (payload.is === 'echo') {
      const echoToken = this.#deps.echoes.token(push.deviceId, push.endpoint)
      return { kind: 'echo', ...common, deviceId: push.deviceId, echoToken }
    }
    const from = await person(push.memberId)
    const { testToken } = payload
    return { kind: 'test', ...common, from, endsAt: clock.now() + TEST_RING_MS, testToken }
  }

  async #conclude(push: DuePush, outcome: PushOutcome, retryAfterMs: number | null): Promise<void> {
    const { store, clock, calls, onReachable, random = Math.random } = this.#deps
    const now = clock.now()
    switch (outcome) {
      case 'accepted':
        if (push.failingSince !== null) await this.#markWorking(push)
        return this.#finish(push)
      case 'gone': {
        const fate = await store.write((db) => letGo(db, push, now))
        if (fate === 'moved') return this.wake()
        for (const callId of fate) await calls.targetFailed(callId, push.deviceId)
        onReachable(push.memberId)
        return
      }
      case 'unauthorized':
      case 'later': {
        const { attempts, expiresAt } = push
        const mostMs = outcome === 'later' ? BUSY_MOST_MS : REFUSED_MOST_MS
        const at = retryAt({ now, attempts, retryAfterMs, expiresAt, mostMs, random: random() })
        await store.write(async (db) => {
          if (at === null) await finish(db, [push.id])
          else await putOff(db, push.id, at)
          if (outcome === 'unauthorized') await this.#markFailing(push, now, db)
        })
        if (at !== null) this.wake()
        return
      }
      case 'rejected':
        await store.write(async (db) => {
          await finish(db, [push.id])
          await this.#markFailing(push, now, db)
        })
        return
      default:
        outcome satisfies never
    }
  }

  /**
   * What is done within a moment is deleted by one statement. A crash before it sends them twice, which
   * receivers bear; a commit for each would cost more than the sending.
   */
  #finish(push: DuePush): Promise<void> {
    this.#done.push(push.id)
    this.#finishing ??= new Promise<void>((resolve) => setTimeout(resolve, FINISH_MS)).then(() => {
      const ids = this.#done
      this.#done = []
      this.#finishing = null
      return this.#deps.store.write((db) => finish(db, ids))
    })
    return this.#finishing
  }

  async #markWorking({ deviceId }: DuePush): Promise<void> {
    await this.#deps.store.write((db) =>
      db
        .updateTable('subscription')
        .set({ failing_since: null })
        .where('device_id', '=', deviceId)
        .execute(),
    )
  }

  async #markFailing(push: DuePush, now: number, db: Parameters<typeof finish>[0]): Promise<void> {
    await db
      .updateTable('subscription')
      .set({ failing_since: now })
      .where('device_id', '=', push.deviceId)
      .where('endpoint', '=', push.endpoint)
      .where('failing_since', 'is', null)
      .execute()
  }

  #tellTest(push: DuePush, answer: PushAnswer, outcome: PushOutcome): void {
    const { tests } = this.#deps
    if (outcome === 'accepted') return tests.note(testIdOf(push), 'accepted')
    if (outcome === 'later' && answer.ok) return
    const word = answer.ok ? `${answer.status} ${answer.word}`.trim() : answer.code
    tests.note(testIdOf(push), 'refused', word)
  }

  /** Whether the service refuses this server, and not this device's subscription alone. */
  #isFailing(push: DuePush, service: ServiceName, outcome: PushOutcome): boolean {
    const { onFailing } = this.#deps
    if (outcome === 'accepted') {
      this.#refusing.taken(service)
      onFailing?.(service, false)
    }
    if (outcome !== 'unauthorized') return false
    const isFailing = this.#refusing.refused(service, push.deviceId)
    onFailing?.(service, isFailing)
    return isFailing
  }

  #log(
    push: DuePush,
    service: string,
    answer: PushAnswer,
    outcome: PushOutcome,
    isFailing: boolean,
  ): void {
    const { log } = this.#deps
    const said = answer.ok ? { status: answer.status } : { code: answer.code }
    const fields = { service, kind: push.kind, attempts: push.attempts, outcome, ...said }
    if (outcome === 'accepted') return log.info(fields, 'push')
    if (isFailing) {
      return log.error(fields, 'a push service does not accept this server: is PEAL_CONTACT right?')
    }
    log.warn(fields, 'push')
  }
}

function faultOutcome(code: string): PushOutcome {
  return HOPELESS.includes(code) ? 'rejected' : 'later'
}

function readOwn(push: DuePush): OwnPayload {
  return v.parse(ownPayload, JSON.parse(push.payload) as unknown)
}

function testIdOf(push: DuePush): string {
  const payload = readOwn(push)
  return payload.is === 'test' ? payload.testId : ''
}
