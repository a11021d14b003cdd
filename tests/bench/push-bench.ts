/** What the push figures share: people with a push subscription each, and a local push service. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createLocalBus } from '../../push-server/bus/bus.ts'
import type { BusMessage } from '../../push-server/bus/bus-message.ts'
import { createNews } from '../../push-server/bus/news.ts'
import { openCalls } from '../../push-server/calls/calls.ts'
import type { Calls } from '../../push-server/calls/calls.ts'
import { silentLog } from '../../push-server/log.ts'
import { createPush, openPushSecrets } from '../../push-server/push/push.ts'
import type { Push, PushSecrets } from '../../push-server/push/push.ts'
import { openSqliteStore } from '../../push-server/store/sqlite-store.ts'
import type { Store } from '../../push-server/store/store.ts'
import { connectorFacts } from '../support/connector-facts.ts'
import { makeKeys } from '../support/push/content-decryption.ts'
import { makeCertificate } from '../support/push/certificate.ts'
import { until } from '../support/until.ts'
import { BUILT, MeasuredProcess } from './measured-process.ts'
import { DATABASE, makeData, memberId } from './peal-server.ts'

const clock = { now: () => Date.now(), wall: () => Date.now() }
export const SUBJECT = 'mailto:bench@example.org'

/** People with a subscription each at a push service next door. */
export class PushBench {
  readonly store: Store
  readonly calls: Calls
  readonly push: Push
  readonly secrets: PushSecrets
  readonly sink: MeasuredProcess
  readonly origin: string
  readonly authority: string
  readonly subscriptions: readonly { endpoint: string; keys: { p256dh: string; auth: string } }[]
  readonly #folder: string

  private constructor(parts: Omit<PushBench, 'close' | 'taken'>, folder: string) {
    this.store = parts.store
    this.calls = parts.calls
    this.push = parts.push
    this.secrets = parts.secrets
    this.sink = parts.sink
    this.origin = parts.origin
    this.authority = parts.authority
    this.subscriptions = parts.subscriptions
    this.#folder = folder
  }

  static async open(pairs: number): Promise<PushBench> {
    const certificate = makeCertificate([])
    const authority = certificate.cert.toString()
    const sink = new MeasuredProcess(join(BUILT, 'push-sink.js'), {
      PEAL_BENCH_KEY: certificate.key.toString(),
      PEAL_BENCH_CERT: authority,
    })
    const port = await sink.message<number>('port')
    certificate.remove()
    const origin = `https://127.0.0.1:${port}`
    const folder = await makeData({ members: pairs * 2 })
    const store = await openSqliteStore(join(folder, DATABASE))
    const secrets = await openPushSecrets(store)
    const subscriptions = Array.from({ length: pairs }, (_, index) => {
      const { publicKey, auth } = makeKeys()
      const keys = { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') }
      return { endpoint: `${origin}/${index}`, keys }
    })
    await store.write((db) =>
      db
        .insertInto('subscription')
        .values(
          subscriptions.map(({ endpoint, keys }, index) => ({
            device_id: calleeDevice(index),
            endpoint,
            ...keys,
            vapid_key_id: secrets.keys.present.id,
            proved_at: null,
            failing_since: null,
          })),
        )
        .execute(),
    )
    const bus = createLocalBus<BusMessage>()
    const calls = await openCalls({
      store,
      clock,
      bus,
      log: silentLog,
      sockets: {
        reach: () => ({ sockets: 'never' }),
        reachOfAbsent: () => ({ sockets: 'never' }),
        isOpen: () => false,
        tabCanRing: () => false,
      },
      connectors: connectorFacts(),
      ringMs: () => 45_000,
      historyMs: 86_400_000,
      limits: () => null,
    })
    const push = createPush(
      {
        store,
        clock,
        news: createNews(bus),
        log: silentLog,
        origin: 'https://peal.example.org',
        contact: SUBJECT,
        pushHosts: [origin],
        httpsProxy: null,
        authorities: authority,
        calls: {
          message: calls.pushMessage,
          targetFailed: (callId, deviceId) => calls.events.targetFailed(callId, deviceId),
        },
        person: (member) => calls.person(member),
        onReachable: () => undefined,
        limits: false,
      },
      secrets,
    )
    calls.onChange(() => push.wake())
    const parts = { store, calls, push, secrets, sink, origin, authority, subscriptions }
    return new PushBench(parts, folder)
  }

  /** Waits for this many pushes and returns those that the service got since the last call. */
  async taken(count: number): Promise<[string, number][]> {
    const all: [string, number][] = []
    await until('the pushes are taken', async () => {
      const answer = this.sink.message<[string, number][]>('taken')
      this.sink.send('taken')
      all.push(...(await answer))
      return all.length >= count
    })
    return all
  }

  async close(): Promise<void> {
    await this.push.stop()
    this.calls.stop()
    await this.store.close()
    await this.sink.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

export const pairOf = (index: number) => ({ caller: 2 * index, callee: 2 * index + 1 })
export const calleeDevice = (index: number) => `d${pairOf(index).callee}`
export const deviceOf = (index: number) => ({
  memberId: memberId(index),
  deviceId: `d${index}`,
  kind: 'desktop' as const,
  admin: false,
})
