/**
 * The server's clock, as far as this device knows it; clients' clocks can be minutes off. The offset is
 * kept for a ring that comes while the server cannot be reached.
 */
import type { Clock } from './clock.ts'

/** A `Date` header is exact to the second, and the response may take a moment more, ms. */
const ROUGH_MS = 1_500
/** Smaller changes are not worth a write, ms. */
const KEPT_EXACT_MS = 100

export type ServerClock = ReturnType<typeof createServerClock>

/** Where the offset outlives the worker. */
export interface KeptOffset {
  /** What to add to this device's clock, ms; null: never learned. */
  offset(): Promise<number | null>
  keepOffset(offsetMs: number): Promise<void>
}

/** Starts with this device's own time. */
export function createServerClock(clock: Clock, kept: KeptOffset) {
  let offset: number | null = null
  let loading: Promise<unknown> | null = null

  async function learn(next: number): Promise<void> {
    const before = offset
    offset = next
    if (before === null || Math.abs(next - before) > KEPT_EXACT_MS) await kept.keepOffset(next)
  }

  return {
    /** Reads the kept offset, once. */
    load: () => (loading ??= kept.offset().then((found) => (offset ??= found))),
    /** Ms since 1970 by the server's clock. */
    now: () => clock.now() + (offset ?? 0),
    /** Converts the server's time to this device's. */
    local: (serverMs: number) => serverMs - (offset ?? 0),
    /** Learns the server's time from a response. */
    heard: (serverNow: number) => learn(serverNow - clock.now()),
    /** Learns it from a `Date` header. */
    heardRoughly: async (serverNow: number) => {
      const rough = serverNow - clock.now()
      if (offset === null || Math.abs(rough - offset) > ROUGH_MS) await learn(rough)
    },
    /** Something was sent at this time, so the server's clock is not behind it. */
    sent: async (sentAt: number) => {
      const least = sentAt - clock.now()
      if (least > (offset ?? 0)) await learn(least)
    },
  }
}
