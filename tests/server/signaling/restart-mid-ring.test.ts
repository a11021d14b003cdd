/** The built server after a kill while it rings: the ring goes on. */
import { expect, test } from 'vitest'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { KilledServer, placing } from '../../support/killed-server.ts'
import type { Person } from '../../support/killed-server.ts'
import { freshId } from '../../support/socket-client.ts'

/** The shortest ring, and the server's 3 s more. */
const RING_SECONDS = 5
const DEADLINE_MS = RING_SECONDS * 1_000 + 3_000
/** Overdue calls must end within this time after a start. */
const OVERDUE_MS = 5_000
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
      // On a slow machine the ring may be over by now; then it must have ended in time.
      if (window.welcome.live === undefined) continue
      expect(window.welcome.live).toMatchObject({ callId, state: 'ringing', leg: legId })
      const { client: callee, welcome } = await server.page(grace, { page: 'call' })
      const ring = welcome.rings[0]
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
      if (data.call?.state === 'ended') {
        expect(data.call).toMatchObject({ reason: 'timeout' })
        continue
      }
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
