import { uptime } from 'node:os'

/** The server's clock, handed in so that tests can set it. */
export interface Clock {
  /** For durations, deadlines and limits: only goes forward, and goes steadily. Milliseconds since the epoch. */
  now(): number
  /**
   * For times that other machines check, such as the expiry of a credential: the wall clock, which may jump. `now` can be
   * elsewhere for hours after that. Milliseconds since the epoch.
   */
  wall(): number
}

/** The machine's clocks. */
export interface MachineClocks {
  /** The wall clock, which somebody may set, ms since the epoch. */
  readonly wallMs: () => number
  /** Only goes forward, but stands still while the machine sleeps, ms. */
  readonly steadyMs: () => number
  /** Only goes forward, also while the machine sleeps, s. */
  readonly uptimeS: () => number
}

const MACHINE: MachineClocks = {
  wallMs: () => Date.now(),
  steadyMs: () => performance.now(),
  uptimeS: uptime,
}

/** The uptime counts whole seconds: the machine has slept when it is ahead by more than this, ms. */
const SLEPT_MS = 2_000
/** How often sleeps are looked for, ms. */
const LOOK_MS = 1_000
/** So much faster or slower it goes while the wall clock is elsewhere. */
const SLEW = 0.04
/** A difference that is left alone, ms. */
const CLOSE_MS = 50

/**
 * A clock that starts at the wall clock's time and only goes forward, because rings, deadlines and limits are
 * measured by it. When the wall clock jumps, it approaches it by a twenty-fifth of the time that passes.
 */
export function createSteadyClock(machine: MachineClocks = MACHINE): Clock {
  let time = machine.wallMs()
  let steady = machine.steadyMs()
  let looked = { steady, uptimeMs: machine.uptimeS() * 1_000 }

  function afterSleep(): number {
    const uptimeMs = machine.uptimeS() * 1_000
    const slept = uptimeMs - looked.uptimeMs - (steady - looked.steady)
    if (slept < SLEPT_MS) return 0
    looked = { steady, uptimeMs }
    return slept
  }

  return {
    now() {
      const before = steady
      steady = machine.steadyMs()
      const passed = steady - before
      time += passed
      if (steady - looked.steady >= LOOK_MS) {
        time += afterSleep()
        looked = { steady, uptimeMs: machine.uptimeS() * 1_000 }
      }
      const off = machine.wallMs() - time
      // Of the time that has passed since the last call alone, so that it never goes back.
      if (Math.abs(off) > CLOSE_MS) time += Math.sign(off) * Math.min(Math.abs(off), passed * SLEW)
      return Math.floor(time)
    },
    wall: () => Math.floor(machine.wallMs()),
  }
}

/** The machine's own clock. */
export const systemClock: Clock = createSteadyClock()
