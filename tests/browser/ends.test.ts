/** How calls end, and what each side is told. */
import { describe, expect, it } from 'vitest'
import {
  call,
  callButton,
  connect,
  incoming,
  opening,
  press,
  sees,
  stage,
} from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })
const RING_SECONDS = 5
/** A window whose call was hung up in it closes well within this, ms. */
const CLOSES_MS = 2_000

describe('the end of a call', () => {
  it('is shown with the hang-up sound when it was declined, and counts as no missed call', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    const dialog = incoming(grace.page, 'Ada Lovelace')
    await stage(hers, 'Ringing…')
    // The window has all that it loads while it rings: it would be busy with that when the tone sounds.
    await hers.getByRole('button', { name: 'More' }).waitFor()
    const sounded = hers.locator('html[data-tone=hangup]').waitFor()
    await dialog.getByRole('button', { name: 'Decline' }).click()
    await Promise.all([sounded, stage(hers, 'Grace Hopper declined the call.')])
    await dialog.waitFor({ state: 'detached' })
    await grace.page.goto(`${house.peal.origin}/calls`)
    await grace.page.getByText('You declined').first().waitFor()
    expect(await grace.page.title()).toBe('Calls · Peal')

    await press(hers, 'Call again')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
  })

  it('turns a cancelled ring into a missed call with a way to call back', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    const dialog = incoming(grace.page, 'Ada Lovelace')
    await dialog.waitFor()
    await press(hers, 'Hang up')
    await dialog.waitFor({ state: 'detached' })
    await until('the title counts it', async () => (await grace.page.title()).startsWith('(1) '))
    await grace.page.goto(`${house.peal.origin}/calls`)
    const back = grace.page.getByRole('button', { name: 'Call back Ada Lovelace' }).first()
    const window = await opening(grace.page, () => back.click())
    await incoming(ada.page, 'Grace Hopper').waitFor()
    await stage(window, 'Ringing…')
  })

  it('leaves the window open when the caller calls again right after hanging up', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    // Opens the window with its question page, which loads the same script as the end of a call. On a
    // busy machine that script could otherwise arrive only after the window has closed.
    const hers = await opening(ada.page, () =>
      ada.page.evaluate(() => void window.open('/call/new?to=grace', '_blank', 'popup')),
    )
    await press(hers, 'Call Grace Hopper')
    await stage(hers, 'Ringing…')
    // The page itself does both presses, because the window is about to close.
    const hungUpAt = await hers.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const button = (name: string) =>
            [...document.querySelectorAll('button')].find(({ ariaLabel, textContent }) =>
              [ariaLabel, textContent.trim()].includes(name),
            )
          button('Hang up')?.click()
          const at = performance.now()
          const again = () => {
            const found = button('Call again')
            found?.click()
            if (found === undefined) requestAnimationFrame(again)
            else resolve(at)
          }
          again()
        }),
    )
    const now = () => hers.evaluate(() => performance.now())
    await until('it would have closed', async () => (await now()) > hungUpAt + CLOSES_MS)
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await stage(hers, 'Ringing…')
  })

  it('is a timeout when nobody answers', async () => {
    const house = await household(['ada', 'grace'], {
      env: { PEAL_RING_SECONDS: String(RING_SECONDS) },
    })
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await stage(hers, 'Grace Hopper did not answer.')
    await incoming(grace.page, 'Ada Lovelace').waitFor({ state: 'detached' })
    await until('the title counts it', async () => (await grace.page.title()).startsWith('(1) '))
  })

  it('tells a third caller that the callee is busy, while the other two go on', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const linus = await house.person('linus')
    const [hers] = await connect(ada, grace)
    const third = await call(linus, 'Grace Hopper')
    await stage(third, 'Grace Hopper is in another call.')
    expect(await incoming(grace.page, 'Linus Torvalds').count()).toBe(0)
    await until('a quiet notice', async () => (await grace.page.title()).startsWith('(1) '))
    await sees(hers, 'Grace Hopper')
  })

  it('says that the callee is unreachable when no device can ring', async () => {
    const house = await household(['ada', 'grace'])
    const hers = await call(await house.person('ada'), 'Grace Hopper')
    await stage(hers, 'Grace Hopper cannot be reached now, and will see that you called.')
  })

  it('tells a caller that they are in a call already, and that call goes on', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const ada = await house.person('ada')
    const [hers] = await connect(ada, await house.person('grace'))
    const second = await opening(ada.page, () => callButton(ada.page, 'Linus Torvalds').click())
    await stage(second, 'You are in another call.')
    await sees(hers, 'Grace Hopper')
  })
})
