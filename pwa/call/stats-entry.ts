/** Reads single fields of `getStats()` entries, which no engine fills completely. */

/** One entry of a report. Its fields are unchecked. */
export type Entry = Readonly<Record<string, unknown>>

export function numberIn(entry: Entry | undefined, key: string): number | null {
  const value = entry?.[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function textIn(entry: Entry | undefined, key: string): string | null {
  const value = entry?.[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** The sum of a field that some of the entries have; null: none of them has it. */
export function sumIn(entries: readonly Entry[], key: string): number | null {
  const values = entries.map((entry) => numberIn(entry, key)).filter((value) => value !== null)
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0)
}

/** The candidate pair in use. */
export function pairIn(entries: readonly Entry[]): Entry | undefined {
  const transport = entries.find((entry) => entry['type'] === 'transport')
  const chosen = transport?.['selectedCandidatePairId']
  const pairs = entries.filter((entry) => entry['type'] === 'candidate-pair')
  return (
    pairs.find((entry) => chosen !== undefined && entry['id'] === chosen) ??
    // Firefox marks it itself.
    pairs.find((entry) => entry['selected'] === true) ??
    pairs.find((entry) => entry['nominated'] === true)
  )
}
