/** What people do and see in a call, by the names of the user interface. */
import type { Page } from 'playwright-core'
import type { Person } from './browser.ts'
import { until } from './until.ts'

/** Some beeps of the fake microphone. */
const LISTEN_MS = 1_500
/** They are louder than this. */
const HEARD = 0.05
/** So many frames prove that a video is being received. */
export const FRAMES = 5

/** Presses a button or link that opens a window, and returns the window. */
export async function opening(page: Page, press: () => Promise<void>): Promise<Page> {
  const pages = page.context().pages().length
  const opened = page.context().waitForEvent('page')
  try {
    const [win] = await Promise.all([opened, press()])
    return win
  } catch (cause) {
    const now = page.context().pages()
    const where = now.map((each) => each.url()).join(', ')
    throw new Error(`no window opened: ${pages} pages before, now ${where}`, { cause })
  }
}

/** Presses "Call <name>" on the contacts page; returns the call window. */
export function call(caller: Pick<Person, 'page'>, name: string): Promise<Page> {
  return opening(caller.page, () => callButton(caller.page, name).click())
}

export function callButton(page: Page, name: string) {
  return page.getByRole('button', { name: `Call ${name}`, exact: true }).first()
}

export function incoming(page: Page, from: string) {
  return page.getByRole('dialog', { name: `Incoming call from ${from}` })
}

type Answering = 'Answer' | 'Answer with sound only'

/** Waits for the ring and presses a button of its dialog; returns the call window. */
export function answer(callee: Person, from: string, how: Answering = 'Answer'): Promise<Page> {
  const dialog = incoming(callee.page, from)
  return opening(callee.page, () => dialog.getByRole('button', { name: how, exact: true }).click())
}

/** Waits until the call window tells this stage. */
export async function stage(win: Page, text: string | RegExp): Promise<void> {
  await win.getByRole('status').filter({ hasText: text }).first().waitFor()
}

export function press(win: Page, name: string): Promise<void> {
  return win.getByRole('button', { name, exact: true }).click()
}

/** Presses Close in the call window. The window may close before Playwright confirms the press. */
export async function close(win: Page): Promise<void> {
  const pressed = press(win, 'Close').catch((error: unknown) => {
    if (!String(error).includes('has been closed')) throw error
  })
  await Promise.all([win.waitForEvent('close'), pressed])
}

/** Hangs up all calls of these people, and closes all their windows except the tab that each signed in with. */
export async function leaveCalls(people: readonly Person[]): Promise<void> {
  for (const { context, page } of people) {
    for (const win of context.pages().filter((each) => each !== page)) {
      const hangUp = win.getByRole('button', { name: 'Hang up', exact: true })
      // Looks for the button and presses it in one step, as the other side may end the call meanwhile.
      const pressed = async () => {
        if (win.isClosed()) return 0
        return hangUp.evaluateAll((buttons: HTMLElement[]) => {
          for (const button of buttons) button.click()
          return buttons.length
        })
      }
      await until('the call is over', async () => (await pressed()) === 0)
      await win.close()
    }
  }
}

/** A call to somebody who has no desktop: they cannot be reached, and miss it. */
export async function callInVain(caller: Pick<Person, 'page'>, name: string): Promise<void> {
  const win = await call(caller, name)
  await stage(win, `${name} cannot be reached now, and will see that you called.`)
  await close(win)
}

/** A call from one to the other, answered and connected; returns both windows. */
export async function connect(
  caller: Person,
  callee: Person,
  how: Answering = 'Answer',
): Promise<[Page, Page]> {
  const hers = await call(caller, callee.name)
  const other = await answer(callee, caller.name, how)
  await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
  return [hers, other]
}

/** Resolves when a video has shown so many more frames. Runs in the page, of any browser. */
export function framesShown(video: HTMLVideoElement, wanted: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0
    const count = () => {
      seen += 1
      if (seen >= wanted) resolve()
      else video.requestVideoFrameCallback(count)
    }
    video.requestVideoFrameCallback(count)
  })
}

/** Waits until the other's video has shown some more frames in this window. */
export async function sees(win: Page, name: string, frames = FRAMES): Promise<void> {
  await win.getByLabel(`${name}'s video`).evaluate(framesShown, frames)
}

