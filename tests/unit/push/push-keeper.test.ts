/** Keeps the browser's push subscription and the server's record of it consistent. */
import { describe, expect, it } from 'vitest'
import { PROOF_MS } from '../../../pwa/platform/push/push-plan.ts'
import {
  SUBSCRIBE_LIMIT_MS,
  WORKER_LIMIT_MS,
} from '../../../pwa/platform/push/push-subscription.ts'
import { CHECK_AGAIN_MS } from '../../../pwa/stores/push-keeper.ts'
import { KEY, known, OTHER_KEY, PushWorld, settled } from './push-world.ts'

const HOUR_MS = 3_600_000

describe('the permission', () => {
  it('is never requested without a press', async () => {
    const world = new PushWorld()
    world.permission = 'default'
    const keeper = world.keeper()
    await keeper.check()
    await keeper.askProof()
    expect(world.did).toEqual(['state', 'state'])
    expect(world.last).toEqual({ kind: 'not-asked', closed: false })
  })

  it('is requested at once by a press, and the subscription follows', async () => {
    const world = new PushWorld()
    world.permission = 'default'
    const allowed = world.keeper().allow()
    // The permission must be requested within the press, before anything is awaited.
    expect(world.did).toEqual(['ask'])
    expect(world.kinds).toEqual(['asking'])
    await allowed
    expect(world.did).toEqual(['ask', 'state', 'subscribe', 'put'])
    expect(world.kinds).toEqual(['asking', 'subscribing', 'proving'])
    expect(world.bodies).toEqual([
      { endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' }, serverKey: KEY },
    ])
    expect(world.sent).toEqual({ deviceId: 'd-ada', endpoint: 'https://push.example/1' })
  })

  it('is requested once, however long the prompt stays open', async () => {
    const world = new PushWorld()
    world.permission = 'default'
    world.answer = new Promise(() => undefined)
    const keeper = world.keeper()
    void keeper.allow()
    void keeper.allow()
    await keeper.check()
    world.clock.pass(HOUR_MS)
    await settled()
    expect(world.did.filter((what) => what === 'ask')).toEqual(['ask'])
    expect(world.last).toEqual({ kind: 'asking' })
    // Allowed in another tab, or in the browser's settings.
    world.permission = 'granted'
    await keeper.check()
    expect(world.last).toEqual({ kind: 'proving' })
  })

  it('is reported as not asked or as blocked, depending on how the prompt ended', async () => {
    const closed = new PushWorld()
    closed.permission = 'default'
    closed.answer = Promise.resolve('default')
    await closed.keeper().allow()
    expect(closed.last).toEqual({ kind: 'not-asked', closed: true })
    const refused = new PushWorld()
    refused.permission = 'default'
    refused.answer = Promise.resolve('denied')
    await refused.keeper().allow()
    expect(refused.last).toEqual({ kind: 'blocked' })
  })

  it('is reported to the server when it was revoked', async () => {
    const world = new PushWorld()
    world.permission = 'denied'
    world.state = known({ provedAt: 0 })
    world.sent = { deviceId: 'd-ada', endpoint: 'https://push.example/0' }
    await world.keeper().check()
    expect(world.did).toEqual(['state', 'delete'])
    expect(world.last).toEqual({ kind: 'blocked' })
    expect(world.sent).toBeNull()
  })
})

describe('the subscription at a start', () => {
  function settledWorld(): PushWorld {
    const world = new PushWorld()
    world.held = { endpoint: 'https://push.example/0', key: KEY }
    world.sent = { deviceId: 'd-ada', endpoint: 'https://push.example/0' }
    world.state = known({ provedAt: 0 })
    world.after = known({ provedAt: 0 })
    return world
  }

  it('is kept if the browser and the server agree and it was proved lately', async () => {
    const world = settledWorld()
    await world.keeper().check()
    expect(world.did).toEqual(['state'])
    expect(world.last).toEqual({ kind: 'proved', at: 0 })
  })

  it('is told to the server again once the pages are in another language', async () => {
    const world = settledWorld()
    world.state = known({ provedAt: 0, language: 'de' })
    await world.keeper().check()
    expect(world.did).toEqual(['state', 'put'])
  })

  it.each([
    ['the server’s key has changed', (world: PushWorld) => (world.state = known({}, OTHER_KEY))],
    ['the server has none', (world: PushWorld) => (world.state = { key: KEY, subscription: null })],
    [
      'it was made for another key',
      (world: PushWorld) => (world.state = known({ current: false })),
    ],
    [
      'its push service takes nothing',
      (world: PushWorld) => {
        world.state = known({ failingSince: 1 })
      },
    ],
    [
      'the browser does not tell its key',
      (world: PushWorld) => {
        world.held = { endpoint: 'https://push.example/0', key: null }
      },
    ],
  ])('is ended and made anew when %s', async (_, change) => {
    const world = settledWorld()
    change(world)
    const { key } = world.state
    await world.keeper().check()
    expect(world.did).toEqual(['state', 'unsubscribe', 'subscribe', 'put'])
    expect(world.bodies[0]?.serverKey).toBe(key)
    expect(world.last).toEqual({ kind: 'proved', at: 0 })
  })

  it.each([
    [
      'another endpoint was sent',
      (world: PushWorld) => {
        world.sent = { deviceId: 'd-ada', endpoint: 'https://push.example/old' }
      },
    ],
    [
      'another device sent it',
      (world: PushWorld) => {
        world.sent = { deviceId: 'd-grace', endpoint: 'https://push.example/0' }
      },
    ],
    ['it was never proved', (world: PushWorld) => (world.state = known())],
    ['its proof is of the day before', (world: PushWorld) => world.clock.pass(25 * HOUR_MS)],
  ])('is only sent again when %s', async (_, change) => {
    const world = settledWorld()
    change(world)
    await world.keeper().check()
    expect(world.did).toEqual(['state', 'put'])
    expect(world.bodies[0]?.endpoint).toBe('https://push.example/0')
  })

  it('counts as unproved if the last proof is more than a week old', async () => {
    const world = settledWorld()
    world.clock.pass(PROOF_MS + 1)
    await world.keeper().check()
    expect(world.kinds).toEqual(['proving'])
    const young = settledWorld()
    young.clock.pass(PROOF_MS)
    await young.keeper().check()
    expect(young.last).toEqual({ kind: 'proved', at: 0 })
  })

  it('is checked again every day while the page stays open', async () => {
    const world = settledWorld()
    const keeper = world.keeper()
    await keeper.check()
    world.clock.pass(CHECK_AGAIN_MS)
    await settled()
    expect(world.did).toEqual(['state', 'state'])
    keeper.stop()
    world.clock.pass(CHECK_AGAIN_MS)
    await settled()
    expect(world.did).toEqual(['state', 'state'])
  })

  it('is checked again if another member signs in during the check', async () => {
    const world = settledWorld()
    const keeper = world.keeper()
    world.state = { key: KEY, subscription: null }
    let made = (): void => undefined
    world.service = new Promise<void>((resolve) => (made = resolve))
    const first = keeper.check()
    await settled()
    world.device = 'd-grace'
    const second = keeper.check()
    made()
    await Promise.all([first, second])
    // The subscription made for Ada is not sent for Grace, who gets a new one.
    expect(world.bodies.map(({ endpoint }) => endpoint)).toEqual(['https://push.example/2'])
    expect(world.sent).toEqual({ deviceId: 'd-grace', endpoint: 'https://push.example/2' })
  })
})

describe('a push service that does not work', () => {
  it('is reported as silent after a timeout', async () => {
    const world = new PushWorld()
    world.service = new Promise(() => undefined)
    const checked = world.keeper().check()
    await settled()
    world.clock.pass(SUBSCRIBE_LIMIT_MS - 1)
    await settled()
    expect(world.last).toEqual({ kind: 'subscribing' })
    world.clock.pass(1)
    await checked
    expect(world.last).toEqual({ kind: 'no-service', why: 'silent', detail: '' })
  })

  it('is reported with the browser’s error message if it refuses', async () => {
    const world = new PushWorld()
    world.service = Promise.reject(new DOMException('Registration failed', 'AbortError'))
    await world.keeper().check()
    expect(world.last).toEqual({
      kind: 'no-service',
      why: 'failed',
      detail: 'Registration failed',
    })
  })

  it('is reported with its host if this Peal does not send to it', async () => {
    const world = new PushWorld()
    world.putFails = { ok: false, code: 'invalid', field: 'endpoint' }
    await world.keeper().check()
    expect(world.last).toEqual({ kind: 'no-service', why: 'host', detail: 'push.example' })
    expect(world.sent).toBeNull()
  })

  it('is reported as failing if it refuses pushes to a new subscription, too', async () => {
    const world = new PushWorld()
    world.after = known({ failingSince: 5 })
    await world.keeper().check()
    expect(world.last).toEqual({ kind: 'no-service', why: 'failing', detail: '' })
  })

  it('is not reported if the permission was revoked meanwhile', async () => {
    const world = new PushWorld()
    world.service = Promise.reject(new DOMException('denied', 'NotAllowedError'))
    await world.keeper().check()
    expect(world.last).toEqual({ kind: 'blocked' })
  })

  it('does not prevent a new subscription if ending the old one takes too long', async () => {
    const world = new PushWorld()
    world.held = { endpoint: 'https://push.example/0', key: OTHER_KEY }
    world.unsubscribing = new Promise(() => undefined)
    const checked = world.keeper().check()
    await settled()
    world.clock.pass(10_000)
    await checked
    expect(world.did).toEqual(['state', 'unsubscribe', 'subscribe', 'put'])
  })
})

describe('the status of a device', () => {
  it.each([
    ['home-screen', 'home-screen'],
    ['none', 'unsupported'],
  ] as const)('tells what the browser lacks: %s', async (support, kind) => {
    const world = new PushWorld()
    const keeper = world.keeper({ support })
    await keeper.check()
    await keeper.allow()
    expect(world.did).toEqual([])
    expect(world.last).toEqual({ kind })
  })

  it('is no-worker if the worker does not start in time', async () => {
    const world = new PushWorld()
    world.worker = new Promise(() => undefined)
    const checked = world.keeper().check()
    await settled()
    world.clock.pass(WORKER_LIMIT_MS)
    await checked
    expect(world.last).toEqual({ kind: 'no-worker' })
  })

  it('is unreachable if the server cannot be reached', async () => {
    const world = new PushWorld()
    world.fails = { ok: false, code: 'offline' }
    await world.keeper().check()
    expect(world.last).toMatchObject({ kind: 'unreachable' })
    const later = new PushWorld()
    later.putFails = { ok: false, code: 'offline' }
    await later.keeper().check()
    expect(later.last).toMatchObject({ kind: 'unreachable' })
    expect(later.sent).toBeNull()
  })
})
