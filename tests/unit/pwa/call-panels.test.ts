/** What the menu and the panels of a call say of a browser that refuses something. */
import { describe, expect, it } from 'vitest'
import { listedDevices } from '../../../pwa/components/call/listed-devices.ts'
import { switchFloating, switchFullScreen } from '../../../pwa/components/call/picture-modes.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'))

describe('full screen and picture in picture', () => {
  /** A page whose browser does or refuses everything, by the name of what it does. */
  function page(act: (name: string) => Promise<unknown>, isOn = false) {
    return {
      fullscreenElement: isOn ? {} : null,
      pictureInPictureElement: isOn ? {} : null,
      documentElement: { requestFullscreen: () => act('fill the screen') },
      exitFullscreen: () => act('leave the full screen'),
      exitPictureInPicture: () => act('stop floating'),
    } as unknown as Document
  }

  it('are switched on and off without a word', async () => {
    const done: string[] = []
    for (const isOn of [false, true]) {
      const act = (name: string) => Promise.resolve(done.push(name))
      const video = {
        requestPictureInPicture: () => act('float'),
      } as unknown as HTMLVideoElement
      expect(await switchFullScreen(page(act, isOn))).toBe('')
      expect(await switchFloating(video, page(act, isOn))).toBe('')
    }
    expect(done).toEqual(['fill the screen', 'float', 'leave the full screen', 'stop floating'])
  })

  it('are said to be impossible where the browser refuses them', async () => {
    const video = { requestPictureInPicture: refuse }
    for (const isOn of [false, true]) {
      expect(await switchFullScreen(page(refuse, isOn))).toMatch(/^Full screen is not possible/)
      expect(await switchFloating(video, page(refuse, isOn))).toMatch(
        /^Picture in picture is not possible/,
      )
    }
  })
})

describe('the list of devices', () => {
  it('holds those that have an id', async () => {
    const all = [{ deviceId: 'a' }, { deviceId: '' }] as MediaDeviceInfo[]
    const devices = { enumerateDevices: () => Promise.resolve(all) }
    expect(await listedDevices(devices, new FakeTimer().timer)).toEqual([{ deviceId: 'a' }])
  })

  it('is unknown, and not empty, where the browser refuses it or does not answer', async () => {
    const clock = new FakeTimer()
    expect(await listedDevices({ enumerateDevices: refuse }, clock.timer)).toBeNull()
    const hangs = { enumerateDevices: () => new Promise<never>(() => undefined) }
    const listed = listedDevices(hangs, clock.timer)
    clock.pass(3_000)
    expect(await listed).toBeNull()
  })
})
