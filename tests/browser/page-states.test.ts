/**
 * What pages show while they load, when they cannot, and when there is nothing to show: by role and
 * name, and in every look.
 */
import { describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { inEveryLook } from '../support/accessibility.ts'
import { answer, call, callButton, stage } from '../support/call-steps.ts'
import { focused } from '../support/focus.ts'
import { households, type House } from '../support/household.ts'
import { withoutChanges } from '../support/without-changes.ts'

const household = households({ worker: false })

const HOME = '**/api/home'
const CALLS = '**/api/calls*'
const GRACE = '**/api/contacts/grace'
const EVERYTHING = '**/api/**'
const SESSION = '**/api/session'
/** A page that cannot reach the server tries again within this time. */
const ASKS_AGAIN_MS = 15_000
/** What a busy server refused is read again after this time at the earliest. */
const FIRST_RETRY_MS = 2_000
/** The calls stand beside the contacts in the first two. */
const WITH_PANEL = [1440, 1024, 768, 360]

const CONTACTS_FAILED = 'Contacts could not be loaded'
const CALLS_FAILED = 'Calls could not be loaded'
const PERSON_FAILED = 'This page could not be loaded'
const NOBODY = 'Nobody to ring yet'
const UNREACHABLE = 'Peal cannot reach its server.'
const FAULT = 'The server met a fault. Try again in a moment.'
const AWAY = 'Peal cannot reach its server. Try again when the network is back.'

/**
 * A page of somebody who has no service worker, which would answer instead of the network. It does not load anything again
 * by itself: it hears of no changes, and does not retry what failed.
 */
async function withoutWorker(house: House, handle = 'ada'): Promise<Page> {
  const { page, context } = await house.person(handle)
  await withoutChanges(context)
  // A busy machine looks at a page for longer than the page waits for an answer.
  await context.addInitScript(() => {
    AbortSignal.timeout = () => new AbortController().signal
  })
  await context.addInitScript((first) => {
    const { setTimeout } = window
    const soon = (work: () => void, ms = 0) => (ms < first ? setTimeout(work, ms) : 0)
    Object.assign(window, { setTimeout: soon })
  }, FIRST_RETRY_MS)
  return page
}

/** Delays the responses to these paths; returns a function that lets them through. */
async function holdBack(page: Page, ...paths: string[]): Promise<() => void> {
  let letGo = () => {}
  const free = new Promise<void>((resolve) => (letGo = resolve))
  for (const path of paths) {
    await page.route(path, async (route) => {
      await free
      await route.continue()
    })
  }
  return letGo
}

/** Lets these paths fail with a response that is not Peal's, as from a proxy. */
async function breakDown(page: Page, ...paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.route(path, (route) => route.fulfill({ status: 500, body: 'out of order' }))
  }
}

/** Lets requests to these paths fail without reaching the server. */
async function cutOff(page: Page, ...paths: string[]): Promise<void> {
  for (const path of paths) await page.route(path, (route) => route.abort())
}

const mend = (page: Page) => page.unrouteAll({ behavior: 'wait' })

const waiting = (where: Locator) => where.getByRole('status').filter({ hasText: 'Loading…' })
const main = (page: Page) => page.getByRole('main')
const panel = (page: Page) => page.getByRole('complementary', { name: 'Calls' })

/** The alert that says that something could not be loaded. */
const failure = (page: Page, title: string) =>
  page.getByRole('alert').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** How much wider the content is than the element, px. */
const overhang = (place: Locator) => place.evaluate((node) => node.scrollWidth - node.clientWidth)

/** Presses "Try again"; checks that the alert goes and that the focus stays on the page. */
async function tryAgain(page: Page, title: string): Promise<void> {
  await failure(page, title).getByRole('button', { name: 'Try again', exact: true }).focus()
  await page.keyboard.press('Enter')
  await failure(page, title).waitFor({ state: 'detached' })
  await focused(main(page))
}

