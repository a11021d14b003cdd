/**
 * STUN and TURN servers for a call. Their credentials are short-lived and given only to a leg of a
 * live call, so they are requested for each call, ahead of their use.
 */
import type { IceServer, Reply } from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'
import type { CallWindow } from './machine/model.ts'

/** Timeout for getting the servers, ms: most calls connect without a relay. */
const PATIENCE_MS = 2_000
/** Requested again when they expire in less than this, ms. */
const SPARE_MS = 120_000
/** They are not renewed sooner than this, ms. */
const RENEW_AT_LEAST_MS = 10_000
/** Their lifetime if the server does not say, ms. */
const TTL_MS = 3_600_000

interface Known {
  readonly servers: IceServer[]
  readonly until: number
}

export function createIceServers(
  request: (message: { type: 'ice.get'; callId: string }) => Promise<Reply>,
  timer: Timer,
  now: () => number,
) {
  let callId: string | null = null
  /** For which state of which call they were requested ahead. */
  let preparedFor = ''
  let known: Known | null = null
  let pending: Promise<Known | null> | null = null
  /** The window has its leg in a live call. */
  let isLive = false
  let cancelRenewal: (() => void) | null = null

  const isGood = () => known !== null && known.until - SPARE_MS > now()

  async function ask(of: string): Promise<Known | null> {
    const reply = await request({ type: 'ice.get', callId: of })
    if (!reply.ok) return null
    const { iceServers, iceTtlMs = TTL_MS } = reply.data
    return { servers: iceServers ?? [], until: now() + iceTtlMs }
  }

  /** Requests them ahead, unless fresh ones are known or on their way. */
  function prepare(of: string): void {
    if (callId !== of) {
      callId = of
      known = null
      pending = null
    }
    if (pending !== null || isGood()) return
    const asked = ask(of)
    pending = asked
    void asked.then((found) => {
      if (pending !== asked) return
      pending = null
      known = found ?? known
      renewLater(of)
    })
  }

  /** They expire during a long call, and are needed at once when its path breaks. */
  function renewLater(of: string): void {
    cancelRenewal?.()
    cancelRenewal = null
    if (known === null || !isLive) return
    cancelRenewal = timer(Math.max(RENEW_AT_LEAST_MS, known.until - SPARE_MS - now()), () => {
      cancelRenewal = null
      if (isLive && callId === of) prepare(of)
    })
  }

  return {
    /** Requests them while the call rings, so that they are there at the answer. */
    follow(window: CallWindow): void {
      isLive = window.doing === 'live'
      if ((window.doing !== 'live' && window.doing !== 'claiming') || window.peer === null) return
      const { ids, doing } = window
      // The server may refuse them to a claim; once the call is live they are requested again.
      if (preparedFor === doing + ids.callId) return
      preparedFor = doing + ids.callId
      prepare(ids.callId)
    },

    /** The servers, or none if they do not arrive in time. Never rejects. */
    async get(): Promise<IceServer[]> {
      if (callId !== null) prepare(callId)
      if (isGood()) return known?.servers ?? []
      const late = new Promise<null>((settle) => {
        timer(PATIENCE_MS, () => settle(null))
      })
      const found = await Promise.race([pending ?? late, late])
      return found?.servers ?? known?.servers ?? []
    },
  }
}
