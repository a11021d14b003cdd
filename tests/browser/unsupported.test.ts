/** Browsers that lack something: pages say what is missing, and the rest of Peal works. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { callButton, callInVain, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'

const household = households({ worker: false })
const CANNOT = 'This browser cannot place calls'

const note = (page: Page) => page.getByRole('region', { name: CANNOT })
const tooOld = (page: Page) => page.getByText('This browser is too old for Peal.')

describe('a browser without what calls need', () => {
  it('WebRTC: the contacts page and the call window say so, and nobody is called', async () => {
    const house = await household(['ada', 'grace'])
    const { page, context } = await house.person('ada')
    const grace = await house.person('grace')
    await callButton(page, 'Grace Hopper').waitFor()
    expect(await note(page).count()).toBe(0)

    await context.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'))
    await page.reload()
    await note(page).getByText('It lacks WebRTC.').waitFor()
    await page.getByRole('main').getByText('Grace Hopper').first().waitFor()
    expect(await callButton(page, 'Grace Hopper').count()).toBe(0)

    await page.goto(`${house.peal.origin}/call/new?to=grace`)
    await stage(page, `${CANNOT}.`)
    await page.getByText('It lacks WebRTC.').waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).waitFor()
    expect(await page.evaluate(() => window.pealTest.asked)).toEqual([])
    expect(await grace.page.evaluate(() => window.pealTest.ringEnds)).toEqual([])
  })

  it('Web Locks and random ids, as on an insecure address: people and calls are listed', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    await callInVain(await house.person('ada'), 'Grace Hopper')
    const { page, context } = await house.person('grace')
    await context.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, 'locks')
      Reflect.deleteProperty(Crypto.prototype, 'randomUUID')
    })
    await page.reload()
    expect(await page.evaluate(() => 'locks' in navigator || 'randomUUID' in crypto)).toBe(false)
    await note(page).getByText('It lacks Web Locks.').waitFor()
    await page.getByRole('main').getByText('Linus Torvalds').first().waitFor()
    const panel = page.getByRole('complementary', { name: 'Calls' })
    await panel.getByRole('heading', { name: 'Missed 1' }).waitFor()
    await panel.getByText('Ada Lovelace').first().waitFor()
    await panel.getByRole('button', { name: 'Mark all as seen' }).click()
    await panel.getByRole('heading', { name: 'Missed 1' }).waitFor({ state: 'detached' })
  })
})

describe('a browser that is too old', () => {
  it('shows a note by CSS alone, which hides it in a current browser', async () => {
    const house = await household(['ada'])
    // The worker would answer in the network's place.
    const { page, context } = await house.person('ada')
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    expect(await tooOld(page).count()).toBe(1)
    expect(await tooOld(page).isVisible()).toBe(false)

    // Inverts the rule, so that this browser applies it as an old one would.
    let turned = 0
    await context.route('**/assets/*.css', async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replace(
        /@supports not \(color:\s*light-dark\(/g,
        (condition) => {
          turned += 1
          return condition.replace('not ', '')
        },
      )
      await route.fulfill({ response, body })
    })
    await page.reload()
    await tooOld(page).waitFor()
    expect(turned).toBe(1)
    // The page may still be loading what it needs later.
    await context.unrouteAll({ behavior: 'wait' })
  })
})
