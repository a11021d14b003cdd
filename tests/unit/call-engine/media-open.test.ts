import { describe, expect, it } from 'vitest'
import { mediaErrorCode } from '../../../pwa/call/media-error.ts'
import { isRefused, openMedia } from '../../../pwa/call/media-open.ts'
import { FIRST_CHOICES } from '../../../pwa/platform/browser/media-choices.ts'
import { Machine, settled } from './fake-machine.ts'

const open = (machine: Machine, camera = true) => openMedia(camera, FIRST_CHOICES, machine.deps)

describe('opening microphone and camera', () => {
  it('asks for both with one question', async () => {
    const machine = new Machine()
    const opened = await open(machine)
    expect([opened.microphone, opened.camera]).toEqual(['on', 'on'])
    expect(machine.asked).toHaveLength(1)
  })

  it('does not open a camera that is off', async () => {
    const machine = new Machine()
    const opened = await open(machine, false)
    expect(opened.camera).toBe('off')
    expect(machine.live).toEqual(['audio'])
  })

  it.each([
    ['NotFoundError', 'absent'],
    ['NotReadableError', 'busy'],
    ['OverconstrainedError', 'unfit'],
  ])('goes on with the microphone when the camera gives %s', async (fault, outcome) => {
    const opened = await open(new Machine({ video: fault }))
    expect([opened.microphone, opened.camera]).toEqual(['on', outcome])
    expect(isRefused(opened)).toBe(false)
  })

  it('goes on with the camera when there is no microphone', async () => {
    const opened = await open(new Machine({ audio: 'NotFoundError' }))
    expect([opened.microphone, opened.camera]).toEqual(['absent', 'on'])
    expect(isRefused(opened)).toBe(false)
  })

  it('goes on without devices when there are none', async () => {
    const opened = await open(new Machine({ audio: 'NotFoundError', video: 'NotFoundError' }))
    expect([opened.microphone, opened.camera]).toEqual(['absent', 'absent'])
    expect(isRefused(opened)).toBe(false)
  })

  it('is refused when the user denies permission, and does not ask again', async () => {
    const machine = new Machine(
      { audio: 'NotAllowedError', video: 'NotAllowedError' },
      { microphone: 'prompt', camera: 'prompt' },
    )
    const opened = await open(machine)
    expect(isRefused(opened)).toBe(true)
    expect(machine.asked).toHaveLength(1)
  })

  it('goes on with sound when the camera alone is blocked, and says so', async () => {
    const machine = new Machine({ video: 'NotAllowedError' }, { camera: 'denied' })
    const opened = await open(machine)
    expect([opened.microphone, opened.camera]).toEqual(['on', 'refused'])
    expect(isRefused(opened)).toBe(false)
    expect(machine.asked.at(-1)).toEqual({ audio: true })
  })

  it('asks for the microphone when the camera was blocked before, but not after a refusal', async () => {
    const blocked = { video: 'NotAllowedError' }
    const before = new Machine(blocked, { microphone: 'prompt', camera: 'denied' })
    expect((await open(before)).microphone).toBe('on')
    const after = new Machine(
      { audio: 'NotAllowedError', ...blocked },
      {
        microphone: 'denied',
        camera: 'denied',
      },
    )
    expect(isRefused(await open(after))).toBe(true)
    expect(after.asked).toHaveLength(1)
  })

  it('opens them without waiting for the browser to report the permissions', async () => {
    const machine = new Machine()
    const never = new Promise<never>(() => undefined)
    const opened = openMedia(true, FIRST_CHOICES, { ...machine.deps, permission: () => never })
    expect((await opened).camera).toBe('on')
  })

  it('is refused when the camera is blocked, and there is no microphone to go on with', async () => {
    const nothing = { audio: 'NotFoundError', video: 'NotAllowedError' }
    const opened = await open(new Machine(nothing, { camera: 'denied' }))
    expect([opened.microphone, opened.camera]).toEqual(['absent', 'refused'])
    expect(isRefused(opened)).toBe(true)
  })

  it('is refused when the microphone is blocked', async () => {
    const machine = new Machine({ audio: 'NotAllowedError' }, { microphone: 'denied' })
    expect(isRefused(await open(machine))).toBe(true)
  })

  it('takes the preferred camera that is there, and another when that one fails', async () => {
    const machine = new Machine()
    const choices = { ...FIRST_CHOICES, cameras: ['gone', 'two'] }
    await openMedia(true, choices, machine.deps)
    expect(machine.asked[0]?.video).toMatchObject({ deviceId: { exact: 'two' } })
  })
})

