/** One's own picture fills the window while it rings; later it is small and can be moved. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { answer, call, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })

/** Where the own picture is: `full`, or the corner that is nearest to its centre. */
async function placeOf(win: Page): Promise<string> {
  const box = await win.getByLabel('Your video').boundingBox()
  const window_ = await win.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  if (box === null) return 'nowhere'
  if (box.width >= window_.width && box.height >= window_.height) return 'full'
  if (box.width > window_.width / 3) return 'on its way'
  const top = box.y + box.height / 2 < window_.height / 2
  const left = box.x + box.width / 2 < window_.width / 2
  return `${top ? 'top' : 'bottom'} ${left ? 'left' : 'right'}`
}

/** Whether the other's picture is already there when one's own begins to shrink. */
function givesWayTo(win: Page, other: string): Promise<boolean> {
  return win.evaluate(
    (label) =>
      new Promise<boolean>((resolve) => {
        const video = (of: string) =>
          document.querySelector<HTMLVideoElement>(`video[aria-label="${of}"]`)
        const look = () => {
          const own = video('Your video')?.getBoundingClientRect()
          if (own === undefined || own.width >= innerWidth) requestAnimationFrame(look)
          else resolve((video(label)?.readyState ?? 0) >= HTMLMediaElement.HAVE_CURRENT_DATA)
        }
        look()
      }),
    `${other}'s video`,
  )
}

const standsAt = (win: Page, place: string) =>
  until(`it stands at ${place}`, async () => (await placeOf(win)) === place)

describe('the own picture', () => {
  it('fills the window until the other one is there, and can then be moved by keys and pointer', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, 'Ringing…')
    await standsAt(hers, 'full')
    const gaveWay = givesWayTo(hers, 'Grace Hopper')
    await answer(grace, 'Ada Lovelace')
    expect(await gaveWay).toBe(true)
    await stage(hers, 'Connected')
    await standsAt(hers, 'bottom right')

    const handle = hers.getByRole('group', { name: /^Your picture: arrow keys/ })
    await handle.press('ArrowLeft')
    await standsAt(hers, 'bottom left')
    await hers.getByText('Your picture is at the bottom left.').waitFor()
    await handle.press('ArrowUp')
    await standsAt(hers, 'top left')
    await handle.press('ArrowRight')
    await standsAt(hers, 'top right')
    await handle.press('ArrowLeft')
    await standsAt(hers, 'top left')

    await handle.hover()
    await hers.mouse.down()
    const far = await hers.evaluate(() => ({ x: innerWidth - 60, y: innerHeight - 60 }))
    await hers.mouse.move(far.x, far.y, { steps: 4 })
    await hers.mouse.up()
    await standsAt(hers, 'bottom right')
    expect(await hers.getByLabel('Your video').isVisible()).toBe(true)
  })
})
