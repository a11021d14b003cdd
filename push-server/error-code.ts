/** The code of an error of the system, SQLite or Node, such as EEXIST; null: it has none. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** The code, or else the error as text, for a sentence about what went wrong. */
export function codeOrText(error: unknown): string {
  return errorCode(error) ?? String(error)
}
