/** UDP is blocked for a while, and the same call goes on when it is back. */
import { afterEach, describe, expect, it } from 'vitest'
import { launchChromium, signIn } from '../support/browser.ts'
import { connect, hears, sees, stage } from '../support/call-steps.ts'
import { createNetwork } from '../support/namespaces.ts'
import { PealProcess } from '../support/peal-process.ts'
import { until } from '../support/until.ts'

/** Too long for a connection to recover by itself (15 s), too short for the call to end (30 s). */
const CUT_MS = 20_000

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describe('ice-restart', () => {
  it('brings sound and picture back without a new call after UDP was cut for 20 s', async () => {
    const network = createNetwork()
    ends.push(() => network.remove())
    const peal = await PealProcess.start({
      inside: network.atRouter,
      host: network.routerAddress,
      env: { HOST: '0.0.0.0' },
    })
    ends.push(() => peal.stop())
    const flags = [`--unsafely-treat-insecure-origin-as-secure=${peal.origin}`]
    const [a, b] = await Promise.all(
      [network.chromiumAt.a, network.chromiumAt.b].map((executable) =>
        launchChromium({ executable, flags }),
      ),
    )
    if (!a || !b) throw new Error('two browsers were to start')
    ends.push(
      () => a.close(),
      () => b.close(),
    )
    // Both are members before either looks at the contacts.
    const adasLink = await peal.add('ada', 'Ada Lovelace')
    const gracesLink = await peal.add('grace', 'Grace Hopper')
    const ada = await signIn(a, adasLink, 'Ada Lovelace')
    const grace = await signIn(b, gracesLink, 'Grace Hopper')
    const [hers, other] = await connect(ada, grace)
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    const address = hers.url()

    network.cutUdp()
    const cutAt = performance.now()
    await Promise.all([stage(hers, 'Reconnecting…'), stage(other, 'Reconnecting…')])
    await until('the cut has lasted', () => performance.now() - cutAt > CUT_MS)
    network.healUdp()

    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    await Promise.all([hears(hers), hears(other)])
    expect(hers.url()).toBe(address)
    expect(await hers.evaluate(() => window.pealTest.connections.length)).toBe(1)
  })
})
