/** How often the tests of docs/guarantees.md repeat a fault: in CI, and by `npm run soak`. */
const COUNTS = {
  'one-answer': { ci: 200, soak: 10_000 },
  'race-of-ends': { ci: 2_000, soak: 100_000 },
  simulation: { ci: 5_000, soak: 1_000_000 },
  glare: { ci: 20, soak: 1_000 },
  'restart-mid-ring': { ci: 20, soak: 500 },
  'acknowledged-is-durable': { ci: 50, soak: 1_000 },
  'restart-mid-call': { ci: 2, soak: 50 },
  'push-restart': { ci: 50, soak: 2_000 },
  'upgrade-reset': { ci: 500, soak: 10_000 },
  'handler-throws': { ci: 500, soak: 10_000 },
  'late-push': { ci: 500, soak: 50_000 },
  'duplicate-push': { ci: 500, soak: 50_000 },
  'stop-before-ring': { ci: 500, soak: 50_000 },
  'declined-never-rings': { ci: 500, soak: 50_000 },
  world: { ci: 500, soak: 50_000 },
} as const

/** `fuzz-signal` runs for a time, not a number of times. */
const FUZZ_MS = { ci: 20_000, soak: 3_600_000 } as const

/** Ends a repeating test that hangs: all its rounds take far less. */
const REPEATING_MS = { ci: 3_600_000, soak: 6 * 3_600_000 } as const

const mode = process.env.PEAL_SOAK ? 'soak' : 'ci'

/**
 * The time limit of a test that repeats a fault, ms. Tests with their own limit ignore the one that
 * `npm run soak` sets for all.
 */
export const REPEATING_LIMIT_MS = REPEATING_MS[mode]

export type Counted = keyof typeof COUNTS

/** How often the test of this name repeats now. */
export function times(name: Counted): number {
  return COUNTS[name][mode]
}

/** How long `fuzz-signal` runs now, ms. */
export function fuzzMs(): number {
  return FUZZ_MS[mode]
}
