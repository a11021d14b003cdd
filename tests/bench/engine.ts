/** engine: answer to first picture with `pwa/call/` alone, to a bare RTCPeerConnection. */
import type { Page } from 'playwright-core'
import { launch, openProfile, servePages } from './bench-browser.ts'
import { atMost, compareMedians } from './figure.ts'
import type { Figure } from './figure.ts'

export const engine: Figure = {
  name: 'engine',
  async run({ quick }) {
    const count = quick ? 5 : 25
    const pages = await servePages()
    const browser = await launch()
    try {
      const open = async (): Promise<Page> => {
        const page = await (await openProfile(browser, pages.origin)).newPage()
        await page.goto(`${pages.origin}/engine.html?room=engine`)
        await page.waitForFunction(() => 'openCamera' in window)
        await page.evaluate(() => window.openCamera())
        return page
      }
      const caller = await open()
      const callee = await open()
      const measure = (variant: 'peal' | 'bare') => async (): Promise<number> => {
        const theirs = callee.evaluate((name) => window.prepare(name, 'callee'), variant)
        // The callee listens before the offer comes.
        await callee.evaluate(() => undefined)
        await caller.evaluate((name) => window.prepare(name, 'caller'), variant)
        await theirs
        const answered = await callee.evaluate(() => window.answer())
        const seen = await Promise.all(
          [caller, callee].map((page) => page.evaluate(() => window.first())),
        )
        for (const page of [caller, callee]) await page.evaluate(() => window.endCall())
        return Math.max(...seen) - answered
      }
      const compared = await compareMedians(count, {
        peal: measure('peal'),
        baseline: measure('bare'),
      })
      return [
        {
          what: `call engine alone, answer → first picture, p50 of ${count} : bare RTCPeerConnection`,
          value: compared.ratio,
          unit: 'ratio',
          peal: `${compared.peal.toFixed(0)} ms`,
          baseline: `${compared.baseline.toFixed(0)} ms`,
          must: atMost(1.1),
          goal: atMost(0.75),
        },
      ]
    } finally {
      await browser.close()
      await pages.stop()
    }
  },
}
