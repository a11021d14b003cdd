/** The built server after a kill: what it acknowledged is there. */
import { expect, test } from 'vitest'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { KilledServer, placing } from '../../support/killed-server.ts'
import { freshId } from '../../support/socket-client.ts'

/** Calls in progress when the server is killed. */
const PAIRS = 4
/** A pair may have no more calls than 60 in ten minutes. */
const ROUNDS_OF_PAIR = 50

test(
  'acknowledged-is-durable: whatever was acknowledged before a kill is there after it',
  async () => {
    const server = await KilledServer.start()
    const newPairs = (round: number) =>
      Promise.all(
        Array.from({ length: PAIRS }, async (_, n) => {
          const caller = await server.person(`caller${round}-${n}`)
          const callees = `callee${round}-${n}`
          return { caller, callee: await server.person(callees), callees }
        }),
      )
    let pairs = await newPairs(0)
    for (let round = 0; round < times('acknowledged-is-durable'); round += 1) {
      if (round > 0 && round % ROUNDS_OF_PAIR === 0) pairs = await newPairs(round)
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
