/** Chromium and Firefox call each other. */
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest'
import type { Browser, Page } from 'puppeteer-core'
import { call, hears, incoming, press, sees, stage } from '../support/call-steps.ts'
import { launchFirefox, pressInFirefox, seesInFirefox, stageInFirefox } from '../support/firefox.ts'
import { households, nameOf } from '../support/household.ts'
import { PATIENCE_MS } from '../support/until.ts'

/** Firefox starts slowly beside other work. */
const START_MS = 150_000

const household = households({ worker: false })
let firefox: Browser | null = null
beforeAll(async () => {
  firefox = await launchFirefox()
}, START_MS)
const contexts: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})
afterAll(async () => {
  await firefox?.close()
})

/** Signs in at a profile of Firefox of its own. */
async function signInAtFirefox(link: string, name: string): Promise<Page> {
  if (!firefox) throw new Error('Firefox has not started')
  const context = await firefox.createBrowserContext()
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(link)
  await pressInFirefox(page, `Sign in as ${name}`)
  await page.waitForSelector('input[type=search]')
  return page
}

/** The window that a press opens. */
async function openingInFirefox(page: Page, name: string): Promise<Page> {
  const opened = new Promise<Page>((resolve, reject) => {
    page.once('popup', (popup) => (popup ? resolve(popup) : reject(new Error('no window'))))
  })
  await pressInFirefox(page, name)
  const win = await opened
  win.setDefaultTimeout(PATIENCE_MS)
  return win
}

describe('Firefox and Chromium', () => {
  it('connect when Chromium calls and Firefox answers', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await signInAtFirefox(await house.peal.signInLink('grace'), nameOf('grace'))
    const hers = await call(ada, 'Grace Hopper')
    const other = await openingInFirefox(grace, 'Answer')
    await Promise.all([stage(hers, 'Connected'), stageInFirefox(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), seesInFirefox(other, 'Ada Lovelace')])
    await hears(hers)
    await press(hers, 'Hang up')
    await stageInFirefox(other, 'Call ended')
  })

  it('connect when Firefox calls and Chromium answers', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await signInAtFirefox(await house.peal.signInLink('grace'), nameOf('grace'))
    const other = await openingInFirefox(grace, 'Call Ada Lovelace')
    await incoming(ada.page, 'Grace Hopper').waitFor()
    await stageInFirefox(other, 'Ringing…')
    const [hers] = await Promise.all([
      ada.context.waitForEvent('page'),
      incoming(ada.page, 'Grace Hopper')
        .getByRole('button', { name: 'Answer', exact: true })
        .click(),
    ])
    await Promise.all([stage(hers, 'Connected'), stageInFirefox(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), seesInFirefox(other, 'Ada Lovelace')])
    await hears(hers)
    await pressInFirefox(other, 'Hang up')
    await stage(hers, 'Call ended')
  })
})
