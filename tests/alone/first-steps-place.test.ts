/** Where the first steps stand: the list waits a second for them. */
import { describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { households } from '../support/household.ts'
import { playPush } from '../support/push-page.ts'

declare global {
  interface Window {
    /** Where a button stood in each frame, px from the top. */
    tops: number[]
  }
}

const household = households()

/** Runs in the page: looks at the button of this name in every frame. */
function watchTops(name: string): void {
  window.tops = []
  const look = (): void => {
    const button = document.querySelector(`[aria-label="${name}"]`)
    if (button) window.tops.push(button.getBoundingClientRect().top)
    requestAnimationFrame(look)
  }
  look()
}

describe('the first steps', () => {
  const coach = (page: Page) => page.getByRole('region', { name: 'Make sure that calls ring here' })

  it('never move the list: they are below it at first, and above it from the next visit on', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    await playPush(ada.context, { permission: 'default' })
    const call = ada.page.getByRole('button', { name: 'Call Grace Hopper' })
    const top = async (what: Locator) => (await what.boundingBox())?.y ?? NaN
    await ada.context.addInitScript(watchTops, 'Call Grace Hopper')
    // Where no page of Peal can note its visit meanwhile.
    await ada.page.goto(`${house.peal.origin}/healthz`)
    await ada.page.evaluate(() => localStorage.removeItem('peal.coach'))
    for (const place of ['under', 'above']) {
      await ada.page.goto(house.peal.origin)
      await coach(ada.page).waitFor()
      await call.waitFor()
      const isUnder = (await top(coach(ada.page))) > (await top(call))
      expect(isUnder ? 'under' : 'above').toBe(place)
      const tops = await ada.page.evaluate(() => window.tops)
      // A font that loads late moves it by a few pixels.
      expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(8)
    }
  })
})
