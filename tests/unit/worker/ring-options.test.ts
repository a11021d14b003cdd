/** One test for each column of the table of engines. */
import { describe, expect, it } from 'vitest'
import { ringLook } from '../../../pwa/worker/ring-options.ts'
import { abilitiesOf } from '../../../pwa/platform/push/notification-abilities.ts'
import type { NotificationClass } from '../../../pwa/platform/push/notification-abilities.ts'
import { ada, ringPush, testPush } from './ring-fakes.ts'

const PLACED = Date.UTC(2026, 2, 2, 14, 20)
const ring = ringPush(PLACED)

function engine(maxActions: number | undefined, ...names: string[]): NotificationClass {
  const prototype = Object.fromEntries(names.map((name) => [name, null]))
  return maxActions === undefined ? { prototype } : { maxActions, prototype }
}
const look = (notification: NotificationClass | undefined) =>
  ringLook(abilitiesOf(notification), ring, PLACED)
const names = (options: { actions?: readonly { action: string }[] }) =>
  options.actions?.map(({ action }) => action)

describe('a ring’s notification', () => {
  it('has buttons, stays, and rings again by renotify in Chromium and Edge', () => {
    const chromium = engine(2, 'renotify', 'requireInteraction', 'actions')
    const { title, options } = look(chromium)
    expect(title).toBe('Ada Lovelace is calling')
    expect(names(options)).toEqual(['answer', 'decline'])
    expect(options).toMatchObject({
      tag: 'caller-ada',
      icon: ada.photo,
      requireInteraction: true,
      renotify: true,
      data: ring,
    })
    expect(options).not.toHaveProperty('scenario')
    expect(abilitiesOf(chromium).repeats).toBe('renotify')
  })

  it('has buttons, stays, and is closed and shown again in Firefox', () => {
    const firefox = engine(2, 'requireInteraction', 'actions')
    const { options } = look(firefox)
    expect(names(options)).toEqual(['answer', 'decline'])
    expect(options).toMatchObject({ requireInteraction: true })
    expect(options).not.toHaveProperty('renotify')
    expect(abilitiesOf(firefox).repeats).toBe('again')
  })

  it('is shown once, without buttons, in words that stay true in Safari', () => {
    const safari = engine(undefined, 'tag', 'silent')
    const { title, options } = look(safari)
    expect(title).toBe('Call from Ada Lovelace')
    expect(options.body).toMatch(/^\w+ \d\d:\d\d\. Press to see whether it still rings\.$/)
    for (const name of ['actions', 'renotify', 'requireInteraction', 'scenario'])
      expect(options).not.toHaveProperty(name)
    expect(abilitiesOf(safari).repeats).toBe('none')
  })

  it('has no Decline and no repeats of its own in the style of an incoming call', () => {
    const styled = engine(2, 'renotify', 'requireInteraction', 'actions', 'scenario')
    const { title, options } = look(styled)
    expect(title).toBe('Ada Lovelace is calling')
    expect(options.scenario).toBe('incoming-call')
    expect(names(options)).toEqual(['answer'])
    expect(options).not.toHaveProperty('renotify')
    expect(abilitiesOf(styled).repeats).toBe('none')
  })

  it('is as in Safari when the worker has no Notification class', () => {
    expect(look(undefined)).toEqual(look(engine(undefined)))
  })

  it('has Peal’s picture when the caller has none', () => {
    const from = { ...ada, photo: null }
    const { options } = ringLook(abilitiesOf(engine(2)), ringPush(PLACED, 'call', { from }), PLACED)
    expect(options.icon).toBe('/icons/icon-192.png')
  })

  it('differs only in its words for a test ring', () => {
    const chromium = abilitiesOf(engine(2, 'renotify', 'requireInteraction', 'actions'))
    const test = ringLook(chromium, testPush(PLACED), PLACED)
    expect(test.title).toBe('Test ring')
    const { data: _data, tag: _tag, body: _body, icon: _icon, ...options } = test.options
    expect(look(engine(2, 'renotify', 'requireInteraction', 'actions')).options).toMatchObject(
      options,
    )
  })
})
