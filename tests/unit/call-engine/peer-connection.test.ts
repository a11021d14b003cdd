import { beforeEach, describe, expect, it, vi } from 'vitest'
import { meet, newFlags } from '../../../pwa/call/negotiation.ts'
import { FakeMediaStream } from './fake-connection.ts'
import { answer, offer, settled, startPeer, turn } from './started-peer.ts'

beforeEach(() => {
  vi.stubGlobal('MediaStream', FakeMediaStream)
})

describe('the caller’s connection', () => {
  it('makes its offer at once, and neither sends tracks nor gathers candidates before the answer', async () => {
    const { fake, events, peer, tracks } = startPeer(true)
    peer.setTracks(tracks)
    await settled()
    expect(events).toEqual([{ type: 'offer-made', sdp: 'first offer' }])
    expect(fake.leaving).toEqual([])
    expect(fake.localDescription).toBeNull()

    peer.start()
    await settled()
    expect(fake.configuration.iceServers).toEqual(turn)
    expect(fake.log).toEqual(['audio on', 'video on', 'local offer'])
    expect(fake.localDescription?.sdp).toBe('first offer')
  })

  it('gathers nothing when the browser wants to negotiate before the answer', async () => {
    const { fake, events } = startPeer(true)
    await settled()
    fake.dispatchEvent(new Event('negotiationneeded'))
    await settled()
    expect(fake.log).toEqual([])
    expect(events.map(({ type }) => type)).toEqual(['offer-made'])
  })

  it('starts even if its offer is not made yet', async () => {
    const { fake, peer } = startPeer(true)
    peer.start()
    await settled()
    expect(fake.localDescription?.sdp).toBe('first offer')
  })

  it('adds a camera that is opened later, and removes it again', async () => {
    const { fake, peer, tracks } = startPeer(true)
    peer.start()
    peer.setTracks({ ...tracks, video: null })
    await settled()
    expect(fake.leaving).toEqual(['audio'])
    peer.setTracks(tracks)
    await settled()
    expect(fake.leaving).toEqual(['audio', 'video'])
    peer.setTracks({ ...tracks, video: null })
    await settled()
    expect(fake.leaving).toEqual(['audio'])
  })

  it('plays without delay and sends a small picture at first', async () => {
    const { fake, peer } = startPeer(true)
    peer.start()
    peer.apply(answer)
    await settled()
    expect(fake.transceivers.map(({ receiver }) => receiver.jitterBufferTarget)).toEqual([0, 0])
  })
})

describe('the callee’s connection', () => {
  it('starts when the offer arrives: tracks first, then the answer', async () => {
    const { fake, events, peer, tracks } = startPeer(false)
    peer.setTracks(tracks)
    await settled()
    expect([fake.log, events]).toEqual([[], []])
    peer.apply(offer)
    await settled()
    expect(fake.log).toEqual(['remote offer', 'audio on', 'video on', 'local answer'])
    expect(fake.configuration.iceServers).toEqual(turn)
    expect(fake.transceivers.map(({ direction }) => direction)).toEqual(['sendrecv', 'sendrecv'])
    expect(fake.transceivers[1]?.sender.parameters.encodings[0]?.scaleResolutionDownBy).toBe(4)
    expect(events).toEqual([
      { type: 'signal-made', body: { description: { type: 'answer', sdp: 'answer' } } },
    ])
  })
})

describe('candidates', () => {
  it('are sent at once, those found soon after in one message, at most 64 in each', async () => {
    const { clock, fake, events } = startPeer(false)
    for (let at = 0; at < 70; at += 1) fake.find(`c${String(at)}`)
    fake.find('')
    clock.pass(20)
    const sizes = events.map((event) =>
      event.type === 'signal-made' && 'candidates' in event.body ? event.body.candidates.length : 0,
    )
    expect(sizes).toEqual([1, 64, 5])
    fake.find('later')
    expect(events).toHaveLength(4)
    await settled()
  })

  it('of a path that is gone do not break the connection', async () => {
    const { fake, events, peer } = startPeer(false)
    peer.apply(offer)
    const candidates = [{ candidate: 'stale' }, { candidate: 'good' }]
    peer.apply({ candidates })
    await settled()
    expect(fake.candidates).toEqual(['good'])
    expect(events.some(({ type }) => type === 'peer-broken')).toBe(false)
  })

  it('that are invalid in the first exchange break the connection', async () => {
    const { events, peer } = startPeer(true)
    peer.start()
    peer.apply({ candidates: [{ candidate: 'stale' }] })
    await settled()
    expect(events.map(({ type }) => type)).toEqual(['offer-made', 'peer-broken'])
  })
})

