/**
 * A person whose Chromium rings with every page of Peal closed: a profile that lasts, notifications
 * allowed, Google's push service, and a desktop of its own.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { launchLasting, listenTo, signInAt } from '../browser.ts'
import type { LastingOptions, Person } from '../browser.ts'
import { PATIENCE_MS, until } from '../until.ts'
import { Desktop } from './desktop.ts'
import type { GcmService } from './gcm-service.ts'

const PERMISSIONS = ['microphone', 'camera', 'notifications']
/** How Chromium's own settings write "allow". */
const ALLOW = 1

export interface ChromiumOptions extends Omit<LastingOptions, 'executable'> {
  /** What the site may do. Microphone, camera and notifications, if not said. */
  readonly permissions?: readonly string[]
}

interface Parts {
  readonly origin: string
  readonly gcm: GcmService
  readonly options: ChromiumOptions
  /** Of the profile. */
  readonly folder: string
  readonly desktop: Desktop
}

/** Someone in front of a Chromium of their own. */
export class ChromiumPerson {
  /** Exceptions that nobody caught in any of their pages, and breaches of the pages' policies. */
  readonly faults: string[] = []
  readonly #is: Parts
  #context: BrowserContext | null = null

  private constructor(parts: Parts) {
    this.#is = parts
  }

  /** Starts the browser. An `about:blank` page stays, whatever else is closed. */
  static async start(
    origin: string,
    gcm: GcmService,
    options: ChromiumOptions = {},
  ): Promise<ChromiumPerson> {
    const folder = await mkdtemp(join(tmpdir(), 'peal-profile-'))
    if ((options.permissions ?? PERMISSIONS).includes('notifications')) {
      await allowNotifications(folder, origin)
    }
    const desktop = await Desktop.start()
    const person = new ChromiumPerson({ origin, gcm, options, folder, desktop })
    try {
      await person.run()
      return person
    } catch (error) {
      await person.close()
      throw error
    }
  }

  /** Starts the browser again after `quit`, with the same profile. */
  async run(): Promise<void> {
    const { origin, gcm, options, folder, desktop } = this.#is
    const { flags = [], env = {}, context: looks = {}, permissions = PERMISSIONS } = options
    const context = await launchLasting(folder, {
      flags: [...gcm.chromiumArgs, ...flags],
      env: { ...desktop.env, ...env },
      context: looks,
    })
    this.#context = context
    await listenTo(context, origin, permissions, this.faults)
  }

  /** Ends the browser; the profile stays. */
  async quit(): Promise<void> {
    await this.#context?.close()
    this.#context = null
  }

  get context(): BrowserContext {
    if (!this.#context) throw new Error('the browser does not run')
    return this.#context
  }

  get desktop(): Desktop {
    return this.#is.desktop
  }

  /** Pages of the site that are open. */
  get pages(): readonly Page[] {
    return this.context.pages().filter((page) => page.url().startsWith(this.#is.origin))
  }

  async open(path = '/'): Promise<Page> {
    const page = await this.context.newPage()
    await page.goto(new URL(path, this.#is.origin).href)
    return page
  }

  async signIn(link: string, name: string): Promise<Person> {
    const page = await signInAt(this.context, link)
    return { name, context: this.context, page, faults: this.faults }
  }

  /** The window that opens when this is done, such as a press at the desktop. */
  async opening(press: () => void): Promise<Page> {
    const opened = this.context.waitForEvent('page', { timeout: PATIENCE_MS })
    press()
    return opened
  }

  /** Closes every page of the site. The browser runs on. */
  async closePages(): Promise<void> {
    await Promise.all(this.pages.map((page) => page.close()))
    await until('no page is open', () => this.pages.length === 0)
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.quit()
    await this.desktop.close()
    await rm(this.#is.folder, { recursive: true, force: true })
  }
}

/** Writes it into a new profile: what a debugger allows is over with the browser. */
async function allowNotifications(folder: string, origin: string): Promise<void> {
  const exceptions = { notifications: { [`${origin},*`]: { setting: ALLOW } } }
  await mkdir(join(folder, 'Default'))
  await writeFile(
    join(folder, 'Default', 'Preferences'),
    JSON.stringify({ profile: { content_settings: { exceptions } } }),
  )
}
