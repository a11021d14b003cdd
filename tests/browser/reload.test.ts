/** A call outlives a reload of either window. */
import { describe, expect, it } from 'vitest'
import {
  answer,
  call,
  connect,
  hears,
  incoming,
  liveTracks,
  press,
  sees,
  stage,
} from '../support/call-steps.ts'
import { households } from '../support/household.ts'

const household = households()

describe('a reload', () => {
  it('of the caller’s window while it places', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    // As soon as the call has its address, and before anything rings.
    await hers.waitForURL(/\/call\/(?!new)/)
    await hers.reload()
    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    expect(await grace.page.title()).toBe('Contacts · Peal')
  })

  it('of the caller’s window while it rings', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
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

  it('of the callee’s tab while it rings', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await grace.page.reload()
    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await sees(hers, 'Grace Hopper')
  })

  it('of the callee’s window as soon as it is there', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    const other = await answer(grace, 'Ada Lovelace')
    await other.getByRole('status').first().waitFor()
    await other.reload()
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
  })

  it('of either window in a call, one after the other', async () => {
    const house = await household(['ada', 'grace'])
    const [hers, other] = await connect(await house.person('ada'), await house.person('grace'))
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

  it('of a callee’s window that answered with sound only: its camera stays closed', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
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
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const [hers, other] = await connect(ada, await house.person('grace'))
    await ada.page.close()
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    await stage(hers, 'Connected')
  })

  it('a copied window says where the call is, and takes nothing', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const [hers, other] = await connect(ada, await house.person('grace'))
    const copy = await ada.context.newPage()
    await copy.goto(hers.url())
    await stage(copy, /This call is open in another window\.|Answered on another device/)
    await sees(other, 'Ada Lovelace')
    await stage(hers, 'Connected')
  })
})
