/** Ringing with no tab open, as the pages show it. That a real push arrives is shown elsewhere. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inEveryLook } from '../support/accessibility.ts'
import type { Person } from '../support/browser.ts'
import { isFocused } from '../support/focus.ts'
import { households } from '../support/household.ts'
import { playPush, playServer, proved } from '../support/push-page.ts'
import type { PlayedPush, PlayedServer } from '../support/push-page.ts'
import { until } from '../support/until.ts'

const household = households()

/** The card of the settings' page. */
const card = (page: Page) => page.getByRole('region', { name: /^Calls (do not )?ring here$/ })
const said = (page: Page, text: string | RegExp) => card(page).getByText(text).first().waitFor()
const press = (page: Page, name: string) => card(page).getByRole('button', { name }).click()

async function openSettings({ page }: Person): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/settings`)
  await card(page).waitFor()
}

/** Ada in front of the settings, with push played. */
async function adaInSettings(
  options: PlayedPush = {},
  more: (server: PlayedServer) => void = () => undefined,
) {
  const house = await household(['ada'])
  const ada = await house.person('ada')
  const server = await playPush(ada.context, options)
  more(server)
  await openSettings(ada)
  return { house, ada, page: ada.page, server }
}

/** What the worker says when an echo came through. */
const sayProved = (page: Page) =>
  page.evaluate(() => {
    new BroadcastChannel('peal-push').postMessage({ type: 'proved' })
  })

describe('the line about calls with the tab closed', () => {
  it('says that notifications are blocked and how to allow them, and goes on by itself once they are allowed', async () => {
    const house = await household(['ada'])
    const ada = await house.person('ada')
    await playServer(ada.context)
    await openSettings(ada)
    await said(ada.page, 'Notifications are blocked')
    await said(ada.page, 'Turn Notifications on')
    expect(await inEveryLook(ada.page)).toEqual([])

    await ada.context.grantPermissions(['notifications'], { origin: house.peal.origin })
    // This profile is a private one, which Chromium gives no push.
    await said(ada.page, 'Calls ring only while a tab of Peal is open')
    await said(ada.page, /It said: “Registration failed/)
    expect(await inEveryLook(ada.page)).toEqual([])
  })

  it('asks for permission after a press, and says that calls ring once an echo has proved it', async () => {
    const { page, server } = await adaInSettings({ permission: 'default' })
    await said(page, 'While a tab of Peal is open in this browser.')
    await said(page, 'Ring with the tab closed, too')
    expect(server.asked.every((what) => what.startsWith('GET '))).toBe(true)
    expect(await inEveryLook(page)).toEqual([])

    await press(page, 'Let calls ring here')
    await said(page, /A message is on its way/)
    expect(server.asked).toContain('PUT /api/push/subscription')
    expect(await inEveryLook(page)).toEqual([])

    server.state = proved(Date.now())
    await sayProved(page)
    await said(page, /^Also with Peal’s tab closed, as long as Chrom\w+ runs\.$/)
    await said(page, /^Proved today/)
    // After a reload nothing is asked again, and everything is as before.
    await page.reload()
    await said(page, /^Also with Peal’s tab closed/)
    expect(await page.getByRole('button', { name: 'Let calls ring here' }).count()).toBe(0)
  })

  it('says what to press while the browser asks', async () => {
    const { page } = await adaInSettings({ permission: 'default', answer: 'open' })
    await press(page, 'Let calls ring here')
    await said(page, 'Your browser asks here. Press Allow.')
    expect(await inEveryLook(page)).toEqual([])
  })

  it('says when no push service can be reached, and tries again after a press', async () => {
    const { page } = await adaInSettings({ service: 'refuses' })
    await said(page, 'Calls ring only while a tab of Peal is open')
    await said(page, /It said: “Registration failed - push service error”/)
    await press(page, 'Try again')
    await said(page, 'Calls ring only while a tab of Peal is open')
  })

  it('is not shown where this device does not ring', async () => {
    const { page } = await adaInSettings({ permission: 'default' })
    await said(page, 'Ring with the tab closed, too')
    await card(page).getByRole('switch', { name: 'Ring here' }).click()
    await page.getByRole('region', { name: 'Calls do not ring here' }).waitFor()
    expect(await page.getByRole('button', { name: 'Let calls ring here' }).count()).toBe(0)
  })

  it('disappears when the member signs out', async () => {
    const { page } = await adaInSettings()
    await said(page, /A message is on its way/)
    const held = () => page.evaluate(() => localStorage.getItem('played.held'))
    expect(await held()).not.toBeNull()
    await page.getByRole('button', { name: 'Sign out', exact: true }).last().click()
    await page.getByRole('textbox', { name: 'Handle' }).waitFor()
    await until('the subscription is ended', async () => (await held()) === null)
  })
})

describe('the test ring', () => {
  const SENT = { step: 'sent', afterMs: 4 } as const
  const ACCEPTED = { step: 'accepted', afterMs: 310 } as const
  const WOKE = { step: 'woke', afterMs: 905 } as const
  const SHOWN = { step: 'shown', afterMs: 960 } as const
  const works = (server: PlayedServer) => (server.afterSubscribe = proved(Date.now()))

  it('shows each step as it happens, by keyboard and with a screen reader', async () => {
    const { page, server } = await adaInSettings({}, works)
    const button = card(page).getByRole('button', { name: 'Test ring', exact: true })
    server.test = { steps: [SENT], over: false }
    await button.focus()
    await page.keyboard.press('Enter')
    const steps = card(page).getByRole('listitem')
    await steps.filter({ hasText: 'The server sent the ring' }).waitFor()
    await steps.filter({ hasText: 'The push service takes it' }).waitFor()
    // The focus stays where it was, and another press does nothing while it rings.
    expect(await isFocused(button)).toBe(true)
    await page.keyboard.press('Enter')

    server.test = { steps: [SENT, ACCEPTED, WOKE, SHOWN], over: false }
    await steps.filter({ hasText: 'This browser woke up' }).filter({ hasText: '0.9 s' }).waitFor()
    const heard = card(page).getByRole('status')
    await heard
      .filter({ hasText: 'The notification is shown. Press the notification now.' })
      .waitFor()
    expect(await inEveryLook(page)).toEqual([])

    const steps5 = [SENT, ACCEPTED, WOKE, SHOWN, { step: 'pressed', afterMs: 2_000 } as const]
    server.test = { steps: steps5, over: true }
    await heard.filter({ hasText: 'All of it works' }).waitFor()
    expect(server.asked.filter((what) => what.startsWith('POST '))).toHaveLength(1)
  })

  it.each([
    {
      stop: 'The push service refused it',
      advice: /It said: “403 bad key”/,
      steps: [SENT, { step: 'refused', afterMs: 300, detail: '403 bad key' } as const],
    },
    {
      stop: 'This browser did not wake up',
      advice: /no connection to its push service/,
      steps: [SENT, ACCEPTED],
    },
    {
      stop: 'The notification could not be shown',
      advice: /It said: “no service”\. On Linux: the desktop’s settings/,
      steps: [
        SENT,
        ACCEPTED,
        WOKE,
        { step: 'not-shown', afterMs: 950, detail: 'no service' } as const,
      ],
    },
    {
      stop: 'Nobody pressed it',
      advice: /^It was shown\. If you saw nothing, the system hides it/,
      steps: [SENT, ACCEPTED, WOKE, SHOWN],
    },
  ])('says where it stopped, and what to do: $stop', async ({ stop, advice, steps }) => {
    const { page, server } = await adaInSettings({}, works)
    server.test = { steps, over: true }
    await press(page, 'Test ring')
    const failed = card(page).getByRole('listitem').filter({ hasText: stop })
    await failed.getByText(advice).waitFor()
    if (stop === 'The push service refused it') expect(await inEveryLook(page)).toEqual([])
    // It can be rung again.
    server.test = { steps: [SENT], over: false }
    await press(page, 'Test ring')
    await failed.waitFor({ state: 'detached' })
  })
})
