/** Several people or devices act at the same moment. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../support/browser.ts'
import {
  answer,
  call,
  callButton,
  hears,
  incoming,
  leaveCalls,
  opening,
  press,
  pressAt,
  sees,
  stage,
} from '../support/call-steps.ts'
import { times } from '../support/counts.ts'
import { households } from '../support/household.ts'

const household = households({ worker: false, lasting: true })
/** After this time both pages are ready to press. */
const SOON_MS = 1_000
/** All rounds of the glare on a busy machine: about 5 s each. */
const GLARE_MS = 4 * 3_600_000

let ada: Person
/** Grace at two devices. */
let desk: Person
let sofa: Person
beforeAll(async () => {
  const house = await household(['ada', 'grace'])
  ada = await house.person('ada')
  desk = await house.person('grace')
  sofa = await house.person('grace')
})
afterEach(() => leaveCalls([ada, desk, sofa]))

describe('a call to two devices', () => {
  it('stops ringing on the other device, which says that the first has answered', async () => {
    const hers = await call(ada, 'Grace Hopper')
    const dialog = incoming(sofa.page, 'Ada Lovelace')
    await dialog.waitFor()
    const other = await answer(desk, 'Ada Lovelace')
    await dialog.waitFor({ state: 'detached' })
    await sofa.page.getByText('Answered on another device').first().waitFor()
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await sees(hers, 'Grace Hopper')
  })

  it('is declined on all devices when one declines', async () => {
    const hers = await call(ada, 'Grace Hopper')
    const dialog = incoming(sofa.page, 'Ada Lovelace')
    await dialog.waitFor()
    await incoming(desk.page, 'Ada Lovelace').getByRole('button', { name: 'Decline' }).click()
    await dialog.waitFor({ state: 'detached' })
    await stage(hers, 'Grace Hopper declined the call.')
  })

  it('goes to one window when both press Answer at once; the other says where it is', async () => {
    const hers = await call(ada, 'Grace Hopper')
    await Promise.all([desk, sofa].map(({ page }) => incoming(page, 'Ada Lovelace').waitFor()))
    const moment = Date.now() + SOON_MS
    const windows = await Promise.all(
      [desk, sofa].map(({ page }) =>
        opening(page, async () => void (await pressAt(page, 'Answer', moment))),
      ),
    )
    await stage(hers, 'Connected')
    await Promise.all(windows.map((win) => stage(win, /^(Connected|Answered on another device)$/)))
    const told = await Promise.all(
      windows.map((win) => win.getByRole('status').first().textContent()),
    )
    expect(told.map((text) => text?.trim()).sort()).toEqual([
      'Answered on another device',
      'Connected',
    ])
  })
})

/** How much later the one presses than the other, by the round: 0 to 200 ms. */
const lagMs = (round: number) => (round % 5) * 50

describe('glare', () => {
  it(
    'two who call each other get one call, with picture and sound both ways and no dialog left',
    async () => {
      const house = await household(['ada', 'grace'])
      const ada = await house.person('ada')
      const grace = await house.person('grace')
      for (let round = 0; round < times('glare'); round += 1) {
        await Promise.all([
          callButton(ada.page, 'Grace Hopper').waitFor(),
          callButton(grace.page, 'Ada Lovelace').waitFor(),
        ])
        const moment = Date.now() + SOON_MS
        const [hers, other] = await Promise.all([
          opening(
            ada.page,
            async () => void (await pressAt(ada.page, 'Call Grace Hopper', moment)),
          ),
          opening(grace.page, async () => {
            await pressAt(grace.page, 'Call Ada Lovelace', moment + lagMs(round))
          }),
        ])
        await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
        await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
        await Promise.all([hears(hers), hears(other)])
        expect(await incoming(ada.page, 'Grace Hopper').count()).toBe(0)
        expect(await incoming(grace.page, 'Ada Lovelace').count()).toBe(0)
        expect(new URL(hers.url()).pathname).toBe(new URL(other.url()).pathname)
        await press(other, 'Hang up')
        await stage(hers, /^Call ended · /)
        await Promise.all([hers, other].map((win) => win.close()))
      }
    },
    GLARE_MS,
  )
})
