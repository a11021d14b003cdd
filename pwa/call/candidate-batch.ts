import type { Candidate } from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'

/** Candidates found within this time after the first are sent in one message, ms. */
const GATHER_MS = 20
/** The most candidates in one message (protocol/signals.ts). */
const MAX_CANDIDATES = 64

/** Sends the candidates that a connection finds in few messages; the first is sent at once. */
export function batchCandidates(timer: Timer, send: (candidates: Candidate[]) => void) {
  let found: Candidate[] = []
  let isGathering = false

  function flush(): void {
    const candidates = found
    found = []
    if (candidates.length > 0) send(candidates)
  }

  return ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): void => {
    found.push({ candidate, sdpMid, sdpMLineIndex, usernameFragment })
    if (!isGathering || found.length === MAX_CANDIDATES) flush()
    if (isGathering) return
    isGathering = true
    timer(GATHER_MS, () => {
      isGathering = false
      flush()
    })
  }
}
