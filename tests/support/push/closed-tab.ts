/** Two people for whom only the push services and the desktop are stand-ins: one calls, one has no tab. */
import { onTestFinished } from 'vitest'
import type { Person } from '../browser.ts'
import type { House } from '../household.ts'
import { nameOf } from '../household.ts'
import { until } from '../until.ts'
import { pressInFirefox } from '../firefox.ts'
import { ChromiumPerson } from './chromium-person.ts'
import { FirefoxPerson } from './firefox-person.ts'
import type { FirefoxPersonOptions } from './firefox-person.ts'
import type { GcmService } from './gcm-service.ts'
import type { MozillaPushService } from './mozilla-push-service.ts'

/** "Calls ring here" counts for somebody once an echo came through. */
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

/** Signs in at a Chromium of its own, lets it be proved, and closes every page. */
export async function withoutTab(
  house: House,
  gcm: GcmService,
  handle: string,
  caller: Person,
): Promise<ChromiumPerson> {
  const person = await ChromiumPerson.start(house.peal.origin, gcm)
  onTestFinished(() => person.close())
  const { page } = await person.signIn(await house.peal.signInLink(handle), nameOf(handle))
  await until('its push is proved', () => page.evaluate(isProved))
  await person.closePages()
  await canBeRung(caller, handle)
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
  onTestFinished(() => person.close())
  const link = new URL(await house.peal.signInLink(handle))
  const page = await person.open(link.pathname + link.hash)
  await pressInFirefox(page, `Sign in as ${nameOf(handle)}`)
  await until('its push is proved', () => page.evaluate(isProved))
  await person.closePages()
  await canBeRung(caller, handle)
  return person
}
