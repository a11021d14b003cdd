/**
 * Tests the stand-ins for the push services and the desktop: real browsers subscribe at them, and a
 * server that is only given their environment variables reaches the worker with every page closed.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import webPush from 'web-push'
import { afterEach, describe, expect, it } from 'vitest'
import { ChromiumPerson } from '../support/push/chromium-person.ts'
import { FirefoxPerson } from '../support/push/firefox-person.ts'
import { GcmService } from '../support/push/gcm-service.ts'
import { MozillaPushService } from '../support/push/mozilla-push-service.ts'
import type { SubscriptionJson } from '../support/push/push-service.ts'
import { WorkerSite } from '../support/push/worker-site.ts'
import { TOP } from '../support/sources.ts'

const exec = promisify(execFile)
const vapid = webPush.generateVAPIDKeys()

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function closing<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const started = await starting
  ends.push(() => started.close())
  return started
}

/** Sends as a server does: from its own process, which has the proxy in its environment. */
const SEND = `import webPush from 'web-push'
const [subscription, text, vapidDetails] = process.argv.slice(1).map((arg) => JSON.parse(arg))
const options = { vapidDetails, proxy: process.env.HTTPS_PROXY, TTL: 120, urgency: 'high' }
const sent = webPush.sendNotification(subscription, text, options).catch((error) => error)
console.log((await sent).statusCode)`

async function send(
  env: Readonly<Record<string, string>>,
  subscription: SubscriptionJson,
  title: string,
): Promise<number> {
  const details = { subject: 'mailto:admin@example.org', ...vapid }
  const args = [subscription, title, details].map((value) => JSON.stringify(value))
  const { stdout } = await exec(
    process.execPath,
    ['--input-type=module', '--eval', SEND, '--', ...args],
    { cwd: TOP, env: { PATH: process.env.PATH, ...env } },
  )
  return Number(stdout)
}

const startSite = () => closing(WorkerSite.start(vapid.publicKey))

describe("Google's push service and the desktop, for Chromium", () => {
  it('push to a worker without a page, and tell it of presses', async () => {
    const [site, gcm] = [await startSite(), await closing(GcmService.start())]
    const ada = await closing(ChromiumPerson.start(site.origin, gcm))
    await ada.open()
    const subscription = await site.subscription()
    expect(new URL(subscription.endpoint).hostname).toBe('fcm.googleapis.com')
    await ada.closePages()

    expect(await send(gcm.serverEnv, subscription, 'Grace calls')).toBe(201)
    const shown = await ada.desktop.shown('Grace calls')
    expect(shown).toMatchObject({ app: 'Chromium', stays: true })
    expect([...shown.actions.values()]).toEqual(expect.arrayContaining(['Answer', 'Decline']))
    expect(await site.pagesAt('Grace calls')).toBe(0)
    const win = await ada.opening(() => ada.desktop.press(shown, 'Answer'))
    expect(await site.pressed('Grace calls')).toBe('answer')
    await win.waitForURL('**/opened')
    expect((await ada.desktop.closed(shown)).by).toBe('app')
    await ada.closePages()

    await ada.quit()
    expect(await send(gcm.serverEnv, subscription, 'Linus calls')).toBe(201)
    await ada.run()
    const later = await ada.desktop.shown('Linus calls')
    ada.desktop.press(later, 'Decline', { thenCloses: true })
    expect(await site.pressed('Linus calls')).toBe('decline')

    gcm.end(subscription.endpoint)
    expect(await send(gcm.serverEnv, subscription, 'Ada calls')).toBe(410)
    expect(gcm.log.all.map(({ status, urgency }) => [status, urgency])).toEqual([
      [201, 'high'],
      [201, 'high'],
      [410, 'high'],
    ])
  })
})

describe("Mozilla's push service and the desktop, for Firefox", () => {
  it('push to a worker without a page, and tell it of presses', async () => {
    const [site, mozilla] = [await startSite(), await closing(MozillaPushService.start())]
    const ada = await closing(FirefoxPerson.start(site.origin, mozilla))
    await ada.open()
    const subscription = await site.subscription()
    expect(new URL(subscription.endpoint).hostname).toBe('updates.push.services.mozilla.com')
    await ada.closePages()

    expect(await send(mozilla.serverEnv, subscription, 'Grace calls')).toBe(201)
    const shown = await ada.desktop.shown('Grace calls')
    expect(shown).toMatchObject({ stays: true })
    expect([...shown.actions.values()]).toEqual(expect.arrayContaining(['Answer', 'Decline']))
    expect(await site.pagesAt('Grace calls')).toBe(0)
    const win = await ada.opening(() => ada.desktop.press(shown, 'Answer'))
    expect(await site.pressed('Grace calls')).toBe('answer')
    await win.waitForFunction(() => document.title === 'Opened')
    expect((await ada.desktop.closed(shown)).by).toBe('app')
    await ada.closePages()

    await ada.quit()
    expect(await send(mozilla.serverEnv, subscription, 'Linus calls')).toBe(201)
    await ada.run()
    const later = await ada.desktop.shown('Linus calls')
    ada.desktop.press(later, 'Decline', { thenCloses: true })
    expect(await site.pressed('Linus calls')).toBe('decline')

    mozilla.end(subscription.endpoint)
    expect(await send(mozilla.serverEnv, subscription, 'Ada calls')).toBe(410)
    expect(mozilla.log.all.map(({ status, urgency }) => [status, urgency])).toEqual([
      [201, 'high'],
      [201, 'high'],
      [410, 'high'],
    ])
  })
})
