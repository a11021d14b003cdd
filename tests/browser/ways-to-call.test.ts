/** The split Call button, IM accounts, and calls by other programs. */
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inEveryLook } from '../support/accessibility.ts'
import type { Person } from '../support/browser.ts'
import { opening } from '../support/call-steps.ts'
import { addAccount, openWays, removeAccounts, setConnector } from '../support/connector-steps.ts'
import type { House } from '../support/household.ts'
import { focused, isFocused } from '../support/focus.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'
import { withoutChanges } from '../support/without-changes.ts'

const newHouse = households({ worker: false })
const lastingHouse = households({ worker: false, lasting: true })
const TEAMS = 'https://teams.microsoft.com/**'
const CONNECTORS = ['teams', 'phone']

interface AdaAndGrace {
  readonly house: House
  /** An administrator. */
  readonly ada: Person
  readonly grace: Person
}

async function moveIn(house: House): Promise<AdaAndGrace> {
  await house.member('ada', { admin: true })
  await house.member('grace')
  return { house, ada: await house.person('ada'), grace: await house.person('grace') }
}

/** In a house of their own, where nobody has called before. */
async function whoNeverCalled(connectors: readonly string[]): Promise<AdaAndGrace> {
  const people = await moveIn(await newHouse([]))
  for (const id of connectors) await setConnector(people.ada.page, id, { enabled: true })
  await people.ada.page.reload()
  return people
}

let lasting: AdaAndGrace
beforeAll(async () => {
  lasting = await moveIn(await lastingHouse([]))
})
afterEach(async () => {
  for (const { context, page } of [lasting.ada, lasting.grace]) {
    for (const other of context.pages().filter((each) => each !== page)) await other.close()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await context.unrouteAll({ behavior: 'ignoreErrors' })
  }
})

/** Only these connectors are on, and nobody has an account. Ada is at her contacts. */
async function adaAndGrace(connectors: readonly string[]): Promise<AdaAndGrace> {
  const { house, ada, grace } = lasting
  const on = (id: string, enabled: boolean) => setConnector(ada.page, id, { enabled })
  for (const id of CONNECTORS) await on(id, true)
  await removeAccounts(grace.page)
  for (const id of CONNECTORS) await on(id, connectors.includes(id))
  await ada.page.goto(house.peal.origin)
  return lasting
}

/** Answers requests to Teams in place of the internet, and records their referrers. */
async function playTeams(page: Page): Promise<{ readonly referrers: (string | undefined)[] }> {
  const referrers: (string | undefined)[] = []
  await page.context().route(TEAMS, async (route) => {
    referrers.push(route.request().headers()['referer'])
    await route.fulfill({ contentType: 'text/html', body: '<title>Teams</title>' })
  })
  return { referrers }
}

const focusedTitle = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector('b')?.textContent ?? '')

async function openProfile(house: House, page: Page): Promise<void> {
  await page.goto(`${house.peal.origin}/contacts/grace`)
}

