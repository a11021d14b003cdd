/** A phone with Peal closed is told of missed calls by push, and never rings. */
import { expect, it, onTestFinished } from 'vitest'
import { callInVain } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { phoneWithoutTab } from '../support/push/closed-tab.ts'
import { GcmService } from '../support/push/gcm-service.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })

it('a phone is notified of missed calls, once for each caller with their number, until they are seen', async () => {
  const gcm = await GcmService.start()
  onTestFinished(() => gcm.close())
  const house = await household(['ada', 'grace'], { env: gcm.serverEnv })
  const ada = await house.person('ada')
  const phone = await phoneWithoutTab(house, gcm, 'grace')
  await callInVain(ada, 'Grace Hopper')
  await phone.desktop.shown('Missed call from Ada Lovelace')
  await callInVain(ada, 'Grace Hopper')
  const missed = await phone.desktop.shown('2 missed calls from Ada Lovelace')
  expect(phone.desktop.open.map(({ title }) => title)).toEqual([missed.title])
  expect(phone.desktop.history.every(({ title }) => !title.endsWith('is calling'))).toBe(true)

  const page = await phone.opening(() => phone.desktop.press(missed))
  await page.getByRole('heading', { name: 'Missed calls' }).waitFor()
  await page.getByText('Twice').first().waitFor()
  expect(await page.getByRole('button', { name: /^Call / }).count()).toBe(0)
  await page.getByRole('button', { name: 'Mark all as seen' }).tap()
  await until('nothing is shown', () => phone.desktop.open.length === 0)
  expect(phone.faults).toEqual([])
})
