/** How a page finds out whether a push has come through. */
import { describe, expect, it } from 'vitest'
import { ECHO_LOOKS_MS } from '../../../pwa/stores/push-keeper.ts'
import { known, PushWorld, settled } from './push-world.ts'

const HOUR_MS = 3_600_000

describe('proving', () => {
  it('ends as soon as the worker reports that an echo has arrived', async () => {
    const world = new PushWorld()
    const keeper = world.keeper()
    await keeper.check()
    expect(world.last).toEqual({ kind: 'proving' })
    world.state = known({ provedAt: 7 })
    await keeper.askProof()
    expect(world.last).toEqual({ kind: 'proved', at: 7 })
    const asked = world.did.length
    world.clock.pass(HOUR_MS)
    await settled()
    expect(world.did).toHaveLength(asked)
  })

  it('ends when the page itself finds the proof, after which it stops asking', async () => {
    const world = new PushWorld()
    await world.keeper().check()
    world.state = known({ provedAt: 1 })
    world.clock.pass(ECHO_LOOKS_MS[0] ?? 0)
    await settled()
    expect(world.last).toEqual({ kind: 'proved', at: 1 })
    const asked = world.did.length
    world.clock.pass(HOUR_MS)
    await settled()
    expect(world.did).toHaveLength(asked)
  })

  it('asks the server a few times, and is then overdue', async () => {
    const world = new PushWorld()
    const keeper = world.keeper()
    await keeper.check()
    const before = world.did.length
    let passed = 0
    for (const at of ECHO_LOOKS_MS) {
      expect(world.last).toEqual({ kind: 'proving' })
      world.clock.pass(at - passed)
      passed = at
      await settled()
    }
    expect(world.did.slice(before)).toEqual(ECHO_LOOKS_MS.map(() => 'state'))
    expect(world.last).toEqual({ kind: 'unproved' })
    // The echo may still arrive later.
    world.state = known({ provedAt: passed })
    await keeper.askProof()
    expect(world.last).toEqual({ kind: 'proved', at: passed })
  })
})
