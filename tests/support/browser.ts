/**
 * Real Chromium, with a browser context for each person. Tests find elements by role and name.
 */
import { join } from 'node:path'
import {
  chromium,
  devices,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { hookSettings, installHooks } from './page-hooks.ts'
import { PATIENCE_MS } from './until.ts'

const CHROMIUM = process.env.PEAL_CHROMIUM ?? '/usr/bin/chromium'
const START_MS = 90_000
const LOOKS = {
  viewport: { width: 1024, height: 720 },
  // Times as the tests expect them: 14:20.
  locale: 'en-GB',
  // Without a graphics card, animating the rings would take CPU time from the videos.
  reducedMotion: 'reduce',
} as const

/**
 * Chromium uses only the last such list, so this repeats what Peal needs of Playwright's. The
 * omnibox popups would render two hidden pages for each window, which cost as much as Peal's.
 */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'Translate',
]

/** Five beeps a second. Chromium's own fake microphone beeps once a second, and tests would wait for it. */
const BEEPS = join(import.meta.dirname, 'beeps.wav')

const FLAGS = [
  `--disable-features=${OFF.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream=fps=10',
  `--use-file-for-fake-audio-capture=${BEEPS}`,
]

/** Console messages with which Chromium reports a violation of a policy that Peal's headers set. */
const POLICY = /Content.Security.Policy|Permissions.policy|Refused to /i

/**
 * The debugger pauses a new window and its opener until it is attached. A callback at that moment,
 * such as that of a granted lock, fails with this error. Without a debugger this cannot happen.
 */
const PAUSED = 'The provided callback is no longer runnable'

export interface LaunchOptions {
  readonly flags?: readonly string[]
  /** Another program that starts Chromium, such as one inside a network namespace. */
  readonly executable?: string
  /** Beside this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface LastingOptions extends LaunchOptions {
  /** Options of the browser context, in addition to the defaults. */
  readonly context?: BrowserContextOptions
}

const startOptions = ({ flags = [], executable, env = {} }: LaunchOptions) => ({
  executablePath: executable ?? CHROMIUM,
  headless: true,
  timeout: START_MS,
  args: [...FLAGS, ...flags],
  env: { ...process.env, ...env },
  ignoreDefaultArgs: ['--disable-popup-blocking', '--mute-audio'],
})

/** Starts Chromium. Pop-ups are blocked unless the user presses something, as for real users. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch(startOptions(options))
}

let shared: Promise<Browser> | null = null

/**
 * A Chromium for all test files that this process runs: each start of one costs a second and a half
 * of a core. It ends with the process.
 */
export async function sharedChromium(): Promise<Browser> {
  // A failed start concerns the file that asked for it; the next file tries again.
  const running = await shared?.catch(() => null)
  if (running?.isConnected() === true) return running
  shared = launchChromium()
  return shared
}

/**
 * A profile that is stored in a folder, in its own browser. Installing and push need one: the
 * private profiles that `newContext` makes support neither.
 */
export function launchLasting(
  folder: string,
  { context, ...options }: LastingOptions = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...startOptions(options),
    ...LOOKS,
    ...context,
  })
}

export type Device = 'desktop' | 'phone'

export interface SignInOptions {
  /** What this person's browser may do. Microphone and camera, if not said. */
  readonly permissions?: readonly string[]
  readonly device?: Device
  readonly context?: BrowserContextOptions
}

/** A person in front of a browser profile of their own, with Peal open and signed in. */
export interface Person {
  readonly name: string
  readonly context: BrowserContext
  /** The tab in which they signed in. */
  readonly page: Page
  /** Exceptions that nobody caught in any of their pages, and breaches of the pages' policies. */
  readonly faults: string[]
}

/** A browser profile of its own, listened to from the start. */
export async function openProfile(
  browser: Browser,
  origin: string,
  { permissions = ['microphone', 'camera'], device = 'desktop', context: more }: SignInOptions = {},
): Promise<{ context: BrowserContext; faults: string[] }> {
  const context = await browser.newContext({
    ...LOOKS,
    ...(device === 'phone' ? devices['Pixel 7'] : {}),
    ...more,
  })
  const faults: string[] = []
  await listenTo(context, origin, permissions, faults)
  return { context, faults }
}

/** Grants a profile its permissions, and from then on records the errors of its pages. */
export async function listenTo(
  context: BrowserContext,
  origin: string,
  permissions: readonly string[],
  faults: string[],
): Promise<void> {
  context.setDefaultTimeout(PATIENCE_MS)
  await context.grantPermissions([...permissions], { origin })
  await context.addInitScript(installHooks, hookSettings)
  context.on('weberror', (thrown) => {
    const { name, message, stack } = thrown.error()
    if (message.includes(PAUSED)) return
    faults.push(`${name}: ${message}\n${stack}`)
  })
  context.on('console', (message) => {
    if (POLICY.test(message.text())) faults.push(message.text())
  })
}

/**
 * Signs a profile in with a link, and opens Peal in it. The request comes from the browser, but not from
 * the page for signing in: loading that for each person would cost as much as the contacts again.
 */
export async function signInAt(context: BrowserContext, link: string): Promise<Page> {
  const { origin, hash } = new URL(link)
  const page = await context.newPage()
  await page.goto(`${origin}/healthz`)
  const status = await page.evaluate(async (token) => {
    const { maxTouchPoints } = navigator
    const response = await fetch('/api/sign-in/link', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      // The server recognises a phone by the headers of the request.
      body: JSON.stringify({ token, client: { kind: 'desktop', maxTouchPoints } }),
    })
    return response.status
  }, hash.slice(1))
  if (status !== 200) throw new Error(`the sign-in was refused: ${status}`)
  await page.goto(origin)
  // Browsers allow sound only after a press in the page.
  await page.mouse.click(0, 0)
  return page
}

/** Opens a profile for a new person and signs them in with the link. */
export async function signIn(
  browser: Browser,
  link: string,
  name: string,
  options: SignInOptions = {},
): Promise<Person> {
  const { context, faults } = await openProfile(browser, new URL(link).origin, options)
  const page = await signInAt(context, link)
  return { name, context, page, faults }
}
