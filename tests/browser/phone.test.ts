/** A phone tells what was missed, and never places or takes a call. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { call, press, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households()
const UNREACHABLE = 'Grace Hopper cannot be reached now, and will see that you called.'

describe('phone', () => {
  it('groups what was missed, and what is seen there is seen everywhere', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const phone = await house.person('grace', { device: 'phone' })
    for (let count = 0; count < 2; count += 1) {
      const hers = await call(ada, 'Grace Hopper')
      await stage(hers, UNREACHABLE)
      await press(hers, 'Close')
    }
    const desktop = await house.person('grace')
    await until('the desktop counts', async () => (await desktop.page.title()).startsWith('(2) '))

    await phone.page.goto(`${house.peal.origin}/calls`)
    await phone.page.getByRole('heading', { name: 'Missed calls' }).waitFor()
    await phone.page.getByText('Ada Lovelace').first().waitFor()
    await phone.page.getByText('Twice').first().waitFor()
    await phone.page.getByRole('button', { name: 'Mark all as seen' }).click()
    await until('seen on the desktop', async () => !(await desktop.page.title()).includes('('))
    await until('seen on the phone', async () => !(await phone.page.title()).includes('('))
  })

  it('offers no call anywhere, and says where calls are made', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const phone = await house.person('grace', { device: 'phone' })
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, UNREACHABLE)
    for (const path of ['/', '/calls', '/contacts/ada', '/settings', '/call/new?to=ada']) {
      await phone.page.goto(house.peal.origin + path)
      await phone.page
        .getByText(/desktop/i)
        .first()
        .waitFor()
      const name = /^Call /
      expect(await phone.page.getByRole('button', { name }).count()).toBe(0)
      expect(await phone.page.getByRole('link', { name }).count()).toBe(0)
    }
    await phone.page.goto(house.peal.origin)
    await phone.page.getByText('Ada Lovelace').first().waitFor()
  })

  it('is refused by the server, on the socket and over HTTP', async () => {
    const house = await household(['ada', 'grace'])
    await house.person('ada')
    const phone = await house.person('grace', { device: 'phone' })
    expect(await placeByHand(phone.page, 'ada')).toBe('desktop-only')
  })

  it('never rings', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const phone = await house.person('grace', { device: 'phone' })
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, UNREACHABLE)
    expect(await phone.page.getByRole('dialog').count()).toBe(0)
    await until('it is told', async () => (await phone.page.title()).startsWith('(1) '))
  })
})

/** Places a call by the protocol alone, as a page that was tampered with would; the refusal. */
function placeByHand(page: Page, to: string): Promise<string> {
  return page.evaluate(
    (handle) =>
      new Promise<string>((resolve, reject) => {
        const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/signal`)
        const send = (message: object) => socket.send(JSON.stringify(message))
        socket.onopen = () => {
          send({ type: 'hello', v: 1, page: 'call', visible: true, canSound: true })
          send({
            type: 'call.place',
            req: 1,
            callId: 'by-hand',
            to: handle,
            connector: 'webrtc',
            legId: 'by-hand-leg',
            media: { microphone: true, camera: true },
            offer: 'v=0',
          })
        }
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as { type: string; code?: string }
          if (message.type !== 'reply') return
          socket.close()
          resolve(message.code ?? 'placed')
        }
        socket.onerror = () => reject(new Error('no socket'))
      }),
    to,
  )
}
