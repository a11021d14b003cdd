/** Lists that the server tells page by page. */
import type { Result } from '../api/http.ts'

export interface Page<T> {
  readonly items: readonly T[]
  /** Where the next page begins; null: this is the last. */
  readonly next: string | null
}

/**
 * This first page, and as many more as reach as far as what is shown, so that a list does not shrink when it is
 * read again. `shown`: how many rows are shown by now.
 */
export async function pagesAsFar<T>(
  first: Page<T>,
  shown: () => number,
  read: (after: string) => Promise<Result<Page<T>>>,
): Promise<Result<Page<T>>> {
  const items = [...first.items]
  let { next } = first
  while (next !== null && items.length < shown()) {
    const result = await read(next)
    if (!result.ok) return result
    items.push(...result.data.items)
    next = result.data.next
  }
  return { ok: true, data: { items, next }, cachedAt: null }
}
