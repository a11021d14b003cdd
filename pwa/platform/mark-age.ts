/** Whether a mark that was written `at` (ms since 1970, as text) is younger than `limitMs`. */
export function isFresh(at: string | null | undefined, now: number, limitMs: number): boolean {
  const age = now - Number(at ?? Number.NaN)
  return age >= 0 && age < limitMs
}
