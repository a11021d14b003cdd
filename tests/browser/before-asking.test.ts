/** What the call window says while the browser's own question is open. */
import { describe, expect, it } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { answer, call, callsOf, incoming, press, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })
const ALLOWED = 'test-allowed'

/**
 * Headless Chromium shows no permission prompt. This gives pages what they would see with one: a
 * permission whose state is `prompt`, and devices that are available once it is granted.
 */
async function asks(context: BrowserContext): Promise<void> {
  await context.addInitScript((allowed) => {
    const question = Object.assign(new EventTarget(), { state: 'prompt' })
    navigator.permissions.query = () => Promise.resolve(question as PermissionStatus)
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await new Promise((answered) => {
        addEventListener(allowed, answered, { once: true })
      })
      return open(constraints)
    }
  }, ALLOWED)
}

const allow = (win: Page) => win.evaluate((allowed) => dispatchEvent(new Event(allowed)), ALLOWED)
const heading = (win: Page, name: string) => win.getByRole('heading', { name, exact: true })

describe('before the browser asks', () => {
  it('the caller reads why it asks, what to press, and that nobody is rung', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    await asks(ada.context)
    const first = await call(ada, 'Grace Hopper')
    await heading(first, 'To call Grace Hopper, Peal needs your microphone and camera').waitFor()
    await first.getByText('Nobody is rung until you allow it.').waitFor()
    await stage(first, 'Your browser asks here. Press Allow.')
    expect(await callsOf(ada)).toBe(0)
    await allow(first)
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await stage(first, 'Ringing…')

    // With the camera off, only the microphone is requested and mentioned.
    await press(first, 'Turn camera off')
    await press(first, 'Hang up')
    await until('the window closes itself', () => first.isClosed())
    const second = await call(ada, 'Grace Hopper')
    await heading(second, 'To call Grace Hopper, Peal needs your microphone').waitFor()
    await second.getByText('Your sound goes straight to Grace Hopper, encrypted.').waitFor()
  })

  it('a callee who answers with sound only reads about the microphone alone', async () => {
    const house = await household(['ada', 'grace'])
    const grace = await house.person('grace')
    await asks(grace.context)
    const hers = await call(await house.person('ada'), 'Grace Hopper')
    const other = await answer(grace, 'Ada Lovelace', 'Answer with sound only')
    await heading(other, 'To talk with Ada Lovelace, Peal needs your microphone').waitFor()
    await allow(other)
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
  })
})
