/** Every page by axe-core, light and dark, wide and narrow. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inEveryLook, violations } from '../support/accessibility.ts'
import {
  answer,
  call,
  callButton,
  callInVain,
  incoming,
  opening,
  press,
  stage,
} from '../support/call-steps.ts'
import { households } from '../support/household.ts'

const household = households({ worker: false })
/** As it opens, as small as it may be made, and upright in a tab. */
const CALL_WINDOWS = [
  { width: 960, height: 720 },
  { width: 480, height: 360 },
  { width: 360, height: 640 },
]
const CONTROLS = ['Mute microphone', 'Hang up', 'Turn camera off', 'More']

/** Which of the call's controls are not wholly in the window. */
async function outOfSight(win: Page): Promise<string[]> {
  const { width, height } = win.viewportSize() ?? { width: 0, height: 0 }
  const found = await Promise.all(
    CONTROLS.map(async (name) => {
      const box = await win.getByRole('button', { name, exact: true }).boundingBox()
      const whole =
        box !== null &&
        box.x >= 0 &&
        box.y >= 0 &&
        box.x + box.width <= width &&
        box.y + box.height <= height
      return whole ? [] : [`${name} at ${width} by ${height}`]
    }),
  )
  return found.flat()
}

describe('axe finds nothing', () => {
  it('on the pages of a member', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const ada = await house.person('ada')
    await callInVain(ada, 'Linus Torvalds')
    const { page } = ada
    const found: Record<string, string[]> = {}
    for (const path of ['/', '/contacts/grace', '/calls', '/settings', '/nowhere']) {
      await page.goto(house.peal.origin + path)
      await page.getByRole('main').waitFor()
      await page.getByRole('heading').first().waitFor()
      found[path] = await inEveryLook(page)
    }
    expect(Object.values(found).flat()).toEqual([])
  })

  it('on the pages before the sign-in', async () => {
    const house = await household(['ada'])
    const { page } = await house.person('ada')
    const { origin } = house.peal
    await page.goto(`${origin}/settings`)
    await page.getByRole('button', { name: 'Sign out', exact: true }).last().click()
    await page.getByRole('textbox', { name: 'Handle' }).waitFor()
    expect(await inEveryLook(page)).toEqual([])

    const link = await house.peal.signInLink('ada')
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in as Ada Lovelace' }).waitFor()
    expect(await inEveryLook(page)).toEqual([])
  })

  it('on a phone', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const phone = await house.person('grace', { device: 'phone' })
    await stage(await call(ada, 'Grace Hopper'), /^Grace Hopper cannot be reached now/)
    for (const path of ['/calls', '/', '/settings']) {
      await phone.page.goto(house.peal.origin + path)
      await phone.page.getByRole('heading').first().waitFor()
      expect(await violations(phone.page)).toEqual([])
    }
  })

  it('in a call, from ring to end', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    const hers = await opening(ada.page, () => callButton(ada.page, 'Grace Hopper').click())
    await stage(hers, 'Ringing…')
    expect(await violations(hers)).toEqual([])
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    expect(await inEveryLook(grace.page)).toEqual([])

    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await hers.mouse.move(200, 200)
    expect(await violations(hers)).toEqual([])
    await hers.getByRole('button', { name: 'More', exact: true }).click()
    for (const name of ['Share screen', 'Devices', 'Full screen', 'Connection details']) {
      await hers.getByRole('menuitem', { name }).waitFor()
    }
    expect(await violations(hers)).toEqual([])
    await hers.keyboard.press('Escape')
    for (const size of CALL_WINDOWS) {
      await hers.setViewportSize(size)
      await hers.mouse.move(200, 200)
      expect(await outOfSight(hers)).toEqual([])
    }

    await press(other, 'Hang up')
    await stage(hers, /^Call ended · /)
    expect(await violations(hers)).toEqual([])

    const question = await ada.context.newPage()
    await question.goto(`${house.peal.origin}/call/new?to=grace`)
    await question.getByText('Call Grace Hopper?').waitFor()
    expect(await violations(question)).toEqual([])
  })
})
