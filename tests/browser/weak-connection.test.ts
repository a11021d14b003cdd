/** A call over a bad link: sound goes on, and both sides read whose link it is. `quality-controller.test.ts` has the picture. */
import { describe, it, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import { openBadLink, type WayFaults } from '../support/bad-link.ts'
import { connect, hears, sees, stage } from '../support/call-steps.ts'
import { TURN_SECRET, startCoturn } from '../support/coturn.ts'
import { households } from '../support/household.ts'
import { behindRelay } from '../support/relay-only.ts'
import { until } from '../support/until.ts'

const GOOD: WayFaults = { delayMs: 20 }

const household = households({ worker: false })

const says = (win: Page, text: string) => win.getByText(text, { exact: true }).waitFor()

/** The mean size of the next 50 packets of sound that are sent, bytes. */
const packetSize = (win: Page) =>
  win.evaluate(async () => {
    const read = async () => {
      const sum = { bytes: 0, packets: 0 }
      const stats = await window.pealTest.connections.at(-1)?.getStats()
      stats?.forEach((entry: Record<string, unknown>) => {
        if (entry['type'] !== 'outbound-rtp' || entry['kind'] !== 'audio') return
        sum.bytes += Number(entry['bytesSent'])
        sum.packets += Number(entry['packetsSent'])
      })
      return sum
    }
    const before = await read()
    let after = before
    while (after.packets - before.packets < 50) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      after = await read()
    }
    return (after.bytes - before.bytes) / (after.packets - before.packets)
  })

describe('weak-link: a call over a bad link', () => {
  it('keeps its sound, names the side whose link it is, and says when nothing arrives', async () => {
    const turn = await startCoturn({
      config: 'use-auth-secret\nno-cli\nno-dtls\nallow-loopback-peers\n',
    })
    // Only Ada's way up is bad: she and Grace reach the same relay by links of their own.
    const link = await openBadLink(turn.port)
    onTestFinished(() => link.close())
    link.set({ up: GOOD, down: GOOD })
    const house = await household(['ada', 'grace'], {
      env: { PEAL_TURN_URLS: `turn:127.0.0.1:${turn.port}`, PEAL_TURN_SECRET: TURN_SECRET },
    })
    const ada = await behindRelay(await house.person('ada'), { from: turn.port, to: link.port })
    const grace = await behindRelay(await house.person('grace'))
    const [hers, other] = await connect(ada, grace)
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])

    link.set({ up: { ...GOOD, loss: 0.15 }, down: GOOD })
    await Promise.all([
      says(hers, 'Your connection is weak'),
      says(other, "Ada Lovelace's connection is weak"),
    ])
    await hears(other)
    // Grace's sound repeats nothing, or the packet before; Ada's repeats the three before.
    await until('lost sound is repeated', async () => {
      const [lossy, good] = await Promise.all([packetSize(hers), packetSize(other)])
      return lossy > 1.6 * good
    })

    link.set({ up: { dark: true, delayMs: 0 }, down: { dark: true, delayMs: 0 } })
    await Promise.all([stage(hers, 'Reconnecting…'), stage(other, 'Reconnecting…')])
    link.set({ up: GOOD, down: GOOD })
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace'), hears(other)])
  })
})
