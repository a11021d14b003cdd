import { describe, expect, it } from 'vitest'
import { createLocalMedia } from '../../../pwa/call/local-media.ts'
import {
  FIRST_CHOICES,
  readChoices,
  writeChoices,
} from '../../../pwa/platform/browser/media-choices.ts'
import { Machine, settled } from './fake-machine.ts'
import { FakeStorage } from './fake-storage.ts'

describe('own media', () => {
  function start(machine = new Machine(), choices = FIRST_CHOICES) {
    const storage = new FakeStorage()
    writeChoices(storage, choices)
    const media = createLocalMedia({
      ...machine.deps,
      storage,
      changed: () => undefined,
      prompts: () => undefined,
    })
    return { machine, storage, media }
  }

  it('starts as it was left: with the camera closed and the microphone muted', async () => {
    const choices = { ...FIRST_CHOICES, microphone: false, camera: false }
    const { machine, media } = start(new Machine(), choices)
    await media.open(false)
    expect(machine.live).toEqual(['audio'])
    expect(media.audio?.enabled).toBe(false)
    expect(media.state).toMatchObject({ microphone: false, camera: false })
  })

  it('a sound-only answer does not change what is remembered', async () => {
    const { machine, media, storage } = start()
    await media.open(true)
    expect(machine.live).toEqual(['audio'])
    expect(readChoices(storage).camera).toBe(true)
  })

  it('closes the camera when it is turned off, remembers that, and opens it again', async () => {
    const { machine, media, storage } = start()
    await media.open(false)
    await media.setCamera(false)
    expect(machine.live).toEqual(['audio'])
    expect(media.video).toBeNull()
    expect(readChoices(storage).camera).toBe(false)
    await media.setCamera(true)
    expect(machine.live).toEqual(['audio', 'video'])
  })

  it('a camera turned off while it is being opened stays off', async () => {
    const { machine, media } = start()
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
    const { machine, media } = start()
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
    const { machine, media } = start()
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
    const { media } = start(machine)
    expect(await media.open(false)).toBe('refused')
    expect(machine.given.map(({ kind }) => kind)).toEqual(['video'])
    expect(machine.live).toEqual([])
  })

  it('mutes by disabling the track', async () => {
    const { media, storage } = start()
    await media.open(false)
    await media.setMicrophone(false)
    expect(media.audio?.enabled).toBe(false)
    expect(readChoices(storage).microphone).toBe(false)
    await media.setMicrophone(true)
    expect(media.audio?.enabled).toBe(true)
  })

  it('stops every track at the end, including those that were still being opened', async () => {
    const { machine, media } = start()
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
    const { machine, media } = start()
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
    const { media } = start(new Machine({ video: 'NotAllowedError' }))
    await media.shareScreen()
    expect(media.state).toMatchObject({ screen: false, screenOutcome: 'off' })
  })

  it('says that a screen could not be shared', async () => {
    const { media } = start(new Machine({ video: 'NotReadableError' }))
    await media.shareScreen()
    expect(media.state).toMatchObject({ screen: false, screenOutcome: 'busy' })
  })

  it('replaces a microphone that was unplugged', async () => {
    const { machine, media } = start()
    await media.open(false)
    const former = media.audio
    machine.given[0]?.end()
    await machine.pass(0)
    await expect.poll(() => media.audio !== former && media.audio?.readyState).toBe('live')
  })

  it('a microphone that replaces a muted one is muted, too', async () => {
    const { machine, media } = start()
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
    const { machine, media, storage } = start()
    await media.open(false)
    await media.useDevice('cameras', 'two')
    expect(machine.asked.at(-1)?.video).toMatchObject({ deviceId: { exact: 'two' } })
    expect(machine.live).toEqual(['audio', 'video'])
    expect(readChoices(storage).cameras).toEqual(['two'])
  })

  it('choosing a camera opens none while the camera is off', async () => {
    const { machine, media } = start()
    await media.open(true)
    await media.useDevice('cameras', 'two')
    expect(machine.live).toEqual(['audio'])
  })

  it('a microphone that is muted while it is being opened again stays muted', async () => {
    const { machine, media } = start(new Machine({ audio: 'NotReadableError' }))
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
    const { media } = start(machine)
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
    const { media, storage } = start()
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
    const { machine, media } = start()
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
    const { media } = start(new Machine({ video: 'NotAllowedError: Permission denied by system' }))
    await media.shareScreen()
    expect(media.state).toMatchObject({ screen: false, screenOutcome: 'system' })
  })

  it('tries a microphone that dies again and again with growing pauses, and then says that it failed', async () => {
    const { machine, media } = start()
    await media.open(true)
    const opened = () => machine.given.length
    const counts: number[] = []
    for (let second = 0; second < 30; second += 1) {
      const newest = machine.given.at(-1)
      if (newest?.readyState === 'live') newest.end()
      await machine.pass(1_000)
      counts.push(opened())
    }
    // The first opening, and five after it.
    expect(opened()).toBe(6)
    expect(counts[4]).toBeLessThan(6)
    expect(media.audio).toBeNull()
    expect(media.state).toMatchObject({ microphone: false, microphoneOutcome: 'failed' })
    await media.setMicrophone(true)
    expect(media.state).toMatchObject({ microphone: true, microphoneOutcome: 'on' })
  })

  it('returns to the preferred microphone when it is there again', async () => {
    const choices = { ...FIRST_CHOICES, microphones: ['headset'] }
    const { machine, media } = start(new Machine(), choices)
    machine.kind = 'audioinput'
    machine.present = ['headset', 'built-in']
    await media.open(true)
    const inUse = () => media.audio?.getSettings().deviceId
    expect(inUse()).toBe('headset')

    machine.present = ['built-in']
    machine.given.at(-1)?.end()
    await machine.pass(0)
    await media.devicesChanged()
    expect(inUse()).toBe('standard')

    await machine.pass(20_000)
    machine.present = ['headset', 'built-in']
    await media.devicesChanged()
    await machine.pass(0)
    expect(inUse()).toBe('headset')
    expect(machine.live).toEqual(['audio'])
  })

  it('opens a microphone that was absent when one comes, but asks nobody again who has refused', async () => {
    const { machine, media } = start(new Machine({ audio: 'NotFoundError' }))
    await media.open(true)
    expect(media.state.microphoneOutcome).toBe('absent')
    delete machine.faults.audio
    await media.devicesChanged()
    await machine.pass(0)
    expect(media.state).toMatchObject({ microphone: true, microphoneOutcome: 'on' })

    const refused = start(new Machine({ video: 'NotAllowedError' }, { camera: 'denied' }))
    await refused.media.open(false)
    const asked = refused.machine.asked.length
    await refused.media.devicesChanged()
    await refused.machine.pass(10_000)
    expect(refused.machine.asked).toHaveLength(asked)
  })

  it('uses the preferred speaker that is there, else the system’s', async () => {
    const choices = { ...FIRST_CHOICES, speakers: ['headset', 'desk'] }
    const { machine, media } = start(new Machine(), choices)
    machine.kind = 'audiooutput'
    machine.present = ['desk', 'headset']
    expect(await media.speaker()).toBe('headset')
    machine.present = ['desk']
    expect(await media.speaker()).toBe('desk')
    machine.present = []
    expect(await media.speaker()).toBeNull()
  })
})
