import type { Candidate } from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'

/** Candidates found within this time after the first are sent in one message, ms. */
const GATHER_MS = 20
/** The most candidates in one message (protocol/signals.ts). */
const MAX_CANDIDATES = 64

/** Sends the candidates that a connection finds in few messages; the first is sent at once. */
export class CandidateBatch {
  readonly #timer: Timer
  readonly #send: (candidates: Candidate[]) => void
  #found: Candidate[] = []
  #gathering = false

  constructor(timer: Timer, send: (candidates: Candidate[]) => void) {
    this.#timer = timer
    this.#send = send
  }

  add(candidate: RTCIceCandidate): void {
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate
    const { candidate: line } = candidate
    this.#found.push({ candidate: line, sdpMid, sdpMLineIndex, usernameFragment })
    if (!this.#gathering || this.#found.length === MAX_CANDIDATES) this.#flush()
    if (this.#gathering) return
    this.#gathering = true
    this.#timer(GATHER_MS, () => {
      this.#gathering = false
      this.#flush()
    })
  }

  #flush(): void {
    const found = this.#found
    this.#found = []
    if (found.length > 0) this.#send(found)
  }
}
