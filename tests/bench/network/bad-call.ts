/** One call between two people over a bad link, by Peal or by a plain page, and what was recorded of it. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { openCached } from '../bench-browser.ts'
import { secretOf, type PealServer } from '../peal-server.ts'
import { probeCall, type Recorded } from './call-probe.ts'
import type { LinkFaults } from '../../support/bad-link.ts'
import { GOOD, type Profile } from './profiles.ts'
import { TURN_USER } from './turn-server.ts'

export type Subject = 'peal' | 'plain'

export interface BadNetwork {
  /** The port of each person's link. */
  readonly ports: readonly number[]
  readonly set: (port: number, faults: LinkFaults) => void
}

export interface Setting {
  readonly browser: Browser
  readonly network: BadNetwork
  readonly server: PealServer
  /** Where the bench's own pages are. */
  readonly pages: string
}

export interface RecordedCall {
  /** When both were connected, by the wall clock, ms. */
  readonly beganAt: number
  /** Of A, whose link is bad, and of B. */
  readonly a: Recorded
  readonly b: Recorded
  /** CPU time of one side in the profile's stretch, cores. */
  readonly cores: number
}

const SIZE = { width: 1_024, height: 720 }
const UP_MS = 30_000

async function open(setting: Setting, person: number, origin: string): Promise<BrowserContext> {
  // The probe's own code is not of the page.
  const context = await setting.browser.newContext({ viewport: SIZE, bypassCSP: true })
  await context.grantPermissions(['microphone', 'camera'], { origin })
  const link = `turn:127.0.0.1:${setting.network.ports[person] ?? 0}?transport=udp`
  await context.addInitScript(probeCall, { link, ...TURN_USER })
  await context.addCookies([{ name: 'peal', value: secretOf(person), url: origin }])
  return context
}

async function opened(context: BrowserContext, press: () => Promise<void>): Promise<Page> {
  const [page] = await Promise.all([context.waitForEvent('page'), press()])
  return page
}

async function callByPeal([a, b]: readonly [BrowserContext, BrowserContext], server: PealServer) {
  const here = await openCached(a, server)
  const there = await openCached(b, server)
  const hers = await opened(a, () =>
    here
      .getByRole('button', { name: /^Call / })
      .first()
      .click(),
  )
  const his = await opened(b, () =>
    there.getByRole('button', { name: 'Answer', exact: true }).click(),
  )
  return [hers, his] as const
}

let rooms = 0
async function callPlainly([a, b]: readonly [BrowserContext, BrowserContext], origin: string) {
  rooms += 1
  const go = async (context: BrowserContext, role: string) => {
    const page = await context.newPage()
    await page.goto(`${origin}/plain-call.html?room=plain${rooms}&role=${role}`)
    await page.waitForSelector('body[data-ready]', { state: 'attached' })
    return page
  }
  const hers = await go(a, 'caller')
  return [hers, await go(b, 'callee')] as const
}

/** CPU time of all of the browser's processes, s. */
async function cpuOf(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

export async function callBadly(
  setting: Setting,
  subject: Subject,
  profile: Profile,
): Promise<RecordedCall> {
  const { network, server, pages, browser } = setting
  const [port = 0] = network.ports
  for (const each of network.ports) network.set(each, GOOD)
  network.set(port, profile.link)
  const origin = subject === 'peal' ? server.origin : pages
  const contexts = [await open(setting, 0, origin), await open(setting, 1, origin)] as const
  const session = await browser.newBrowserCDPSession()
  try {
    const both =
      subject === 'peal' ? await callByPeal(contexts, server) : await callPlainly(contexts, pages)
    for (const page of both) {
      await page.waitForFunction(() => window.network.isUp(), null, { timeout: UP_MS })
    }
    const beganAt = performance.timeOrigin + performance.now()
    await Promise.all(both.map((page) => page.evaluate(() => window.network.begin())))
    const reach = (at: number) =>
      pause(Math.max(0, beganAt + at - performance.timeOrigin - performance.now()))
    let cpu = 0
    const steps = [
      ...profile.events.map(({ at, link }) => ({
        at,
        take: () => Promise.resolve(network.set(port, link)),
      })),
      { at: profile.from, take: async () => void (cpu -= await cpuOf(session)) },
      { at: profile.to, take: async () => void (cpu += await cpuOf(session)) },
    ].sort((one, other) => one.at - other.at)
    for (const { at, take } of steps) {
      await reach(at)
      await take()
    }
    const [a, b] = await Promise.all([
      both[0].evaluate(() => window.network.recorded),
      both[1].evaluate(() => window.network.recorded),
    ])
    return { beganAt, a, b, cores: (cpu * 1_000) / (profile.to - profile.from) / 2 }
  } finally {
    await session.detach()
    for (const context of contexts) await context.close()
  }
}
