/** Opening an address that somebody else chose neither places nor answers a call. */
import { afterEach, describe, expect, it } from 'vitest'
import {
  call,
  callsOf,
  connect,
  incoming,
  press,
  sees,
  stage,
  timesAsked,
} from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { otherSite } from '../support/other-site.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function siteThat(script: string): Promise<string> {
  const site = await otherSite(script)
  stops.push(site.stop)
  return site.url
}

describe('drive-by-call', () => {
  it.each([
    ['a plain address', ''],
    ['a guessed intent', '#intent=AAAAAAAAAAAAAAAAAAAAAA'],
  ])(
    'a call that another site opens by %s only asks: no camera is opened and no call is placed',
    async (_, hash) => {
      const house = await household(['ada', 'grace'])
      const ada = await house.person('ada')
      const grace = await house.person('grace')
      const target = `${house.peal.origin}/call/new?to=grace&with=webrtc${hash}`
      const win = await ada.context.newPage()
      await win.goto(await siteThat(`location.href = ${JSON.stringify(target)}`))

      await win.getByText('Call Grace Hopper?').waitFor()
      expect(await timesAsked(win)).toBe(0)
      expect(await callsOf(grace)).toBe(0)

      // A press on the button then places the call.
      await win.getByRole('button', { name: 'Call Grace Hopper' }).click()
      await incoming(grace.page, 'Ada Lovelace').waitFor()
      await stage(win, 'Ringing…')
    },
  )
})

describe('a call that was refused', () => {
  it('is not placed by a later load of its window', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const ada = await house.person('ada')
    const linus = await house.person('linus')
    const [first] = await connect(ada, await house.person('grace'))
    const refused = await call(ada, 'Linus Torvalds')
    await stage(refused, 'You are in another call.')
    await press(first, 'Hang up')
    await until('the first call is over', () => first.isClosed())

    await refused.reload()
    await stage(refused, 'This call is not there any more.')
    expect(await timesAsked(refused)).toBe(0)
    expect(await callsOf(linus)).toBe(0)
  })
})

describe('drive-by-answer', () => {
  it('a callee whom the caller leads to the call sees the incoming screen, without a camera', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, 'Ringing…')
    const { pathname } = new URL(hers.url())
    expect(pathname).toMatch(/^\/call\/[\w-]+$/)

    const target = `${house.peal.origin}${pathname}#answer=AAAAAAAAAAAAAAAAAAAAAA&leg=mine&video=1`
    const win = await grace.context.newPage()
    await win.goto(await siteThat(`location.href = ${JSON.stringify(target)}`))
    await win.getByRole('button', { name: 'Answer', exact: true }).waitFor()
    await win.getByRole('button', { name: 'Decline' }).waitFor()
    expect(await timesAsked(win)).toBe(0)
    await stage(hers, 'Ringing…')

    await win.getByRole('button', { name: 'Answer', exact: true }).click()
    await Promise.all([stage(hers, 'Connected'), stage(win, 'Connected')])
    await sees(hers, 'Grace Hopper')
  })
})
