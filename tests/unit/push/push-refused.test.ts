/** Push in a browser that refuses, throws or never answers. */
import { describe, expect, it } from 'vitest'
import { UNSUBSCRIBE_LIMIT_MS } from '../../../pwa/platform/push/push-memory.ts'
import { PushWorld, settled } from './push-world.ts'

describe('a browser that refuses or never answers', () => {
  const never = () => new Promise<never>(() => undefined)
  const refuse = () => Promise.reject(new DOMException('refused', 'SecurityError'))

  it.each([
    [
      'throws',
      () => {
        throw new TypeError()
      },
    ],
    ['returns nothing', () => undefined],
    ['refuses', refuse],
  ])('can be asked for the permission again if it %s', async (_, requestPermission) => {
    const world = new PushWorld()
    world.permission = 'default'
    Object.assign(world.browser, { requestPermission })
    const keeper = world.keeper()
    await keeper.allow()
    expect(world.last).toEqual({ kind: 'not-asked', closed: true })
    await keeper.allow()
    expect(world.kinds.filter((kind) => kind === 'asking')).toHaveLength(2)
  })

  const withoutSubscription = { pushManager: { getSubscription: refuse } }
  it.each([
    ['registration', refuse],
    ['subscription', () => Promise.resolve(withoutSubscription)],
  ])('is told of where it refuses to tell its %s', async (_, registration) => {
    const world = new PushWorld()
    Object.assign(world.browser, { registration })
    await world.keeper().check()
    expect(world.last).toEqual({ kind: 'no-service', why: 'failed', detail: 'refused' })
  })

  it('is asked for a subscription where it never tells which it has', async () => {
    const world = new PushWorld()
    const { pushManager } = await world.browser.registration()
    const registration = () =>
      Promise.resolve({ pushManager: { ...pushManager, getSubscription: never } })
    Object.assign(world.browser, { registration })
    const checked = world.keeper().check()
    await settled()
    world.clock.pass(UNSUBSCRIBE_LIMIT_MS)
    await checked
    expect(world.last).toEqual({ kind: 'proving' })
  })
})
