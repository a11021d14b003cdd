/** Faults of the whole database, and what SQLite says of them. */
import { errorCode } from '../error-code.ts'

/**
 * `newer-database`: a newer Peal wrote it; `foreign-database`: another program did; `closed`: the store was closed before the work could run; `busy`: another process holds the database; `full`: the disk takes nothing more, because it
 * is full, over a quota, read-only or broken.
 */
type StoreErrorCode = 'newer-database' | 'foreign-database' | 'closed' | 'busy' | 'full'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** Whether SQLite reports that another process holds the database. */
export function isBusy(error: unknown): boolean {
  return errorCode(error)?.startsWith('SQLITE_BUSY') === true
}

/**
 * What SQLite says of a disk that takes nothing more. It knows ENOSPC only; a quota (EDQUOT) and a broken disk (EIO) are
 * failed writes to it, and a file system that went read-only (EROFS) is any of the last three.
 */
const DISK_FAILS = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/

/** What nothing can be written for now, as an error with a code; any other error as it is. */
export function asStoreError(error: unknown): unknown {
  if (isBusy(error)) return new StoreError('busy', 'Another process holds the database.', error)
  const code = errorCode(error) ?? ''
  if (DISK_FAILS.test(code)) {
    return new StoreError('full', `The disk takes nothing more (${code}).`, error)
  }
  return error
}

/** Why nothing can be written for now; null: this error says something else. */
export function unwritable(error: unknown): 'busy' | 'full' | null {
  if (!(error instanceof StoreError)) return null
  return error.code === 'busy' || error.code === 'full' ? error.code : null
}

/** Whether a write failed because another row has the same value in one of these columns, such as `call.id`. */
export function isKeyConflict(error: unknown, columns: readonly string[]): boolean {
  const code = errorCode(error)
  const isConflict = code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  // SQLite names the column in the message only: "UNIQUE constraint failed: call.id".
  return isConflict && columns.some((column) => String(error).endsWith(`: ${column}`))
}
