/** What a figure is, and how two variants are measured so that other load affects both equally. */

/** A bound on a value: at most, or at least. */
export interface Bound {
  readonly sense: 'most' | 'least'
  readonly value: number
}

export const atMost = (value: number): Bound => ({ sense: 'most', value })
export const atLeast = (value: number): Bound => ({ sense: 'least', value })

/** One line of the table. */
export interface Row {
  readonly what: string
  /** The value that is compared with the bounds: usually the ratio of `peal` to `baseline`. */
  readonly value: number
  readonly unit: 'ratio' | 'KiB' | 'commits a call' | 'ms' | 'changes'
  /** Medians of the two variants with their unit; null where there is no baseline. */
  readonly peal: string
  readonly baseline: string | null
  readonly must: Bound
  readonly goal: Bound
  /** Ratios of the single rounds, in order. */
  readonly rounds?: readonly number[]
}

export interface RunOptions {
  /** Runs fewer and smaller rounds, which show that a figure runs; its numbers mean nothing. */
  readonly quick: boolean
}

export interface Figure {
  /** As it is asked for: `npm run bench -- relay`. */
  readonly name: string
  readonly run: (options: RunOptions) => Promise<Row[]>
}

export function isMet(bound: Bound, value: number): boolean {
  return bound.sense === 'most' ? value <= bound.value : value >= bound.value
}

/** @throws if there are no values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle]
  if (upper === undefined || lower === undefined) throw new Error('no values')
  return (upper + lower) / 2
}

export interface Compared {
  readonly peal: number
  readonly baseline: number
  /** Median of the rounds' own ratios: a slow moment of the machine spoils one round, not all. */
  readonly ratio: number
  readonly rounds: readonly number[]
}

/** Like `compare`, but the ratio is that of the two medians: for measurements of single moments. */
export async function compareMedians(
  rounds: number,
  measure: { peal: () => Promise<number>; baseline: () => Promise<number> },
): Promise<Compared> {
  const compared = await compare(rounds, measure)
  return { ...compared, ratio: compared.peal / compared.baseline }
}

/**
 * Measures both in turn after a warm-up round that is not counted; which comes first alternates.
 * Both measures return the same unit, and either smaller or larger is better in both.
 */
export async function compare(
  rounds: number,
  measure: { peal: () => Promise<number>; baseline: () => Promise<number> },
): Promise<Compared> {
  await measure.baseline()
  await measure.peal()
  const peal: number[] = []
  const baseline: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) baseline.push(await measure.baseline())
    peal.push(await measure.peal())
    if (round % 2 === 1) baseline.push(await measure.baseline())
  }
  const ratios = peal.map((value, round) => value / (baseline[round] ?? NaN))
  return {
    peal: median(peal),
    baseline: median(baseline),
    ratio: median(ratios),
    rounds: ratios,
  }
}
