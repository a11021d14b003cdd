/** The browser in which pages are measured: one browser for all, with a profile for each person. */
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext } from 'playwright-core'
import { PATIENCE_MS } from '../support/until.ts'
import { BUILT, MeasuredProcess } from './measured-process.ts'
import { secretOf } from './peal-server.ts'
import type { PealServer } from './peal-server.ts'

const START_MS = 90_000

/** `flags`: beside those that all figures have. */
export function launch(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['PEAL_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    timeout: START_MS,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      ...flags,
    ],
  })
}

/** A profile that may use the camera; with a person's number it is signed in at Peal. */
export async function openProfile(
  browser: Browser,
  origin: string,
  person?: number,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1_024, height: 720 } })
  context.setDefaultTimeout(PATIENCE_MS)
  await context.grantPermissions(['microphone', 'camera'], { origin })
  if (person !== undefined) {
    await context.addCookies([{ name: 'peal', value: secretOf(person), url: origin }])
  }
  return context
}

/** The server of the bench's own pages. */
export async function servePages(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = new MeasuredProcess(join(BUILT, 'page-server.js'), {})
  const port = await server.message<number>('port')
  // The browser takes `localhost` as secure; so it may use the camera.
  return { origin: `http://localhost:${port}`, stop: () => server.stop() }
}

/** Opens the app after its service worker has cached it, so that the page loads from the cache. */
export async function openCached(context: BrowserContext, server: PealServer) {
  const page = await context.newPage()
  await page.goto(server.origin)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.reload()
  await page.getByRole('searchbox').waitFor()
  return page
}
