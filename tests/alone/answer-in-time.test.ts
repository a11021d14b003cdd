/** If Answer is pressed in time, the call connects, even on a very slow machine. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { RING_GRACE_MS } from '../../protocol/call.ts'
import { call, incoming, opening, pressAt, sees, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households()
const RING_SECONDS = 6
/** Pressed this long before the ring's end. */
const BEFORE_END_MS = 100
/** How much slower than this machine. */
const SLOWER = 4

/** When the ring that the page shows stops, ms by the page's own clock. */
const ringEnd = (page: Page) => page.evaluate(() => window.pealTest.ringEnds.at(-1) ?? null)

/** Throttles the CPU of a page. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

describe('answer-in-time', () => {
  it('a call connects when Answer is pressed 0.1 s before the ring ends, on a slow CPU', async () => {
    const house = await household(['ada', 'grace'], {
      env: { PEAL_RING_SECONDS: String(RING_SECONDS) },
    })
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    const endsAt = await until('the page was told of the ring', () => ringEnd(grace.page))
    // Slows the tab down now, and the call window as soon as it opens.
    await slowDown(grace.page)
    const slowed = grace.context.waitForEvent('page').then(slowDown)

    let pressedAt = Infinity
    const other = await opening(grace.page, async () => {
      pressedAt = await pressAt(grace.page, 'Answer', endsAt - BEFORE_END_MS)
    })
    expect(pressedAt).toBeLessThan(endsAt)
    await slowed
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await sees(hers, 'Grace Hopper')
  })

  it('a call connects even if its window opens later than the server waits for it', async () => {
    const house = await household(['ada', 'grace'], {
      env: { PEAL_RING_SECONDS: String(RING_SECONDS) },
    })
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    // Blocks the call window for this long when it opens its socket, as a busy machine might.
    await grace.context.addInitScript((busyMs) => {
      if (window.opener === null) return
      const Socket = window.WebSocket
      window.WebSocket = class extends Socket {
        constructor(url: string | URL) {
          const since = performance.now()
          while (performance.now() - since < busyMs);
          super(url)
        }
      }
    }, RING_GRACE_MS + 1_000)
    const hers = await call(ada, 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    const endsAt = await until('the page was told of the ring', () => ringEnd(grace.page))
    const other = await opening(grace.page, async () => {
      await pressAt(grace.page, 'Answer', endsAt - BEFORE_END_MS)
    })
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
  })
})
