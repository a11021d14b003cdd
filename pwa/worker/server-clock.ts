/**
 * The server's clock, as far as this device knows it; clients' clocks can be minutes off. The offset is
 * kept for a ring that comes while the server cannot be reached.
 */
import type { Clock } from './clock.ts'

/** A `Date` header is exact to the second, and the response may take a moment more, ms. */
const ROUGH_MS = 1_500
/** Smaller changes are not worth a write, ms. */
const KEPT_EXACT_MS = 100

export interface ServerClock {
  /** Reads the kept offset, once. */
  load(): Promise<void>
  /** Ms since 1970 by the server's clock. */
  now(): number
  /** Converts the server's time to this device's. */
  local(serverMs: number): number
  /** Learns the server's time from a response. */
  heard(serverNow: number): Promise<void>
  /** Learns it from a `Date` header. */
  heardRoughly(serverNow: number): Promise<void>
  /** Something was sent at this time, so the server's clock is not behind it. */
  sent(sentAt: number): Promise<void>
}

/** Where the offset outlives the worker. */
export interface KeptOffset {
  /** What to add to this device's clock, ms; null: never learned. */
  offset(): Promise<number | null>
  keepOffset(offsetMs: number): Promise<void>
}

/** Starts with this device's own time. */
export function createServerClock(clock: Clock, kept: KeptOffset): ServerClock {
  let offset: number | null = null
  let loading: Promise<void> | null = null

  async function learn(next: number): Promise<void> {
    const before = offset
    offset = next
    if (before === null || Math.abs(next - before) > KEPT_EXACT_MS) await kept.keepOffset(next)
  }

  return {
    load: () => (loading ??= kept.offset().then((found) => (offset ??= found))),
    now: () => clock.now() + (offset ?? 0),
    local: (serverMs) => serverMs - (offset ?? 0),
    heard: (serverNow) => learn(serverNow - clock.now()),
    heardRoughly: async (serverNow) => {
      const rough = serverNow - clock.now()
      if (offset === null || Math.abs(rough - offset) > ROUGH_MS) await learn(rough)
    },
    sent: async (sentAt) => {
      const least = sentAt - clock.now()
      if (least > (offset ?? 0)) await learn(least)
    },
  }
}
