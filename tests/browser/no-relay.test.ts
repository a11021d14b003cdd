/** A call between two networks that only allow relayed traffic, when there is no relay. */
import { describe, expect, it } from 'vitest'
import { inEveryLook } from '../support/accessibility.ts'
import { answer, call, press, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { behindRelay } from '../support/relay-only.ts'

const NO_WAY = 'The connection could not be made.'

const household = households({ worker: false })

describe('a call that needs a relay', () => {
  it('ends and offers the details of the connection on both sides when there is no relay', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await behindRelay(await house.person('ada'))
    const grace = await behindRelay(await house.person('grace'))
    const hers = await call(ada, 'Grace Hopper')
    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, NO_WAY), stage(other, NO_WAY)])
    expect(await inEveryLook(hers)).toEqual([])
    await press(hers, 'Connection details')
    await hers.getByRole('dialog', { name: 'Connection details' }).waitFor()
    await hers.keyboard.press('Escape')
    await press(hers, 'Call again')
    await stage(hers, 'Ringing…')
  })
})
