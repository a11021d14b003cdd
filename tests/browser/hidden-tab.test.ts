/** A tab that nobody sees, in a browser without a push service: the page itself shows the notification. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { launchLasting, listenTo, signInAt } from '../support/browser.ts'
import { answer, call, incoming, press, stage } from '../support/call-steps.ts'
import { households, nameOf } from '../support/household.ts'
import { Desktop } from '../support/push/desktop.ts'

const household = households({ worker: false })
const RING = 'Ada Lovelace is calling'

/** Grace with a browser and a desktop of her own; her tab is in the background. */
async function graceAway(origin: string, link: string) {
  const desktop = await Desktop.start()
  onTestFinished(() => desktop.close())
  const folder = await mkdtemp(join(tmpdir(), 'peal-profile-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const context = await launchLasting(folder, { env: desktop.env })
  onTestFinished(() => context.close())
  const faults: string[] = []
  await listenTo(context, origin, ['microphone', 'camera', 'notifications'], faults)
  const page = await signInAt(context, link)
  return { desktop, person: { name: nameOf('grace'), context, page, faults } }
}

/** Pretends that the page is hidden: a page under a debugger always counts as visible. */
function hide(): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
  document.dispatchEvent(new Event('visibilitychange'))
}

/** Pretends that the page is visible, in a window that does not have the focus: a page under a debugger has it always. */
function showBehindAnotherWindow(): void {
  Object.defineProperty(document, 'visibilityState', { get: () => 'visible' })
  Object.defineProperty(document, 'hidden', { get: () => false })
  document.hasFocus = () => false
  document.dispatchEvent(new Event('visibilitychange'))
}

it('a hidden tab and one without the focus show a notification while they ring, and a press on it leads to the tab', async () => {
  const house = await household(['ada', 'grace'])
  const ada = await house.person('ada')
  const link = await house.peal.signInLink('grace')
  const { desktop, person } = await graceAway(house.peal.origin, link)

  // While the tab is visible it shows only the dialog.
  const first = await call(ada, 'Grace Hopper')
  await incoming(person.page, 'Ada Lovelace').waitFor()
  await press(first, 'Hang up')
  await incoming(person.page, 'Ada Lovelace').waitFor({ state: 'detached' })
  expect(desktop.history).toEqual([])

  await person.page.evaluate(hide)
  const hers = await call(ada, 'Grace Hopper')
  const shown = await desktop.shown(RING)
  expect(shown).toMatchObject({ stays: true })
  desktop.press(shown)
  await desktop.closed(shown)
  const other = await answer(person, 'Ada Lovelace')
  await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
  await press(hers, 'Hang up')
  await stage(other, 'Call ended')

  await person.page.evaluate(showBehindAnotherWindow)
  await call(ada, 'Grace Hopper')
  const again = await desktop.shown(({ id, title }) => title === RING && id !== shown.id)
  await incoming(person.page, 'Ada Lovelace').getByRole('button', { name: 'Decline' }).click()
  expect(await desktop.closed(again)).toMatchObject({ by: 'app' })
  expect(person.faults).toEqual([])
})
