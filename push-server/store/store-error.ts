import { errorCode } from '../error-code.ts'

/**
 * Faults of the whole database. `newer-database`: a newer Peal wrote it; `closed`: the store was closed
 * before the work could run; `lost-transaction`: SQLite rolled the shared transaction back (disk full,
 * I/O error).
 */
type StoreErrorCode = 'newer-database' | 'closed' | 'lost-transaction'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Whether a write failed because another row has the same value in one of these columns, such as `call.id`. */
export function isKeyConflict(error: unknown, columns: readonly string[]): boolean {
  const code = errorCode(error)
  const isConflict = code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  // SQLite names the column in the message only: "UNIQUE constraint failed: call.id".
  return isConflict && columns.some((column) => String(error).endsWith(`: ${column}`))
}
