/** world: what people's names, clocks and keyboards do to pages. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { profileApi } from '../../protocol/profile-api.ts'
import { violations } from '../support/accessibility.ts'
import { startBadProxy } from '../support/bad-proxy.ts'
import { call, callInVain, incoming, press } from '../support/call-steps.ts'
import { focused } from '../support/focus.ts'
import { households } from '../support/household.ts'
import { addPastCalls } from '../support/past-calls.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })
const WIDE = 'W'.repeat(80)
const ARABIC = 'محمدعبدالرحمنبنعبداللهالقحطاني'.repeat(3).slice(0, 80)

/** Gives oneself another name. */
async function rename(page: Page, name: string): Promise<void> {
  const { method, path } = profileApi.changeProfile
  const status = await page.evaluate(
    async ([how = '', where = '', body = '']) => (await fetch(where, { method: how, body })).status,
    [method, path, JSON.stringify({ name })],
  )
  expect(status).toBe(200)
}

/** What is wider than the window, by its class and text. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth } = document.documentElement
    if (document.documentElement.scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > clientWidth + 1)
      .map((each) => `${each.tagName}.${each.className}: ${each.textContent?.slice(0, 30) ?? ''}`)
  })
}

/** Names that are cut off at their beginning: those whose text is right to left, in a box that is not. */
function cutAtBeginning(page: Page, name: string): Promise<string[]> {
  return page.evaluate((text) => {
    const boxes = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (each) => each.scrollWidth > each.clientWidth && each.textContent?.trim() === text,
    )
    return boxes
      .filter((each) => getComputedStyle(each).textOverflow === 'ellipsis')
      .filter((each) => {
        const style = getComputedStyle(each)
        return style.direction !== 'rtl' && style.unicodeBidi !== 'plaintext'
      })
      .map((each) => `${each.tagName}.${each.className}`)
  }, name)
}

describe('world: names of 80 letters, also from right to left', () => {
  it('fit every page at 320 px, with their beginning seen', async () => {
    const house = await household([])
    await house.member('ada', { admin: true })
    await house.member('grace')
    const grace = await house.person('grace')
    await callInVain(grace, 'Ada Lovelace')
    const { page } = await house.person('ada')
    await rename(page, WIDE)
    await rename(grace.page, ARABIC)
    await grace.page.reload()
    await page.setViewportSize({ width: 320, height: 640 })
    const { origin } = house.peal
    for (const path of [
      '/',
      '/contacts/grace',
      '/calls',
      '/settings',
      '/admin',
      '/call/new?to=grace',
    ]) {
      await page.goto(`${origin}${path}`)
      await page.waitForLoadState('networkidle')
      expect([path, await tooWide(page)]).toEqual([path, []])
      expect([path, await cutAtBeginning(page, ARABIC)]).toEqual([path, []])
    }
    await page.goto(origin)
    const theirs = await call(grace, WIDE)
    await incoming(page, ARABIC).waitFor()
    expect(await tooWide(page)).toEqual([])
    await theirs.setViewportSize({ width: 320, height: 640 })
    expect(await tooWide(theirs)).toEqual([])
    await incoming(page, ARABIC).getByRole('button', { name: 'Decline' }).click()
  })
})

describe('world: an open page', () => {
  it('says "Yesterday" from midnight on', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('ada')
    addPastCalls(house.peal.databasePath, { of: 'ada', with: 'grace', count: 1, hoursAgo: 0 })
    await page.clock.install({ time: Date.now() })
    await page.goto(`${house.peal.origin}/calls`)
    await page.getByRole('heading', { name: 'Today' }).waitFor()
    const midnight = new Date().setHours(24, 0, 1, 0) - Date.now()
    await page.clock.fastForward(midnight)
    await page.getByRole('heading', { name: 'Yesterday' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Today' }).count()).toBe(0)
  })

  it('gives the focus and what was being typed back when a ring has come and gone', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('grace')
    const ada = await house.person('ada')
    const search = page.getByRole('searchbox', { name: 'Search' })
    await search.fill('lovelace')
    await search.press('ArrowLeft')
    const hers = await call(ada, 'Grace Hopper')
    const dialog = incoming(page, 'Ada Lovelace')
    await dialog.waitFor()
    await press(hers, 'Hang up')
    await dialog.waitFor({ state: 'detached' })
    await focused(search)
    await page.keyboard.type('x')
    await until('it goes on where it was', async () => (await search.inputValue()) === 'lovelacxe')
  })

  it('says that the proxy of the server does not pass on WebSockets, and does not flicker', async () => {
    const proxy = await startBadProxy({ upgrades: 'as-requests' })
    const behind = (port: number) => {
      proxy.before(port)
      return Promise.resolve(proxy.origin)
    }
    const house = await household(['ada'], { behind })
    const { page } = await house.person('ada')
    const bar = page.getByRole('status').filter({ hasText: 'does not pass on WebSockets' })
    await bar.waitFor()
    const first = await bar.elementHandle()
    await page.waitForEvent('websocket')
    await page.waitForEvent('websocket')
    expect(await first?.evaluate((element) => element.isConnected)).toBe(true)
    expect(await violations(page)).toEqual([])
  })

  it('leaves Escape to an input method that is composing', async () => {
    const house = await household([])
    await house.member('ada', { admin: true })
    const { page } = await house.person('ada')
    await page.goto(`${house.peal.origin}/admin`)
    await press(page, 'Add a member')
    const dialog = page.getByRole('dialog', { name: 'Add a member' })
    const name = dialog.getByRole('textbox', { name: 'Display name' })
    await name.fill('山')
    // The browser asks an open dialog to close at each Escape, also at one that ends a composition.
    const escape = () =>
      dialog.evaluate((element) => element.dispatchEvent(new Event('cancel', { cancelable: true })))
    const compose = (type: string) =>
      name.evaluate(
        (field, what) => field.dispatchEvent(new CompositionEvent(what, { bubbles: true })),
        type,
      )
    await compose('compositionstart')
    expect(await escape()).toBe(false)
    await dialog.waitFor()
    expect(await name.inputValue()).toBe('山')
    await compose('compositionend')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})
