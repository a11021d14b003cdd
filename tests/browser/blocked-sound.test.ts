/**
 * A browser that plays no sound before a press in the page, or refuses what tabs elect the one by that sounds. The
 * page says the first, and plays after the press. `page.evaluate` counts as a press too, so these tests do not use it before the press.
 */
import { describe, expect, it } from 'vitest'
import { call, connect, hears, incoming, sounds, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })

describe('a page in which nothing was pressed', () => {
  it('shows the ring, and plays the ringtone after a press', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    // Opened by its address, as when the browser restores its tabs.
    const tab = await grace.context.newPage()
    await tab.goto(house.peal.origin)
    await grace.page.close()
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, 'Ringing…')
    const dialog = incoming(tab, 'Ada Lovelace')
    const hear = dialog.getByRole('button', { name: 'Press to hear the ring' })
    await hear.waitFor()
    expect(await sounds(tab)).toEqual([])
    await hear.click()
    await until('it rings aloud', async () => (await sounds(tab)).length > 0)
    await hear.waitFor({ state: 'detached' })
  })

  it('offers to hear the other side, who is heard after the press', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    // Chromium always allows sound in pages that use the microphone; other browsers do not.
    await ada.context.addInitScript(() => {
      const play = Reflect.get(HTMLMediaElement.prototype, 'play')
      let pressed = false
      window.addEventListener('pointerdown', () => (pressed = true), true)
      HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
        if (pressed || this.muted) return play.call(this)
        return Promise.reject(new DOMException('a press first', 'NotAllowedError'))
      }
    })
    const [hers] = await connect(ada, await house.person('grace'))
    const hear = hers.getByRole('button', { name: 'Press to hear', exact: true })
    await hear.click()
    await hears(hers)
    await hear.waitFor({ state: 'detached' })
  })
})

describe('a tab whose browser refuses locks, and channels between pages', () => {
  it('shows the ring, and plays the ringtone', async () => {
    const house = await household(['ada', 'grace'])
    const grace = await house.person('grace')
    await grace.context.addInitScript(() => {
      const refusal = () => new DOMException('', 'SecurityError')
      const { request } = LockManager.prototype
      const refuse = (locks: LockManager, ...asked: unknown[]): unknown =>
        String(asked[0]).startsWith('peal.tab')
          ? Promise.reject(refusal())
          : Reflect.apply(request, locks, asked)
      Reflect.set(
        LockManager.prototype,
        'request',
        function (this: LockManager, ...all: unknown[]) {
          return refuse(this, ...all)
        },
      )
      Reflect.set(LockManager.prototype, 'query', () => Promise.reject(refusal()))
      Reflect.set(window, 'BroadcastChannel', function () {
        throw refusal()
      })
    })
    await grace.page.reload()
    await grace.page.getByRole('heading', { name: 'Contacts' }).waitFor()
    await grace.page.mouse.click(500, 650)
    await call(await house.person('ada'), 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await until('it rings aloud', async () => (await sounds(grace.page)).length > 0)
  })
})