/**
 * The loudest sample from the other side within some seconds, where 0 is silence. Stops listening
 * once it reaches `enough`. Listens to what the page itself plays: a window that a notification opened
 * may have made its connection before the test's hooks are in it.
 */
export function loudness(win: Page, enough = Infinity): Promise<number> {
  return win.evaluate(
    async ([listenMs, enough]) => {
      const tracks = [...document.querySelectorAll<HTMLMediaElement>('audio, video')]
        .filter(({ muted }) => !muted)
        .flatMap(({ srcObject }) =>
          srcObject instanceof MediaStream ? srcObject.getAudioTracks() : [],
        )
        .filter(({ readyState }) => readyState === 'live')
      if (tracks.length === 0) return 0
      const context = new AudioContext()
      const analyser = context.createAnalyser()
      context.createMediaStreamSource(new MediaStream(tracks)).connect(analyser)
      const samples = new Float32Array(analyser.fftSize)
      let most = 0
      const end = performance.now() + listenMs
      while (most < enough && performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        analyser.getFloatTimeDomainData(samples)
        most = samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), most)
      }
      await context.close()
      return most
    },
    [LISTEN_MS, enough] as const,
  )
}

/** The summed playback positions of the page's unmuted audio and video elements, s. */
function soundPlayed(win: Page): Promise<number> {
  return win.evaluate(() => {
    const players = [...document.querySelectorAll<HTMLMediaElement>('audio, video')]
    const sounding = players.filter(({ muted, paused }) => !muted && !paused)
    return sounding.reduce((played, { currentTime }) => played + currentTime, 0)
  })
}

/** Waits until sound arrives from the other side, and the window plays it. */
export async function hears(win: Page): Promise<void> {
  await until('sound arrives', async () => (await loudness(win, HEARD)) > HEARD)
  const before = await soundPlayed(win)
  await until('the window plays it', async () => (await soundPlayed(win)) > before)
}

/** Tracks that the page opened and has not stopped. */
export function liveTracks(win: Page): Promise<string[]> {
  return win.evaluate(() =>
    window.pealTest.tracks.filter((t) => t.readyState === 'live').map((t) => t.kind),
  )
}

/** How often the page has asked for microphone or camera. */
export function timesAsked(win: Page): Promise<number> {
  return win.evaluate(() => window.pealTest.asked.length)
}

/** When the page sounded by itself (tones), by the machine's clock in ms. */
export function sounds(page: Page): Promise<number[]> {
  return page.evaluate(() => window.pealTest.sounds.map(({ at }) => at))
}

/** Waits until the page itself sounds (a tone, not the other side) after this moment. */
export async function sounded(page: Page, what: string, after = 0): Promise<void> {
  await until(`${what} sounds`, async () => (await sounds(page)).some((at) => at > after))
}

/** Waits until the page plays this tone. */
export async function soundsAs(page: Page, tone: 'connecting' | 'ringback'): Promise<void> {
  await page.locator(`html[data-tone=${tone}]`).waitFor()
  const since = await page.evaluate(() => performance.timeOrigin + performance.now())
  await sounded(page, tone, since)
}

/** How many calls are in a person's history. */
export function callsOf({ page }: Person): Promise<number> {
  return page.evaluate(async () => {
    const response = await fetch('/api/calls')
    return ((await response.json()) as { items: unknown[] }).items.length
  })
}

/** For some seconds after `page.evaluate`, a press by a script may open a window. */
const ASKED_BEFORE_MS = 2_000

/**
 * Lets the page itself press a button at this moment (ms since 1970), because a press from here
 * would arrive late. Returns when it was pressed.
 */
export async function pressAt(page: Page, name: string, moment: number): Promise<number> {
  const now = () => page.evaluate(() => performance.timeOrigin + performance.now())
  await until('the moment is near', async () => (await now()) > moment - ASKED_BEFORE_MS)
  return page.evaluate(
    ([label, at]) =>
      new Promise<number>((resolve, reject) => {
        const now = () => performance.timeOrigin + performance.now()
        const isIt = (button: HTMLButtonElement) =>
          [button.ariaLabel, button.textContent?.trim()].includes(label)
        setTimeout(() => {
          const button = [...document.querySelectorAll('button')].find(isIt)
          if (!button) return reject(new Error(`there is no button ${label}`))
          resolve(now())
          button.click()
        }, at - now())
      }),
    [name, moment] as const,
  )
}