describe('contacts, and the calls beside them', () => {
  it('show placeholders of the same shape until they have loaded', async () => {
    const house = await household(['ada', 'grace'])
    const page = await withoutWorker(house)
    const letGo = await holdBack(page, HOME, CALLS)
    await page.reload()
    await waiting(main(page)).first().waitFor()
    await panel(page).getByRole('heading', { name: 'Recent' }).waitFor()
    await waiting(panel(page)).waitFor()
    expect(await waiting(main(page)).count()).toBe(2)
    expect(await overhang(panel(page))).toBe(0)
    expect(await inEveryLook(page, WITH_PANEL)).toEqual([])

    letGo()
    await callButton(page, 'Grace Hopper').waitFor()
    await panel(page).getByText('Calls you place and get are listed here.').waitFor()
    expect(await waiting(main(page)).count()).toBe(0)
    expect(await inEveryLook(page, WITH_PANEL)).toEqual([])
  })

  it('say why they could not be loaded, each with its own way to try again', async () => {
    const house = await household(['ada', 'grace'])
    const page = await withoutWorker(house)
    await breakDown(page, HOME, CALLS)
    await page.reload()
    await failure(page, CONTACTS_FAILED).getByText(FAULT).waitFor()
    await panel(page).getByText(FAULT).waitFor()
    expect(await overhang(panel(page))).toBe(0)
    expect(await inEveryLook(page, WITH_PANEL)).toEqual([])

    await failure(page, CALLS_FAILED).waitFor()
    await mend(page)
    await breakDown(page, HOME)
    await tryAgain(page, CALLS_FAILED)
    await panel(page).getByText('Calls you place and get are listed here.').waitFor()
    await failure(page, CONTACTS_FAILED).waitFor()
    await mend(page)
    await tryAgain(page, CONTACTS_FAILED)
    await main(page).getByRole('heading', { name: 'Everyone' }).waitFor()
  })

  it('say so when there is nobody else', async () => {
    const house = await household(['ada'])
    const { page } = await house.person('ada')
    await page.getByRole('heading', { name: NOBODY }).waitFor()
    await page.getByText('As soon as others join, they are listed here.').waitFor()
    expect(await panel(page).count()).toBe(0)
    expect(await inEveryLook(page)).toEqual([])
  })

  it('stay readable under the offline bar', async () => {
    const house = await household(['ada', 'grace'])
    const { page, context } = await house.person('ada', {
      context: { serviceWorkers: 'allow' },
    })
    // From the second visit on the worker has all that a page loads.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await page.reload()
    await callButton(page, 'Grace Hopper').waitFor()
    await context.setOffline(true)
    await page.getByRole('status').filter({ hasText: 'Offline.' }).waitFor()
    await page.getByRole('button', { name: 'Try now' }).waitFor()
    await page.getByText('Calls are off while offline.').first().waitFor()
    expect(await inEveryLook(page)).toEqual([])
  })
})

describe('the calls page', () => {
  it('shows that it loads, that loading failed, and after another try that there are no calls yet', async () => {
    const house = await household(['ada', 'grace'])
    const page = await withoutWorker(house)
    const letGo = await holdBack(page, CALLS)
    await page.goto(`${house.peal.origin}/calls`)
    await waiting(main(page)).waitFor()
    expect(await inEveryLook(page)).toEqual([])
    letGo()
    await page.getByRole('heading', { name: 'No calls yet' }).waitFor()
    await page.getByText('Calls you place and get are listed here.').waitFor()
    expect(await waiting(main(page)).count()).toBe(0)
    expect(await inEveryLook(page)).toEqual([])
    await page.getByRole('button', { name: 'Missed' }).click()
    await page.getByRole('heading', { name: 'Nothing missed' }).waitFor()
    expect(await inEveryLook(page)).toEqual([])

    await mend(page)
    await breakDown(page, CALLS)
    await page.reload()
    await failure(page, CALLS_FAILED).getByText(FAULT).waitFor()
    expect(await inEveryLook(page)).toEqual([])
    await mend(page)
    await tryAgain(page, CALLS_FAILED)
    await page.getByRole('heading', { name: 'No calls yet' }).waitFor()
  })
})

