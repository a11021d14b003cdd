/** What a browser test starts from: a Chromium, and for each test a Peal with people. */
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import {
  launchChromium,
  sharedChromium,
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

export interface HouseholdOptions {
  /** For a Chromium of the file's own. */
  readonly launch?: LaunchOptions
  /**
   * If false, these browsers install no service worker, as in some private windows. Installing one
   * costs a second of CPU time, and most tests of pages and calls do not need it.
   */
  readonly worker?: boolean
  /** If true, one house serves all tests of the file. Each test must end the calls that it made. */
  readonly lasting?: boolean
}

/** Something that has to be closed when its house is. */
interface Closable {
  close(): Promise<void>
}

/** A Peal of its own, and whoever signs in at it. */
export class House {
  readonly peal: PealProcess
  readonly #browser: Browser
  readonly #context: BrowserContextOptions
  readonly #links = new Map<string, string>()
  readonly #people: Person[] = []
  readonly #others: Closable[] = []

  /** `context`: what everybody's profile begins with. */
  constructor(browser: Browser, peal: PealProcess, context: BrowserContextOptions = {}) {
    this.#browser = browser
    this.peal = peal
    this.#context = context
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
    const person = await signIn(this.#browser, link, nameOf(handle), {
      ...options,
      context: { ...this.#context, ...options.context },
    })
    this.#people.push(person)
    return person
  }

  /** Closes this, too, when the house is closed. */
  closesWith(other: Closable): void {
    this.#others.push(other)
  }

  /** Closes everything. Throws if any page had an uncaught error or violated its policy. */
  async close(): Promise<void> {
    const faults = this.#people.flatMap(({ name, faults }) =>
      faults.map((text) => `${name}: ${text}`),
    )
    await Promise.all([
      ...this.#people.map(({ context }) => context.close()),
      ...this.#others.map((other) => other.close()),
    ])
    await this.peal.stop()
    if (faults.length > 0) throw new Error(`pages went wrong:\n${faults.join('\n')}`)
  }
}

const kindOf = ({ device }: SignInOptions) => (device === 'phone' ? 'mobile' : null)

/**
 * Registers the browser (one of the file's own if it needs `launch`) and the clean-up of its tests.
 * The function that it returns makes a Peal with these members.
 */
export function households({ launch, worker = true, lasting = false }: HouseholdOptions = {}) {
  const context = { serviceWorkers: worker ? 'allow' : 'block' } as const
  let browser: Browser | null = null
  const open: House[] = []
  beforeAll(async () => {
    browser = await (launch === undefined ? sharedChromium() : launchChromium(launch))
  })
  afterAll(async () => {
    if (launch !== undefined) await browser?.close()
  })
  // The last of these runs first.
  const atTheEnd = lasting ? afterAll : afterEach
  atTheEnd(async () => {
    await Promise.all(open.splice(0).map((house) => house.close()))
  })
  return async (handles: readonly string[], options: PealOptions = {}): Promise<House> => {
    if (!browser) throw new Error('the browser has not started')
    const house = new House(browser, await PealProcess.start(options), context)
    open.push(house)
    for (const handle of handles) await house.member(handle)
    return house
  }
}
