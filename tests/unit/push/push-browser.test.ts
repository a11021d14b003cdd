/** What depends on the browser: push support, notification features, ending a subscription. */
import { describe, expect, it } from 'vitest'
import { isInstalledWindow } from '../../../pwa/platform/installed/display-mode.ts'
import { notificationAbilities } from '../../../pwa/platform/push/notification-abilities.ts'
import { watchPermission } from '../../../pwa/platform/browser/permission-watch.ts'
import { endSubscription } from '../../../pwa/platform/push/push-end.ts'
import {
  PUSH_LOCK,
  readSent,
  UNSUBSCRIBE_LIMIT_MS,
  writeSent,
} from '../../../pwa/platform/push/push-memory.ts'
import { pushSupport } from '../../../pwa/platform/push/push-support.ts'
import { systemFamily } from '../../../pwa/platform/browser/browser-name.ts'
import { FakeStorage } from '../call-engine/fake-storage.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'
import { settled } from './push-world.ts'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari'
const IPAD = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari'
const LINUX = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari'

describe('push', () => {
  const all = { isSecureContext: true, PushManager: class {}, Notification: class {} }
  const browser = (userAgent: string, more = {}) => ({
    userAgent,
    maxTouchPoints: 0,
    serviceWorker: {},
    ...more,
  })

  it('is supported with a worker, push and notifications at a secure address', () => {
    expect(pushSupport({ ...all, navigator: browser(LINUX) })).toBe('supported')
    for (const lacking of [
      { ...all, isSecureContext: false, navigator: browser(LINUX) },
      { ...all, PushManager: undefined, navigator: browser(LINUX) },
      { ...all, Notification: undefined, navigator: browser(LINUX) },
      { ...all, navigator: browser(LINUX, { serviceWorker: undefined }) },
    ]) {
      expect(pushSupport(lacking)).toBe('none')
    }
  })

  it('is supported on an iPhone or iPad only from the Home Screen', () => {
    const tab = { ...all, PushManager: undefined }
    expect(pushSupport({ ...tab, navigator: browser(IPHONE) })).toBe('home-screen')
    expect(pushSupport({ ...tab, navigator: browser(IPAD, { maxTouchPoints: 5 }) })).toBe(
      'home-screen',
    )
    // A Mac, and an iPhone that is too old for push even on the Home Screen.
    expect(pushSupport({ ...tab, navigator: browser(IPAD) })).toBe('none')
    expect(pushSupport({ ...tab, navigator: browser(IPHONE, { standalone: true }) })).toBe('none')
    expect(pushSupport({ ...all, navigator: browser(IPHONE, { standalone: true }) })).toBe(
      'supported',
    )
  })
})

describe('what a ring looks like', () => {
  const like = (prototype: object, maxActions?: number) => ({
    Notification: { prototype, maxActions },
  })
  it.each([
    ['Chromium', like({ renotify: true, requireInteraction: true }, 2), true, true],
    ['Firefox', like({ requireInteraction: true }, 2), true, true],
    ['Firefox without actions', like({ requireInteraction: true }, 0), false, false],
    ['a system with a style for calls', like({ scenario: 'default' }, 2), true, 'system'],
    ['Safari', like({}), false, false],
  ])('in %s', (_, globals, answers, repeats) => {
    expect(notificationAbilities(globals)).toEqual({ answers, repeats })
  })

  it('is unknown without notifications', () => {
    expect(notificationAbilities({})).toBeNull()
  })
})

describe('the system', () => {
  it.each([
    ['windows', 'X (Windows NT 10.0; Win64; x64)', 0],
    ['mac', IPAD, 0],
    ['ios', IPAD, 5],
    ['ios', IPHONE, 5],
    ['android', 'X (Linux; Android 15; Pixel)', 5],
    ['chromeos', 'X (X11; CrOS x86_64 14541)', 0],
    ['linux', LINUX, 0],
    ['other', 'X', 0],
  ] as const)('is %s', (family, userAgent, maxTouchPoints) => {
    expect(systemFamily({ userAgent, maxTouchPoints })).toBe(family)
  })
})