describe('a system that keeps devices from the browser', () => {
  const BY_SYSTEM = 'NotAllowedError: Permission denied by system'

  it('leaves a call with sound only when it is the camera', async () => {
    const opened = await open(new Machine({ video: BY_SYSTEM }))
    expect([opened.microphone, opened.camera]).toEqual(['on', 'system'])
    expect(isRefused(opened)).toBe(false)
  })

  it.each([BY_SYSTEM, 'NotAllowedError'])('ends a call when it is both (%s)', async (fault) => {
    const opened = await open(new Machine({ audio: fault, video: fault }))
    expect([opened.microphone, opened.camera]).toEqual(['system', 'system'])
    expect(isRefused(opened)).toBe(true)
  })

  it('is told from a person who refuses at the browser’s question', async () => {
    const fault = { audio: 'NotAllowedError', video: 'NotAllowedError' }
    const opened = await open(new Machine(fault, { microphone: 'denied', camera: 'denied' }))
    expect([opened.microphone, opened.camera]).toEqual(['refused', 'refused'])
  })
})

describe('a device that never opens', () => {
  it.each([
    [['video'], 'on', 'hung'],
    [['audio'], 'hung', 'on'],
    [['audio', 'video'], 'hung', 'hung'],
  ] as const)('%j: the call goes on without it after 8 s', async (hung, microphone, camera) => {
    const machine = new Machine()
    for (const kind of hung) machine.hangs.add(kind)
    const opening = open(machine)
    await machine.pass(7_500)
    expect(await Promise.race([opening, settled()])).toBeUndefined()
    await machine.pass(1_000)
    const opened = await opening
    expect([opened.microphone, opened.camera]).toEqual([microphone, camera])
    expect(isRefused(opened)).toBe(false)
  })

  it('has no time limit while the person is asked', async () => {
    const machine = new Machine({}, { microphone: 'prompt', camera: 'prompt' })
    let allow: () => void = () => undefined
    machine.delay = new Promise((done) => (allow = done))
    const opening = open(machine)
    await machine.pass(60_000)
    allow()
    expect((await opening).camera).toBe('on')
  })

  it('is given up after a minute where the browser does not tell whether it asks', async () => {
    const machine = new Machine({}, { microphone: 'unknown', camera: 'unknown' })
    machine.hangs.add('audio')
    machine.hangs.add('video')
    const opening = open(machine)
    await machine.pass(60_000)
    expect(await Promise.race([opening, settled()])).toBeUndefined()
    await machine.pass(6_000)
    expect((await opening).microphone).toBe('hung')
  })

  it('is closed again when it opens too late', async () => {
    const machine = new Machine()
    let go: () => void = () => undefined
    machine.delay = new Promise((done) => (go = done))
    const opening = open(machine)
    await machine.pass(9_000)
    expect((await opening).camera).toBe('hung')
    go()
    await settled()
    expect(machine.given.length).toBeGreaterThan(0)
    expect(machine.live).toEqual([])
  })

  it('and a list of devices that never comes delays the call by a second', async () => {
    const machine = new Machine()
    const deps = machine.deps
    const devices = { ...deps.devices, enumerateDevices: () => new Promise<never>(() => undefined) }
    const choices = { ...FIRST_CHOICES, microphones: ['one'] }
    const opening = openMedia(false, choices, { ...deps, devices })
    await machine.pass(1_000)
    expect((await opening).microphone).toBe('on')
  })
})

it.each([
  ['throws', () => expect.fail('forbidden')],
  ['gives nothing', () => Promise.resolve(undefined)],
  ['rejects', () => Promise.reject(new Error('forbidden'))],
])('a browser whose list of devices %s opens its own', async (_, list) => {
  const { devices, ...deps } = new Machine().deps
  const enumerateDevices = list as unknown as typeof devices.enumerateDevices
  const choices = { ...FIRST_CHOICES, microphones: ['one'] }
  const opened = await openMedia(false, choices, {
    ...deps,
    devices: { ...devices, enumerateDevices },
  })
  expect(opened.microphone).toBe('on')
})

describe('errors of media', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'absent'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['OverconstrainedError', 'unfit'],
    ['TypeError', 'insecure'],
    ['ErrorOfTomorrow', 'failed'],
  ])('%s has the code %s', (name, code) => {
    const thrown = Object.assign(new Error(), { name })
    expect(mediaErrorCode(thrown)).toBe(code)
  })

  it('a thrown value that is no error has a code, too', () => {
    expect(mediaErrorCode('x')).toBe('failed')
  })
})
