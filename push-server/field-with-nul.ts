/**
 * The name of the innermost field of a parsed value whose text contains U+0000; null: none does. PostgreSQL has no such
 * text, and nobody means one, so that requests with it are refused where they enter.
 * @param field the field that the value itself is in; '' if it is in none
 */
export function fieldWithNul(value: unknown, field = ''): string | null {
  if (typeof value === 'string') return value.includes('\0') ? field : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, held] of Object.entries(value)) {
    const found = fieldWithNul(held, Array.isArray(value) ? field : key)
    if (found !== null) return found
  }
  return null
}