describe('ending a subscription', () => {
  function browser({ hangs = false, sentBy = null as string | null } = {}) {
    const did: string[] = []
    const clock = new FakeTimer()
    const localStorage = new FakeStorage()
    if (sentBy !== null) {
      writeSent({ deviceId: sentBy, endpoint: 'https://push.example/1' }, localStorage)
    }
    const subscription = {
      unsubscribe: () => {
        did.push('unsubscribe')
        return hangs ? new Promise<boolean>(() => undefined) : Promise.resolve(true)
      },
    }
    const registration = {
      pushManager: { getSubscription: () => Promise.resolve(subscription) },
    } as unknown as ServiceWorkerRegistration
    const globals = {
      navigator: {
        serviceWorker: { getRegistration: () => Promise.resolve(registration) },
        locks: {
          request: async (name: string, work: () => Promise<unknown>) => {
            did.push(`lock ${name}`)
            return work()
          },
        } as unknown as LockManager,
      },
      localStorage,
      timer: clock.timer,
      failed: (cause: unknown) => void did.push(`failed: ${String(cause)}`),
    }
    return { did, clock, localStorage, globals }
  }

  it('waits for the lock, and forgets its device', async () => {
    const { did, localStorage, globals } = browser({ sentBy: 'd-ada' })
    await endSubscription(null, globals)
    expect(did).toEqual([`lock ${PUSH_LOCK}`, 'unsubscribe'])
    expect(readSent(localStorage)).toBeNull()
  })

  it('keeps the subscription of the device that stays', async () => {
    const { did, localStorage, globals } = browser({ sentBy: 'd-grace' })
    await endSubscription('d-grace', globals)
    expect(did).toEqual([`lock ${PUSH_LOCK}`])
    expect(readSent(localStorage)?.deviceId).toBe('d-grace')
    await endSubscription('d-linus', globals)
    expect(did).toContain('unsubscribe')
  })

  it('times out when the push service is away', async () => {
    const { clock, globals } = browser({ hangs: true })
    let ended = false
    const ending = endSubscription(null, globals).then(() => (ended = true))
    await settled()
    clock.pass(UNSUBSCRIBE_LIMIT_MS - 1)
    await settled()
    expect(ended).toBe(false)
    clock.pass(1)
    await ending
  })

  it.each(['getRegistration', 'getSubscription'])(
    'does not keep the lock where %s never answers',
    async (call) => {
      const { clock, globals } = browser()
      const never = () => new Promise<never>(() => undefined)
      const registration = { pushManager: { getSubscription: never } }
      Object.assign(globals.navigator.serviceWorker, {
        getRegistration: call === 'getRegistration' ? never : () => Promise.resolve(registration),
      })
      const ending = endSubscription(null, globals)
      await settled()
      clock.pass(UNSUBSCRIBE_LIMIT_MS)
      await ending
    },
  )

  it('does nothing without workers, without a registration, or without push', async () => {
    const { did, globals } = browser()
    const { localStorage, timer, failed } = globals
    for (const serviceWorker of [
      undefined,
      { getRegistration: () => Promise.resolve(undefined) },
      { getRegistration: () => Promise.resolve({} as ServiceWorkerRegistration) },
    ]) {
      const navigator = serviceWorker === undefined ? {} : { serviceWorker }
      await endSubscription(null, { navigator, localStorage, timer, failed })
    }
    expect(did).toEqual([])
  })

  it('ignores what was kept in a broken form', () => {
    const storage = new FakeStorage()
    for (const broken of ['{', '7', '{"deviceId":1,"endpoint":"x"}', '{"deviceId":"d"}']) {
      storage.setItem('peal.push', broken)
      expect(readSent(storage)).toBeNull()
    }
  })
})

describe('a permission', () => {
  it('is watched where the browser supports it', async () => {
    const status = new EventTarget() as PermissionStatus
    let changes = 0
    const changed = () => void (changes += 1)
    watchPermission('notifications', changed, { query: () => Promise.resolve(status) })
    watchPermission('notifications', changed, { query: () => Promise.reject(new TypeError()) })
    await settled()
    status.dispatchEvent(new Event('change'))
    expect(changes).toBe(1)
  })
})

describe('the installed app’s window', () => {
  it('is recognized by its display mode, or by WebKit', () => {
    const matches = (mode: string) => ({
      matchMedia: (query: string) => ({ matches: query === `(display-mode: ${mode})` }),
      navigator: {},
    })
    expect(isInstalledWindow(matches('standalone'))).toBe(true)
    expect(isInstalledWindow(matches('window-controls-overlay'))).toBe(true)
    expect(isInstalledWindow(matches('browser'))).toBe(false)
    expect(isInstalledWindow({ ...matches('browser'), navigator: { standalone: true } })).toBe(true)
  })
})
