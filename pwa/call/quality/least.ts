/** The least of some values of the last half to whole minute: the time on a way without a queue. Pure. */

/**
 * A new span begins this often, ms: a path may become longer, and a clock stand still while a computer sleeps. Queues
 * are drained long before.
 */
const SPAN_MS = 30_000

export interface Least {
  readonly value: number
  /** The least of the span before. */
  readonly before: number
  readonly sinceMs: number
}

export function withValue(least: Least | null, value: number, atMs: number): Least {
  if (least === null) return { value, before: Infinity, sinceMs: atMs }
  if (atMs - least.sinceMs > SPAN_MS) return { value, before: least.value, sinceMs: atMs }
  return value < least.value ? { ...least, value } : least
}

export const leastOf = ({ value, before }: Least): number => Math.min(value, before)
