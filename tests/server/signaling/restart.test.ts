/** The built server after a kill: what it acknowledged is there, and rings go on. */
import { describe, expect, test } from 'vitest'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { KilledServer, placing } from '../../support/killed-server.ts'
import type { Person } from '../../support/killed-server.ts'
import { freshId } from '../../support/socket-client.ts'

/** The shortest ring, and the server's 3 s more. */
const RING_SECONDS = 5
const DEADLINE_MS = RING_SECONDS * 1_000 + 3_000
/** Overdue calls must end within this time after a start. */
const OVERDUE_MS = 5_000
/** Calls in progress when the server is killed. */
const PAIRS = 4
/** In every fifth round the server stays down until the ring is over. */
const OVERDUE_EVERY = 5

test(
  'restart-mid-ring: after a kill the ring goes on until its deadline, and an overdue call is missed',
  async () => {
    const server = await KilledServer.start({
      env: { PEAL_RING_SECONDS: String(RING_SECONDS), PEAL_HISTORY_DAYS: '1' },
    })
    let answered = 0
    let ada: Person = { cookie: '' }
    let grace: Person = { cookie: '' }
    let pair = 0
    for (let round = 0; round < times('restart-mid-ring'); round += 1) {
      // New people after each missed call, so that no limit applies and nothing was missed before.
      if (round % OVERDUE_EVERY === 0) {
        pair = round
        ada = await server.person(`ada${pair}`)
        grace = await server.person(`grace${pair}`)
      }
      const { client: tab } = await server.page(grace)
      const { client: caller } = await server.page(ada, { page: 'call' })
      const asked = placing(`grace${pair}`)
      await caller.ask(asked)
      const { callId, legId } = asked
      await tab.next('ring')
      tab.send({ type: 'call.ringing', callId })
      await caller.call(callId, ({ state }) => state === 'ringing')

      const overdue = round % OVERDUE_EVERY === OVERDUE_EVERY - 1
      await server.killAndRun(overdue ? DEADLINE_MS : 0)
      const began = performance.now()
      if (overdue) {
        const { client, welcome } = await server.page(grace)
        if (welcome.unseen === 0) await client.next('missed', ({ unseen }) => unseen === 1)
        expect(performance.now() - began).toBeLessThan(OVERDUE_MS)
        expect((await client.hello()).live).toBeUndefined()
        continue
      }
      const window = await server.page(ada, { page: 'call', callId, legId })
      expect(window.welcome.live).toMatchObject({ callId, state: 'ringing', leg: legId })
      const { client: callee, welcome } = await server.page(grace, { page: 'call' })
      const ring = welcome.rings[0]
      // On a slow machine the ring may be over by now; then it must have ended in time.
      if (ring === undefined) {
        expect(welcome.live).toBeUndefined()
        continue
      }
      const { answerToken } = ring
      const leg = freshId('leg')
      const data = await callee.ask({
        type: 'call.answer',
        callId,
        legId: leg,
        answerToken,
        video: true,
      })
      expect(data).toMatchObject({ offer: asked.offer, call: { state: 'answering' } })
      await window.client.call(callId, ({ state }) => state === 'answering')
      await window.client.ask({ type: 'call.hangup', callId, legId })
      answered += 1
      for (const client of [tab, caller, callee, window.client]) client.socket.terminate()
    }
    expect(answered).toBeGreaterThan(0)
  },
  REPEATING_LIMIT_MS,
)

test(
  'acknowledged-is-durable: whatever was acknowledged before a kill is there after it',
  async () => {
    const server = await KilledServer.start()
    const pairs = []
    for (let n = 0; n < PAIRS; n += 1) {
      pairs.push({
        caller: await server.person(`caller${n}`),
        callee: await server.person(`callee${n}`),
        callees: `callee${n}`,
      })
    }
    for (let round = 0; round < times('acknowledged-is-durable'); round += 1) {
      const acknowledged = new Set<string>()
      const placed = await Promise.all(
        pairs.map(async ({ caller, callee, callees }) => {
          const tab = await server.page(callee)
          const window = await server.page(caller, { page: 'call' })
          return { ...window, tab, asked: placing(callees), caller, callee }
        }),
      )
      const asking = placed.map(async ({ client, asked }) => {
        const reply = await client.request(asked)
        if (reply.ok) acknowledged.add(asked.callId)
      })
      for (const asked of asking) asked.catch(() => undefined)
      // Killed after the first acknowledgement: the others may or may not have been sent.
      await Promise.race(asking)
      await server.killAndRun()
      expect(acknowledged.size).toBeGreaterThan(0)
      for (const { asked, caller, callee, tab, client } of placed) {
        tab.client.socket.terminate()
        client.socket.terminate()
        const { callId, legId } = asked
        const { welcome, client: window } = await server.page(caller, { callId, legId })
        if (acknowledged.has(callId)) expect(welcome.live).toMatchObject({ callId, leg: legId })
        if (welcome.live === undefined) continue
        // Answered, so that it does not count against the caller.
        const other = await server.page(callee)
        const answering = { callId, legId: freshId('leg'), video: true } as const
        await other.client.ask({ type: 'call.answer', ...answering })
        await window.ask({ type: 'call.hangup', callId, legId })
        for (const page of [window, other.client]) page.socket.terminate()
      }
    }
  },
  REPEATING_LIMIT_MS,
)

describe('restart-mid-call', () => {
  test(
    'the call is as it was after a kill, and signals are relayed once both pages reconnect',
    async () => {
      const server = await KilledServer.start()
      const ada = await server.person('ada')
      const grace = await server.person('grace')
      const { client: caller } = await server.page(ada, { page: 'call' })
      const { client: callee } = await server.page(grace, { page: 'call' })
      const asked = placing('grace')
      await caller.ask(asked)
      const { callId, legId } = asked
      const answering = freshId('leg')
      await callee.ask({ type: 'call.answer', callId, legId: answering, video: true })
      callee.send({ type: 'call.media', callId, legId: answering, state: 'up' })
      await caller.call(callId, ({ state }) => state === 'connected')
      for (let round = 0; round < times('restart-mid-call'); round += 1) {
        await server.killAndRun()
        const first = await server.page(ada, { page: 'call', callId, legId })
        const second = await server.page(grace, { page: 'call', callId, legId: answering })
        for (const { welcome } of [first, second]) {
          expect(welcome.live).toMatchObject({ callId, state: 'connected', gen: 1, here: true })
        }
        const body = { candidates: [{ candidate: '' }] }
        first.client.send({ type: 'signal', callId, legId, gen: 1, n: round + 1, body })
        expect(await second.client.next('signal')).toMatchObject({ n: round + 1, body })
      }
      const { client } = await server.page(ada, { page: 'call', callId, legId })
      const data = await client.ask({ type: 'call.hangup', callId, legId })
      expect(data.call).toMatchObject({ state: 'ended', reason: 'completed' })
    },
    REPEATING_LIMIT_MS,
  )
})
