/** A phone tells what was missed, and never places or takes a call. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { call, callInVain, incoming, opening, press, sounds, stage } from '../support/call-steps.ts'
import { addAccount, setConnector } from '../support/connector-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })

describe('a phone', () => {
  it('groups missed calls, and what is seen there is seen everywhere', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const phone = await house.person('grace', { device: 'phone' })
    for (let count = 0; count < 2; count += 1) await callInVain(ada, 'Grace Hopper')
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
    await callInVain(ada, 'Grace Hopper')
    for (const path of ['/', '/calls', '/contacts/ada', '/settings', '/call/new?to=ada']) {
      await phone.page.goto(house.peal.origin + path)
      await phone.page
        .getByText(/desktop/i)
        .first()
        .waitFor()
      // On pages that show people, Call buttons would be beside the names.
      const shows = ['/', '/calls', '/contacts/ada'].includes(path)
      if (shows) await phone.page.getByText('Ada Lovelace').first().waitFor()
      const name = /^Call /
      expect(await phone.page.getByRole('button', { name }).count()).toBe(0)
      expect(await phone.page.getByRole('link', { name }).count()).toBe(0)
    }
  })

  it('is refused calls by the server, on the socket and over HTTP', async () => {
    const house = await household(['grace'])
    await house.member('ada', { admin: true })
    const ada = await house.person('ada')
    const desktop = await house.person('grace')
    const phone = await house.person('grace', { device: 'phone' })
    const placing = { callId: 'by-hand', to: 'ada', connector: 'webrtc', offer: 'v=0' }
    const media = { microphone: true, camera: true }
    const leg = { legId: 'by-hand-leg' }
    const place = { type: 'call.place', ...placing, ...leg, media }
    expect(await askByHand(phone.page, place)).toBe('desktop-only')

    // By another program, which is placed over HTTP.
    await setConnector(ada.page, 'phone', { enabled: true })
    await addAccount(ada.page, 'phone', '+442079460018')
    const dial = { callId: 'dialled-by-hand', to: 'ada', connector: 'phone' }
    expect(await postByHand(phone.page, '/api/dial', dial)).toEqual([403, 'desktop-only'])

    const hers = await call(ada, 'Grace Hopper')
    const dialog = incoming(desktop.page, 'Ada Lovelace')
    await dialog.waitFor()
    const callId = new URL(hers.url()).pathname.split('/').at(-1)
    const answer = { type: 'call.answer', callId, ...leg, video: true }
    expect(await askByHand(phone.page, answer)).toBe('desktop-only')
    // Only desktops get the answer token of a ring, and an invented one is refused.
    const made = { ...leg, answerToken: 'a'.repeat(43) }
    const at = `/api/rings/${'a'.repeat(43)}/answer`
    expect(await postByHand(phone.page, at, made)).toEqual([404, 'unknown-call'])
    // The call still rings, and the desktop can answer it.
    await opening(desktop.page, () => press(desktop.page, 'Answer'))
    await stage(hers, 'Connected')
  })

  it('never rings, even while a desktop does', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const phone = await house.person('grace', { device: 'phone' })
    await callInVain(ada, 'Grace Hopper')
    await until('it is told', async () => (await phone.page.title()).startsWith('(1) '))

    const desktop = await house.person('grace')
    const hers = await call(ada, 'Grace Hopper')
    await incoming(desktop.page, 'Ada Lovelace').waitFor()
    await stage(hers, 'Ringing…')
    await press(hers, 'Hang up')
    await until('it is told again', async () => (await phone.page.title()).startsWith('(2) '))
    // It was told of no ring, so no dialog can have been shown.
    expect(await phone.page.evaluate(() => window.pealTest.ringEnds)).toEqual([])
    expect(await sounds(phone.page)).toEqual([])
    expect(await phone.page.getByRole('dialog').count()).toBe(0)
  })
})

/** Sends a request as a page that was tampered with might; returns the refusal. */
function askByHand(page: Page, message: object): Promise<string> {
  return page.evaluate(
    (asked) =>
      new Promise<string>((resolve, reject) => {
        const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/signal`)
        const send = (message: object) => socket.send(JSON.stringify(message))
        socket.onopen = () => {
          send({ type: 'hello', v: 1, page: 'call', visible: true, canSound: true })
          send({ ...asked, req: 1 })
        }
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as { type: string; code?: string }
          if (message.type !== 'reply') return
          socket.close()
          resolve(message.code ?? 'taken')
        }
        socket.onerror = () => reject(new Error('no socket'))
      }),
    message,
  )
}

/** The same over HTTP: status and refusal. */
function postByHand(page: Page, path: string, body: object) {
  return page.evaluate(
    async ([to, json]) => {
      const headers = { 'Content-Type': 'application/json' }
      const response = await fetch(to, { method: 'POST', headers, body: json })
      const { error } = (await response.json()) as { error?: { code: string } }
      return [response.status, error?.code] as const
    },
    [path, JSON.stringify(body)] as const,
  )
}
