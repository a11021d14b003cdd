/**
 * A desktop rings with every page of Peal closed. The server encrypts and posts as in production,
 * and the browser is Debian's Chromium with a real subscription. Only the push service and the
 * desktop's notification service are replaced by stand-ins.
 */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../support/browser.ts'
import { call, callsOf, hears, leaveCalls, press, sees, stage } from '../support/call-steps.ts'
import { households, type House } from '../support/household.ts'
import { PushDelivery } from '../support/push-delivery.ts'
import type { ChromiumPerson } from '../support/push/chromium-person.ts'
import { withoutTab } from '../support/push/closed-tab.ts'
import { GcmService } from '../support/push/gcm-service.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false, lasting: true })
let gcm: GcmService
beforeAll(async () => {
  gcm = await GcmService.start()
})
afterAll(() => gcm.close())

const RING = 'Ada Lovelace is calling'

describe('closed tab: a desktop without a tab of Peal', () => {
  let house: House
  let ada: Person
  let grace: ChromiumPerson
  beforeAll(async () => {
    house = await household(['ada', 'grace'], { env: gcm.serverEnv })
    ada = await house.person('ada')
    grace = await withoutTab(house, gcm, 'grace', ada)
  })
  afterEach(async () => {
    await leaveCalls([ada])
    await grace.closePages()
    await until('nothing is shown', () => grace.desktop.open.length === 0)
    grace.desktop.forget()
  })

  it('rings, the caller sees that it does, and Answer on the notification connects', async () => {
    const hers = await call(ada, 'Grace Hopper')
    const shown = await grace.desktop.shown(RING)
    expect(shown).toMatchObject({ stays: true, silent: false })
    expect([...shown.actions.values()]).toEqual(expect.arrayContaining(['Answer', 'Decline']))
    expect(grace.pages).toEqual([])
    await stage(hers, 'Ringing…')
    // The notification is repeated for as long as the call rings.
    await until('it rings again', () => grace.desktop.history.length > 2)
    const again = await grace.desktop.shown(RING)
    const other = await grace.opening(() => grace.desktop.press(again, 'Answer'))
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    await hears(other)
    expect(new URL(other.url()).hash).toBe('')
    await until('nothing is shown', () => grace.desktop.open.length === 0)
    await press(hers, 'Hang up')
    await stage(other, 'Call ended')
    expect(grace.faults).toEqual([])
  })

  it('declines without a window', async () => {
    const hers = await call(ada, 'Grace Hopper')
    const shown = await grace.desktop.shown(RING)
    grace.desktop.press(shown, 'Decline')
    await stage(hers, 'Grace Hopper declined the call.')
    await until('nothing is shown', () => grace.desktop.open.length === 0)
    expect(grace.pages).toEqual([])
  })

  it('opens the incoming screen when the notification itself is pressed', async () => {
    const hers = await call(ada, 'Grace Hopper')
    const shown = await grace.desktop.shown(RING)
    const screen = await grace.opening(() => grace.desktop.press(shown))
    await press(screen, 'Answer')
    await Promise.all([stage(hers, 'Connected'), stage(screen, 'Connected')])
    await until('the ring is gone', () => grace.desktop.open.length === 0)
  })

  it('rings on when the browser has stopped its worker: Answer connects', async () => {
    const delivery = await PushDelivery.open(grace.context, house.peal.origin)
    const hers = await call(ada, 'Grace Hopper')
    const shown = await grace.desktop.shown(RING)
    await stage(hers, 'Ringing…')
    await delivery.stopWorker()
    const other = await grace.opening(() => grace.desktop.press(shown, 'Answer'))
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await until('the ring is gone', () => grace.desktop.open.length === 0)
  })

  it('stops when another device answers, and says so', async () => {
    const tab = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    const shown = await grace.desktop.shown(RING)
    const dialog = tab.page.getByRole('dialog', { name: 'Incoming call from Ada Lovelace' })
    await dialog.getByRole('button', { name: 'Answer', exact: true }).click()
    await stage(hers, 'Connected')
    const over = await grace.desktop.shown('Answered on another device')
    expect(over.silent).toBe(true)
    expect(shown.id === over.id || !grace.desktop.open.some(({ id }) => id === shown.id)).toBe(true)
    await until('it goes by itself', () => grace.desktop.open.length === 0)
  })
})

describe('closed tab: a desktop without a tab of Peal, when the caller hangs up', () => {
  /** Hangs up, and waits until the window says so. It would close a second later, before a slow machine has looked. */
  async function hangUp(win: Page): Promise<void> {
    await win.evaluate(() => {
      window.close = () => undefined
    })
    await press(win, 'Hang up')
    await stage(win, 'You hung up.')
  }

  async function adaAndGrace() {
    const house = await household(['ada', 'grace'], { env: gcm.serverEnv })
    const ada = await house.person('ada')
    const grace = await withoutTab(house, gcm, 'grace', ada)
    return { house, ada, grace }
  }

  it('replaces the ring of a cancelled call by a missed call', async () => {
    const { ada, grace } = await adaAndGrace()
    const hers = await call(ada, 'Grace Hopper')
    await grace.desktop.shown(RING)
    await hangUp(hers)
    const missed = await grace.desktop.shown('Missed call from Ada Lovelace')
    expect(grace.desktop.open.map(({ title }) => title)).toEqual([missed.title])
    expect(missed.stays).toBe(false)
    const page = await grace.opening(() => grace.desktop.press(missed, 'Call back'))
    await page.getByText('Call Ada Lovelace?').waitFor()
    expect(await callsOf(ada)).toBe(1)
  })

  it('replaces the ring by the missed call after the browser has stopped its worker', async () => {
    const { house, ada, grace } = await adaAndGrace()
    const delivery = await PushDelivery.open(grace.context, house.peal.origin)
    const hers = await call(ada, 'Grace Hopper')
    await grace.desktop.shown(RING)
    await stage(hers, 'Ringing…')
    await delivery.stopWorker()
    await hangUp(hers)
    const missed = await grace.desktop.shown('Missed call from Ada Lovelace')
    expect(grace.desktop.open.map(({ title }) => title)).toEqual([missed.title])
  })
})