describe('the page of a person', () => {
  it('shows that it loads, that loading failed, and can be loaded again; so do the calls on it', async () => {
    const house = await household(['ada', 'grace'])
    const page = await withoutWorker(house)
    const letGo = await holdBack(page, GRACE)
    await page.goto(`${house.peal.origin}/contacts/grace`)
    await waiting(main(page)).waitFor()
    expect(await inEveryLook(page)).toEqual([])
    letGo()
    await page.getByRole('heading', { level: 1, name: 'Grace Hopper' }).waitFor()
    await page.getByText('You and Grace Hopper have not called each other yet.').waitFor()

    await mend(page)
    await cutOff(page, EVERYTHING)
    await page.reload()
    await failure(page, PERSON_FAILED).getByText(AWAY).waitFor()
    await failure(page, PERSON_FAILED).getByRole('button', { name: 'Try again' }).waitFor()
    expect(await inEveryLook(page)).toEqual([])

    await mend(page)
    await breakDown(page, GRACE, CALLS)
    await page.reload()
    await failure(page, PERSON_FAILED).getByText(FAULT).waitFor()
    await mend(page)
    await breakDown(page, CALLS)
    await tryAgain(page, PERSON_FAILED)
    await page.getByRole('heading', { level: 1, name: 'Grace Hopper' }).waitFor()
    await failure(page, CALLS_FAILED).getByText(FAULT).waitFor()
    expect(await inEveryLook(page)).toEqual([])
    await mend(page)
    await tryAgain(page, CALLS_FAILED)
    await page.getByText('You and Grace Hopper have not called each other yet.').waitFor()
  })

  it('who does not exist leads back to the contacts, where an admin may invite the first', async () => {
    const house = await household([])
    await house.member('ada', { admin: true })
    const { page } = await house.person('ada')
    await page.goto(`${house.peal.origin}/contacts/nobody`)
    await failure(page, 'There is nobody of that name here.').waitFor()
    expect(await inEveryLook(page)).toEqual([])
    await page.getByRole('link', { name: 'Go to contacts' }).click()
    await page.getByRole('heading', { name: NOBODY }).waitFor()
    await main(page).getByRole('button', { name: 'Invite someone' }).waitFor()
    expect(await inEveryLook(page)).toEqual([])
  })
})

describe('a browser that does not know who is signed in and cannot reach the server', () => {
  it('says so, and tries again by itself and after a press', async () => {
    const house = await household(['ada', 'grace'])
    const page = await withoutWorker(house)
    await page.clock.install()
    await page.addInitScript(() => localStorage.clear())
    await breakDown(page, SESSION)
    await page.reload()
    await failure(page, UNREACHABLE).getByText('It tries again by itself.').waitFor()
    await mend(page)
    await page.clock.fastForward(ASKS_AGAIN_MS)
    await callButton(page, 'Grace Hopper').waitFor()

    // From here on the page does not try again by itself.
    await page.addInitScript(() => {
      Object.assign(window, { setInterval: () => 0 })
    })
    await cutOff(page, SESSION)
    await page.reload()
    await failure(page, UNREACHABLE).waitFor()
    expect(await inEveryLook(page)).toEqual([])
    await mend(page)
    await page.getByRole('button', { name: 'Try again', exact: true }).click()
    await callButton(page, 'Grace Hopper').waitFor()
  })
})

describe('a call window', () => {
  it('is readable while the browser asks, when devices are blocked, and when the call is interrupted', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace', { permissions: [] })
    const interrupted = await call(ada, 'Grace Hopper')
    const refusing = await answer(grace, 'Ada Lovelace')
    await stage(interrupted, 'Grace Hopper could not take the call.')
    await stage(refusing, 'Peal may not use your microphone and camera.')
    expect(await inEveryLook(interrupted)).toEqual([])
    expect(await inEveryLook(refusing)).toEqual([])

    const blocked = await call(grace, 'Ada Lovelace')
    await stage(blocked, 'The call was not placed: microphone and camera are blocked.')
    expect(await inEveryLook(blocked)).toEqual([])

    // Headless Chromium shows no permission prompt: this one stays unanswered.
    await ada.context.addInitScript(() => {
      const question = Object.assign(new EventTarget(), { state: 'prompt' })
      navigator.permissions.query = () => Promise.resolve(question as PermissionStatus)
      navigator.mediaDevices.getUserMedia = () => new Promise(() => {})
    })
    const asking = await call(ada, 'Grace Hopper')
    await stage(asking, 'Your browser asks here. Press Allow.')
    expect(await inEveryLook(asking)).toEqual([])
  })
})
