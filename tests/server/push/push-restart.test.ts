/** The built server, killed while it rings devices by push. */
import { expect, onTestFinished, test } from 'vitest'
import { pushApi } from '../../../protocol/push-api.ts'
import type { PushData } from '../../../protocol/push.ts'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { KilledServer, placing } from '../../support/killed-server.ts'
import type { Person } from '../../support/killed-server.ts'
import { PushService } from '../../support/push/push-service.ts'
import { dataOf } from '../../support/push-room.ts'
import { ask } from '../../support/server.ts'
import { randomFrom } from '../../support/unruly.ts'
import { until } from '../../support/until.ts'

/** A busy machine takes some seconds to start the server again. */
const RING_SECONDS = 40
/** Calls that are placed at once. */
const PAIRS = 10
/** The server is killed within this time after they were placed. */
const KILL_WITHIN_MS = 400

interface Pair {
  readonly caller: Person
  readonly callees: string
  readonly desktop: string
  readonly phone: string
}

async function subscribe(
  origin: string,
  { cookie }: Person,
  service: PushService,
): Promise<string> {
  const headers = { Cookie: cookie }
  const { data } = await ask(origin, pushApi.pushState, { headers })
  const serverKey = data?.key ?? ''
  const body = { ...service.subscribe({ applicationServerKey: serverKey }), serverKey }
  const answer = await ask(origin, pushApi.subscribe, { headers, body })
  expect(answer.status).toBe(200)
  return body.endpoint
}

test(
  'push-restart: a killed server loses no ring before its deadline, sends none after it, and loses no missed call',
  async () => {
    const service = await PushService.start()
    onTestFinished(() => service.close())
    const server = await KilledServer.start({
      env: {
        ...service.serverEnv,
        PEAL_RING_SECONDS: String(RING_SECONDS),
        PEAL_HISTORY_DAYS: '1',
      },
    })
    const random = randomFrom(8030)
    for (let placed = 0; placed < times('push-restart'); placed += PAIRS) {
      // New people each time, so that no limit applies and nobody has missed a call before.
      const pairs: Pair[] = []
      for (let n = placed; n < placed + PAIRS; n += 1) {
        const caller = await server.person(`caller${n}`)
        const callee = await server.person(`callee${n}`)
        const phone = await server.device(`callee${n}`, 'mobile')
        pairs.push({
          caller,
          callees: `callee${n}`,
          desktop: await subscribe(server.peal.origin, callee, service),
          phone: await subscribe(server.peal.origin, phone, service),
        })
      }
      const windows = await Promise.all(
        pairs.map(({ caller }) => server.page(caller, { page: 'call' })),
      )
      const acknowledged = new Map<string, Pair & { readonly legId: string }>()
      const asking = pairs.map(async (pair, index) => {
        const asked = placing(pair.callees)
        const reply = await windows[index]?.client.request(asked)
        if (reply?.ok === true) acknowledged.set(asked.callId, { ...pair, legId: asked.legId })
      })
      for (const asked of asking) asked.catch(() => undefined)
      await Promise.race(asking)
      await new Promise((resolve) => setTimeout(resolve, random() * KILL_WITHIN_MS))
      await server.killAndRun()
      expect(acknowledged.size).toBeGreaterThan(0)
      const callers = await Promise.all(
        [...acknowledged].map(async ([callId, { caller, legId }]) => {
          const { client } = await server.page(caller, { page: 'call', callId, legId })
          return { client, callId, legId }
        }),
      )

      const sent = (endpoint: string, kind: PushData['kind'], callId: string) =>
        service.messages.find((message) => {
          if (message.endpoint !== endpoint) return false
          const data = dataOf(message)
          return data.kind === kind && 'callId' in data && data.callId === callId
        })
      const rings = await Promise.all(
        [...acknowledged].map(([callId, { desktop }]) =>
          until('the ring is sent', () => sent(desktop, 'ring', callId)),
        ),
      )
      for (const ring of rings) {
        const data = dataOf(ring)
        expect(data.kind === 'ring' && ring.acceptedAt < data.endsAt).toBe(true)
        expect(ring.ttlS).toBeGreaterThanOrEqual(1)
      }
      await Promise.all(
        callers.map(({ client, callId, legId }) =>
          client.ask({ type: 'call.hangup', callId, legId }),
        ),
      )
      await Promise.all(
        [...acknowledged].map(async ([callId, { phone, desktop }]) => {
          const missed = await until('the missed call is told', () => sent(phone, 'missed', callId))
          expect(dataOf(missed)).toMatchObject({ missed: { count: 1, unseen: 1 } })
          const stop = await until('the ring is stopped', () => sent(desktop, 'stop', callId))
          expect(dataOf(stop)).toMatchObject({ outcome: 'missed' })
        }),
      )
      for (const { client } of [...windows, ...callers]) client.socket.terminate()
    }
    // Faults of any request would be listed here.
    expect(service.log.refused).toEqual([])
    const late = service.messages.filter((message) => {
      const data = dataOf(message)
      return data.kind === 'ring' && message.acceptedAt >= data.endsAt
    })
    expect(late).toEqual([])
  },
  REPEATING_LIMIT_MS,
)