describe('the pulldown beside Call', () => {
  it('is not shown while there is only one way', async () => {
    const { ada } = await adaAndGrace([])
    await ada.page.getByRole('button', { name: 'Call Grace Hopper', exact: true }).first().waitFor()
    expect(await ada.page.getByRole('button', { name: /^Choose how/ }).count()).toBe(0)
  })

  it('lists ways that cannot be used with the reason: the keyboard reaches them, and they cannot be chosen', async () => {
    const { house, ada } = await adaAndGrace(['phone', 'teams'])
    const { page } = ada
    await openProfile(house, page)
    const opener = page.getByRole('button', { name: 'Choose how to call Grace Hopper' })
    await opener.focus()
    await page.keyboard.press('Enter')
    await until('the first is focused', async () => (await focusedTitle(page)) === 'Peal video')
    await page.keyboard.press('ArrowDown')
    expect(await focusedTitle(page)).toBe('Phone')
    const phone = page.getByRole('menuitem', { name: 'Phone' })
    expect(await phone.getAttribute('aria-disabled')).toBe('true')
    expect(await phone.textContent()).toContain('No phone number given')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('menu').isVisible()).toBe(true)
    await page.keyboard.press('End')
    expect(await focusedTitle(page)).toBe('Microsoft Teams')
    await page.keyboard.press('ArrowDown')
    expect(await focusedTitle(page)).toBe('Peal video')
    expect(await inEveryLook(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    expect(await isFocused(opener)).toBe(true)
    expect(ada.context.pages()).toHaveLength(1)
  })

  it('calls by the way last used on any device of the member, and by another where that one is not available', async () => {
    const { house, ada, grace } = await whoNeverCalled(['teams'])
    const elsewhere = await house.person('ada')
    await addAccount(grace.page, 'teams', 'grace@example.org')
    await playTeams(ada.page)
    await openProfile(house, ada.page)
    const menu = await openWays(ada.page, 'Grace Hopper')
    await opening(ada.page, () => menu.getByRole('menuitem', { name: 'Microsoft Teams' }).click())

    // The other device, with the contacts page open all the while.
    await playTeams(elsewhere.page)
    await elsewhere.page.reload()
    const main = elsewhere.page.getByRole('button', { name: 'Call Grace Hopper', exact: true })
    const tab = await opening(elsewhere.page, () => main.first().click())
    await tab.waitForURL(TEAMS)

    // Without Grace's account the button calls with Peal, but still remembers Teams.
    await grace.page.goto(`${house.peal.origin}/settings#accounts`)
    await grace.page
      .getByRole('button', { name: 'Remove the Teams address grace@example.org' })
      .click()
    await elsewhere.page.reload()
    const win = await opening(elsewhere.page, () => main.first().click())
    await win.waitForURL('**/call/**')
    await win.close()
    await addAccount(grace.page, 'teams', 'grace@example.org')
  })

  it('learns at once of a call that was placed on another device', async () => {
    const { house, ada, grace } = await whoNeverCalled(['teams'])
    await addAccount(grace.page, 'teams', 'grace@example.org')
    const elsewhere = await house.person('ada')
    await playTeams(ada.page)
    await openProfile(house, ada.page)
    const menu = await openWays(ada.page, 'Grace Hopper')
    await opening(ada.page, () => menu.getByRole('menuitem', { name: 'Microsoft Teams' }).click())
    const there = await openWays(elsewhere.page, 'Grace Hopper')
    await there.getByRole('menuitem', { name: 'Microsoft Teams' }).getByText('Last used.').waitFor()
  })
})

it('the installed app’s "Call someone" leads to the search, in a window that is open too', async () => {
  const { house, ada } = await adaAndGrace([])
  const { page } = ada
  const manifest: unknown = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
    return (await fetch(link?.href ?? '')).json()
  })
  const shortcut = { name: 'Call someone', url: '/?find' }
  expect(manifest).toMatchObject({
    shortcuts: expect.arrayContaining([expect.objectContaining(shortcut)]),
  })
  const search = page.getByRole('searchbox', { name: 'Search' })
  await page.goto(house.peal.origin)
  await search.waitFor()
  expect(await isFocused(search)).toBe(false)
  await page.goto(house.peal.origin + shortcut.url)
  await focused(search)
  await page.keyboard.type('grace')
  await page.getByText('1 person found').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Call Grace Hopper', exact: true }).waitFor()
})

