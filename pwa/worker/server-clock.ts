/**
 * The server's clock as this device knows it: clients' clocks are minutes off. What was learned last
 * is kept, for a ring that comes while the server cannot be asked.
 */
import type { Clock } from './clock.ts'

/** A `Date` header is cut to the second, and is half a minute's answer old at worst. */
const ROUGH_MS = 1_500
/** Smaller changes are not worth a write. */
const KEPT_EXACT_MS = 100

/** Tells the server's time, and learns it. */
export interface ServerClock {
  /** Reads what was kept, once. */
  load(): Promise<void>
  /** Ms since 1970 by the server's clock. */
  now(): number
  /** A moment of the server's in this device's time. */
  local(serverMs: number): number
  /** The server said what time it is. */
  heard(serverNow: number): Promise<void>
  /** It said so by a `Date` header. */
  heardRoughly(serverNow: number): Promise<void>
  /** It sent something at this time: it is not earlier there. */
  sent(sentAt: number): Promise<void>
}

/** Where what was learned outlives the worker. */
export interface KeptOffset {
  /** What to add to this device's clock, ms; null: never learned. */
  offset(): Promise<number | null>
  keepOffset(offsetMs: number): Promise<void>
}

/** Begins with this device's own time. */
export function createServerClock(clock: Clock, kept: KeptOffset): ServerClock {
  let offset: number | null = null
  let loading: Promise<void> | null = null

  async function learn(next: number): Promise<void> {
    const before = offset
    offset = next
    if (before === null || Math.abs(next - before) > KEPT_EXACT_MS) await kept.keepOffset(next)
  }

  return {
    load: () =>
      (loading ??= kept.offset().then((found) => {
        offset ??= found
      })),
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
