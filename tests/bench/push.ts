/**
 * push: the CPU time of a push, and how long the ring of a placed call takes to the push service.
 * The service runs in another process, so that its CPU time is not counted.
 */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { Agent as HttpsAgent } from 'node:https'
import { Agent, request } from 'undici'
import webPush from 'web-push'
import { webrtc } from '../../protocol/connectors/webrtc.ts'
import { PUSH_TEXT_BYTES, PUSH_VERSION } from '../../protocol/push.ts'
import type { PushData } from '../../protocol/push.ts'
import { randomId } from '../../push-server/random.ts'
import { until } from '../support/until.ts'
import { atMost, compare, median } from './figure.ts'
import type { Figure, Row } from './figure.ts'
import { handleOf } from './peal-server.ts'
import { PushBench, SUBJECT, calleeDevice, deviceOf, pairOf } from './push-bench.ts'

export const push: Figure = {
  name: 'push',
  async run({ quick }) {
    const [rounds, count] = quick ? [3, 500] : [9, 500]
    const bench = await PushBench.open(count)
    try {
      return [...(await cpuRows(bench, rounds)), await latencyRow(bench, rounds)]
    } finally {
      await bench.close()
    }
  },
}

/** CPU time of `work` in this process, ms a piece. */
async function cpuPerPiece(count: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / count
}

async function cpuRows(bench: PushBench, rounds: number): Promise<Row[]> {
  const { subscriptions, secrets } = bench
  const count = subscriptions.length
  const text = textOf(ringData())
  const agent = new HttpsAgent({ keepAlive: true, maxSockets: 16, ca: bench.authority })
  const vapidDetails = { subject: SUBJECT, ...secrets.keys.present }
  const viaWebPush = () =>
    cpuPerPiece(count, async () => {
      await eachOf(subscriptions, async (subscription) => {
        await webPush.sendNotification(subscription, text, { TTL: 45, vapidDetails, agent })
      })
      await bench.taken(count)
    })
  const bareCrypto = () =>
    cpuPerPiece(count, async () => {
      for (const { keys } of subscriptions) bareEncrypt(keys, Buffer.from(text))
    })
  /** CPU time per push of making the next round's keys while nothing was being sent. */
  const ahead: number[] = []
  const peal = async () => {
    // Queueing is a part of placing, which has a figure of its own.
    ahead.push(await cpuPerPiece(count, () => secrets.ahead.settled()))
    await queueEchoes(bench)
    return cpuPerPiece(count, async () => {
      bench.push.wake()
      await bench.taken(count)
      await outboxEmpty(bench)
    })
  }
  const whole = await compare(rounds, { peal, baseline: viaWebPush })
  const crypto = await compare(rounds, { peal, baseline: bareCrypto })
  agent.destroy()
  const before = `${median(ahead).toFixed(2)} ms before it`
  return [
    {
      what: 'CPU a push, at ring time : webpush.sendNotification, kept-alive agent',
      value: whole.ratio,
      unit: 'ratio',
      peal: `${whole.peal.toFixed(2)} ms, ${before}`,
      baseline: `${whole.baseline.toFixed(2)} ms`,
      must: atMost(0.25),
      goal: atMost(0.07),
      rounds: whole.rounds,
    },
    {
      what: 'CPU a push, at ring time : bare P-256 key, ECDH, HKDF, AES-GCM',
      value: crypto.ratio,
      unit: 'ratio',
      peal: `${crypto.peal.toFixed(2)} ms, ${before}`,
      baseline: `${crypto.baseline.toFixed(2)} ms`,
      must: atMost(2),
      goal: atMost(0.5),
      rounds: crypto.rounds,
    },
  ]
}

/** Queues a push to each that belongs to no call, so that only `push-server/push` is measured. */
async function queueEchoes({ store, subscriptions }: PushBench): Promise<void> {
  const now = Date.now()
  await store.write((db) =>
    db
      .insertInto('outbox')
      .values(
        subscriptions.map((_, index) => ({
          device_id: calleeDevice(index),
          call_id: 'echo',
          kind: 'test' as const,
          topic: null,
          payload: JSON.stringify({ is: 'echo' }),
          due_at: now,
          expires_at: now + 60_000,
          attempts: 0,
          leased_until: null,
        })),
      )
      .execute(),
  )
}

async function outboxEmpty({ store }: PushBench): Promise<void> {
  await until('the outbox is empty', async () => {
    const row = await store.read.selectFrom('outbox').select('id').limit(1).executeTakeFirst()
    return row === undefined
  })
}

