/** A desktop rings with every page of Peal closed, in Firefox ESR: the whole path, as for Chromium. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call, hears, press, sees, stage } from '../support/call-steps.ts'
import { seesInFirefox, stageInFirefox } from '../support/firefox.ts'
import { households } from '../support/household.ts'
import { withoutTabInFirefox } from '../support/push/closed-tab.ts'
import { MozillaPushService } from '../support/push/mozilla-push-service.ts'
import { until } from '../support/until.ts'

/** How long after a press the worker may open a window: longer than usual, for busy machines. */
const OPENING = { 'dom.webnotifications.disable_open_click_delay': 20_000 }
const RING = 'Ada Lovelace is calling'

const household = households({ worker: false })
let mozilla: MozillaPushService
beforeEach(async () => {
  mozilla = await MozillaPushService.start()
})
afterEach(() => mozilla.close())

async function adaAndGrace() {
  const house = await household(['ada', 'grace'], { env: mozilla.serverEnv })
  const ada = await house.person('ada')
  const grace = await withoutTabInFirefox(house, mozilla, 'grace', ada, { prefs: OPENING })
  return { ada, grace }
}

describe('closed tab: a Firefox without a tab of Peal', () => {
  it('rings, the caller sees that it does, and Answer on the notification connects', async () => {
    const { ada, grace } = await adaAndGrace()
    const hers = await call(ada, 'Grace Hopper')
    const first = await grace.desktop.shown(RING)
    expect([...first.actions.values()]).toEqual(expect.arrayContaining(['Answer', 'Decline']))
    expect(await grace.pages()).toEqual([])
    await stage(hers, 'Ringing…')
    await until('it rings again', () => grace.desktop.history.length > 2)
    const again = await grace.desktop.shown(RING)
    const other = await grace.opening(() => grace.desktop.press(again, 'Answer'))
    await Promise.all([stage(hers, 'Connected'), stageInFirefox(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), seesInFirefox(other, 'Ada Lovelace')])
    await hears(hers)
    expect(new URL(other.url()).hash).toBe('')
    await until('nothing is shown', () => grace.desktop.open.length === 0)
    await press(hers, 'Hang up')
    await stageInFirefox(other, 'Call ended')
  })

  it('declines without a window, and shows a cancelled call as missed', async () => {
    const { ada, grace } = await adaAndGrace()
    const hers = await call(ada, 'Grace Hopper')
    grace.desktop.press(await grace.desktop.shown(RING), 'Decline')
    await stage(hers, 'Grace Hopper declined the call.')
    await until('nothing is shown', () => grace.desktop.open.length === 0)
    expect(await grace.pages()).toEqual([])

    const rings = grace.desktop.history.length
    await press(hers, 'Call again')
    await until('it rings', () => grace.desktop.history.slice(rings).some((n) => n.title === RING))
    await press(hers, 'Hang up')
    await grace.desktop.shown('Missed call from Ada Lovelace')
    await until('the ring is gone', () =>
      grace.desktop.open.every(({ title }) => title === 'Missed call from Ada Lovelace'),
    )
  })
})
