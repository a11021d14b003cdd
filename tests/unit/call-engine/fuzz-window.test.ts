/**
 * The call window in a browser whose storage, devices, permissions and sound reject, hang or answer late. One seed
 * to replay: `PEAL_SEED=17 npx vitest run -t world`.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CallEngine } from '../../../pwa/call/call-engine.ts'
import { noteOf } from '../../../pwa/components/call/media-note.ts'
import { Tones } from '../../../pwa/call/tones.ts'
import { mediaPermission } from '../../../pwa/platform/browser/media-permission.ts'
import { createSafeStorage } from '../../../pwa/platform/safe-storage.ts'
import { pageTimer } from '../../../pwa/platform/timer.ts'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { together } from '../../support/passing-time.ts'
import { randomFrom, unruly, type Unruly } from '../../support/unruly.ts'
import { FakeConnection, FakeMediaStream } from './fake-connection.ts'
import { FakeSignaling } from './fake-signaling.ts'
import { FakeStorage } from './fake-storage.ts'
import { FakeTrack, fakeStream } from './fake-tracks.ts'

/** What was pressed has happened within this, ms, or the window says that it has not. */
const TOLD_MS = 10_000
const STEP_MS = 100
/** Schedules that run side by side. */
const BATCH = 500
const ERRORS = [
  ['NotAllowedError', 'Permission denied by system'],
  ['NotAllowedError', 'Permission denied'],
  ['NotFoundError', ''],
  ['NotReadableError', ''],
  ['AbortError', ''],
  ['OverconstrainedError', ''],
] as const

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  vi.stubGlobal('MediaStream', FakeMediaStream)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** A connection whose methods are as moody. */
function unrulyConnection(browser: Unruly): RTCPeerConnection {
  const connection = new FakeConnection()
  const { channel } = connection
  Object.assign(connection, {
    createDataChannel: () => browser.doesNow('createDataChannel', () => channel),
    createOffer: () =>
      browser.does('createOffer', () => ({ type: 'offer', sdp: 'an unruly offer' })),
  })
  channel.readyState = 'open'
  channel.send = () => browser.doesNow('channel.send', () => undefined)
  return connection as unknown as RTCPeerConnection
}

/** So is what plays the tones. */
function unrulyContext(browser: Unruly): AudioContext {
  const source = Object.assign(new EventTarget(), {
    connect: () => undefined,
    disconnect: () => undefined,
    start: () => browser.doesNow('start', () => undefined),
    stop: () => browser.doesNow('stop', () => undefined),
  })
  const context = {
    state: browser.pick(['running', 'suspended', 'interrupted']),
    currentTime: 0,
    sampleRate: 1_000,
    destination: {},
    createBuffer: () => browser.doesNow('createBuffer', () => ({ copyToChannel: () => undefined })),
    createBufferSource: () => browser.doesNow('createBufferSource', () => source),
    resume: () => browser.doesNow('resume now', () => browser.does('resume', () => undefined)),
    suspend: () => browser.doesNow('suspend now', () => browser.does('suspend', () => undefined)),
    close: () => browser.doesNow('close now', () => browser.does('close', () => undefined)),
  }
  return Object.assign(new EventTarget(), context) as unknown as AudioContext
}

