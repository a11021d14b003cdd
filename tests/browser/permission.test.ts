/** Microphone and camera: refused, missing. */
import { describe, expect, it } from 'vitest'
import { answer, call, connect, hears, incoming, sees, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'

const REFUSED = 'The call was not placed: microphone and camera are blocked.'

describe('permission', () => {
  const household = households()

  it('refused by the caller: nobody is rung, and the way to allow it is told', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada', { permissions: [] })
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, REFUSED)

    // Once it is allowed, the same window places the call: nothing rang before.
    await ada.context.grantPermissions(['microphone', 'camera'], { origin: house.peal.origin })
    await hers.getByRole('button', { name: 'Try again' }).click()
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await stage(hers, 'Ringing…')
    await grace.page.goto(`${house.peal.origin}/calls`)
    const calls = await grace.page.evaluate(async () => {
      const response = await fetch('/api/calls')
      return ((await response.json()) as { items: unknown[] }).items.length
    })
    expect(calls).toBe(0)
  })

  it('refused by the callee: the call is interrupted for both, and is not missed', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace', { permissions: [] })
    const hers = await call(ada, 'Grace Hopper')
    const other = await answer(grace, 'Ada Lovelace')
    await stage(hers, 'Grace Hopper could not take the call.')
    await stage(other, 'Peal may not use your microphone and camera.')
    expect(await grace.page.title()).toBe('Contacts · Peal')
  })

  it('only the camera refused: the call goes on with sound', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada', { permissions: ['microphone'] })
    const [hers, other] = await connect(ada, await house.person('grace'))
    await Promise.all([sees(hers, 'Grace Hopper'), hears(hers), hears(other)])
  })
})

describe('no camera on this machine', () => {
  const household = households({ flags: ['--use-fake-device-for-media-stream=device-count=0'] })

  it('places the call with what there is', async () => {
    const house = await household(['ada', 'grace'])
    const [hers, other] = await connect(await house.person('ada'), await house.person('grace'))
    await Promise.all([hears(hers), hears(other)])
  })
})