describe('a call by another program', () => {
  it('opens that program without a call window, tells the other site nothing of where it came from, and is in the history', async () => {
    const { house, ada, grace } = await adaAndGrace(['teams', 'phone'])
    await addAccount(grace.page, 'teams', 'grace+desk@example.org')
    await addAccount(grace.page, 'phone', '+44 20 7946 0018')
    const { referrers } = await playTeams(ada.page)
    await openProfile(house, ada.page)
    const ways = ada.page.getByRole('region', { name: 'Ways to reach Grace Hopper' })
    await ways.getByText('+442079460018').waitFor()
    const tab = await opening(ada.page, () =>
      ways.getByRole('button', { name: 'Call Grace Hopper by Microsoft Teams' }).click(),
    )
    await tab.waitForURL(TEAMS)
    expect(new URL(tab.url()).searchParams.get('users')).toBe(
      'grace+desk@example.org'.replace('+', ' '),
    )
    expect(referrers).toEqual([undefined])
    expect(await tab.evaluate(() => window.opener)).toBeNull()

    await ways.getByRole('button', { name: 'Call Grace Hopper by Phone' }).click()
    await ada.page.getByText('Phone is opening.').waitFor()
    expect(ada.context.pages()).toHaveLength(2)
    await ada.page.goto(`${house.peal.origin}/calls`)
    const rows = ada.page.getByRole('listitem').filter({ hasText: 'Grace Hopper' })
    await rows.filter({ has: ada.page.locator('.way', { hasText: 'Phone' }) }).waitFor()
    await rows.filter({ has: ada.page.locator('.way', { hasText: 'Microsoft Teams' }) }).waitFor()
    await grace.page.goto(`${house.peal.origin}/calls`)
    await grace.page.getByText('No calls yet').first().waitFor()
  })

  it('tells several numbers of a person apart in the names of their buttons', async () => {
    const { house, ada, grace } = await adaAndGrace(['phone'])
    await addAccount(grace.page, 'phone', '+44 20 7946 0018')
    await addAccount(grace.page, 'phone', '+44 20 7946 0019')
    await openProfile(house, ada.page)
    const ways = ada.page.getByRole('region', { name: 'Ways to reach Grace Hopper' })
    for (const number of ['+442079460018', '+442079460019']) {
      const name = `Call Grace Hopper by Phone, ${number}`
      await ways.getByRole('button', { name, exact: true }).waitFor()
    }
  })

  it('shows no number of another person while those of a profile are on their way', async () => {
    const { house, ada, grace } = await whoNeverCalled(['phone'])
    await house.member('linus')
    await addAccount(grace.page, 'phone', '+44 20 7946 0018')
    // Waits for each page to be in the history, so that going back leads to Linus.
    const open = async (name: string, path: string) => {
      await ada.page.getByRole('link', { name, exact: true }).first().click()
      await ada.page.waitForURL(house.peal.origin + path)
    }
    await ada.page.reload()
    await open('Linus Torvalds', '/contacts/linus')
    await open('Contacts', '/')
    await open('Grace Hopper', '/contacts/grace')
    await ada.page.getByText('+442079460018').waitFor()
    // Goes back to Linus's profile, whose accounts never arrive.
    await ada.page.route('**/api/contacts/linus/accounts', () => undefined)
    await ada.page.evaluate(() => history.go(-2))
    const ways = ada.page.getByRole('region', { name: 'Ways to reach Linus Torvalds' })
    await ways.getByText('No phone number given').waitFor()
    expect(await ada.page.getByText('+442079460018').count()).toBe(0)
  })

  it('also starts from a call window, which leads there', async () => {
    const { house, ada, grace } = await adaAndGrace(['teams'])
    await addAccount(grace.page, 'teams', 'grace@example.org')
    await playTeams(ada.page)
    const page = await ada.context.newPage()
    await page.goto(`${house.peal.origin}/call/new?to=grace`)
    await page.getByText('Call Grace Hopper?').waitFor()
    const menu = await openWays(page, 'Grace Hopper')
    const teams = menu.getByRole('menuitem', { name: 'Microsoft Teams' })
    await setConnector(ada.page, 'teams', { enabled: false })
    await teams.click()
    await page.getByRole('alert').filter({ hasText: 'This way to call is switched off.' }).waitFor()
    await setConnector(ada.page, 'teams', { enabled: true })
    await openWays(page, 'Grace Hopper')
    await teams.click()
    await page.waitForURL(TEAMS)
    await page.close()
  })

  it('is refused with an explanation once it was switched off, and disappears from the page', async () => {
    const { house, ada, grace } = await whoNeverCalled(['teams'])
    await addAccount(grace.page, 'teams', 'grace@example.org')
    // Otherwise the button may be gone before it is pressed.
    await withoutChanges(ada.context)
    await openProfile(house, ada.page)
    const ways = ada.page.getByRole('region', { name: 'Ways to reach Grace Hopper' })
    await ways.getByText('grace@example.org').waitFor()
    await setConnector(ada.page, 'teams', { enabled: false })
    await ways.getByRole('button', { name: 'Call Grace Hopper by Microsoft Teams' }).click()
    await ada.page.getByText('This way to call is switched off.').waitFor()
    await ways.waitFor({ state: 'detached' })
    await until('the empty tab is gone', () => ada.context.pages().length === 1)
  })
})

describe('IM accounts in Settings', () => {
  it('are added from a pulldown, checked, kept while their connector is off, and removed', async () => {
    const { house, ada, grace } = await adaAndGrace(['phone'])
    const { page } = grace
    const open = async () => {
      await page.goto(`${house.peal.origin}/settings#accounts`)
      await page.reload()
    }
    await open()
    await page.getByRole('button', { name: 'Add an account' }).click()
    await page.getByRole('menuitem', { name: 'Phone' }).click()
    const field = page.getByRole('textbox', { name: 'Phone number' })
    expect(await isFocused(field)).toBe(true)
    await field.fill('020 7946 0018')
    await page.keyboard.press('Enter')
    await page.getByText('That is no phone number. One looks like +44 20 7946 0018.').waitFor()
    expect(await field.inputValue()).toBe('020 7946 0018')
    expect(await inEveryLook(page)).toEqual([])
    await field.fill('+44 20 7946 0018')
    await page.getByRole('button', { name: 'Save the phone number' }).click()
    await page.getByText('Phone saved').waitFor()

    await setConnector(ada.page, 'phone', { enabled: false })
    await open()
    await page.getByText('No ways to call but Peal itself are switched on here.').waitFor()
    await setConnector(ada.page, 'phone', { enabled: true })
    await open()
    expect(await field.inputValue()).toBe('+442079460018')
    await page.getByRole('button', { name: 'Remove the phone number +442079460018' }).click()
    await field.waitFor({ state: 'detached' })
  })
})
