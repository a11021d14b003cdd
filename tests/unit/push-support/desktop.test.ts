/** Tests the stand-in for the desktop's notification service over D-Bus, as a browser uses it. */
import dbus from 'dbus-next'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Desktop } from '../../support/push/desktop.ts'
import { until } from '../../support/until.ts'

interface Signals {
  readonly pressed: unknown[][]
  readonly closed: unknown[][]
}

/** An app on the bus of a desktop. */
async function app() {
  const desktop = await Desktop.start()
  onTestFinished(() => desktop.close())
  const bus = dbus.sessionBus({ busAddress: desktop.env.DBUS_SESSION_BUS_ADDRESS })
  onTestFinished(() => bus.disconnect())
  const object = await bus.getProxyObject(
    'org.freedesktop.Notifications',
    '/org/freedesktop/Notifications',
  )
  const face = object.getInterface('org.freedesktop.Notifications')
  const signals: Signals = { pressed: [], closed: [] }
  face.on('ActionInvoked', (...values: unknown[]) => signals.pressed.push(values))
  face.on('NotificationClosed', (...values: unknown[]) => signals.closed.push(values))
  const call = (method: string, ...values: unknown[]) =>
    face[method]?.(...values) as Promise<unknown>
  const notify = (title: string, replaces = 0) =>
    call(
      ...['Notify', 'Browser', replaces, '', title, 'wants to talk'],
      ...[['4', 'Answer', '5', 'Decline', 'default', 'Activate']],
      ...[{ urgency: new dbus.Variant('y', 2) }, 0],
    )
  return { desktop, signals, call, notify }
}

describe('the desktop', () => {
  it('can show buttons', async () => {
    const { call } = await app()
    expect(await call('GetCapabilities')).toContain('actions')
  })

  it('shows notifications, and presses their buttons by label', async () => {
    const { desktop, signals, notify } = await app()
    const id = await notify('Ada')
    const shown = await desktop.shown('Ada')
    expect(shown).toMatchObject({ id, app: 'Browser', body: 'wants to talk', urgency: 2 })
    expect(shown).toMatchObject({ stays: true, silent: false, replaces: 0 })
    desktop.press(shown, 'Answer')
    desktop.press(shown)
    await until('both presses', () => signals.pressed.length === 2)
    expect(signals.pressed).toEqual([
      [id, '4'],
      [id, 'default'],
    ])
    expect(() => desktop.press(shown, 'Snooze')).toThrow('no button Snooze')
    expect(desktop.open).toEqual([shown])
  })

  it('replaces a notification by one with the same id', async () => {
    const { desktop, notify } = await app()
    const id = Number(await notify('Ada'))
    expect(await notify('Grace', id)).toBe(id)
    expect(desktop.history.map(({ title }) => title)).toEqual(['Ada', 'Grace'])
    expect(desktop.open.map(({ title }) => title)).toEqual(['Grace'])
  })

  it('reports who closed a notification', async () => {
    const { desktop, signals, call, notify } = await app()
    await notify('Ada')
    await notify('Grace')
    const [ada, grace] = [await desktop.shown('Ada'), await desktop.shown('Grace')]
    desktop.dismiss(ada)
    await call('CloseNotification', grace.id)
    expect((await desktop.closed(ada)).by).toBe('person')
    expect((await desktop.closed(grace)).by).toBe('app')
    await until('both signals', () => signals.closed.length === 2)
    expect(signals.closed).toEqual([
      [ada.id, 2],
      [grace.id, 3],
    ])
    expect(desktop.open).toEqual([])
  })
})
