import type { Candidate } from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'

/** Candidates found within this are sent as one message, ms. */
const GATHER_MS = 20
/** The most candidates in one message (protocol/signals.ts). */
const MAX_CANDIDATES = 64

/** Gathers the candidates that a connection finds into few messages. */
export class CandidateBatch {
  readonly #timer: Timer
  readonly #send: (candidates: Candidate[]) => void
  #found: Candidate[] = []

  constructor(timer: Timer, send: (candidates: Candidate[]) => void) {
    this.#timer = timer
    this.#send = send
  }

  add(candidate: RTCIceCandidate): void {
    if (this.#found.length === 0) {
      this.#timer(GATHER_MS, () => {
        this.#flush()
      })
    }
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate
    const { candidate: line } = candidate
    this.#found.push({ candidate: line, sdpMid, sdpMLineIndex, usernameFragment })
    if (this.#found.length === MAX_CANDIDATES) this.#flush()
  }

  #flush(): void {
    const found = this.#found
    this.#found = []
    if (found.length > 0) this.#send(found)
  }
}
