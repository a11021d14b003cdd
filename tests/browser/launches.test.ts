/** Launches of the installed app, while windows of it are open. */
import { expect, it } from 'vitest'
import { call, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'

declare global {
  interface Window {
    /** Whether this window follows launches. */
    followsLaunches: boolean
  }
}

const household = households({ worker: false })

it('launches of the installed app reach the app’s window, and never a call window', async () => {
  const house = await household(['ada', 'grace'])
  const ada = await house.person('ada')
  await ada.context.addInitScript(() => {
    window.followsLaunches = false
    const setConsumer = () => (window.followsLaunches = true)
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } })
  })
  await ada.page.reload()
  await ada.page.waitForFunction(() => window.followsLaunches)
  const hers = await call(ada, 'Grace Hopper')
  await stage(hers, /^Grace Hopper cannot be reached now/)
  expect(await hers.evaluate(() => window.followsLaunches)).toBe(false)
})
