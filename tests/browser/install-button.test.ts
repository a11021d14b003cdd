/** "Install Peal", where the browser offers it. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })

declare global {
  interface Window {
    /** How often the browser's question was asked for. */
    questions: number
  }
}

const button = (page: Page) => page.getByRole('button', { name: 'Install Peal', exact: true })

/** Plays the install offer, which private profiles do not get. Returns whether it was held back. */
function offer(page: Page, outcome: 'accepted' | 'dismissed'): Promise<boolean> {
  return page.evaluate((answer) => {
    window.questions = 0
    const prompt = () => {
      window.questions += 1
      return Promise.resolve({ outcome: answer })
    }
    const event = new Event('beforeinstallprompt', { cancelable: true })
    window.dispatchEvent(Object.assign(event, { prompt }))
    return event.defaultPrevented
  }, outcome)
}

const questions = (page: Page) => page.evaluate(() => window.questions)

describe('Install Peal', () => {
  it('appears with the browser’s offer, asks the browser, and disappears once used', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('ada')
    await page.goto(`${house.peal.origin}/settings`)
    await page.getByRole('switch', { name: 'Ring here' }).waitFor()
    expect(await button(page).count()).toBe(0)

    // The page holds the offer back, so that the browser shows no bar of its own.
    expect(await offer(page, 'dismissed')).toBe(true)
    await button(page).click()
    await until('the browser is asked', async () => (await questions(page)) === 1)
    await button(page).waitFor({ state: 'detached' })

    await offer(page, 'accepted')
    await button(page).click()
    await until('the browser is asked again', async () => (await questions(page)) === 1)
    await button(page).waitFor({ state: 'detached' })
  })

  it('disappears when Peal was installed through the browser’s own menu', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('ada')
    // The offer is kept from one page to the next within the app.
    await page.getByRole('link', { name: 'Settings' }).first().waitFor()
    await offer(page, 'accepted')
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
    await button(page).waitFor()
    await page.evaluate(() => window.dispatchEvent(new Event('appinstalled')))
    await button(page).waitFor({ state: 'detached' })
    expect(await questions(page)).toBe(0)
  })
})
