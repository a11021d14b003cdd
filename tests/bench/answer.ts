/** answer: time from Answer to the first picture on both sides, to the same steps one by one. */
import type { BrowserContext, Page } from 'playwright-core'
import { launch, openCached, openProfile, servePages } from './bench-browser.ts'
import { atMost, compareMedians } from './figure.ts'
import type { Figure } from './figure.ts'
import { PealServer } from './peal-server.ts'

declare global {
  interface Window {
    /** When the first picture of the other side was shown; undefined before that. */
    pictureAt?: number
  }
}

/** Runs in every page of Peal, before its own scripts. */
function watchPage(): void {
  const moment = () => performance.timeOrigin + performance.now()
  // The press itself, before the page acts on it.
  addEventListener('click', () => (window.pressedAt = moment()), { capture: true })
  // Watching the document would not work: a new window starts with a document that is replaced.
  const media = HTMLMediaElement.prototype
  const property = Object.getOwnPropertyDescriptor(media, 'srcObject')
  Object.defineProperty(media, 'srcObject', {
    ...property,
    set(this: HTMLMediaElement, stream: MediaStream | null) {
      property?.set?.call(this, stream)
      if (!(this instanceof HTMLVideoElement)) return
      this.requestVideoFrameCallback(() => {
        if (/.s video$/.test(this.ariaLabel ?? '')) window.pictureAt ??= moment()
      })
    },
  })
}

/** Presses something and returns the window that opens. */
async function opened(context: BrowserContext, press: () => Promise<void>): Promise<Page> {
  const [page] = await Promise.all([context.waitForEvent('page'), press()])
  return page
}

async function pictureOf(page: Page): Promise<number> {
  try {
    const picture = await page.waitForFunction(() => window.pictureAt, null, { polling: 20 })
    return (await picture.jsonValue()) ?? NaN
  } catch (cause) {
    const said = await page.locator('body').innerText()
    throw new Error(`no picture came; the window says:\n${said}`, { cause })
  }
}

export const answer: Figure = {
  name: 'answer',
  async run({ quick }) {
    const count = quick ? 4 : 20
    const server = await PealServer.start({ members: 2 })
    const pages = await servePages()
    const browser = await launch()
    try {
      const caller = await openProfile(browser, server.origin, 0)
      const callee = await openProfile(browser, server.origin, 1)
      for (const context of [caller, callee]) await context.addInitScript(watchPage)
      const here = await openCached(caller, server)
      const there = await openCached(callee, server)
      const peal = async (): Promise<number> => {
        const call = here.getByRole('button', { name: /^Call / }).first()
        const hers = await opened(caller, () => call.click())
        await hers.getByText('Ringing…').first().waitFor()
        const button = there.getByRole('button', { name: 'Answer', exact: true })
        const his = await opened(callee, () => button.click())
        const seen = await Promise.all([hers, his].map(pictureOf))
        const pressed = await there.evaluate(() => window.pressedAt)
        // The controls are hidden by now. Hanging up closes the caller's own window.
        const closed = hers.waitForEvent('close')
        await hers
          .getByRole('button', { name: 'Hang up', includeHidden: true })
          .dispatchEvent('click')
        await closed
        await his.close()
        return Math.max(...seen) - pressed
      }

      const bareCaller = await openProfile(browser, pages.origin)
      const bareCallee = await openProfile(browser, pages.origin)
      let rooms = 0
      const baseline = async (): Promise<number> => {
        rooms += 1
        const address = `${pages.origin}/bare-call.html?room=${rooms}&role=`
        const hers = await bareCaller.newPage()
        await hers.goto(`${address}caller`)
        await hers.waitForSelector('body[data-ready]', { state: 'attached' })
        const tab = await bareCallee.newPage()
        await tab.goto(`${address}tab`)
        const his = await opened(bareCallee, () => tab.getByRole('button').click())
        await his.waitForFunction(() => 'first' in window)
        const seen = await Promise.all(
          [hers, his].map((page) => page.evaluate(() => window.first())),
        )
        const pressed = await tab.evaluate(() => window.pressedAt)
        await Promise.all([hers, his, tab].map((page) => page.close()))
        return Math.max(...seen) - pressed
      }

      const compared = await compareMedians(count, { peal, baseline })
      return [
        {
          what: `Answer pressed → first picture, p50 of ${count} : in a row`,
          value: compared.ratio,
          unit: 'ratio',
          peal: `${compared.peal.toFixed(0)} ms`,
          baseline: `${compared.baseline.toFixed(0)} ms`,
          must: atMost(0.95),
          goal: atMost(0.7),
        },
      ]
    } finally {
      await browser.close()
      await pages.stop()
      await server.stop()
    }
  },
}
