/** The code of an error of the system's, SQLite's or Node's, such as EEXIST; null: it has none. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** The code, or what else names the error: for a sentence that says what went wrong. */
export function codeOrText(error: unknown): string {
  return errorCode(error) ?? String(error)
}
