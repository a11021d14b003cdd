/** Real Firefox, by WebDriver BiDi. */
import { FRAMES, framesShown } from './call-steps.ts'
import { until } from './until.ts'
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core'

const FIREFOX = process.env.PEAL_FIREFOX ?? '/usr/bin/firefox-esr'
/** A start takes over a minute on a busy machine. */
const START_MS = 120_000

export interface FirefoxOptions {
  /** Preferences beside those of every test. */
  readonly prefs?: Readonly<Record<string, string | number | boolean>>
  /** Beside this process's environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Folder of a profile that lasts; else one that goes with the browser. */
  readonly profile?: string
}

/** Starts Firefox with a fake camera and microphone that every page may use. */
export function launchFirefox({
  prefs = {},
  env = {},
  profile,
}: FirefoxOptions = {}): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    timeout: START_MS,
    protocolTimeout: START_MS,
    env: { ...process.env, ...env },
    ...(profile === undefined ? {} : { userDataDir: profile }),
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      // The machine that runs the tests may have no sound card.
      'media.cubeb.backend': 'null',
      'dom.disable_open_during_load': true,
      ...prefs,
    },
  })
}

/** Waits for a button of this name, and presses it. */
export async function pressInFirefox(page: Page, name: string): Promise<void> {
  const found = await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('button')].find(
        (button) => (button.ariaLabel ?? button.textContent.trim()) === wanted,
      ),
    {},
    name,
  )
  const button = found.asElement()
  if (button === null) throw new Error(`${name} is no button`)
  await (button as ElementHandle<HTMLButtonElement>).click()
}

/** Waits until the call window tells this stage. */
export async function stageInFirefox(page: Page, text: string): Promise<void> {
  // Polls, because a wait inside the page would be lost if the page is loading.
  await until(`Firefox says ${text}`, async () => {
    const said = await page.evaluate(
      () => document.querySelector('[role=status]')?.textContent ?? 'no status',
    )
    if (said.includes(text)) return true
    throw new Error(`it says: ${said}`)
  })
}

/** Waits until the other's video has shown some more frames. */
export async function seesInFirefox(page: Page, name: string): Promise<void> {
  const video = await page.waitForSelector(`video[aria-label="${name}'s video"]`)
  await video?.evaluate(framesShown, FRAMES)
}
