import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeMediaStream } from './fake-connection.ts'
import { offer, settled, startPeer } from './started-peer.ts'

beforeEach(() => {
  vi.stubGlobal('MediaStream', FakeMediaStream)
})

describe('a browser that refuses or hangs', () => {
  it.each([
    ['rejects', () => Promise.reject(new Error('no'))],
    ['hangs', () => new Promise<never>(() => undefined)],
  ])('a size of the picture that it %s stands before no answer', async (_, setParameters) => {
    const { clock, fake, events, peer } = startPeer(false)
    fake.addTransceiver('video')
    for (const { sender } of fake.transceivers) sender.setParameters = setParameters
    peer.apply(offer)
    await settled()
    clock.pass(300)
    await settled()
    expect(fake.log).toContain('local answer')
    expect(events.some(({ type }) => type === 'peer-broken')).toBe(false)
  })

  it('a step that hangs breaks the connection after 8 s', async () => {
    const { clock, fake, events, peer } = startPeer(true)
    fake.createOffer = () => new Promise<never>(() => undefined)
    peer.start()
    await settled()
    clock.pass(8_000)
    await settled()
    expect(events).toContainEqual({ type: 'peer-broken' })
  })

  it('a full channel to the other window is no reason not to go on', () => {
    const { fake, peer } = startPeer(true)
    fake.openChannel()
    fake.channel.send = () => expect.fail('full')
    expect(() => peer.tell({ microphone: true, camera: false, screen: false })).not.toThrow()
  })
})
