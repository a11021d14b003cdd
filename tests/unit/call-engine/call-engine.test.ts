/** The engine with a server, devices and connections that are played by the test. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CallEngine } from '../../../pwa/call/call-engine.ts'
import { NEW_WINDOW } from '../../../pwa/call/machine/step.ts'
import type { LegRef } from '../../../pwa/call/machine/step.ts'
import type { CallView, RequestBody } from '../../../protocol/signals.ts'
import { FakeConnection, FakeMediaStream } from './fake-connection.ts'
import { FakeSignaling } from './fake-signaling.ts'
import { FakeStorage } from './fake-storage.ts'
import { FakeTimer } from './fake-timer.ts'
import { FakeTrack, fakeStream } from './fake-tracks.ts'

beforeEach(() => {
  vi.stubGlobal('MediaStream', FakeMediaStream)
})

const settled = () => new Promise((done) => setImmediate(done))
const target = { to: 'grace', connector: 'webrtc', kind: 'peer' } as const

interface Browser {
  readonly refuses?: boolean
  readonly permission?: PermissionState
}

function start({ refuses = false, permission = 'granted' }: Browser = {}) {
  const clock = new FakeTimer()
  const connections: FakeConnection[] = []
  const tracks: FakeTrack[] = []
  const done: string[] = []
  const tones: (string | null)[] = []
  let ids = 0
  const signaling = new FakeSignaling()
  let leg: () => LegRef | null = () => null
  const getUserMedia = (constraints: MediaStreamConstraints = {}): Promise<MediaStream> => {
    // The browser's question stays open.
    if (permission === 'prompt') return new Promise(() => undefined)
    if (refuses) return Promise.reject(Object.assign(new Error(), { name: 'NotAllowedError' }))
    const given = (['audio', 'video'] as const)
      .filter((kind) => constraints[kind])
      .map((kind) => new FakeTrack(kind))
    tracks.push(...given)
    return Promise.resolve(fakeStream(given))
  }
  const engine = new CallEngine({
    connect: (asks) => {
      leg = asks.leg
      return signaling
    },
    isOnline: () => true,
    timer: clock.timer,
    now: () => clock.now,
    newId: () => `id${String((ids += 1))}`,
    storage: new FakeStorage(),
    devices: {
      getUserMedia,
      getDisplayMedia: getUserMedia,
      enumerateDevices: () => Promise.resolve([]),
    },
    permission: () => Promise.resolve(permission),
    changed: () => undefined,
    report: () => undefined,
    newConnection: () => {
      const fake = new FakeConnection()
      connections.push(fake)
      return fake as unknown as RTCPeerConnection
    },
    newTones: () => ({
      play: (name) => void tones.push(name),
      unblock: () => undefined,
      setSpeaker: () => undefined,
      close: () => undefined,
    }),
    page: {
      saveLeg: ({ callId }) => void done.push(`save ${callId}`),
      forgetLeg: (callId) => void done.push(`forget ${callId}`),
      replaceAddress: (callId) => void done.push(`address ${callId}`),
      goToRoom: (url) => void done.push(`room ${url}`),
      closeSoon: () => void done.push('close'),
      signInIfNeeded: () => void done.push('sign in'),
    },
  })
  const find = (type: RequestBody['type']) => {
    const found = signaling.asked.findLast(({ message }) => message.type === type)
    if (found === undefined) throw new Error(`no ${type} was asked`)
    return found
  }
  const live = () => tracks.filter(({ readyState }) => readyState === 'live').length
  return { engine, signaling, clock, connections, done, tones, find, live, leg: () => leg() }
}

type Parts = ReturnType<typeof start>

function view(parts: Parts, change: Partial<CallView>): CallView {
  const { message } = parts.find('call.place')
  if (message.type !== 'call.place') throw new Error('no placing')
  return {
    callId: message.callId,
    leg: message.legId,
    rev: 1,
    gen: 1,
    state: 'placed',
    role: 'caller',
    peer: { handle: 'grace', name: 'Grace Hopper', photo: null },
    connector: 'webrtc',
    carries: 'peer',
    here: true,
    ageMs: 0,
    ...change,
  }
}

async function placed(): Promise<Parts> {
  const parts = start()
  parts.signaling.become('open')
  parts.engine.open({ is: 'place', target })
  await settled()
  parts.find('call.place').reply({ ok: true, data: { call: view(parts, {}) } })
  await settled()
  return parts
}

describe('placing', () => {
  it('opens media and makes the offer side by side, and saves the leg before it sends the request', async () => {
    const parts = start()
    expect(parts.engine.view.window).toBe(NEW_WINDOW)
    parts.signaling.become('open')
    parts.engine.open({ is: 'place', target })
    expect(parts.connections).toHaveLength(1)
    await settled()
    const { message } = parts.find('call.place')
    expect(message).toMatchObject({
      to: 'grace',
      media: { microphone: true, camera: true },
      offer: 'first offer',
    })
    expect(parts.done).toEqual(['save id1', 'address id1'])
    expect(parts.engine.view.ownVideo).not.toBeNull()
  })

  it('rings nobody when microphone and camera are refused', async () => {
    const parts = start({ refuses: true, permission: 'denied' })
    parts.signaling.become('open')
    parts.engine.open({ is: 'place', target })
    await settled()
    expect(parts.engine.view.window.doing).toBe('blocked')
    expect(parts.signaling.asked).toEqual([])
    expect(parts.engine.busy).toBe(false)
  })

  it('shows that the browser is asking for permission', async () => {
    const parts = start({ permission: 'prompt' })
    parts.engine.open({ is: 'place', target })
    await settled()
    const { window } = parts.engine.view
    expect('media' in window && window.media).toEqual({ is: 'asking', prompt: true })
  })

  it('sends no track before the answer, and both tracks at the answer', async () => {
    const parts = await placed()
    const [connection] = parts.connections
    parts.signaling.say({ type: 'call', ...view(parts, { rev: 2, state: 'ringing' }) })
    await settled()
    expect(connection?.leaving).toEqual([])
    expect(connection?.localDescription).toBeNull()
    parts.find('ice.get').reply({ ok: true, data: { iceServers: [{ urls: ['stun:x'] }] } })
    parts.signaling.say({ type: 'call', ...view(parts, { rev: 3, state: 'answering' }) })
    await settled()
    await settled()
    expect(connection?.configuration.iceServers).toEqual([{ urls: ['stun:x'] }])
    expect(connection?.leaving).toEqual(['audio', 'video'])
    expect(parts.signaling.sent).toContainEqual(expect.objectContaining({ type: 'call.ready' }))
  })

  it('waits for relays no longer than two seconds', async () => {
    const parts = await placed()
    parts.signaling.say({ type: 'call', ...view(parts, { rev: 3, state: 'answering' }) })
    await settled()
    expect(parts.connections[0]?.leaving).toEqual([])
    parts.clock.pass(2_000)
    await settled()
    await settled()
    expect(parts.connections[0]?.leaving).toEqual(['audio', 'video'])
  })

  it('plays the tone of each stage', async () => {
    const parts = await placed()
    parts.signaling.say({ type: 'call', ...view(parts, { rev: 2, state: 'ringing' }) })
    parts.signaling.say({ type: 'call', ...view(parts, { rev: 3, state: 'answering' }) })
    expect(parts.tones).toEqual(['connecting', 'ringback', null])
  })
})

describe('tracks-off', () => {
  it('no track is live after this side hangs up, and the window closes', async () => {
    const parts = await placed()
    expect(parts.live()).toBe(2)
    parts.engine.hangUp()
    expect(parts.live()).toBe(0)
    expect(parts.connections[0]?.closed).toBe(true)
    expect(parts.find('call.hangup').message.type).toBe('call.hangup')
    expect(parts.done.at(-1)).toBe('close')
    expect(parts.tones.at(-1)).toBe('hangup')
  })

  it('no track is live after the other side hangs up', async () => {
    const parts = await placed()
    const ended = view(parts, { rev: 9, state: 'ended', reason: 'declined', endedBy: 'callee' })
    parts.signaling.say({ type: 'call', ...ended })
    expect(parts.live()).toBe(0)
    expect(parts.done).not.toContain('close')
    expect(parts.engine.leaving).toBeNull()
  })
})

describe('the leg', () => {
  it('is named in hello once the server has confirmed it, and in a goodbye before that', async () => {
    const parts = start()
    parts.signaling.become('open')
    parts.engine.open({ is: 'place', target })
    await settled()
    expect(parts.leg()).toBeNull()
    expect(parts.engine.leaving).toEqual({ callId: 'id1', legId: 'id2' })
    parts.find('call.place').reply({ ok: true, data: { call: view(parts, {}) } })
    await settled()
    expect(parts.leg()).toEqual({ callId: 'id1', legId: 'id2' })
    expect(parts.engine.busy).toBe(true)
  })
})

describe('a new page at the other side', () => {
  it('makes this window open a new connection and send a new offer', async () => {
    const parts = await placed()
    const answering = view(parts, { rev: 3, state: 'answering' })
    parts.find('ice.get').reply({ ok: true, data: { iceServers: [] } })
    parts.signaling.say({ type: 'call', ...answering })
    await settled()
    await settled()
    parts.signaling.say({ type: 'peer.reset', callId: answering.callId, gen: 2 })
    await settled()
    await settled()
    expect(parts.connections).toHaveLength(2)
    expect(parts.connections[0]?.closed).toBe(true)
    expect(parts.connections[1]?.leaving).toEqual(['audio', 'video'])
    expect(parts.signaling.sent).toContainEqual(
      expect.objectContaining({ type: 'signal', gen: 2, n: 1 }),
    )
  })

  it('makes events of the former connection ignored', async () => {
    const parts = await placed()
    parts.find('ice.get').reply({ ok: true, data: { iceServers: [] } })
    const answering = view(parts, { rev: 3, state: 'answering' })
    parts.signaling.say({ type: 'call', ...answering })
    await settled()
    await settled()
    parts.signaling.say({ type: 'peer.reset', callId: answering.callId, gen: 2 })
    await settled()
    const said = parts.signaling.sent.length
    const [former] = parts.connections
    const late = Object.assign(new Event('track'), { track: new FakeTrack('video') })
    former?.dispatchEvent(late)
    former?.hear('{"microphone":true,"camera":true,"screen":false}')
    former?.become('connected')
    await settled()
    expect(parts.engine.view).toMatchObject({ remote: null, remoteState: null })
    expect(parts.signaling.sent.slice(said)).not.toContainEqual(
      expect.objectContaining({ state: 'up' }),
    )
  })
})

describe('the details of a connection', () => {
  /** Waits for the script that reads the stats. */
  const read = async ({ clock, engine }: Parts): Promise<void> => {
    clock.pass(2_000)
    await vi.waitFor(() => expect(engine.view.details).not.toBeNull())
  }

  it('are read from its beginning, stay after a failed call, and are cleared by the next', async () => {
    const parts = await placed()
    parts.find('ice.get').reply({ ok: true, data: { iceServers: [] } })
    parts.connections[0]?.report.set('L', { type: 'local-candidate', candidateType: 'host' })
    const answering = view(parts, { rev: 3, state: 'answering' })
    parts.signaling.say({ type: 'call', ...answering })
    await read(parts)
    expect(parts.engine.view.details?.localFound).toEqual({ host: 1 })

    const failed = { ...answering, rev: 4, state: 'ended', reason: 'failed' } as const
    parts.signaling.say({ type: 'call', ...failed })
    await settled()
    expect(parts.engine.view.window.doing).toBe('over')
    expect(parts.engine.view.details?.localFound).toEqual({ host: 1 })

    parts.engine.call()
    await settled()
    expect(parts.engine.view.details).toBeNull()
  })

  it('are read again after a time in which the browser gave none', async () => {
    const parts = await placed()
    parts.find('ice.get').reply({ ok: true, data: { iceServers: [] } })
    const [connection] = parts.connections
    expect(connection).toBeDefined()
    if (connection === undefined) return
    const { getStats } = connection
    let asked = 0
    connection.getStats = () => {
      asked += 1
      return asked === 1 ? new Promise(() => {}) : getStats.call(connection)
    }
    parts.signaling.say({ type: 'call', ...view(parts, { rev: 3, state: 'answering' }) })
    parts.clock.pass(2_000)
    await vi.waitFor(() => expect(asked).toBe(1))
    parts.clock.pass(2_000)
    await settled()
    await read(parts)
    expect(asked).toBe(2)
  })
})
