/** The first steps on the contacts page, and on a phone: being told of missed calls. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inEveryLook, violations } from '../support/accessibility.ts'
import { households } from '../support/household.ts'
import { playPush, proved } from '../support/push-page.ts'

const household = households()

describe('the first steps', () => {
  const coach = (page: Page) => page.getByRole('region', { name: 'Make sure that calls ring here' })

  it('are ticked as they are done, and do not come back once dismissed', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    await playPush(ada.context, { permission: 'default' })
    await ada.page.goto(house.peal.origin)
    const steps = coach(ada.page).getByRole('listitem')
    await steps.filter({ hasText: 'Allow notifications: To do' }).waitFor()
    expect(await inEveryLook(ada.page)).toEqual([])

    await ada.page.getByRole('button', { name: 'Let calls ring here' }).click()
    await steps.filter({ hasText: 'Allow notifications: Done' }).waitFor()
    await ada.page.reload()
    await steps.filter({ hasText: 'Allow notifications: Done' }).waitFor()

    await ada.page.getByRole('button', { name: 'Not now' }).click()
    await coach(ada.page).waitFor({ state: 'detached' })
    for (const page of [ada.page, await ada.context.newPage()]) {
      await page.goto(house.peal.origin)
      await page.getByRole('button', { name: 'Call Grace Hopper' }).waitFor()
      await page.waitForLoadState('networkidle')
      expect(await coach(page).count()).toBe(0)
    }
  })

  it('are not shown when nothing is left to do', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const server = await playPush(ada.context, { permission: 'default' })
    await ada.page.goto(house.peal.origin)
    await ada.page.getByRole('button', { name: 'I have done this' }).click()
    await ada.page.getByRole('button', { name: 'Let calls ring here' }).click()
    await ada.page.getByRole('region', { name: 'Calls ring here' }).waitFor()
    server.state = proved(Date.now())
    await ada.page.reload()
    await ada.page.getByRole('button', { name: 'Call Grace Hopper' }).waitFor()
    await ada.page.waitForLoadState('networkidle')
    expect(await ada.page.getByRole('heading', { name: 'Start at log-in' }).count()).toBe(0)
  })
})

describe('on a phone', () => {
  const IPHONE =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

  it('a tap allows notifications of missed calls, and no page offers to call', async () => {
    const house = await household(['ada', 'grace'])
    const phone = await house.person('grace', { device: 'phone' })
    const server = await playPush(phone.context, { permission: 'default' })
    await phone.page.goto(house.peal.origin)
    const button = phone.page.getByRole('button', { name: 'Tell me about missed calls' })
    await button.waitFor()
    expect(server.asked.every((what) => what.startsWith('GET '))).toBe(true)
    expect(await inEveryLook(phone.page)).toEqual([])
    await button.tap()
    await phone.page.getByText('This phone tells you about missed calls').first().waitFor()
    for (const path of ['/', '/settings']) {
      await phone.page.goto(house.peal.origin + path)
      await phone.page
        .getByText(/desktop/i)
        .first()
        .waitFor()
      expect(await phone.page.getByRole('button', { name: /^Call / }).count()).toBe(0)
      expect(await phone.page.getByRole('button', { name: 'Test ring' }).count()).toBe(0)
    }
    await phone.page.getByText('This phone tells you about missed calls').first().waitFor()
  })

  it('from Apple, the first step is to add Peal to the Home Screen, with pictures', async () => {
    const house = await household(['ada', 'grace'])
    const phone = await house.person('grace', { device: 'phone', context: { userAgent: IPHONE } })
    await playPush(phone.context)
    // As in a tab of an iPhone.
    await phone.context.addInitScript(() => void Reflect.deleteProperty(window, 'PushManager'))
    for (const path of ['/', '/settings']) {
      await phone.page.goto(house.peal.origin + path)
      for (const title of ['Share', 'Add to Home Screen', 'Open Peal from there']) {
        await phone.page.getByRole('listitem').filter({ hasText: title }).waitFor()
      }
      expect(await violations(phone.page)).toEqual([])
      expect(await phone.page.getByRole('button', { name: /^Call / }).count()).toBe(0)
    }
    await phone.page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations(phone.page)).toEqual([])
    await phone.page.goto(house.peal.origin)
    await phone.page.getByRole('button', { name: 'Not now' }).tap()
    await phone.page.reload()
    await phone.page.getByText('Ada Lovelace').first().waitFor()
    await phone.page.waitForLoadState('networkidle')
    expect(await phone.page.getByText('Add to Home Screen').count()).toBe(0)
  })
})
