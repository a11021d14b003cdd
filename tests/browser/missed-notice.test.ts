/** What an open tab says of a call that was missed: the notice, and the count at "Calls". */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { call, connect, incoming, opening, press, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'

const household = households({ worker: false })
const withWorker = households()

const notice = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })
/** The link of the navigation, as it is read out. */
const calls = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true })
/** Waits until it counts so many. */
const counted = (page: Page, count: number) =>
  calls(page, new RegExp(`^Calls ?${String(count)} not seen$`)).waitFor()

describe('the notice of a missed call', () => {
  it('says who called when the caller has hung up, counts at “Calls”, and calls back by a press', async () => {
    const house = await withWorker(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    await calls(grace.page, 'Calls').waitFor()
    const hers = await call(ada, 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await press(hers, 'Hang up')
    const missed = notice(grace.page, 'Missed call from Ada Lovelace')
    const back = missed.getByRole('button', { name: 'Call back Ada Lovelace' })
    const other = await opening(grace.page, () => back.click())
    await incoming(ada.page, 'Grace Hopper').waitFor()
    await stage(other, 'Ringing…')
    // The notice disappears once it was used.
    await missed.waitFor({ state: 'detached' })
    await counted(grace.page, 1)
    await press(other, 'Hang up')

    // A further missed call, whose notice is dismissed by a press.
    const again = await call(ada, 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await press(again, 'Hang up')
    await missed.getByRole('button', { name: 'Close', exact: true }).click()
    await missed.waitFor({ state: 'detached' })
    await counted(grace.page, 2)

    await calls(grace.page, /^Calls/).click()
    await grace.page.getByRole('button', { name: 'Mark all as seen' }).click()
    await calls(grace.page, 'Calls').waitFor()
  })

  it('appears quietly beside another call, which goes on', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const linus = await house.person('linus')
    const [hers, other] = await connect(ada, grace)
    const third = await call(linus, 'Grace Hopper')
    const missed = notice(grace.page, 'Missed call from Linus Torvalds')
    await missed.getByRole('button', { name: 'Call back Linus Torvalds' }).waitFor()
    await stage(third, 'Grace Hopper is in another call.')
    await counted(grace.page, 1)
    expect(await grace.page.getByRole('dialog').count()).toBe(0)
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
  })

  it('does not appear under do not disturb: nothing rings, and the list and the count show the call', async () => {
    const house = await household(['ada', 'grace'])
    const grace = await house.person('grace')
    await grace.page.goto(`${house.peal.origin}/settings`)
    await grace.page.getByRole('switch', { name: 'Do not disturb' }).click()
    await grace.page.getByRole('switch', { name: 'Do not disturb', checked: true }).waitFor()
    const hers = await call(await house.person('ada'), 'Grace Hopper')
    await stage(hers, 'Grace Hopper does not want to be disturbed, and will see that you called.')
    await counted(grace.page, 1)
    expect(await incoming(grace.page, 'Ada Lovelace').count()).toBe(0)
    expect(await notice(grace.page, 'Missed call from Ada Lovelace').count()).toBe(0)
    await calls(grace.page, /^Calls/).click()
    await grace.page.getByText('Missed, do not disturb was on').first().waitFor()
  })
})
