/** A blocked caller reaches nobody, and cannot find out that they are blocked. */
import { expect, it } from 'vitest'
import { inEveryLook } from '../support/accessibility.ts'
import { call, close, press, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'

const household = households({ worker: false })

it('block: a blocked caller sees what callers of absent people see, and nothing rings or is missed', async () => {
  const house = await household(['ada', 'grace'])
  const ada = await house.person('ada')
  const grace = await house.person('grace')
  const presence = ada.page.getByRole('listitem').filter({ hasText: 'Grace Hopper' })
  await presence.getByText('Available').waitFor()
  await grace.page.goto(`${house.peal.origin}/contacts/ada`)
  await press(grace.page, 'Block Ada Lovelace')
  await grace.page.getByText('You have blocked Ada Lovelace').waitFor()
  expect(await inEveryLook(grace.page)).toEqual([])
  await presence.getByText('Available').waitFor({ state: 'detached' })

  const hers = await call(ada, 'Grace Hopper')
  await stage(hers, 'Grace Hopper cannot be reached now, and will see that you called.')
  await close(hers)
  await grace.page.goto(`${house.peal.origin}/calls`)
  await grace.page.getByText('No calls yet').first().waitFor()
  expect(await grace.page.title()).toBe('Calls · Peal')

  await grace.page.goto(`${house.peal.origin}/settings`)
  await press(grace.page, 'Unblock Ada Lovelace')
  await presence.getByText('Available').waitFor()
  const again = await call(ada, 'Grace Hopper')
  await grace.page.getByRole('dialog', { name: 'Incoming call from Ada Lovelace' }).waitFor()
  await stage(again, 'Ringing…')
})
