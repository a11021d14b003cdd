/**
 * A person whose Firefox rings with every page of Peal closed: a profile that lasts, notifications
 * allowed, Mozilla's push service, and a desktop of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser as Firefox, Page } from 'puppeteer-core'
import { launchFirefox } from '../firefox.ts'
import { PATIENCE_MS, until } from '../until.ts'
import { Desktop } from './desktop.ts'
import type { MozillaPushService } from './mozilla-push-service.ts'

/** How Firefox's preferences write "allow". */
const ALLOW = 1

export interface FirefoxPersonOptions {
  readonly prefs?: Readonly<Record<string, string | number | boolean>>
}

interface Parts {
  readonly origin: string
  readonly service: MozillaPushService
  readonly options: FirefoxPersonOptions
  /** Of the profile. */
  readonly folder: string
  readonly desktop: Desktop
}

/** Someone in front of a Firefox of their own. */
export class FirefoxPerson {
  readonly #is: Parts
  #browser: Firefox | null = null

  private constructor(parts: Parts) {
    this.#is = parts
  }

  /** Starts the browser, which takes over a minute on a busy machine. A blank page stays. */
  static async start(
    origin: string,
    service: MozillaPushService,
    options: FirefoxPersonOptions = {},
  ): Promise<FirefoxPerson> {
    const folder = await mkdtemp(join(tmpdir(), 'peal-profile-'))
    const desktop = await Desktop.start()
    const person = new FirefoxPerson({ origin, service, options, folder, desktop })
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
    const { service, options, folder, desktop } = this.#is
    this.#browser = await launchFirefox({
      profile: folder,
      env: desktop.env,
      prefs: {
        ...service.firefoxPrefs,
        // Allowed on every site, without a question that nobody could answer.
        'permissions.default.desktop-notification': ALLOW,
        // Under control, Firefox brings no page of a worker to the front.
        'focusmanager.testmode': false,
        ...options.prefs,
      },
    })
  }

  /** Ends the browser; the profile stays. */
  async quit(): Promise<void> {
    await this.#browser?.close()
    this.#browser = null
  }

  get browser(): Firefox {
    if (!this.#browser) throw new Error('the browser does not run')
    return this.#browser
  }

  get desktop(): Desktop {
    return this.#is.desktop
  }

  /** Pages of the site that are open. */
  async pages(): Promise<readonly Page[]> {
    const pages = await this.browser.pages()
    return pages.filter((page) => page.url().startsWith(this.#is.origin))
  }

  async open(path = '/'): Promise<Page> {
    const page = await this.browser.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    await page.goto(new URL(path, this.#is.origin).href)
    return page
  }

  /** The window that opens when this is done, such as a press at the desktop. */
  async opening(press: () => void): Promise<Page> {
    const before = new Set(await this.browser.pages())
    press()
    const page = await until('a window opens', async () =>
      (await this.pages()).find((one) => !before.has(one)),
    )
    page.setDefaultTimeout(PATIENCE_MS)
    return page
  }

  /** Closes every page of the site. The browser runs on. */
  async closePages(): Promise<void> {
    await Promise.all((await this.pages()).map((page) => page.close()))
    await until('no page is open', async () => (await this.pages()).length === 0)
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.quit()
    await this.desktop.close()
    await rm(this.#is.folder, { recursive: true, force: true })
  }
}
