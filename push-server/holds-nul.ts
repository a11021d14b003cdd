/**
 * Whether a parsed value contains a text with U+0000. PostgreSQL has no such text, and nobody means one, so that
 * requests with it are refused where they enter.
 */
export function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(holdsNul)
}
