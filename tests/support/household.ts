/** What a browser test starts from: a Chromium for the file, and for each test a Peal with people. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import {
  launchChromium,
  signIn,
  type LaunchOptions,
  type Person,
  type SignInOptions,
} from './browser.ts'
import { PealProcess, type PealOptions } from './peal-process.ts'

const NAMES: Record<string, string> = {
  ada: 'Ada Lovelace',
  grace: 'Grace Hopper',
  linus: 'Linus Torvalds',
}

/** Display name of one of the people that a house may have. */
export function nameOf(handle: string): string {
  const name = NAMES[handle]
  if (name === undefined) throw new Error(`nobody is called ${handle} here`)
  return name
}

/** A Peal of its own, and whoever signs in at it. */
export class House {
  readonly peal: PealProcess
  readonly #browser: Browser
  readonly #links = new Map<string, string>()
  readonly #people: Person[] = []

  constructor(browser: Browser, peal: PealProcess) {
    this.#browser = browser
    this.peal = peal
  }

  /** Adds a member who has not signed in yet. */
  async member(handle: string, { admin = false } = {}): Promise<void> {
    this.#links.set(handle, await this.peal.add(handle, nameOf(handle), { admin }))
  }

  /** Signs a member in at a new browser profile, on each call another one. */
  async person(handle: string, options: SignInOptions = {}): Promise<Person> {
    const fresh = this.#links.get(handle)
    this.#links.delete(handle)
    const link = fresh ?? (await this.peal.signInLink(handle, kindOf(options)))
    const person = await signIn(this.#browser, link, nameOf(handle), options)
    this.#people.push(person)
    return person
  }

  /** Ends everything; throws what pages must never do, whatever the test was about. */
  async close(): Promise<void> {
    const faults = this.#people.flatMap(({ name, faults }) =>
      faults.map((text) => `${name}: ${text}`),
    )
    await Promise.all(this.#people.map(({ context }) => context.close()))
    await this.peal.stop()
    if (faults.length > 0) throw new Error(`pages went wrong:\n${faults.join('\n')}`)
  }
}

const kindOf = ({ device }: SignInOptions) => (device === 'phone' ? 'mobile' : null)

/**
 * Registers the file's browser and the clean-up of its tests. The function that it returns makes
 * a Peal with these members.
 */
export function households(launch: LaunchOptions = {}) {
  let browser: Browser | null = null
  const open: House[] = []
  beforeAll(async () => {
    browser = await launchChromium(launch)
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((house) => house.close()))
  })
  afterAll(async () => {
    await browser?.close()
  })
  return async (handles: readonly string[], options: PealOptions = {}): Promise<House> => {
    if (!browser) throw new Error('the browser has not started')
    const house = new House(browser, await PealProcess.start(options))
    open.push(house)
    for (const handle of handles) await house.member(handle)
    return house
  }
}
