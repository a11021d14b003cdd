/** Counts how long something took, in buckets of plain numbers that Prometheus reads as a histogram. */

/** The upper limits of the buckets, s: from a local answer to a ring that hardly anybody waits for. */
const LIMITS_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** `name`: of the histogram, with `_seconds` at its end. */
export function createDurations(name: string, help: string) {
  /** How many durations fell into each bucket. The last bucket has no upper limit. */
  const counts = Array.from({ length: LIMITS_S.length + 1 }, () => 0)
  let sumMs = 0

  return {
    /** A clock that is set back makes a duration negative, which counts as none. */
    observe(ms: number): void {
      const taken = Math.max(0, ms)
      const found = LIMITS_S.findIndex((limit) => taken <= limit * 1_000)
      const bucket = found < 0 ? LIMITS_S.length : found
      counts[bucket] = (counts[bucket] ?? 0) + 1
      sumMs += taken
    },

    /** The lines of the histogram (Prometheus, "Text-based format"). */
    text(): string {
      let below = 0
      const buckets = counts.map((count, at) => {
        below += count
        return `${name}_bucket{le="${LIMITS_S[at] ?? '+Inf'}"} ${below}`
      })
      const head = [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`]
      const totals = [`${name}_sum ${sumMs / 1_000}`, `${name}_count ${below}`]
      return [...head, ...buckets, ...totals, ''].join('\n')
    },
  }
}
