/** PostgreSQL stops hard under a running server, and comes back or is replaced by its standby. */
import { expect, test } from 'vitest'
import { OwnPostgres } from '../../support/own-postgres.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { freshId } from '../../support/socket-client.ts'
import { CallWindow, connectedCall, twoPeople } from '../../support/two-people.ts'
import { until } from '../../support/until.ts'

/** How many calls are being placed when PostgreSQL stops. */
const CALLERS = 6
/** Within which everything is as before once PostgreSQL answers again, ms. */
const BACK_WITHIN_MS = 10_000

const readiness = async (server: TestServer) => (await fetch(`${server.local}/readyz`)).status

/** Windows that are ready to place, each a different member's, and somebody for each to call. */
async function callersAt(server: TestServer) {
  return Promise.all(
    Array.from({ length: CALLERS }, async (_, n) => {
      await server.member(`callee${n}`)
      const window = await CallWindow.open(server, await server.person(`caller${n}`))
      return { window, callee: `callee${n}`, callId: freshId('call') }
    }),
  )
}

type Caller = Awaited<ReturnType<typeof callersAt>>[number]

/** Places the call; returns its id if the server acknowledged it. */
async function placeFrom({ window, callee, callId }: Caller): Promise<string[]> {
  const { ok } = await window.client.request(window.placing(callee, callId))
  return ok ? [callId] : []
}

async function keptCalls(database: OwnPostgres): Promise<string[]> {
  const rows = (await database.rows('SELECT id FROM call')) as { id: string }[]
  return rows.map(({ id }) => id)
}

test('database-restart: nothing is acknowledged falsely, a call goes on, and all is back in 10 s', async () => {
  const database = await OwnPostgres.start()
  const server = await startServer({ settings: { databaseUrl: database.url } })
  const { caller, callee, callId } = await connectedCall(await twoPeople(server))
  const callers = await callersAt(server)
  expect(await readiness(server)).toBe(200)
  const replies = callers.map(placeFrom)
  await Promise.race(replies)
  await database.crash()
  const acknowledged = (await Promise.all(replies)).flat()
  expect(acknowledged).not.toEqual([])

  // The windows of a call reach each other without the database.
  const body = { candidates: [{ candidate: '' }] }
  caller.client.send({ type: 'signal', callId, legId: caller.legId, gen: 1, n: 1, body })
  expect(await callee.client.next('signal')).toMatchObject({ n: 1, body })
  const hangup = { type: 'call.hangup', callId, legId: caller.legId } as const
  await caller.client.refusal(hangup)
  await until('balancers are told', async () => (await readiness(server)) === 503)
  expect((await fetch(`${server.local}/healthz`)).status).toBe(200)

  await database.run()
  const since = performance.now()
  await until('balancers are told again', async () => (await readiness(server)) === 200)
  const ended = await until('a hang-up counts', async () => {
    const reply = await caller.client.request(hangup)
    return reply.ok ? reply.data.call : null
  })
  expect(performance.now() - since).toBeLessThan(BACK_WITHIN_MS)
  expect(ended).toMatchObject({ state: 'ended', reason: 'completed' })
  expect(await callee.client.call(callId, ({ state }) => state === 'ended')).toBeTruthy()
  expect(await keptCalls(database)).toEqual(expect.arrayContaining([callId, ...acknowledged]))
})

test('promote-standby: every acknowledged row is at the standby that takes over', async () => {
  const database = await OwnPostgres.start()
  const standby = await database.standBy()
  const server = await startServer({ settings: { databaseUrl: database.url } })
  const { ada } = await twoPeople(server)
  const [first, ...others] = await callersAt(server)
  const acknowledged = first === undefined ? [] : await placeFrom(first)
  expect(acknowledged).not.toEqual([])

  // The primary keeps what it writes now, but the standby that takes over will not have it.
  await standby.crash()
  const replies = others.map(placeFrom)
  const commitWaits = until('a commit waits for the standby', async () => {
    const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'`
    return (await database.rows(waiting)).length > 0
  })
  await Promise.race([commitWaits, Promise.all(replies)])
  await database.crash()
  acknowledged.push(...(await Promise.all(replies)).flat())

  await standby.takeOver()
  const callId = await until('calls are placed at the new primary', async () => {
    const window = await CallWindow.open(server, ada)
    const placing = window.placing('grace')
    return (await window.client.request(placing)).ok ? placing.callId : null
  })
  expect(await keptCalls(database)).toEqual(expect.arrayContaining([callId, ...acknowledged]))
})
