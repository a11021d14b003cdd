import { describe, expect, it } from 'vitest'
import {
  NEW_QUALITY,
  reportOf,
  settingsOf,
  stepQuality,
  viewOf,
} from '../../../pwa/call/quality/controller.ts'
import { readReport } from '../../../pwa/call/quality/reading.ts'
import { chromiumReport, firefoxReport } from './browser-reports.ts'

describe('a reading', () => {
  it('of Chromium has everything', () => {
    expect(readReport(chromiumReport(10), 7)).toEqual({
      atMs: 7,
      inBytes: 1_000_000,
      received: 1_500,
      lost: 0,
      soundReceived: 500,
      soundSent: 500,
      samples: 480_000,
      madeUp: 800,
      path: 'CP1',
      pairTripMs: 40,
      pairTrips: 4,
      pairMeanMs: 40,
      availableBps: 1_200_000,
      echoes: [{ source: 'picture', stamp: 10, tripMs: 40, loss: 0 }],
    })
  })

  it('of Firefox has no estimate and no checks of the path', () => {
    expect(readReport(firefoxReport(10), 7)).toMatchObject({
      inBytes: 1_000_000,
      received: 500,
      samples: 480_000,
      madeUp: 96,
      pairTripMs: null,
      availableBps: null,
      echoes: [{ source: 'sound', stamp: 2_000, tripMs: 50, loss: 0.25 }],
    })
  })

  it.each([
    ['is empty', []],
    ['has fields of other types', [{ type: 'inbound-rtp', kind: 'audio', packetsReceived: '5' }]],
    ['has numbers that are none', [{ type: 'transport', bytesReceived: NaN }]],
    ['has fields of the future', [{ type: 'remote-inbound-rtp', kind: 'smell', fractionLost: 2 }]],
  ])('that %s changes nothing', (_, entries) => {
    let quality = NEW_QUALITY
    for (let at = 0; at < 20_000; at += 250) {
      quality = stepQuality(quality, {
        type: 'read',
        reading: readReport(entries, at),
        sends: 'face',
      })
    }
    expect(viewOf(quality)).toMatchObject({ silent: false, weak: null, minePaused: false })
    expect(settingsOf(quality)?.thinSound).toBe(false)
    expect(reportOf(quality, 0)).toMatchObject({ loss: null, madeUp: null, inBps: null })
  })

  it('of a share above 1 is held to 1', () => {
    const entries = [{ type: 'remote-inbound-rtp', kind: 'audio', timestamp: 1, fractionLost: 7 }]
    expect(readReport(entries, 0).echoes).toEqual([
      { source: 'sound', stamp: 1, tripMs: null, loss: 1 },
    ])
  })
})
