/** The built server after a kill during a call: the call goes on. */
import { describe, expect, test } from 'vitest'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { KilledServer, placing } from '../../support/killed-server.ts'
import { freshId } from '../../support/socket-client.ts'

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
