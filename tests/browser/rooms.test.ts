/** A call in a meeting room: rung as any other, answered into the room on both sides. */
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inEveryLook } from '../support/accessibility.ts'
import { callsOf, incoming, opening, press, stage } from '../support/call-steps.ts'
import { openWays, setConnector } from '../support/connector-steps.ts'
import { households } from '../support/household.ts'
import { APP_ID, APP_SECRET, MeetingHost, TRUST_FLAGS } from '../support/meeting-host.ts'
import { withoutTab } from '../support/push/closed-tab.ts'
import { GcmService } from '../support/push/gcm-service.ts'
import { until } from '../support/until.ts'

const household = households({ launch: { flags: TRUST_FLAGS }, worker: false })
let gcm: GcmService
beforeEach(async () => {
  gcm = await GcmService.start()
})
afterEach(() => gcm.close())

async function adaWithRooms() {
  const meeting = await MeetingHost.start()
  const house = await household([], { env: gcm.serverEnv })
  await house.member('ada', { admin: true })
  await house.member('grace')
  // Without permissions: such a call must not need a microphone or camera.
  const ada = await house.person('ada', { permissions: [] })
  const values = { host: meeting.host, appId: APP_ID, secret: APP_SECRET }
  await setConnector(ada.page, 'jitsi', { enabled: true, values })
  await ada.page.reload()
  return { house, ada, meeting }
}

async function callInRoom(page: Page): Promise<Page> {
  const menu = await openWays(page, 'Grace Hopper')
  return opening(page, () => menu.getByRole('menuitem', { name: 'Jitsi Meet' }).click())
}

describe('a call in a Jitsi room', () => {
  it('rings by push, and Answer leads both to the same room, each with a token of their own', async () => {
    const { house, ada, meeting } = await adaWithRooms()
    const grace = await withoutTab(house, gcm, 'grace', ada, { flags: TRUST_FLAGS })
    const hers = await callInRoom(ada.page)
    await stage(hers, 'Ringing…')
    const shown = await grace.desktop.shown('Ada Lovelace is calling')
    const other = await grace.opening(() => grace.desktop.press(shown, 'Answer'))
    await Promise.all([
      hers.getByRole('heading', { name: 'Ada Lovelace is in the room' }).waitFor(),
      other.getByRole('heading', { name: 'Grace Hopper is in the room' }).waitFor(),
    ])
    const [one, two] = meeting.visits
    expect(one?.room).toBe(two?.room)
    expect(one?.room).toMatch(/^peal-[0-9a-f]{32}$/)
    expect(meeting.visits.map(({ referrer }) => referrer)).toEqual([undefined, undefined])
    await until('nothing is shown', () => grace.desktop.open.length === 0)
    await ada.page.goto(`${house.peal.origin}/calls`)
    await ada.page.getByRole('listitem').filter({ hasText: 'Jitsi Meet' }).waitFor()
    expect(grace.faults).toEqual([])
  })

  it('rings in the dialog of an open tab, and ends by Decline without leading anybody anywhere', async () => {
    const { house, ada, meeting } = await adaWithRooms()
    const grace = await house.person('grace', { permissions: [] })
    const hers = await callInRoom(ada.page)
    const dialog = incoming(grace.page, 'Ada Lovelace')
    await dialog.getByRole('button', { name: 'Decline' }).click()
    await stage(hers, 'Grace Hopper declined the call.')
    expect(meeting.visits).toEqual([])
    // Called again in the same way.
    await press(hers, 'Call again')
    const other = await opening(grace.page, () =>
      dialog.getByRole('button', { name: 'Answer', exact: true }).click(),
    )
    await other.getByRole('heading', { name: 'Grace Hopper is in the room' }).waitFor()
    await hers.getByRole('heading', { name: 'Ada Lovelace is in the room' }).waitFor()
    expect(await callsOf(ada)).toBe(2)
  })

  it('asks for no camera, even if its connector was switched off while it rang', async () => {
    const { house, ada } = await adaWithRooms()
    const grace = await house.person('grace')
    const asked: string[] = []
    await grace.context.exposeFunction('noteAsked', () => asked.push('media'))
    await grace.context.addInitScript(() => {
      const { mediaDevices } = navigator
      const real = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = async (constraints) => {
        if ('noteAsked' in window && typeof window.noteAsked === 'function') window.noteAsked()
        return real(constraints)
      }
    })
    const dialog = incoming(grace.page, 'Ada Lovelace')
    await callInRoom(ada.page)
    await dialog.waitFor()
    await setConnector(ada.page, 'jitsi', { enabled: false })
    await grace.page.reload()
    const other = await opening(grace.page, () =>
      dialog.getByRole('button', { name: 'Answer', exact: true }).click(),
    )
    await other.getByRole('heading', { name: 'Grace Hopper is in the room' }).waitFor()
    expect(asked).toEqual([])
  })

  it('can be chosen at the end of a call without another question', async () => {
    const { house, ada, meeting } = await adaWithRooms()
    await setConnector(ada.page, 'phone', { enabled: true })
    const grace = await house.person('grace', { permissions: [] })
    const hers = await callInRoom(ada.page)
    const dialog = incoming(grace.page, 'Ada Lovelace')
    await dialog.getByRole('button', { name: 'Decline' }).click()
    await stage(hers, 'Grace Hopper declined the call.')
    const menu = await openWays(hers, 'Grace Hopper')
    const phone = menu.getByRole('menuitem', { name: 'Phone' })
    expect(await phone.getAttribute('aria-disabled')).toBe('true')
    await phone.getByText('No phone number given').waitFor()
    expect(await inEveryLook(hers)).toEqual([])
    await menu.getByRole('menuitem', { name: 'Jitsi Meet' }).click()
    const other = await opening(grace.page, () =>
      dialog.getByRole('button', { name: 'Answer', exact: true }).click(),
    )
    await other.getByRole('heading', { name: 'Grace Hopper is in the room' }).waitFor()
    await hers.getByRole('heading', { name: 'Ada Lovelace is in the room' }).waitFor()
    expect(meeting.visits).toHaveLength(2)
  })

  it('is used by a call link if it was used last, or if Peal’s own way is switched off', async () => {
    const { house, ada } = await adaWithRooms()
    const grace = await house.person('grace', { permissions: [] })
    await setConnector(ada.page, 'webrtc', { enabled: false })
    const page = await ada.context.newPage()
    await page.goto(`${house.peal.origin}/call/new?to=web%2Bpeal%3Agrace`)
    await page.getByText('Call Grace Hopper?').waitFor()
    expect(await callsOf(ada)).toBe(0)
    await press(page, 'Call Grace Hopper')
    await opening(grace.page, () =>
      incoming(grace.page, 'Ada Lovelace')
        .getByRole('button', { name: 'Answer', exact: true })
        .click(),
    )
    await page.getByRole('heading', { name: 'Ada Lovelace is in the room' }).waitFor()
    await setConnector(ada.page, 'webrtc', { enabled: true })
    const again = await ada.context.newPage()
    await again.goto(`${house.peal.origin}/call/new?to=grace`)
    await press(again, 'Call Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await stage(again, 'Ringing…')
    expect(new URL(again.url()).pathname).toMatch(/^\/call\/[\w-]+$/)
    await ada.page.goto(`${house.peal.origin}/calls`)
    await ada.page.locator('.way', { hasText: 'Jitsi Meet' }).first().waitFor()
    await press(again, 'Hang up')
  })
})
