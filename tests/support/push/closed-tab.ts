/** People without a tab of Peal: only the push service and the desktop are stand-ins. */
import { devices } from 'playwright-core'
import type { DeviceKind } from '../../../protocol/people.ts'
import type { Person } from '../browser.ts'
import type { House } from '../household.ts'
import { nameOf } from '../household.ts'
import { until } from '../until.ts'
import { pressInFirefox } from '../firefox.ts'
import { ChromiumPerson } from './chromium-person.ts'
import type { ChromiumOptions } from './chromium-person.ts'
import { FirefoxPerson } from './firefox-person.ts'
import type { FirefoxPersonOptions } from './firefox-person.ts'
import type { GcmService } from './gcm-service.ts'
import type { MozillaPushService } from './mozilla-push-service.ts'

/** Waits until the caller sees that somebody can be rung, which an echo has to prove first. */
async function canBeRung(caller: Person, handle: string): Promise<void> {
  const name = nameOf(handle)
  const row = caller.page.getByRole('listitem').filter({ hasText: name }).first()
  await row.getByText('Can be rung').waitFor()
}

/** Runs in a page: whether a push came through to its browser. */
export async function isProved(): Promise<boolean> {
  const answer = await fetch('/api/push/subscription')
  const { subscription } = (await answer.json()) as {
    subscription: { provedAt: number | null } | null
  }
  return typeof subscription?.provedAt === 'number'
}

/**
 * Signs a person in with a Chromium of their own, waits until its push is proved, and closes every
 * page. The browser is closed with the house.
 */
export async function withoutTab(
  house: House,
  gcm: GcmService,
  handle: string,
  caller: Person,
  options: ChromiumOptions = {},
): Promise<ChromiumPerson> {
  const person = await asleep(house, gcm, { handle, device: 'desktop' }, options)
  await canBeRung(caller, handle)
  return person
}

/** The same at a phone's browser, as Chromium plays one. */
export function phoneWithoutTab(
  house: House,
  gcm: GcmService,
  handle: string,
): Promise<ChromiumPerson> {
  const context = devices['Pixel 7'] ?? {}
  // The context's user agent does not apply to the worker's requests, so the browser gets it too.
  const flags = [`--user-agent=${context.userAgent ?? ''}`]
  return asleep(house, gcm, { handle, device: 'mobile' }, { flags, context })
}

async function asleep(
  house: House,
  gcm: GcmService,
  { handle, device }: { readonly handle: string; readonly device: DeviceKind },
  options: ChromiumOptions,
): Promise<ChromiumPerson> {
  const person = await ChromiumPerson.start(house.peal.origin, gcm, options)
  house.closesWith(person)
  const { page } = await person.signIn(await house.peal.signInLink(handle, device), nameOf(handle))
  await until('its push is proved', () => page.evaluate(isProved))
  await person.closePages()
  return person
}

/** The same with a Firefox. */
export async function withoutTabInFirefox(
  house: House,
  mozilla: MozillaPushService,
  handle: string,
  caller: Person,
  options: FirefoxPersonOptions = {},
): Promise<FirefoxPerson> {
  const person = await FirefoxPerson.start(house.peal.origin, mozilla, options)
  house.closesWith(person)
  const link = new URL(await house.peal.signInLink(handle))
  const page = await person.open(link.pathname + link.hash)
  await pressInFirefox(page, `Sign in as ${nameOf(handle)}`)
  await until('its push is proved', () => page.evaluate(isProved))
  await person.closePages()
  await canBeRung(caller, handle)
  return person
}
