import { describe, expect, it } from 'vitest'
import { createLocalMedia } from '../../../pwa/call/local-media.ts'
import { FIRST_CHOICES, readChoices } from '../../../pwa/platform/browser/media-choices.ts'
import { Machine, settled } from './fake-machine.ts'
import { FakeStorage } from './fake-storage.ts'
import { startMedia } from './started-media.ts'

describe('own media', () => {
  it('starts as it was left: with the camera closed and the microphone muted', async () => {
    const choices = { ...FIRST_CHOICES, microphone: false, camera: false }
    const { machine, media } = startMedia(new Machine(), choices)
    await media.open(false)
    expect(machine.live).toEqual(['audio'])
    expect(media.audio?.enabled).toBe(false)
    expect(media.state).toMatchObject({ microphone: false, camera: false })
  })

  it('a sound-only answer does not change what is remembered', async () => {
    const { machine, media, storage } = startMedia()
    await media.open(true)
    expect(machine.live).toEqual(['audio'])
    expect(readChoices(storage).camera).toBe(true)
  })

  it('closes the camera when it is turned off, remembers that, and opens it again', async () => {
    const { machine, media, storage } = startMedia()
    await media.open(false)
    await media.setCamera(false)
    expect(machine.live).toEqual(['audio'])
    expect(media.video).toBeNull()
    expect(readChoices(storage).camera).toBe(false)
    await media.setCamera(true)
    expect(machine.live).toEqual(['audio', 'video'])
  })

  it('a camera turned off while it is being opened stays off', async () => {
    const { machine, media } = startMedia()
    let go: () => void = () => undefined
    machine.delay = new Promise((done) => (go = done))
    const opening = media.open(false)
    const closing = media.setCamera(false)
    go()
    await Promise.all([opening, closing])
    expect(machine.live).toEqual(['audio'])
    expect(media.state.camera).toBe(false)
  })

  it('a camera turned on and off again while it is being opened stays off', async () => {
    const { machine, media } = startMedia()
    await media.open(true)
    let go: () => void = () => undefined
    machine.delay = new Promise((done) => (go = done))
    const opening = media.setCamera(true)
    await media.setCamera(false)
    go()
    await opening
    expect(machine.live).toEqual(['audio'])
    expect(media.video).toBeNull()
    expect(media.state).toMatchObject({ camera: false, cameraOutcome: 'off' })
  })

  it('a camera that was still being opened again at the end is closed', async () => {
    const { machine, media } = startMedia()
    await media.open(true)
    let go: () => void = () => undefined
    machine.delay = new Promise((done) => (go = done))
    const opening = media.setCamera(true)
    media.stop()
    go()
    await opening
    expect(machine.live).toEqual([])
    expect(media.video).toBeNull()
  })

  it('a microphone refused at the second asking leaves no camera open', async () => {
    const faults = {
      get audio(): string {
        return machine.asked.length === 1 ? 'NotReadableError' : 'NotAllowedError'
      },
    }
    const machine: Machine = new Machine(faults, { microphone: 'prompt' })
    const { media } = startMedia(machine)
    expect(await media.open(false)).toBe('refused')
    expect(machine.given.map(({ kind }) => kind)).toEqual(['video'])
    expect(machine.live).toEqual([])
  })

  it('mutes by disabling the track', async () => {
    const { media, storage } = startMedia()
    await media.open(false)
    await media.setMicrophone(false)
    expect(media.audio?.enabled).toBe(false)
    expect(readChoices(storage).microphone).toBe(false)
    await media.setMicrophone(true)
    expect(media.audio?.enabled).toBe(true)
  })

  it('stops every track at the end, including those that were still being opened', async () => {
    const { machine, media } = startMedia()
    await media.open(false)
    await media.shareScreen()
    expect(machine.live).toHaveLength(3)
    media.stop()
    expect(machine.live).toEqual([])

    let go: () => void = () => undefined
    machine.delay = new Promise((done) => (go = done))
    const opening = media.open(false)
    const sharing = media.shareScreen()
    media.stop()
    go()
    expect(await opening).toBeNull()
    await sharing
    expect(machine.live).toEqual([])
  })

  it('sends the screen in place of the camera until sharing ends', async () => {
    const { machine, media } = startMedia()
    await media.open(false)
    const camera = media.video
    await media.shareScreen()
    expect(media.video).not.toBe(camera)
    expect(media.state.screen).toBe(true)
    machine.given.at(-1)?.end()
    expect(media.video).toBe(camera)
    expect(media.state.screen).toBe(false)
  })

  it('shares nothing when the person chooses nothing', async () => {
    const { media } = startMedia(new Machine({ video: 'NotAllowedError' }))
    await media.shareScreen()
    expect(media.state).toMatchObject({ screen: false, screenOutcome: 'off' })
  })

  it('says that a screen could not be shared', async () => {
    const { media } = startMedia(new Machine({ video: 'NotReadableError' }))
    await media.shareScreen()
    expect(media.state).toMatchObject({ screen: false, screenOutcome: 'busy' })
  })

  it('replaces a microphone that was unplugged', async () => {
    const { machine, media } = startMedia()
    await media.open(false)
    const former = media.audio
    machine.given[0]?.end()
    await machine.pass(0)
    await expect.poll(() => media.audio !== former && media.audio?.readyState).toBe('live')
  })

  it('a microphone that replaces a muted one is muted, too', async () => {
    const { machine, media } = startMedia()
    await media.open(false)
    await media.setMicrophone(false)
    const former = media.audio
    machine.given[0]?.end()
    await machine.pass(0)
    await expect.poll(() => media.audio !== former && media.audio?.readyState).toBe('live')
    expect(media.audio?.enabled).toBe(false)
    expect(media.state.microphone).toBe(false)
  })

  it('switches to another device, and prefers it from then on', async () => {
    const { machine, media, storage } = startMedia()
    await media.open(false)
    await media.useDevice('cameras', 'two')
    expect(machine.asked.at(-1)?.video).toMatchObject({ deviceId: { exact: 'two' } })
    expect(machine.live).toEqual(['audio', 'video'])
    expect(readChoices(storage).cameras).toEqual(['two'])
  })

  it('choosing a camera opens none while the camera is off', async () => {
    const { machine, media } = startMedia()
    await media.open(true)
    await media.useDevice('cameras', 'two')
    expect(machine.live).toEqual(['audio'])
  })

  it('a microphone that is muted while it is being opened again stays muted', async () => {
    const { machine, media } = startMedia(new Machine({ audio: 'NotReadableError' }))
    await media.open(true)
    delete machine.faults.audio
    let go: () => void = () => undefined
    machine.delay = new Promise((done) => (go = done))
    const opening = media.setMicrophone(true)
    await media.setMicrophone(false)
    go()
    await opening
    expect(media.audio?.enabled).toBe(false)
    expect(media.state.microphone).toBe(false)
  })

  it('the microphone that was chosen last is used, although the one chosen before opens later', async () => {
    const machine = new Machine()
    machine.kind = 'audioinput'
    const { media } = startMedia(machine)
    await media.open(true)
    let go: () => void = () => undefined
    machine.delay = new Promise((done) => (go = done))
    const first = media.useDevice('microphones', 'one')
    await settled()
    machine.delay = Promise.resolve()
    await media.useDevice('microphones', 'two')
    go()
    await first
    expect(media.audio?.getSettings().deviceId).toBe('two')
    expect(machine.live).toEqual(['audio'])
  })

  it('a device that opens after the end is closed, even while the other one hangs', async () => {
    const machine = new Machine({}, { microphone: 'prompt', camera: 'prompt' })
    const { devices, ...deps } = machine.deps
    const getUserMedia = (asked: MediaStreamConstraints = {}) => {
      if (!asked.video) return devices.getUserMedia(asked)
      if (!asked.audio) return new Promise<never>(() => undefined)
      return Promise.reject(new DOMException('', 'NotReadableError'))
    }
    const media = createLocalMedia({
      ...deps,
      devices: { ...devices, getUserMedia },
      storage: new FakeStorage(),
      changed: () => undefined,
      prompts: () => undefined,
    })
    void media.open(false)
    media.stop()
    await settled()
    expect(machine.given).toHaveLength(1)
    expect(machine.live).toEqual([])
  })

  it('mutes and closes the camera even where nothing can be remembered', async () => {
    const { media, storage } = startMedia()
    await media.open(false)
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    await expect(media.setMicrophone(false)).rejects.toThrow('full')
    await expect(media.setCamera(false)).rejects.toThrow('full')
    expect(media.audio?.enabled).toBe(false)
    expect(media.camera).toBeNull()
  })

  it('knows when the system mutes the microphone or the camera, and no longer', async () => {
    const { machine, media } = startMedia()
    await media.open(false)
    const [microphone, camera] = machine.given
    microphone?.silence(true)
    expect(media.state).toMatchObject({ microphoneSilenced: true, cameraSilenced: false })
    camera?.silence(true)
    expect(media.state.cameraSilenced).toBe(true)
    microphone?.silence(false)
    expect(media.state).toMatchObject({ microphoneSilenced: false, cameraSilenced: true })
    await media.setCamera(false)
    expect(media.state.cameraSilenced).toBe(false)
  })

  it('says that a screen is kept back by the system', async () => {
    const { media } = startMedia(
      new Machine({ video: 'NotAllowedError: Permission denied by system' }),
    )
    await media.shareScreen()
    expect(media.state).toMatchObject({ screen: false, screenOutcome: 'system' })
  })
})
