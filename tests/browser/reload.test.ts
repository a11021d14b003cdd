/** A call outlives a reload of either window. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../support/browser.ts'
import {
  answer,
  call,
  connect,
  hears,
  incoming,
  leaveCalls,
  liveTracks,
  opening,
  press,
  sees,
  stage,
} from '../support/call-steps.ts'
import { households, type House } from '../support/household.ts'

const household = households({ lasting: true })
let house: House
let ada: Person
let grace: Person
beforeAll(async () => {
  house = await household(['ada', 'grace'])
  ada = await house.person('ada')
  grace = await house.person('grace')
})
afterEach(() => leaveCalls([ada, grace]))

describe('a call', () => {
  it('survives the caller reloading while placing it', async () => {
    const hers = await call(ada, 'Grace Hopper')
    // As soon as the call has its address, and before anything rings.
    await hers.waitForURL(/\/call\/(?!new)/)
    await hers.reload()
    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    expect(await grace.page.title()).toBe('Contacts · Peal')
  })

  it('survives the caller reloading while it rings', async () => {
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, 'Ringing…')
    const address = hers.url()
    await hers.reload()
    await stage(hers, 'Ringing…')
    expect(hers.url()).toBe(address)
    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
  })

  it('rings on after the callee reloads the tab', async () => {
    const hers = await call(ada, 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await grace.page.reload()
    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await sees(hers, 'Grace Hopper')
  })

  it('survives the callee reloading the window as soon as it is open', async () => {
    const hers = await call(ada, 'Grace Hopper')
    const other = await answer(grace, 'Ada Lovelace')
    await other.getByRole('status').first().waitFor()
    await other.reload()
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
  })

  it('survives both sides reloading, one after the other', async () => {
    const [hers, other] = await connect(ada, grace)
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    for (const win of [hers, other]) {
      await win.reload()
      await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
      await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    }
    await Promise.all([hears(hers), hears(other)])
    await press(other, 'Hang up')
    await stage(hers, /^Call ended · /)
  })

  it('keeps the camera closed when a callee who answered with sound only reloads', async () => {
    const [hers, other] = await connect(ada, grace, 'Answer with sound only')
    await other.reload()
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(other, 'Ada Lovelace'), hears(hers), hears(other)])
    expect(await liveTracks(other)).toEqual(['audio'])

    // What was turned on in the call is on after the next.
    await press(other, 'Turn camera on')
    await sees(hers, 'Grace Hopper')
    await other.reload()
    await sees(hers, 'Grace Hopper')
  })

  it('survives the closing of the tab that the call came from', async () => {
    const elsewhere = await house.person('ada')
    const [hers, other] = await connect(elsewhere, grace)
    await elsewhere.page.close()
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    await stage(hers, 'Connected')
  })

  it('stays in its window when that window is copied; the copy says where it is', async () => {
    const [hers, other] = await connect(ada, grace)
    const copy = await ada.context.newPage()
    await copy.goto(hers.url())
    await stage(copy, /This call is open in another window\.|Answered on another device/)
    await sees(other, 'Ada Lovelace')
    await stage(hers, 'Connected')
  })
})

describe('a window that is closed in the middle of a call', () => {
  it('asks first, and the call can be taken up again from the tab', async () => {
    const [hers, other] = await connect(ada, grace)
    // Browsers ask only where the person has touched the page.
    await press(hers, 'Mute microphone')
    const asking = hers.waitForEvent('dialog')
    void hers.close({ runBeforeUnload: true })
    const asked = await asking
    expect(asked.type()).toBe('beforeunload')
    const back = ada.page.getByRole('button', { name: 'Return to the call' })
    await asked.accept()
    const again = await opening(ada.page, () => back.click())
    await Promise.all([stage(again, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(again, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    await back.waitFor({ state: 'detached' })
    await press(other, 'Hang up')
  })
})
