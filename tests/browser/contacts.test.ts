/** The contacts page as its member finds people: search, those called last, the card over a name. */
import { describe, expect, it } from 'vitest'
import { callButton, callInVain, incoming, opening, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'

const household = households({ worker: false })
/** Together with the two others, more than fit on a page of contacts. */
const MANY = 59

describe('the contacts page', () => {
  it('finds people as one types, and says when there is nobody', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const { page } = await house.person('ada')
    const search = page.getByRole('searchbox', { name: 'Search' })
    const rows = page.getByRole('main').getByRole('listitem')
    await rows.filter({ hasText: 'Linus Torvalds' }).first().waitFor()
    // From anywhere in the page.
    await page.keyboard.press('/')
    await page.keyboard.type('hop')
    await rows.filter({ hasText: 'Linus Torvalds' }).waitFor({ state: 'detached' })
    await rows.filter({ hasText: 'Grace Hopper' }).waitFor()
    await callButton(page, 'Grace Hopper').waitFor()
    await search.fill('nobody at all')
    await page.getByText('nobody at all').first().waitFor()
    expect(await rows.filter({ hasText: 'Grace Hopper' }).count()).toBe(0)
    await search.press('Escape')
    await rows.filter({ hasText: 'Linus Torvalds' }).first().waitFor()
    expect(await search.inputValue()).toBe('')
  })

  it('lists recently called people first, under “Recent”', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    // At this width there is no calls panel in which they would be shown as well.
    const { page } = await house.person('ada', {
      context: { viewport: { width: 900, height: 720 } },
    })
    const heads = page.getByRole('heading', { level: 2 })
    await heads.filter({ hasText: 'Everyone' }).waitFor()
    expect(await heads.filter({ hasText: 'Recent' }).count()).toBe(0)
    await callInVain({ page }, 'Linus Torvalds')
    await heads.filter({ hasText: 'Recent' }).waitFor()
    const rows = page.getByRole('main').getByRole('listitem')
    expect(await rows.first().textContent()).toContain('Linus Torvalds')
  })

  it('opens a card when the pointer is over a name, from which one can call', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('ada')
    const grace = await house.person('grace')
    const name = page.getByRole('main').getByRole('link', { name: 'Grace Hopper' }).first()
    const card = page.getByRole('group', { name: 'Grace Hopper' })
    await name.hover()
    await card.getByText('Available').waitFor()
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'detached' })
    await page.mouse.move(0, 0)

    await name.hover()
    const press = card.getByRole('button', { name: 'Call Grace Hopper', exact: true })
    const hers = await opening(page, () => press.click())
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await stage(hers, 'Ringing…')
  })

  it('shows everyone, one page after another', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('ada')
    for (let index = 0; index < MANY; index += 1) {
      await house.peal.add(`member${String(index)}`, `Member ${String(index).padStart(2, '0')}`)
    }
    await page.reload()
    const last = page.getByRole('main').getByText(`Member ${String(MANY - 1)}`)
    await page.getByRole('main').getByText('Member 00').waitFor()
    expect(await last.count()).toBe(0)
    await page.getByRole('button', { name: 'Show more' }).scrollIntoViewIfNeeded()
    await last.waitFor()
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
  })
})

describe('one’s own profile', () => {
  it('offers no call to oneself', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('ada')
    await page.goto(`${house.peal.origin}/contacts/ada`)
    await page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor()
    await page.getByRole('main').getByText('This is you.').waitFor()
    expect(await callButton(page, 'Ada Lovelace').count()).toBe(0)
  })
})