/** A call window in such a browser, before a server that accepts whatever it asks for. */
function callWindow(random: () => number) {
  const browser = unruly(random)
  const kept = new FakeStorage()
  const moody = Object.assign(new FakeStorage(), {
    getItem: (key: string) => browser.doesNow('getItem', () => kept.getItem(key)),
    setItem: (key: string, value: string) =>
      browser.doesNow('setItem', () => kept.setItem(key, value)),
  })
  const storage = createSafeStorage(
    () => moody,
    () => undefined,
  )
  const tracks: FakeTrack[] = []
  const permission = browser.pick<PermissionState>(['granted', 'granted', 'granted', 'prompt'])
  const getUserMedia = (constraints: MediaStreamConstraints = {}) => {
    const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind])
    const error = () => {
      const [name, message] = browser.pick(ERRORS)
      return new DOMException(message, name)
    }
    return browser.does(
      `getUserMedia ${kinds.join()}`,
      () => {
        const given = kinds.map((kind) => new FakeTrack(kind))
        tracks.push(...given)
        return fakeStream(given)
      },
      error,
    )
  }
  const present = ['headset', 'built-in'].map(
    (deviceId) => ({ deviceId, kind: 'audioinput' }) as MediaDeviceInfo,
  )
  const signaling = new FakeSignaling()
  let ids = 0
  const engine = new CallEngine({
    connect: () => signaling,
    isOnline: () => true,
    timer: pageTimer,
    now: () => performance.now(),
    newId: () => `id${(ids += 1)}`,
    storage,
    devices: {
      getUserMedia,
      getDisplayMedia: getUserMedia,
      enumerateDevices: () => browser.does('enumerateDevices', () => present),
    },
    permission: (name) =>
      mediaPermission(name, {
        query: () => browser.does('permissions', () => ({ state: permission }) as PermissionStatus),
      }),
    changed: () => undefined,
    report: () => undefined,
    newConnection: () => browser.doesNow('RTCPeerConnection', () => unrulyConnection(browser)),
    newTones: (deps) =>
      new Tones({
        ...deps,
        newContext: () => {
          // In most schedules there is none: a playing tone takes much of the test's time.
          if (browser.pick([true, true, true, false])) {
            throw new DOMException('', browser.pick(['NotSupportedError', 'UnknownError']))
          }
          return unrulyContext(browser)
        },
      }),
    page: {
      saveLeg: (leg) => storage.setItem('leg', JSON.stringify(leg)),
      forgetLeg: () => storage.removeItem('leg'),
      replaceAddress: () => browser.doesNow('replaceState', () => undefined),
      goToRoom: () => undefined,
      closeSoon: () => browser.doesNow('close', () => undefined),
      signInIfNeeded: () => undefined,
    },
  })
  signaling.become('open')
  const asked = (type: string) => signaling.asked.some(({ message }) => message.type === type)
  const live = (kind: 'audio' | 'video') =>
    tracks.filter((track) => track.kind === kind && track.readyState === 'live')
  return { browser, engine, signaling, permission, asked, live }
}

/** Devices come and go, others are chosen, and a screen is shared. */
async function changeDevices(browser: Unruly, engine: CallEngine): Promise<void> {
  void engine.devicesChanged()
  await wait(browser.pick([0, 2_000, 9_000]))
  // They are offered as long as there is a call.
  if (engine.busy) void engine.useDevice('microphones', 'headset')
  if (engine.busy) void engine.setScreen(true)
  await wait(browser.pick([0, 2_000]))
  void engine.devicesChanged()
  await wait(TOLD_MS)
}

async function runSchedule(seed: number): Promise<void> {
  const { browser, engine, signaling, permission, asked, live } = callWindow(randomFrom(seed))
  const what = () =>
    `seed ${seed}, permission ${permission}: ${JSON.stringify([...browser.moods])}, ${engine.view.window?.doing}`
  engine.open({ is: 'place', target: { to: 'grace', connector: 'webrtc', kind: 'peer' } })
  const presses = browser.pick(['mute', 'camera', 'both', 'none'])
  const after = browser.pick([0, 100, 3_000, 9_500])
  await wait(after)
  const mutes = presses === 'mute' || presses === 'both'
  const darkens = presses === 'camera' || presses === 'both'
  if (mutes) void engine.setMicrophone(false)
  if (darkens) void engine.setCamera(false)
  const heard = () => mutes && live('audio').some(({ enabled }) => enabled)
  const seen = () => darkens && live('video').length > 0
  // At once.
  expect([heard(), seen()], what()).toEqual([false, false])
  await wait(TOLD_MS)
  expect([heard(), seen()], what()).toEqual([false, false])
  // It is placed, or it says why not, or that the browser asks.
  const now = engine.view.window
  const isSaid = now.doing === 'over' || now.doing === 'blocked'
  const isAsking = 'media' in now && now.media.is === 'asking' && now.media.prompt
  expect(asked('call.place') || isSaid || isAsking, what()).toBe(true)

  for (const { message, reply } of signaling.asked) {
    if (message.type === 'call.place') reply({ ok: true, data: {} })
  }
  const had = live('audio').length
  if (browser.pick([true, false])) await changeDevices(browser, engine)
  // A microphone that worked is not lost, or it is said that it does not work.
  const isHeard = live('audio').length >= Math.min(1, had)
  expect(isHeard || noteOf(engine.view.local) !== null, what()).toBe(true)
  engine.hangUp()
  await wait(TOLD_MS)
  expect([live('audio').length, live('video').length], what()).toEqual([0, 0])
}

describe('world: a call window whose browser rejects, hangs or answers late', () => {
  it(
    'does what was pressed or says that it did not, and leaves nothing open against somebody’s will',
    async () => {
      const one = process.env['PEAL_SEED']
      if (one !== undefined) return together([runSchedule(Number(one))], STEP_MS)
      for (let first = 1; first <= times('world'); first += BATCH) {
        await together(
          Array.from({ length: BATCH }, (_, n) => runSchedule(first + n)),
          STEP_MS,
        )
      }
    },
    REPEATING_LIMIT_MS,
  )
})