describe('a connection that is lost', () => {
  async function connected(offers: boolean) {
    const parts = startPeer(offers)
    if (offers) {
      parts.peer.start()
      parts.peer.apply(answer)
    } else parts.peer.apply(offer)
    await settled()
    parts.fake.become('connected')
    parts.events.length = 0
    return parts
  }

  it('looks for new paths at once, and sends an offer with them', async () => {
    const { fake, events } = await connected(true)
    fake.become('disconnected')
    await settled()
    expect(fake.restarts).toBe(1)
    expect(events).toEqual([
      { type: 'peer-changed', up: false },
      { type: 'signal-made', body: { description: { type: 'offer', sdp: 'later offer' } } },
    ])
  })

  it('is restarted by the polite side only after a second', async () => {
    const { clock, fake } = await connected(false)
    fake.become('disconnected')
    clock.pass(999)
    expect(fake.restarts).toBe(0)
    clock.pass(1)
    await settled()
    expect(fake.restarts).toBe(1)
  })

  it('is not restarted once it is back', async () => {
    const { clock, fake } = await connected(false)
    fake.become('disconnected')
    fake.become('connected')
    clock.pass(1_000)
    await settled()
    expect(fake.restarts).toBe(0)
  })

  it('is restarted when it has failed, and when the network changes', async () => {
    const { fake, peer } = await connected(true)
    fake.become('failed')
    peer.restart()
    await settled()
    expect(fake.restarts).toBe(2)
    peer.close()
    peer.restart()
    await settled()
    expect(fake.restarts).toBe(2)
  })

  it('is restarted with fresh servers, since the first credentials may have expired', async () => {
    const { fake, peer, servers } = await connected(true)
    servers.now = [{ urls: ['turn:relay'], credential: 'fresh' }]
    peer.restart()
    await settled()
    expect(fake.restarts).toBe(1)
    expect(fake.configuration.iceServers).toEqual(servers.now)
  })

  it('keeps its own new offer when both offer at the same time and it is the impolite side', async () => {
    const { events, fake, peer } = await connected(true)
    fake.become('disconnected')
    await settled()
    peer.apply(offer)
    peer.apply({ candidates: [{ candidate: 'stale' }] })
    await settled()
    expect(fake.log).not.toContain('remote offer')
    expect(fake.signalingState).toBe('have-local-offer')
    expect(events.some(({ type }) => type === 'peer-broken')).toBe(false)
  })

  it('gives up its own new offer for the other side’s when it is the polite side', async () => {
    const { clock, fake, peer } = await connected(false)
    fake.become('disconnected')
    clock.pass(1_000)
    await settled()
    expect(fake.signalingState).toBe('have-local-offer')
    peer.apply(offer)
    await settled()
    expect(fake.log.slice(-2)).toEqual(['remote offer', 'local answer'])
  })

  it('answers the other side’s offer once its own was answered', async () => {
    const { fake, peer } = await connected(true)
    fake.become('disconnected')
    await settled()
    peer.apply(answer)
    peer.apply(offer)
    await settled()
    expect(fake.log.slice(-3)).toEqual(['remote answer', 'remote offer', 'local answer'])
  })

  it('reports that it cannot be repaired', async () => {
    const { events, peer } = await connected(true)
    peer.apply({ description: { type: 'answer', sdp: 'broken' } })
    await settled()
    expect(events.map(({ type }) => type)).toEqual(['peer-broken'])
  })
})

describe('what the windows tell each other', () => {
  it('is sent when the channel opens, and at each change', () => {
    const { fake, peer } = startPeer(true)
    const state = { microphone: true, camera: false, screen: false }
    peer.tell(state)
    expect(fake.channel.sent).toEqual([])
    fake.openChannel()
    peer.tell({ ...state, camera: true })
    expect(fake.channel.sent).toEqual([state, { ...state, camera: true }])
  })

  it('is received, and invalid messages are ignored', () => {
    const { fake, events } = startPeer(false)
    fake.hear('{')
    fake.hear('{"microphone":1}')
    fake.hear('{"microphone":true,"camera":true,"screen":false}')
    expect(events).toEqual([
      { type: 'peer-state', state: { microphone: true, camera: true, screen: false } },
    ])
  })
})

describe('perfect negotiation', () => {
  const theirs = { type: 'offer', sdp: '' } as const
  it.each([
    [true, 'have-local-offer', 'apply'],
    [false, 'have-local-offer', 'ignore'],
    [false, 'stable', 'apply'],
  ] as const)('decides about an offer (polite: %s, state: %s): %s', (polite, state, decision) => {
    const flags = newFlags()
    expect(meet(flags, polite, theirs, state)).toBe(decision)
    expect(flags.ignoringOffer).toBe(decision === 'ignore')
  })

  it('sees a collision while it makes an offer, and none while it applies an answer', () => {
    const flags = { ...newFlags(), makingOffer: true }
    expect(meet(flags, false, theirs, 'stable')).toBe('ignore')
    const applying = { ...newFlags(), settingRemoteAnswer: true }
    expect(meet(applying, false, theirs, 'have-local-offer')).toBe('apply')
  })
})
