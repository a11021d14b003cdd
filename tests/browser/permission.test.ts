/** Calls when the microphone or the camera is refused or missing. */
import { describe, expect, it } from 'vitest'
import {
  answer,
  call,
  callsOf,
  connect,
  hears,
  incoming,
  press,
  sees,
  stage,
  timesAsked,
} from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const REFUSED = 'The call was not placed: microphone and camera are blocked.'

describe('a permission', () => {
  const household = households({ worker: false })

  it('that the caller refuses rings nobody, and the window tells how to allow it', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada', { permissions: [] })
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, REFUSED)
    await hers.getByText('Grace Hopper was not rung. To allow them in Chromium:').waitFor()
    expect(await hers.getByRole('listitem').count()).toBe(3)

    const asked = await timesAsked(hers)
    await press(hers, 'Try again')
    await until('it was asked for again', async () => (await timesAsked(hers)) > asked)
    await stage(hers, REFUSED)
    expect(await callsOf(grace)).toBe(0)

    // Once it is allowed in the browser's settings, the window goes on by itself.
    await ada.context.grantPermissions(['microphone', 'camera'], { origin: house.peal.origin })
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await stage(hers, 'Ringing…')
  })

  it('that the callee refuses interrupts the call for both, and counts as no missed call', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace', { permissions: [] })
    const hers = await call(ada, 'Grace Hopper')
    const other = await answer(grace, 'Ada Lovelace')
    await stage(hers, 'Grace Hopper could not take the call.')
    await stage(other, 'Peal may not use your microphone and camera.')
    await other.getByText('To allow them in Chromium:').waitFor()
    expect(await other.getByRole('listitem').count()).toBe(3)
    expect(await grace.page.title()).toBe('Contacts · Peal')
  })

  it('that is refused for the camera alone leaves the call with sound', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada', { permissions: ['microphone'] })
    const [hers, other] = await connect(ada, await house.person('grace'))
    await Promise.all([sees(hers, 'Grace Hopper'), hears(hers), hears(other)])
    await hers.getByText('Your camera is blocked: the call has sound only.').waitFor()
  })
})

describe('a machine without a camera', () => {
  const household = households({
    worker: false,
    launch: { flags: ['--use-fake-device-for-media-stream=device-count=0'] },
  })

  it('places the call with the microphone alone', async () => {
    const house = await household(['ada', 'grace'])
    const [hers, other] = await connect(await house.person('ada'), await house.person('grace'))
    await Promise.all([hears(hers), hears(other)])
    await hers.getByText('No camera was found: the call has sound only.').waitFor()
  })
})
