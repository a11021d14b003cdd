/** What stands behind "More" in a call. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { connect, hears, press, sees } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({
  worker: false,
  lasting: true,
  launch: {
    flags: [
      // Chooses in the browser's own screen picker.
      '--auto-select-tab-capture-source-by-title=Peal',
      // Three fake cameras: Chromium cannot send the picture of the second one.
      '--use-fake-device-for-media-stream=fps=10,device-count=3',
    ],
  },
})
/** By its label; the first one is used unless another is chosen. */
const OTHER_CAMERA = 'fake_device_2'

async function choose(win: Page, item: string): Promise<void> {
  // Controls fade while nobody moves.
  await win.mouse.move(300, 300)
  await win.mouse.move(310, 310)
  await press(win, 'More')
  await win.getByRole('menuitem', { name: item, exact: true }).click()
}

/** The windows of a call that goes on through all tests but one. */
let hers: Page
let other: Page
beforeAll(async () => {
  const house = await household(['ada', 'grace'])
  ;[hers, other] = await connect(await house.person('ada'), await house.person('grace'))
  await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
})

describe('"More"', () => {
  it('switches to another camera during a call, and the other side goes on seeing', async () => {
    await choose(hers, 'Devices')
    await hers.getByRole('combobox', { name: 'Camera' }).selectOption({ label: OTHER_CAMERA })
    await hers.waitForFunction((label) => {
      const cameras = window.pealTest.tracks.filter(({ kind }) => kind === 'video')
      const live = cameras.filter(({ readyState }) => readyState === 'live')
      return cameras.length === 2 && live.length === 1 && live[0]?.label === label
    }, OTHER_CAMERA)
    await hers.keyboard.press('Escape')
    await sees(other, 'Ada Lovelace')
    await sees(hers, 'Grace Hopper')
  })

  it('tells both sides that the screen is shared, until sharing is stopped', async () => {
    await choose(hers, 'Share screen')
    await other.getByText('Ada Lovelace shares a screen').first().waitFor()
    await hers.getByText('You share your screen').first().waitFor()
    await sees(other, 'Ada Lovelace')
    await choose(hers, 'Stop sharing')
    await other.getByText('Ada Lovelace shares a screen').first().waitFor({ state: 'detached' })
    await sees(other, 'Ada Lovelace')
  })

  it('shows the details of the connection, and fills the screen', async () => {
    await choose(hers, 'Connection details')
    const details = hers.getByRole('dialog', { name: 'Connection details' })
    await details.getByText('Straight to the other browser').waitFor()
    await hers.keyboard.press('Escape')
    await details.waitFor({ state: 'detached' })
    await choose(hers, 'Full screen')
    await hers.waitForFunction(() => document.fullscreenElement !== null)
    expect(await hers.getByRole('button', { name: 'Hang up' }).count()).toBe(1)
    await hers.evaluate(() => document.exitFullscreen())
  })

  it('says that the browser refuses to fill the screen or to list the devices', async () => {
    await hers.evaluate(() => {
      const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'))
      Element.prototype.requestFullscreen = refuse
      // On the object, so that the test can take it away again.
      navigator.mediaDevices.enumerateDevices = refuse
    })
    await choose(hers, 'Full screen')
    await hers.getByText('Full screen is not possible: this browser refuses it.').waitFor()
    await choose(hers, 'Devices')
    const devices = hers.getByRole('dialog', { name: 'Devices' })
    await devices.getByText('This browser does not say which there are.').first().waitFor()
    expect(await devices.getByText('None found').count()).toBe(0)
    await hers.keyboard.press('Escape')
    await devices.waitFor({ state: 'detached' })
    await hers.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices'))
  })

  it('switches to another speaker and another microphone', async () => {
    await choose(hers, 'Devices')
    const speaker = hers.getByRole('combobox', { name: 'Speaker' })
    await speaker.selectOption({ label: 'Fake Audio Output 2' })
    const chosen = await speaker.inputValue()
    const sinks = () =>
      hers.evaluate(() => [...document.querySelectorAll('audio')].map(({ sinkId }) => sinkId))
    await until('the other side sounds by it', async () => (await sinks()).join() === chosen)

    const microphone = hers.getByRole('combobox', { name: 'Microphone' })
    await microphone.selectOption({ label: 'Fake Audio Input 2' })
    await hers.waitForFunction(() => {
      const open = window.pealTest.tracks.filter(
        ({ kind, readyState }) => kind === 'audio' && readyState === 'live',
      )
      return open.length === 1 && open[0]?.label === 'Fake Audio Input 2'
    })
    await hers.keyboard.press('Escape')
    await Promise.all([hears(hers), hears(other)])
  })

  it('keeps the picture above other windows until it is put back', async () => {
    const floating = () => document.pictureInPictureElement?.getAttribute('aria-label') ?? null
    await choose(hers, 'Picture in picture')
    await hers.waitForFunction(() => document.pictureInPictureElement !== null)
    expect(await hers.evaluate(floating)).toBe("Grace Hopper's video")
    await choose(hers, 'Picture in picture')
    await hers.waitForFunction(() => document.pictureInPictureElement === null)
    await sees(hers, 'Grace Hopper')
  })

  it('plays on when the cross of a floating picture or a media key pauses it', async () => {
    await hers.evaluate(() => {
      for (const player of document.querySelectorAll('video, audio')) {
        if (player instanceof HTMLMediaElement) player.pause()
      }
    })
    await Promise.all([sees(hers, 'Grace Hopper'), hears(hers)])
  })

  it('does not offer picture in picture while the other side sends no picture', async () => {
    const house = await household(['ada', 'grace'])
    const [win] = await connect(
      await house.person('ada'),
      await house.person('grace'),
      'Answer with sound only',
    )
    await press(win, 'More')
    await win.getByRole('menuitem', { name: 'Connection details', exact: true }).waitFor()
    const float = win.getByRole('menuitem', { name: 'Picture in picture', exact: true })
    expect(await float.count()).toBe(0)
  })
})