async function latencyRow(bench: PushBench, rounds: number): Promise<Row> {
  const { subscriptions, secrets } = bench
  const count = subscriptions.length
  const text = textOf(ringData())
  const dispatcher = new Agent({ connections: 16, connect: { ca: bench.authority } })
  const { Authorization } = webPush.getVapidHeaders(
    bench.origin,
    SUBJECT,
    secrets.keys.present.publicKey,
    secrets.keys.present.privateKey,
    'aes128gcm',
  )
  const bare = async (): Promise<number> => {
    const began = new Map<string, number>()
    await Promise.all(
      subscriptions.map(async ({ endpoint, keys }) => {
        began.set(new URL(endpoint).pathname, performance.timeOrigin + performance.now())
        const { cipherText: body } = webPush.encrypt(keys.p256dh, keys.auth, text, 'aes128gcm')
        const headers = { Authorization, TTL: '45', 'Content-Encoding': 'aes128gcm' }
        const response = await request(endpoint, { method: 'POST', headers, body, dispatcher })
        await response.body.dump()
      }),
    )
    return p99(began, await bench.taken(count))
  }
  const peal = async (): Promise<number> => {
    const began = new Map<string, number>()
    await Promise.all(
      subscriptions.map(async (_, index) => {
        const { caller, callee } = pairOf(index)
        began.set(`/${index}`, performance.timeOrigin + performance.now())
        const outcome = await bench.calls.claims.place(deviceOf(caller), {
          callId: randomId(),
          to: handleOf(callee),
          connector: webrtc.id,
          legId: randomId(),
          offer: 'v=0\r\n'.padEnd(4_096, 'a=candidate\r\n'),
        })
        if (!outcome.ok) throw new Error(outcome.code)
      }),
    )
    const took = p99(began, await bench.taken(count))
    await endAll(bench)
    return took
  }
  const compared = await compare(rounds, { peal, baseline: bare })
  await dispatcher.close()
  return {
    what: `placed → push taken, p99, ${count} calls at once : encrypt and a bare POST`,
    value: compared.ratio,
    unit: 'ratio',
    peal: `${compared.peal.toFixed(0)} ms`,
    baseline: `${compared.baseline.toFixed(0)} ms`,
    must: atMost(3),
    goal: atMost(1.5),
    rounds: compared.rounds,
  }
}

function p99(began: ReadonlyMap<string, number>, taken: readonly [string, number][]): number {
  const took = taken.map(([path, at]) => at - (began.get(path) ?? NaN)).sort((a, b) => a - b)
  return median([took[Math.floor(took.length * 0.99)] ?? NaN])
}

/** Ends and deletes the calls of a round, and the pushes that their ends would send. */
async function endAll({ calls, store }: PushBench): Promise<void> {
  const rows = await store.read
    .selectFrom('call')
    .innerJoin('leg', 'leg.call_id', 'call.id')
    .select(['call.id', 'call.caller_id', 'leg.leg_id', 'leg.device_id'])
    .where('call.state', '<>', 'ended')
    .execute()
  await Promise.all(
    rows.map((row) =>
      calls.events.hangup({ memberId: row.caller_id, deviceId: row.device_id }, row.id, row.leg_id),
    ),
  )
  await store.write(async (db) => {
    await db.deleteFrom('outbox').execute()
    await db.deleteFrom('history').execute()
    await db.deleteFrom('call').execute()
  })
}

/** Runs 64 at a time: more would only wait for connections. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const one = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item)
  }
  await Promise.all(Array.from({ length: 64 }, one))
}

function ringData(): PushData {
  return {
    kind: 'ring',
    v: PUSH_VERSION,
    to: 'member',
    sentAt: 0,
    callId: 'call',
    placedAt: 0,
    from: { handle: 'ada', name: 'Ada Lovelace', photo: null },
    connector: 'webrtc',
    carries: 'peer',
    endsAt: 45_000,
    ringToken: 'r'.repeat(43),
    answerToken: 'a'.repeat(43),
  }
}

const textOf = (data: PushData) => JSON.stringify(data).padEnd(PUSH_TEXT_BYTES)

/** The encryption that every push needs (RFC 8291, RFC 8188), with node:crypto alone. */
function bareEncrypt({ p256dh, auth }: { p256dh: string; auth: string }, text: Buffer): Buffer {
  const theirs = Buffer.from(p256dh, 'base64url')
  const own = createECDH('prime256v1')
  const ours = own.generateKeys()
  const shared = own.computeSecret(theirs)
  const salt = randomBytes(16)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours])
  const ikm = Buffer.from(hkdfSync('sha256', shared, Buffer.from(auth, 'base64url'), info, 32))
  const key = hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12)
  const cipher = createCipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce))
  return Buffer.concat([salt, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}
