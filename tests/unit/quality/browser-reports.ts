/** Statistics as browsers report them, shortened to what Peal reads. */

/** Chromium, after this many seconds of a call that goes well. */
export function chromiumReport(seconds: number, more: { rtt?: number; silentSince?: number } = {}) {
  const { rtt = 0.04, silentSince = Infinity } = more
  const came = Math.min(seconds, silentSince)
  return [
    {
      id: 'T01',
      type: 'transport',
      selectedCandidatePairId: 'CP1',
      bytesReceived: 100_000 * came,
      bytesSent: 100_000 * seconds,
    },
    {
      id: 'CP1',
      type: 'candidate-pair',
      nominated: true,
      state: 'succeeded',
      currentRoundTripTime: rtt,
      totalRoundTripTime: 4 * rtt,
      responsesReceived: 4,
      availableOutgoingBitrate: 1_200_000,
    },
    {
      id: 'IA',
      type: 'inbound-rtp',
      kind: 'audio',
      packetsReceived: 50 * came,
      packetsLost: 0,
      totalSamplesReceived: 48_000 * seconds,
      concealedSamples: 480 * seconds,
      silentConcealedSamples: 400 * seconds,
    },
    { id: 'IV', type: 'inbound-rtp', kind: 'video', packetsReceived: 100 * came, packetsLost: 0 },
    { id: 'OA', type: 'outbound-rtp', kind: 'audio', packetsSent: 50 * seconds },
    {
      id: 'RV',
      type: 'remote-inbound-rtp',
      kind: 'video',
      timestamp: 1_000 * Math.floor(came),
      roundTripTime: rtt,
      roundTripTimeMeasurements: Math.floor(came),
      fractionLost: 0,
    },
  ]
}

/** Firefox: no transport, no estimate, no silent concealment; the pair in use is marked. */
export function firefoxReport(seconds: number) {
  return [
    { id: 'a', type: 'candidate-pair', nominated: true, selected: false, bytesReceived: 1 },
    {
      id: 'b',
      type: 'candidate-pair',
      nominated: true,
      selected: true,
      bytesReceived: 100_000 * seconds,
    },
    {
      id: 'c',
      type: 'inbound-rtp',
      kind: 'audio',
      packetsReceived: 50 * seconds,
      packetsLost: 1,
      totalSamplesReceived: 48_000 * seconds,
      concealedSamples: 96,
    },
    { id: 'd', type: 'outbound-rtp', kind: 'audio', packetsSent: 50 * seconds },
    {
      id: 'e',
      type: 'remote-inbound-rtp',
      kind: 'audio',
      timestamp: 1_000 * Math.floor(seconds / 5),
      roundTripTime: 0.05,
      fractionLost: 0.25,
    },
  ]
}
