/** ring: time from placing a call to the callee's dialog, to a plain dialog over bare `ws`. */
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { launch, openCached, openProfile, servePages } from './bench-browser.ts'
import { atMost, compareMedians } from './figure.ts'
import type { Figure } from './figure.ts'
import { handleOf, PealServer } from './peal-server.ts'

declare global {
  interface Window {
    /** When each incoming-call dialog appeared in the page. */
    dialogs: number[]
    peal: WebSocket
  }
}

/** Runs in the callee's page, before its own scripts. */
function watchDialogs(): void {
  window.dialogs = []
  let stands = false
  new MutationObserver(() => {
    const dialog = document.querySelector('dialog[open], [role="dialog"]')
    if (dialog !== null && !stands) window.dialogs.push(performance.timeOrigin + performance.now())
    stands = dialog !== null
  }).observe(document, { childList: true, subtree: true, attributes: true })
}

export const ring: Figure = {
  name: 'ring',
  async run({ quick }) {
    const count = quick ? 15 : 100
    const server = await PealServer.start({ members: 2 })
    const pages = await servePages()
    const browser = await launch()
    try {
      const callee = await openProfile(browser, server.origin, 1)
      await callee.addInitScript(watchDialogs)
      const there = await openCached(callee, server)
      const caller = await openProfile(browser, server.origin, 0)
      const here = await caller.newPage()
      await here.goto(`${server.origin}/healthz`)
      await here.evaluate(async () => {
        window.peal = new WebSocket(`ws://${location.host}/signal`)
        await new Promise((open) => window.peal.addEventListener('open', open))
        const hello = { type: 'hello', v: 1, page: 'call', visible: true, canSound: true }
        window.peal.send(JSON.stringify(hello))
      })
      // The limits count unanswered calls, so ended calls are deleted before the next one.
      const rows = new Database(server.database, { timeout: 10_000 })

      let dialogs = 0
      const peal = async (): Promise<number> => {
        const ids = { callId: randomUUID(), legId: randomUUID() }
        const message = {
          type: 'call.place',
          req: dialogs,
          to: handleOf(1),
          connector: 'webrtc',
          media: { microphone: true, camera: true },
          offer: 'v=0',
          ...ids,
        }
        const sent = await here.evaluate((text) => {
          const at = performance.timeOrigin + performance.now()
          window.peal.send(text)
          return at
        }, JSON.stringify(message))
        const stood = await there.waitForFunction((index) => window.dialogs[index], dialogs)
        const at = await stood.jsonValue()
        dialogs += 1
        const over = { type: 'call.hangup', req: 1_000_000 + dialogs, ...ids }
        await here.evaluate((text) => window.peal.send(text), JSON.stringify(over))
        await there.getByRole('dialog').waitFor({ state: 'detached' })
        rows.exec(`DELETE FROM history; DELETE FROM call WHERE state = 'ended'`)
        return (at ?? NaN) - sent
      }

      const from = await (await openProfile(browser, pages.origin)).newPage()
      const to = await (await openProfile(browser, pages.origin)).newPage()
      const address = `${pages.origin}/bare-ring.html?room=ring&sync`
      await Promise.all([from.goto(address), to.goto(address)])
      for (const page of [from, to]) await page.waitForFunction(() => 'sendRing' in window)
      const baseline = async (): Promise<number> => {
        const stood = to.evaluate(() => window.nextDialog())
        // This makes sure that the page is waiting for the dialog before the ring is sent.
        await to.evaluate(() => undefined)
        const sent = await from.evaluate(() => window.sendRing())
        return (await stood) - sent
      }

      const compared = await compareMedians(count, { peal, baseline })
      rows.close()
      return [
        {
          what: `placed → dialog, p50 of ${count} : bare ws, fdatasync, bare dialog`,
          value: compared.ratio,
          unit: 'ratio',
          peal: `${compared.peal.toFixed(1)} ms`,
          baseline: `${compared.baseline.toFixed(1)} ms`,
          must: atMost(4),
          goal: atMost(2),
        },
      ]
    } finally {
      await browser.close()
      await pages.stop()
      await server.stop()
    }
  },
}
