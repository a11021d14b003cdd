/** A new version of Peal while people are in a call. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { connect, press, sees, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { PealBuild } from '../support/peal-build.ts'
import type { PealProcess } from '../support/peal-process.ts'
import { until } from '../support/until.ts'

const household = households()

/** Sets a mark that a reload would remove. */
const mark = (page: Page) =>
  page.evaluate(() => {
    document.documentElement.dataset.sameDocument = 'yes'
  })
const isMarked = (page: Page) =>
  page.evaluate(() => document.documentElement.dataset.sameDocument === 'yes')
/** Whether a new version waits for its turn. */
const waits = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)
/** Serves another version, which this page finds. */
async function newVersion(build: PealBuild, peal: PealProcess, page: Page): Promise<void> {
  await build.release()
  await peal.end()
  await peal.run()
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
  })
}

describe('upgrade-in-call', () => {
  it('no page reloads until the call ends; then "Reload" brings the new version', async () => {
    const build = await PealBuild.copy()
    const house = await household(['ada', 'grace'], { build })
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const controlled = () => navigator.serviceWorker.controller !== null
    await ada.page.waitForFunction(controlled)
    const [hers, other] = await connect(ada, grace)
    await Promise.all([ada.page, hers].map(mark))

    await newVersion(build, house.peal, ada.page)
    await until('the new version waits', () => waits(ada.page))
    await Promise.all([sees(hers, 'Grace Hopper', 20), sees(other, 'Ada Lovelace', 20)])
    expect(await ada.page.getByRole('button', { name: 'Reload' }).count()).toBe(0)
    expect(await hers.getByRole('button', { name: 'Reload' }).count()).toBe(0)
    expect(await Promise.all([ada.page, hers].map(isMarked))).toEqual([true, true])

    await press(other, 'Hang up')
    await stage(hers, /^Call ended · /)
    expect(await isMarked(ada.page)).toBe(true)
    await ada.page.getByRole('button', { name: 'Reload' }).click()
    await ada.page.waitForFunction(() => document.documentElement.dataset.sameDocument !== 'yes')
    await ada.page.waitForFunction(controlled)
    await until('no version waits', async () => !(await waits(ada.page)))
    await ada.page.getByText('Grace Hopper').first().waitFor()
  })

  it('a tab that opens while the server is away does not offer the reload', async () => {
    const build = await PealBuild.copy()
    const house = await household(['ada', 'grace'], { build })
    const ada = await house.person('ada')
    await ada.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await newVersion(build, house.peal, ada.page)
    await ada.page.getByRole('button', { name: 'Reload' }).waitFor()

    await house.peal.end('SIGKILL')
    const late = await ada.context.newPage()
    await late.goto(house.peal.origin)
    await late.getByText('Peal cannot reach its server.').first().waitFor()
    await until('the new version waits there, too', () => waits(late))
    expect(await late.getByRole('button', { name: 'Reload' }).count()).toBe(0)
    await house.peal.run()
    await late.getByRole('button', { name: 'Reload' }).waitFor()
  })
})
