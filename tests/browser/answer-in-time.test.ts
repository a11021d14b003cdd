/** An answer pressed in time always counts, however slow the machine. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { serverMessage } from '../../protocol/signals.ts'
import * as v from 'valibot'
import { call, incoming, pressAt, sees, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'

const household = households()
const RING_SECONDS = 6
/** Pressed this long before the ring's end. */
const BEFORE_END_MS = 100
/** How much slower than this machine. */
const SLOWER = 4

/** Listens to a page's socket; resolves with the moment (ms) at which its next ring stops. */
function nextRingEnds(page: Page): Promise<number> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        const message = v.safeParse(serverMessage, JSON.parse(payload.toString()))
        if (!message.success || message.output.type !== 'ring') return
        resolve(Date.now() + (message.output.call.ringLeftMs ?? 0))
      })
    })
  })
}

describe('answer-in-time', () => {
  it('Answer pressed 0.1 s before the ring ends, on a slow CPU: connected', async () => {
    const house = await household(['ada', 'grace'], {
      env: { PEAL_RING_SECONDS: String(RING_SECONDS) },
    })
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const ends = nextRingEnds(grace.page)
    await grace.page.reload()
    const hers = await call(ada, 'Grace Hopper')
    const endsAt = await ends
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    const session = await grace.context.newCDPSession(grace.page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })

    const opened = grace.context.waitForEvent('page')
    const pressedAt = await pressAt(grace.page, 'Answer', endsAt - BEFORE_END_MS)
    expect(pressedAt).toBeLessThan(endsAt)
    const other = await opened
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await sees(hers, 'Grace Hopper')
  })
})
