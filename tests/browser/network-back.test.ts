/** When the browser reports that the network is back, the call restarts ICE at once. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { connect, hears, sees, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })

/** The ICE username fragment, which changes at each restart (RFC 8839, section 5.4). */
const generation = (win: Page) =>
  win.evaluate(() => {
    const sdp = window.pealTest.connections.at(-1)?.localDescription?.sdp ?? ''
    return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null
  })

describe('a network that is back', () => {
  it('restarts ICE in the same connection, and the call goes on', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const [hers, other] = await connect(ada, await house.person('grace'))
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    const before = await generation(hers)
    expect(before).not.toBeNull()

    await ada.context.setOffline(true)
    await hers.waitForFunction(() => !navigator.onLine)
    await ada.context.setOffline(false)
    await until('it looks for new paths', async () => (await generation(hers)) !== before)

    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    await Promise.all([hears(hers), hears(other)])
    expect(await hers.evaluate(() => window.pealTest.connections.length)).toBe(1)
  })
})
