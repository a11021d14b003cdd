/** The controller in a browser that the test plays: what is set, said and heard. */
import { describe, expect, it } from 'vitest'
import type { PeerReport } from '../../../protocol/peer-report.ts'
import type { QualityView } from '../../../pwa/call/quality/controller.ts'
import { followQuality } from '../../../pwa/call/quality/follow-quality.ts'
import { FakeConnection } from '../call-engine/fake-connection.ts'
import { Machine } from '../call-engine/fake-machine.ts'
import { chromiumReport } from './browser-reports.ts'

const REPORT: PeerReport = {
  sentAt: 5_000,
  loss: 0,
  madeUp: 0,
  inBps: 500_000,
  lateMs: 0,
  silent: false,
  sendsSound: true,
  picture: 'full',
}

function follow() {
  const machine = new Machine()
  const { clock } = machine
  const fake = new FakeConnection()
  fake.addTransceiver('audio')
  fake.addTransceiver('video')
  const views: QualityView[] = []
  const repeats: unknown[] = []
  const errors: unknown[] = []
  const state = { rtt: 0.04, silentSince: Infinity }
  const getStats = () => {
    for (const entry of chromiumReport(clock.now / 1_000, state)) fake.report.set(entry.id, entry)
    return Promise.resolve(fake.report)
  }
  fake.getStats = getStats
  fake.reports.readyState = 'open'
  const stop = followQuality({
    connection: fake as unknown as RTCPeerConnection,
    repeats: { postMessage: (told: unknown) => void repeats.push(told) } as Worker,
    timer: clock.timer,
    now: () => clock.now,
    sends: () => 'face',
    show: (view) => views.push(view),
    report: (error) => errors.push(error),
  })
  const video = () => fake.transceivers[1]?.sender.parameters.encodings[0]
  const hear = (report: unknown) => fake.hear(JSON.stringify({ report }), fake.reports)
  return { machine, fake, views, repeats, errors, state, stop, video, hear }
}

describe('the quality of a connection', () => {
  it('begins with a picture of full size, and the browser’s own buffer', async () => {
    const { machine, fake, video, errors } = follow()
    await machine.pass(500)
    expect(video()).toMatchObject({ active: true, scaleResolutionDownBy: 1 })
    expect(video()).not.toHaveProperty('maxBitrate')
    expect(fake.transceivers.map(({ receiver }) => receiver.jitterBufferTarget)).toEqual([
      null,
      null,
    ])
    expect(errors).toEqual([])
  })

  it('is told to the other window once a second, and shown when it changes', async () => {
    const { machine, fake, views } = follow()
    await machine.pass(10_000)
    expect(fake.reports.sent.length).toBeGreaterThanOrEqual(9)
    expect(fake.reports.sent.length).toBeLessThanOrEqual(12)
    expect(fake.reports.sent.at(-1)).toMatchObject({
      report: { silent: false, sendsSound: true, picture: 'full', loss: 0 },
    })
    expect(views.length).toBeLessThanOrEqual(2)
  })

  it('asks for a key frame once something arrives again', async () => {
    const { machine, fake, state, views } = follow()
    await machine.pass(5_000)
    state.silentSince = 5
    await machine.pass(2_000)
    expect(views.at(-1)).toMatchObject({ silent: true, meter: 0 })
    expect(fake.keyFrames).toBe(0)
    state.silentSince = Infinity
    await machine.pass(300)
    expect(views.at(-1)).toMatchObject({ silent: false })
    expect(fake.keyFrames).toBe(1)
  })

  it('shrinks the picture and thins the sound while a queue stands', async () => {
    const { machine, fake, state, video, repeats } = follow()
    await machine.pass(5_000)
    state.rtt = 0.9
    await machine.pass(8_000)
    expect(video()?.maxBitrate).toBeLessThan(1_300_000)
    expect(fake.transceivers[0]?.sender.parameters.encodings[0]).toMatchObject({
      adaptivePtime: true,
      maxBitrate: 16_000,
    })
    expect(repeats).toEqual([1, 0])
  })

  it('counts what the other side reports', async () => {
    const { machine, hear, views } = follow()
    for (let at = 0; at < 8; at += 1) {
      hear({ ...REPORT, sentAt: 5_000 + machine.clock.now, loss: 0.3 })
      await machine.pass(1_000)
    }
    expect(views.at(-1)?.weak).toBe('yours')
  })

  it.each([
    ['are no JSON', '{'],
    ['are too long', JSON.stringify({ report: REPORT, more: 'x'.repeat(700) })],
    ['have shares above 1', JSON.stringify({ report: { ...REPORT, loss: 7 } })],
    [
      'have numbers that are none',
      JSON.stringify({ report: { ...REPORT, inBps: null, sentAt: -1 } }),
    ],
    ['lack fields', JSON.stringify({ report: { loss: 1 } })],
  ])('ignores reports that %s', async (_, text) => {
    const { machine, fake, views } = follow()
    for (let at = 0; at < 8; at += 1) {
      fake.hear(text, fake.reports)
      await machine.pass(1_000)
    }
    expect(views.at(-1)).toMatchObject({ weak: null, theirsPaused: false })
  })

  it('reads at most eight reports a second', async () => {
    const { machine, hear, views } = follow()
    await machine.pass(1_000)
    for (let at = 0; at < 8; at += 1) hear(REPORT)
    for (let at = 0; at < 1_000; at += 1) hear({ ...REPORT, picture: 'paused' })
    await machine.pass(500)
    expect(views.at(-1)?.theirsPaused).toBe(false)
  })

  it('goes on after statistics that never came', async () => {
    const { machine, fake, state, views, errors } = follow()
    const { getStats } = fake
    await machine.pass(1_000)
    fake.getStats = () => new Promise(() => {})
    await machine.pass(1_000)
    fake.getStats = getStats
    state.silentSince = 2
    await machine.pass(4_000)
    expect(views.at(-1)).toMatchObject({ silent: true })
    expect(errors).toHaveLength(1)
  })

  it('ends with the connection', async () => {
    const { machine, stop, views } = follow()
    await machine.pass(1_000)
    stop()
    await machine.pass(500)
    expect(machine.clock.next).toBeNull()
    expect(views).toHaveLength(1)
  })
})
