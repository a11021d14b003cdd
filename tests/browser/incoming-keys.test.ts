/** The incoming call's dialog by keyboard, also for somebody who is typing when it opens. */
import { describe, expect, it } from 'vitest'
import { call, incoming, opening, stage } from '../support/call-steps.ts'
import { focused } from '../support/focus.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })

/** Ada and Grace, each in front of their contacts. */
async function two() {
  const house = await household(['ada', 'grace'])
  return { ada: await house.person('ada'), grace: await house.person('grace') }
}

describe('the incoming dialog', () => {
  it('is answered by Enter', async () => {
    const { ada, grace } = await two()
    const hers = await call(ada, 'Grace Hopper')
    await focused(incoming(grace.page, 'Ada Lovelace'))
    const other = await opening(grace.page, () => grace.page.keyboard.press('Enter'))
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    expect(await incoming(grace.page, 'Ada Lovelace').count()).toBe(0)
  })

  it('is declined by Escape', async () => {
    const { ada, grace } = await two()
    const hers = await call(ada, 'Grace Hopper')
    await focused(incoming(grace.page, 'Ada Lovelace'))
    await grace.page.keyboard.press('Escape')
    await stage(hers, 'Grace Hopper declined the call.')
    await incoming(grace.page, 'Ada Lovelace').waitFor({ state: 'detached' })
  })

  it('has buttons that Tab reaches, and Enter presses the focused one', async () => {
    const { ada, grace } = await two()
    const hers = await call(ada, 'Grace Hopper')
    const dialog = incoming(grace.page, 'Ada Lovelace')
    await focused(dialog)
    const decline = dialog.getByRole('button', { name: 'Decline', exact: true })
    await grace.page.keyboard.press('Tab')
    await focused(decline)
    await grace.page.keyboard.press('Enter')
    await stage(hers, 'Grace Hopper declined the call.')
  })

  it('ignores the keys of somebody who is typing when it opens', async () => {
    const { ada, grace } = await two()
    const { keyboard } = grace.page
    const search = grace.page.getByRole('searchbox', { name: 'Search' })
    const dialog = incoming(grace.page, 'Ada Lovelace')
    await search.click()
    const hers = await call(ada, 'Grace Hopper')
    const typeOn = async () => {
      for (const key of ['a', 'Space', 'Escape', 'Enter']) await keyboard.press(key)
    }
    await until('it rings while she types', async () => {
      await typeOn()
      return dialog.isVisible()
    })
    await typeOn()
    expect(await dialog.isVisible()).toBe(true)
    expect(grace.context.pages()).toHaveLength(1)
    await stage(hers, 'Ringing…')

    // After a moment, Enter answers again.
    const other = await opening(grace.page, () =>
      until('Enter counts again', async () => {
        await keyboard.press('Enter')
        return !(await dialog.isVisible())
      }).then(() => undefined),
    )
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
  })
})
