/** What the menu and the panels of a call say of a browser that refuses something. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
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

  it.each([
    ['refuses them', refuse],
    ['does not answer', () => new Promise<never>(() => undefined)],
  ])('are said to be impossible where the browser %s', async (_, act) => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const video = { requestPictureInPicture: act }
    for (const isOn of [false, true]) {
      const full = switchFullScreen(page(act, isOn))
      const floating = switchFloating(video, page(act, isOn))
      await vi.advanceTimersByTimeAsync(5_000)
      expect(await full).toMatch(/^Full screen is not possible/)
      expect(await floating).toMatch(/^Picture in picture is not possible/)
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
