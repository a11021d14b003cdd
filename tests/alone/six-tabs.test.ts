/** Several tabs of one browser: each shows the ring, and only one plays the ringtone. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { call, incoming, sounds, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

declare global {
  interface Window {
    goneAt: Promise<number>
    /** The longest time for which the page's main thread was blocked, ms. */
    stoodStill: number
  }
}

const household = households()
const TABS = 6
/** Two beats of the ringtone. */
const LISTEN_MS = 4_800
/** Another tab must take over the ringtone of a closed one within this time. */
const PASSED_ON_MS = 1_000

/** The pages that played a sound after this moment. */
async function soundingSince(pages: readonly Page[], since: number): Promise<Page[]> {
  const heard = await Promise.all(
    pages.map(async (page) => (await sounds(page)).some((at) => at > since)),
  )
  return pages.filter((_, index) => heard[index])
}

/** Returns a function that tells when `tab` closed: `witness` waits for a lock that it holds. */
async function watchGoing(tab: Page, witness: Page): Promise<() => Promise<number>> {
  await tab.evaluate(
    () =>
      new Promise<void>((held) => {
        void navigator.locks.request('test-going', () => {
          held()
          return new Promise(() => undefined)
        })
      }),
  )
  await witness.evaluate(() => {
    const now = () => performance.timeOrigin + performance.now()
    window.goneAt = navigator.locks.request('test-going', now)
  })
  return () => witness.evaluate(() => window.goneAt)
}

/** From now on, measures how long the page's main thread is blocked. */
async function measureStanding(page: Page): Promise<void> {
  await page.evaluate(() => {
    const beatMs = 20
    let before = performance.now()
    window.stoodStill = 0
    setInterval(() => {
      const now = performance.now()
      window.stoodStill = Math.max(window.stoodStill, now - before - beatMs)
      before = now
    }, beatMs)
  })
}

const stoodStill = (page: Page): Promise<number> => page.evaluate(() => window.stoodStill)

describe('six-tabs', () => {
  it('exactly one tab rings, and when it is closed another takes over within a second', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const tabs = [grace.page]
    while (tabs.length < TABS) {
      const tab = await grace.context.newPage()
      await tab.goto(house.peal.origin)
      // Browsers allow sound only after a click in the page.
      await tab.getByRole('searchbox', { name: 'Search' }).click()
      tabs.push(tab)
    }
    await grace.page.getByRole('searchbox', { name: 'Search' }).click()

    const hers = await call(ada, 'Grace Hopper')
    await Promise.all(tabs.map((tab) => incoming(tab, 'Ada Lovelace').waitFor()))
    await stage(hers, 'Ringing…')
    let left = tabs
    for (let round = 0; round < 2; round += 1) {
      const begun = Date.now()
      const [sounding] = await until('a tab sounds', async () => {
        const pages = await soundingSince(left, begun)
        return pages.length > 0 && pages
      })
      await until('two beats have passed', () => Date.now() > begun + LISTEN_MS)
      expect(await soundingSince(left, begun)).toEqual([sounding])

      left = left.filter((tab) => tab !== sounding)
      const [witness] = left
      if (!sounding || !witness) throw new Error('no tab is left')
      const whenGone = await watchGoing(sounding, witness)
      await Promise.all(left.map(measureStanding))
      const closing = Date.now()
      await sounding.close()
      const next = await until('another tab sounds', async () => {
        const pages = await soundingSince(left, closing)
        return pages.length > 0 && pages
      })
      expect(next).toHaveLength(1)
      const [heir] = next
      if (!heir) throw new Error('no tab sounds')
      const first = (await sounds(heir)).find((at) => at > closing)
      // On a busy machine it takes the browser a while to close the tab and to run the next one.
      // Pages cannot change that, so it is subtracted.
      const took = Number(first) - (await whenGone()) - (await stoodStill(heir))
      expect(took).toBeLessThan(PASSED_ON_MS)
    }
    await incoming(left[0] ?? grace.page, 'Ada Lovelace')
      .getByRole('button', { name: 'Decline' })
      .click()
    const declined = Date.now()
    await Promise.all(
      left.map((tab) => incoming(tab, 'Ada Lovelace').waitFor({ state: 'detached' })),
    )
    const quiet = Date.now()
    expect(quiet - declined).toBeLessThan(PASSED_ON_MS * 3)
    await until('a beat has passed', () => Date.now() > quiet + LISTEN_MS / 2)
    expect(await soundingSince(left, quiet + 200)).toEqual([])
  })
})
