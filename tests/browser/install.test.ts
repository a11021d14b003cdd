/** Peal can be installed as an app, by Chromium's criteria. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { launchChromium, launchLasting, signIn, signInAt } from '../support/browser.ts'
import { call, incoming, press } from '../support/call-steps.ts'
import { PealProcess } from '../support/peal-process.ts'
import { until } from '../support/until.ts'

/** Installing takes long on a busy machine. */
const INSTALL_MS = 60_000

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

interface InstallabilityErrors {
  installabilityErrors: { errorId: string }[]
}

interface Picture {
  src: string
  sizes: string
}
interface Pictured {
  icons: Picture[]
  screenshots: Picture[]
  shortcuts: { icons: Picture[] }[]
}

/** Every picture that the manifest names is there, and as large as it says. */
async function expectPictures(page: Page, { icons, screenshots, shortcuts }: Pictured) {
  const named = [...icons, ...screenshots, ...shortcuts.flatMap((each) => each.icons)]
  const sized = named.filter(({ sizes }) => sizes !== 'any')
  const found = await page.evaluate(
    (sources) =>
      Promise.all(
        sources.map(async (src) => {
          const { width, height } = await createImageBitmap(await (await fetch(src)).blob())
          return `${src} ${String(width)}x${String(height)}`
        }),
      ),
    sized.map(({ src }) => src),
  )
  expect(found).toEqual(sized.map(({ src, sizes }) => `${src} ${sizes}`))
}

describe('installable', () => {
  it('meets the browser’s criteria, installs, and opens in its own window', async () => {
    const peal = await PealProcess.start()
    ends.push(() => peal.stop())
    const folder = await mkdtemp(join(tmpdir(), 'peal-profile-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    const context = await launchLasting(folder)
    ends.push(() => context.close())
    const link = await peal.add('ada', 'Ada Lovelace')
    const page = await signInAt(context, link)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)

    const session = await context.newCDPSession(page)
    const errors = (await session.send('Page.getInstallabilityErrors')) as InstallabilityErrors
    expect(errors.installabilityErrors.map(({ errorId }) => errorId)).toEqual([])
    const manifest = await session.send('Page.getAppManifest')
    expect(manifest.errors).toEqual([])
    const parsed: unknown = JSON.parse(manifest.data ?? '')
    expect(parsed).toMatchObject({
      id: '/',
      launch_handler: { client_mode: 'focus-existing' },
      protocol_handlers: [{ protocol: 'web+peal' }],
      icons: expect.arrayContaining([
        expect.objectContaining({ purpose: 'maskable', sizes: '512x512' }),
      ]),
      screenshots: expect.arrayContaining([
        expect.objectContaining({ form_factor: 'wide' }),
        expect.objectContaining({ form_factor: 'narrow' }),
      ]),
      shortcuts: [
        { name: 'Call someone', url: '/?find' },
        { name: 'Calls', url: '/calls' },
        { name: 'Settings', url: '/settings' },
      ],
    })
    await expectPictures(page, parsed as Pictured)

    const browser = context.browser()
    if (!browser) throw new Error('a lasting profile has a browser')
    const whole = await browser.newBrowserCDPSession()
    const manifestId = `${peal.origin}/`
    await whole.send('PWA.install', { manifestId, installUrlOrBundleUrl: peal.origin })
    await whole.send('PWA.changeAppUserSettings', { manifestId, displayMode: 'standalone' })
    const opened = context.waitForEvent('page', { timeout: INSTALL_MS })
    await whole.send('PWA.launch', { manifestId })
    const app = await opened
    await app.waitForFunction(() => matchMedia('(display-mode: standalone)').matches)
    await app.getByRole('heading', { name: 'Nobody to ring yet' }).waitFor()

    // The count of missed calls is on the app's icon.
    const badge = async () => (await whole.send('PWA.getOsAppState', { manifestId })).badgeCount
    expect(await badge()).toBe(0)
    const other = await launchChromium()
    ends.push(() => other.close())
    const grace = await signIn(other, await peal.add('grace', 'Grace Hopper'), 'Grace Hopper')
    const win = await call(grace, 'Ada Lovelace')
    await incoming(app, 'Grace Hopper').waitFor()
    await press(win, 'Hang up')
    await until('the badge counts it', async () => (await badge()) === 1)
    await app.goto(`${peal.origin}/calls`)
    await app.getByRole('button', { name: 'Mark all as seen' }).click()
    await until('the badge is gone', async () => (await badge()) === 0)
  })
})
