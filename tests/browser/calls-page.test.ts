/** Past calls: the calls page, and the calls with one person on their profile. */
import { describe, expect, it } from 'vitest'
import { call, callInVain, incoming, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { addPastCalls } from '../support/past-calls.ts'

const household = households({ worker: false })
/** More than one page of history holds. */
const MANY = 60

describe('the calls page', () => {
  it('shows all calls, or only the missed ones', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    await callInVain(await house.person('ada'), 'Grace Hopper')
    const { page } = await house.person('grace')
    const his = await call(await house.person('linus'), 'Grace Hopper')
    await incoming(page, 'Linus Torvalds').getByRole('button', { name: 'Decline' }).click()
    await stage(his, 'Grace Hopper declined the call.')

    await page.goto(`${house.peal.origin}/calls`)
    const rows = page.getByRole('main').getByRole('listitem')
    const missed = rows.filter({ hasText: 'Ada Lovelace' }).getByText(/^Missed, /)
    const declined = rows.filter({ hasText: 'Linus Torvalds' }).getByText('You declined')
    await Promise.all([missed.waitFor(), declined.waitFor()])
    expect(await rows.count()).toBe(2)

    const show = page.getByRole('group', { name: 'Show' })
    await show.getByRole('button', { name: /^Missed/ }).click()
    await declined.waitFor({ state: 'detached' })
    await missed.waitFor()
    expect(await rows.count()).toBe(1)
    await show.getByRole('button', { name: 'All' }).click()
    await declined.waitFor()
    expect(await rows.count()).toBe(2)
  })

  it('loads earlier calls at its end, and so does a profile', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const { page } = await house.person('grace')
    const { origin, databasePath } = house.peal
    addPastCalls(databasePath, { of: 'grace', with: 'ada', count: MANY, hoursAgo: 1 })
    addPastCalls(databasePath, { of: 'grace', with: 'linus', count: 1, hoursAgo: MANY + 1 })

    await page.goto(`${origin}/calls`)
    const rows = page.getByRole('main').getByRole('listitem')
    await rows.first().waitFor()
    expect(await rows.filter({ hasText: 'Linus Torvalds' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Show earlier calls' }).scrollIntoViewIfNeeded()
    await rows.filter({ hasText: 'Linus Torvalds' }).waitFor()
    expect(await rows.count()).toBe(MANY + 1)
    expect(await page.getByRole('button', { name: 'Show earlier calls' }).count()).toBe(0)

    await page.goto(`${origin}/contacts/ada`)
    const theirs = page
      .getByRole('region', { name: 'Calls with Ada Lovelace' })
      .getByRole('listitem')
    await theirs.first().waitFor()
    await page.getByRole('button', { name: 'Show earlier calls' }).scrollIntoViewIfNeeded()
    await theirs.nth(MANY - 1).waitFor()
    expect(await theirs.count()).toBe(MANY)
    expect(await page.getByRole('main').getByText('Linus Torvalds').count()).toBe(0)
  })
})
